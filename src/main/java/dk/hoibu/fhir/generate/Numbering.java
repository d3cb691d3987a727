package dk.hoibu.fhir.generate;

/** Hands out numbers that look right and belong to nobody: each only once, in the same order every time. */
final class Numbering {

    /** The GS1 prefix kept for demonstrations. */
    private static final String GLN_PREFIX = "952";

    /** What every SOR id has after its running number: SOR's namespace and the partition of concepts. */
    private static final String SOR_NAMESPACE = "1000016" + "00";

    private static final int PHONES = 10_000_000;

    /** Has no factor in common with {@link #PHONES}, so that all of them come before one comes again. */
    private static final long PHONE_STEP = 7_654_321;

    private int sor = 9_000_000;
    private int gln = 0;
    private int provider = 900_000;
    private int school = 900_000;
    private int daycare = 90_000;
    private long phone = 0;
    private int caseNumber = 0;

    /** A SOR id whose Verhoeff check digit is wrong, so that it can never be a real unit's. */
    String nextSor() {
        String stem = ++sor + SOR_NAMESPACE;
        int digit = 0;
        while (!CheckDigits.verhoeffPasses(stem + digit)) {
            digit++;
        }
        return stem + (digit + 1) % 10;
    }

    /** A lokationsnummer with a right GS1 check digit. */
    String nextGln() {
        String stem = GLN_PREFIX + (100_000_000 + ++gln);
        int digit = 0;
        while (!CheckDigits.glnPasses(stem + digit)) {
            digit++;
        }
        return stem + digit;
    }

    /** A ydernummer, six digits. */
    String nextProvider() {
        return Integer.toString(++provider);
    }

    /** An institutionsnummer as schools have them: six digits. No municipality's numbers begin with 9. */
    String nextSchool() {
        return Integer.toString(++school);
    }

    /** An institutionsnummer as daycares have them: G and five digits. */
    String nextDaycare() {
        return "G" + ++daycare;
    }

    /** A telephone number. It begins with 0, as no number in Denmark does, so that nobody is ever called. */
    String nextPhone() {
        phone = (phone + PHONE_STEP) % PHONES;
        String digits = Long.toString(PHONES + phone).substring(1);
        return "+45 0" + digits.charAt(0) + " " + digits.substring(1, 3) + " " + digits.substring(3, 5) + " "
                + digits.substring(5);
    }

    /** A Sagsnummer. */
    String nextCase(String municipalityCode) {
        return "S" + municipalityCode + "-" + ++caseNumber;
    }

    /**
     * A CVR number for a municipality whose own is not known here: it passes modulus 11, and begins with 99 as none given out does.
     *
     * @param municipalityCode four digits
     */
    static String inventedCvr(String municipalityCode) {
        for (int last = 0; last < 100; last++) {
            String number = "99" + municipalityCode + last / 10 + last % 10;
            if (CheckDigits.cvrPasses(number)) {
                return number;
            }
        }
        throw new IllegalArgumentException("not a municipality code");
    }
}

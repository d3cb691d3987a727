package dk.hoibu.fhir.generate;

/** The check digits of Danish and international registers: to pass them where readers check, to fail them where a real one could be met. */
final class CheckDigits {

    private static final int[] CPR_WEIGHTS = {4, 3, 2, 7, 6, 5, 4, 3, 2, 1};
    private static final int[] CVR_WEIGHTS = {2, 7, 6, 5, 4, 3, 2, 1};
    private static final int[] GLN_WEIGHTS = {1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1};

    /** The Verhoeff check's permutation; its powers follow from it. */
    private static final int[] VERHOEFF_PERMUTATION = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};

    private CheckDigits() {}

    /** Whether the number could be a person's from before 2007, when modulus 11 still held for all. */
    static boolean cprPasses(CharSequence number) {
        return weighted(number, CPR_WEIGHTS) % 11 == 0;
    }

    static boolean cvrPasses(CharSequence number) {
        return weighted(number, CVR_WEIGHTS) % 11 == 0;
    }

    static boolean glnPasses(CharSequence number) {
        return weighted(number, GLN_WEIGHTS) % 10 == 0;
    }

    /** Whether a SNOMED CT identifier, and so a SOR id, is well-formed. */
    static boolean verhoeffPasses(CharSequence number) {
        int check = 0;
        for (int i = 0; i < number.length(); i++) {
            int digit = number.charAt(number.length() - 1 - i) - '0';
            for (int power = 0; power < i % 8; power++) {
                digit = VERHOEFF_PERMUTATION[digit];
            }
            check = turned(check, digit);
        }
        return check == 0;
    }

    /** Multiplication in the group of the pentagon's turns (0 to 4) and flips (5 to 9), on which the Verhoeff check rests. */
    private static int turned(int one, int other) {
        if (one < 5) {
            return other < 5 ? (one + other) % 5 : 5 + (one + other - 5) % 5;
        }
        return other < 5 ? 5 + (one - 5 - other + 5) % 5 : (one - other + 5) % 5;
    }

    private static int weighted(CharSequence digits, int[] weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += (digits.charAt(i) - '0') * weights[i];
        }
        return sum;
    }
}

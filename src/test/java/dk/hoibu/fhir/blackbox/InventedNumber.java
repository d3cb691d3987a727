package dk.hoibu.fhir.blackbox;

/** CPR numbers of nobody, of the kind for tests: with a high serial number that fails modulus 11. */
final class InventedNumber {

    private static final int[] WEIGHTS = {4, 3, 2, 7, 6, 5, 4, 3, 2, 1};

    private InventedNumber() {}

    /** The first one of that day (ddMMyy) with that serial number or a higher one. */
    static String from(String day, int serial) {
        for (int next = serial; next < 10_000; next++) {
            String number = day + next;
            int sum = 0;
            for (int at = 0; at < WEIGHTS.length; at++) {
                sum += WEIGHTS[at] * (number.charAt(at) - '0');
            }
            if (sum % 11 != 0) {
                return number;
            }
        }
        throw new IllegalStateException("no serial numbers left on that day");
    }
}

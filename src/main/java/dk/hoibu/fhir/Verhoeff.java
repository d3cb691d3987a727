package dk.hoibu.fhir;

/** The check digit of SOR ids and other SNOMED CT identifiers (J. Verhoeff, 1969): the arithmetic of the dihedral group of ten. */
final class Verhoeff {

    private static final int FIVE = 5;
    /** Applied once more for each place to the left. */
    private static final int[] PERMUTATION = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};

    private Verhoeff() {}

    /** Whether the last digit of {@code digits}, which are nothing else, is right. */
    static boolean isValid(String digits) {
        int sum = 0;
        for (int place = 0; place < digits.length(); place++) {
            int digit = digits.charAt(digits.length() - 1 - place) - '0';
            for (int times = 0; times < place % 8; times++) {
                digit = PERMUTATION[digit];
            }
            sum = product(sum, digit);
        }
        return sum == 0;
    }

    /** Of two elements: 0 to 4 turn, 5 to 9 also mirror. */
    private static int product(int one, int two) {
        int turned = one < FIVE ? (one + two) % FIVE : Math.floorMod(one - two, FIVE);
        return (one < FIVE) == (two < FIVE) ? turned : turned + FIVE;
    }
}

package dk.hoibu.fhir;

import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The check digits of registers, reckoned apart from the program so that a mistake there is not repeated here. */
final class RegisterNumbers {

    /** Denmark's official test persons. */
    private static final Set<String> OFFICIAL_TEST_NUMBERS = Set.of(
            "2311143995",
            "0211223989",
            "2509479989",
            "2512489996",
            "0108589995",
            "0201609995",
            "0201609996",
            "0108629996",
            "0107729995",
            "3001749995",
            "1502779995",
            "1502799995",
            "1509819996",
            "1502829995",
            "2911829996",
            "0506889996",
            "0104909995",
            "0104909989",
            "0504909995",
            "0504909989",
            "0201919990",
            "0201919996",
            "0201919995",
            "3103979995",
            "2103009996",
            "0505059996",
            "1007059995",
            "0505109990",
            "1110109996",
            "0505159995",
            "0212159995",
            "1310169995",
            "1310169996",
            "0505209996",
            "3101229995",
            "0505239996",
            "1306249995",
            "1306249996");

    private static final String DATE = "(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])[0-9]{2}";

    /** Neither part of a longer number or hash nor, where it has a hyphen, of a UUID. */
    private static final Pattern PERSON_NUMBER = Pattern.compile("(?<![0-9A-Fa-f])" + DATE + "[0-9]{4}(?![0-9A-Fa-f])"
            + "|(?<![0-9A-Fa-f-])" + DATE + "-[0-9]{4}(?![0-9A-Fa-f-])");

    private RegisterNumbers() {}

    /** Every number in the text that is written as a CPR number, without its hyphen. */
    static List<String> personNumbersIn(String text) {
        return PERSON_NUMBER
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .map(number -> number.replace("-", ""))
                .toList();
    }

    /** Whether it passes modulus 11 and is no official test number. */
    static boolean couldBeAPersons(String number) {
        return !OFFICIAL_TEST_NUMBERS.contains(number) && remainder(number, 11, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1) == 0;
    }

    static boolean cvrPasses(String number) {
        return remainder(number, 11, 2, 7, 6, 5, 4, 3, 2, 1) == 0;
    }

    static boolean glnPasses(String number) {
        return remainder(number, 10, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1) == 0;
    }

    /** Whether it has the check digit of SNOMED CT identifiers, and so of SOR ids. */
    static boolean verhoeffPasses(String number) {
        int[] permutation = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};
        int check = 0;
        for (int i = 0; i < number.length(); i++) {
            int digit = number.charAt(number.length() - 1 - i) - '0';
            for (int times = i % 8; times > 0; times--) {
                digit = permutation[digit];
            }
            check = product(check, digit);
        }
        return check == 0;
    }

    /** Multiplication in the group of a pentagon's turns (0 to 4) and flips (5 to 9). */
    private static int product(int a, int b) {
        if (a < 5) {
            return b < 5 ? (a + b) % 5 : 5 + (a + b) % 5;
        }
        return b < 5 ? 5 + (a - b) % 5 : (a - b + 5) % 5;
    }

    private static int remainder(String digits, int modulus, int... weights) {
        return IntStream.range(0, weights.length)
                        .map(i -> (digits.charAt(i) - '0') * weights[i])
                        .sum()
                % modulus;
    }
}

package dk.hoibu.fhir.generate;

import java.util.Locale;
import java.util.SplittableRandom;

/** Numbers for tests that look right to a reader of their form, and can never be a person's, a unit's or a company's. */
public final class MadeUpNumbers {

    private MadeUpNumbers() {}

    /** A CPR number of the test persons' kind: a date, a high serial, and modulus 11 not passed. */
    public static String cpr(SplittableRandom random) {
        while (true) {
            String number = String.format(
                    Locale.ROOT,
                    "%02d%02d%02d%d",
                    random.nextInt(1, 29),
                    random.nextInt(1, 13),
                    random.nextInt(100),
                    random.nextInt(9800, 10000));
            if (!CheckDigits.cprPasses(number)) {
                return number;
            }
        }
    }

    /** A SOR id in form only: the Verhoeff check is not passed. */
    public static String sor(SplittableRandom random) {
        while (true) {
            String number = random.nextLong(100_000L, 1_000_000L) + "00001600" + random.nextInt(10);
            if (!CheckDigits.verhoeffPasses(number)) {
                return number;
            }
        }
    }

    /** A location number that passes modulus 10, in the range that GS1 leaves to whoever wants to use it inside their own walls. */
    public static String gln(SplittableRandom random) {
        while (true) {
            String number = "2" + random.nextLong(100_000_000_000L, 1_000_000_000_000L);
            if (CheckDigits.glnPasses(number)) {
                return number;
            }
        }
    }
}

package dk.hoibu.fhir.message.xdis;

import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.message.xdis.XdisLetter.IdentifierCode;
import java.util.Arrays;
import java.util.Optional;

/** The numbers organisations are known by: systems, check digits, and numbers that stand in for those nobody knows. */
final class PartyNumbers {

    private PartyNumbers() {}

    /** The identifier system of the register that a letter names, for that number of it: what is no SOR id is not called one. */
    static String system(IdentifierCode code, String number) {
        return code == IdentifierCode.SORKODE && !isSor(number) ? Systems.BASE + "/sid/sorkode" : system(code);
    }

    /** A municipality's number in a letter need not be of dk-core's list, outside which a message would not be valid. */
    private static String system(IdentifierCode code) {
        return switch (code) {
            case SORKODE -> Systems.SOR;
            case YDERNUMMER -> Systems.PROVIDER_NUMBER;
            case KOMMUNENUMMER -> Systems.BASE + "/sid/kommunenummer";
            case LOKATIONSNUMMER -> CareTerms.LOCATION_NUMBER;
            case SYGEHUSAFDELINGSNUMMER -> Systems.BASE + "/sid/sygehusafdelingsnummer";
            case AMT -> Systems.BASE + "/sid/amt";
        };
    }

    /** The inverse; empty for a system that no letter names. */
    static Optional<IdentifierCode> code(String system) {
        if (system.equals(Systems.MUNICIPALITY_CODE)) {
            return Optional.of(IdentifierCode.KOMMUNENUMMER);
        }
        return Arrays.stream(IdentifierCode.values())
                .filter(code -> system(code).equals(system) || system(code, "").equals(system))
                .findFirst();
    }

    static boolean isSor(String number) {
        return number.matches("[0-9]{11,17}");
    }

    /** Thirteen digits whose last is the check digit (GS1, modulus 10). */
    static boolean isGln(String number) {
        return number.matches("[0-9]{13}") && number.charAt(12) == checkDigit(number);
    }

    private static char checkDigit(String number) {
        int sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += (number.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return (char) ('0' + (10 - sum % 10) % 10);
    }

    /**
     * A location number that nobody has, the same each time for the same letter's: it begins with 952, which GS1 keeps for
     * demonstrations.
     */
    static String glnStandIn(String ean) {
        String body = "952" + digits(ean, 9);
        return body + checkDigit(body);
    }

    /** A SOR id that nobody has, the same each time for the same letter's: SOR's own never begin with 0. */
    static String sorStandIn(String ean) {
        return "000" + digits(ean, 9);
    }

    private static String digits(String text, int count) {
        long hash = 0;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash * 31 + text.charAt(i)) % 999_999_937L;
        }
        return String.format("%0" + count + "d", hash);
    }
}

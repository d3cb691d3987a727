package dk.hoibu.fhir.message.rule;

import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Forms that MedCom and dk-core demand of identifiers and other values. */
final class Formats {

    private static final String HEX = "[0-9a-f]";
    private static final String DAY_AND_MONTH =
            "(?:(?:0[1-9]|[12][0-9]|3[01])(?:0[13578]|1[02])|(?:0[1-9]|[12][0-9]|30)(?:0[469]|11)|(?:0[1-9]|[12][0-9])02)";
    private static final int[] CVR_WEIGHTS = {2, 7, 6, 5, 4, 3, 2, 1};

    private final Map<String, Predicate<String>> byName = Map.ofEntries(
            Map.entry(
                    "uuid",
                    whole("urn:uuid:" + HEX + "{8}-" + HEX + "{4}-" + HEX + "{4}-" + HEX + "{4}-" + HEX + "{12}")),
            Map.entry(
                    "uuid5",
                    whole(
                            "urn:uuid:[a-fA-F0-9]{8}-[a-fA-F0-9]{4}-5[a-fA-F0-9]{3}-[89aAbB][a-fA-F0-9]{3}-[a-fA-F0-9]{12}")),
            Map.entry("gln", whole("[0-9]{13}")),
            Map.entry("gln-check", Formats::glnChecks),
            Map.entry("sor", whole("[0-9]{11,}")),
            Map.entry("cvr", whole("[0-9]{8}")),
            Map.entry("cvr-check", Formats::cvrChecks),
            Map.entry("cpr", whole(DAY_AND_MONTH + "[0-9]{6}")),
            Map.entry("x-ecpr", whole(DAY_AND_MONTH + "[0-9]{2}[17][A-Z]{2}[0-9]")),
            Map.entry("d-ecpr", whole(DAY_AND_MONTH + "[0-9]{2}[056][A-Z]{2}[0-9]")),
            Map.entry("authorization", whole("[0-9b-df-hj-np-tv-zB-DF-HJ-NP-TV-Z]{5}")),
            Map.entry("phone", Pattern.compile("[-0-9]").asPredicate()),
            Map.entry(
                    "definition",
                    whole(
                            "http://medcomfhir.dk/ig/messagedefinitions/MessageDefinition/MedComCareCommunicationMessageDefinition\\|5\\.[0-9]{1,2}")));

    private static Predicate<String> whole(String pattern) {
        return Pattern.compile(pattern).asMatchPredicate();
    }

    /** Whether a value has that form. */
    Predicate<String> named(String name) {
        Predicate<String> format = byName.get(name);
        if (format == null) {
            throw new IllegalArgumentException("no format is named " + name);
        }
        return format;
    }

    /** GS1's check digit; what is no GLN at all is another rule's to say. */
    private static boolean glnChecks(String value) {
        if (value.length() != 13 || !digits(value)) {
            return true;
        }
        int sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += (value.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return (10 - sum % 10) % 10 == value.charAt(12) - '0';
    }

    private static boolean cvrChecks(String value) {
        if (value.length() != CVR_WEIGHTS.length || !digits(value)) {
            return true;
        }
        int sum = 0;
        for (int i = 0; i < CVR_WEIGHTS.length; i++) {
            sum += (value.charAt(i) - '0') * CVR_WEIGHTS[i];
        }
        return sum % 11 == 0;
    }

    private static boolean digits(String value) {
        return value.chars().allMatch(one -> one >= '0' && one <= '9');
    }
}

package dk.hoibu.fhir.message.xdis;

import java.util.Optional;

/**
 * Holds the fields of a letter to the lengths of MedCom's schema. Characters are counted as Java's validator counts them, those beyond
 * Unicode's first 65,536 as two: never more than any other validator allows.
 */
final class Fields {

    private Fields() {}

    static int length(String text) {
        return text.length();
    }

    static void require(String element, String text, int most) {
        if (text.isBlank()) {
            throw UnreadableLetter.at(element, "is empty");
        }
        if (length(text) > most) {
            throw UnreadableLetter.at(element, "has more than " + most + " characters");
        }
    }

    /** The same of each that is there. */
    static void allow(String element, Optional<String> text, int most) {
        text.ifPresent(value -> require(element, value, most));
    }
}

package dk.hoibu.fhir.message.xdis;

import java.util.Optional;

/** Holds the fields of a letter to the lengths of MedCom's schema, in characters as XML Schema counts them. */
final class Fields {

    private Fields() {}

    static int length(String text) {
        return text.codePointCount(0, text.length());
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

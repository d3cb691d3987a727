package dk.hoibu.fhir.audit;

import dk.hoibu.fhir.log.CprPattern;

/** Texts that are kept for years in plain view, so that a person number must not get into them by any way. */
final class NumberFree {

    private NumberFree() {}

    /**
     * Stops a text with what may be a person number in it, wherever it came from. The message does not repeat the text.
     *
     * @throws IllegalArgumentException naming {@code what}, also when the text is blank
     */
    static void require(String what, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(what + " is blank");
        }
        if (CprPattern.isIn(text)) {
            throw new IllegalArgumentException(what + " holds what may be a person number");
        }
    }
}

package dk.hoibu.fhir.message;

import java.util.SplittableRandom;

/** What cannot be done to a parsed message: the same property twice, a text that is cut off. */
final class TextMutations {

    private TextMutations() {}

    /** Mostly the text as it is. */
    static String maybe(String text, SplittableRandom random) {
        if (random.nextInt(40) > 0) {
            return text;
        }
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, random.nextInt(text.length()));
            case 1 -> text + "}";
            case 2 -> text.replaceFirst("\"type\":\"message\"", "\"type\":\"message\",\"type\":\"message\"");
            default -> text.replaceFirst("\"status\":\"unknown\"", "\"status\":\"unknown\",\"status\":\"unknown\"");
        };
    }
}

package dk.hoibu.fhir.message.build;

/** Texts as messages can have them. */
final class PlainWords {

    private PlainWords() {}

    /** With line feeds between lines, however they were written. */
    static String withLineFeeds(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    /** Whether both formats can hold every character. */
    static boolean canBeSent(String text) {
        return text.codePoints().allMatch(PlainWords::canBeSent);
    }

    private static boolean canBeSent(int one) {
        boolean control = Character.isISOControl(one) && one != '\n' && one != '\t' && one != '\r';
        boolean half = one >= Character.MIN_SURROGATE && one <= Character.MAX_SURROGATE;
        return !control && !half && one != 0xfffe && one != 0xffff;
    }
}

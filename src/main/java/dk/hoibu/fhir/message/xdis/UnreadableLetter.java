package dk.hoibu.fhir.message.xdis;

/** What was given is no XDIS91 letter, or no receipt of one. The message names the element and the rule, never what is in it. */
public final class UnreadableLetter extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    UnreadableLetter(String message) {
        super(message);
    }

    /** Of what should have been a message. */
    public static UnreadableLetter noMessage() {
        return new UnreadableLetter("the document is no FHIR R4 Bundle in JSON or XML, in UTF-8");
    }

    static UnreadableLetter at(String element, String wrong) {
        return new UnreadableLetter(element + " " + wrong);
    }
}

package dk.hoibu.fhir.message.tree;

/**
 * Something in the text of a resource that no FHIR R4 element has, so that the tree cannot hold it.
 *
 * @param where the element it stands in
 * @param name what stands there, if it is the name of an element; otherwise empty. Never a value
 */
public record Flaw(Kind kind, String where, String name) {

    /** Nobody is told of more in one text. */
    static final int MOST = 200;

    /** In which way it does not fit. */
    public enum Kind {
        /** The text is no JSON or XML, or is cut off: there is no tree. */
        UNREADABLE,
        /** The root is not a Bundle. */
        NOT_A_BUNDLE,
        UNKNOWN_RESOURCE_TYPE,
        UNKNOWN_ELEMENT,
        /** The same property twice in a JSON object, or two types of a choice. */
        TWICE,
        /** An object where a value belongs, a list where one element belongs, and the like. */
        WRONG_FORM,
        /** A list of values without any, which HL7's validator lets through. */
        EMPTY_LIST,
        /** A JSON null, an empty list or object, or an element with nothing in it. */
        NOTHING_THERE,
        /** XML: an attribute, text or namespace that does not belong there. */
        FOREIGN_XML,
        /** XML: elements not in the order of the definition. */
        OUT_OF_ORDER
    }
}

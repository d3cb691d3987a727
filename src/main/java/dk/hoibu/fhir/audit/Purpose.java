package dk.hoibu.fhir.audit;

/**
 * Why somebody asked.
 *
 * @param system the code system, a URI
 * @param code the code in it, such as {@code TREAT} in {@code v3-ActReason}
 * @param text what it is called in Danish, for the citizen
 */
public record Purpose(String system, String code, String text) {

    public Purpose {
        NumberFree.require("purpose system", system);
        NumberFree.require("purpose code", code);
        NumberFree.require("purpose text", text);
    }
}

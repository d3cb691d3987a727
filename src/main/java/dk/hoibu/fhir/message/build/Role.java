package dk.hoibu.fhir.message.build;

import org.hl7.fhir.r4.model.CodeableConcept;

/** What somebody is employed as: a code or a text, never both (cc-7). */
public sealed interface Role {

    /** A code of MedCom's roles. */
    record Coded(String system, String code) implements Role {}

    /** In words. */
    record Worded(String text) implements Role {}

    /** As a resource says it. */
    default CodeableConcept toFhir() {
        CodeableConcept concept = new CodeableConcept();
        if (this instanceof Coded coded) {
            concept.addCoding().setSystem(coded.system()).setCode(coded.code());
        } else if (this instanceof Worded worded) {
            concept.setText(worded.text());
        }
        return concept;
    }

    /** For people. */
    default String words() {
        return this instanceof Coded coded ? coded.code() : this instanceof Worded worded ? worded.text() : "";
    }
}

package dk.hoibu.fhir.audit;

import dk.hoibu.fhir.domain.PersonNumber;

/** Whom an access was about. */
public sealed interface Child {

    /** By number, which never leaves the server: whoever writes it down writes the opaque id. */
    record Numbered(PersonNumber number) implements Child {}

    /** By the opaque id of the Patient, when the number is not known: an id may be refused before it is opened. */
    record Opaque(String patientId) implements Child {

        public Opaque {
            NumberFree.require("patient id", patientId);
        }
    }
}

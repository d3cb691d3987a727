package dk.hoibu.fhir.audit;

/**
 * What was asked of the server.
 *
 * @param interaction what kind of question
 * @param what the resource read, as {@code Type/id}; else the request below the base URL, as {@code Type?parameters} also for POST, with
 *     person numbers taken out
 */
public record Asked(Interaction interaction, String what) {

    public Asked {
        NumberFree.require("what was asked", what);
    }

    /** The kinds of question that BALP tells apart, by their code in FHIR's {@code restful-interaction}, or DICOM's, and by its action. */
    public enum Interaction {
        READ("read", "R"),
        SEARCH("search-type", "E"),
        /** {@code $everything}; BALP has no pattern for operations, and it answers as a search does. */
        EVERYTHING("operation", "E"),
        /** Any other operation, such as {@code $launch}. */
        OPERATION("operation", "E"),
        /** A token was asked for at our own authorization server, which is no RESTful question: a login, in the codes of DICOM. */
        TOKEN("110122", "E");

        private final String code;
        private final String action;

        Interaction(String code, String action) {
            this.code = code;
            this.action = action;
        }

        /** Kind of event: a code of FHIR's {@code audit-event-type}, or of DICOM's. */
        public String type() {
            return this == TOKEN ? "110114" : "rest";
        }

        public String code() {
            return code;
        }

        /** Code in FHIR's {@code audit-event-action}: read, or execute. */
        public String action() {
            return action;
        }
    }
}

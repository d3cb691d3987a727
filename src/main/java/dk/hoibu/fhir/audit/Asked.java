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

    /** The kinds of question that BALP tells apart, by their code in FHIR's {@code restful-interaction} and by its action. */
    public enum Interaction {
        READ("read", "R"),
        SEARCH("search-type", "E"),
        /** {@code $everything}; BALP has no pattern for operations, and it answers as a search does. */
        EVERYTHING("operation", "E"),
        /** Any other operation, such as {@code $launch}. */
        OPERATION("operation", "E");

        private final String code;
        private final String action;

        Interaction(String code, String action) {
            this.code = code;
            this.action = action;
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

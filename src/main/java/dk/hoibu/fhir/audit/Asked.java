package dk.hoibu.fhir.audit;

/**
 * What was asked of the server, or what its {@link Alarm} is about.
 *
 * @param interaction what kind of question
 * @param what the resource read, as {@code Type/id}; else the request below the base URL, as {@code Type?parameters} also for POST, with
 *     person numbers taken out; of an alarm its code and, after a question mark, what was seen
 */
public record Asked(Interaction interaction, String what) {

    public Asked {
        NumberFree.require("what was asked", what);
        if (interaction == Interaction.ALARM && Alarm.ofCode(kind(what)).isEmpty()) {
            throw new IllegalArgumentException("no such alarm");
        }
    }

    /** Nothing was asked: somebody should look at what was. {@code seen} is what, without a person in it. */
    public static Asked alarm(Alarm alarm, String seen) {
        return new Asked(Interaction.ALARM, alarm.code() + "?" + seen);
    }

    /** Kind of request, login or alarm: a code of FHIR's {@code restful-interaction}, of DICOM or of {@link Alarm}. */
    public String subtype() {
        return interaction == Interaction.ALARM ? kind(what) : interaction.code();
    }

    private static String kind(String alarm) {
        return alarm.split("\\?", 2)[0];
    }

    /** The kinds of question that BALP tells apart, by their code in FHIR's {@code restful-interaction}, or DICOM's, and by its action. */
    public enum Interaction {
        READ("read", "R"),
        SEARCH("search-type", "E"),
        /** {@code $everything}; BALP has no pattern for operations, and it answers as a search does. */
        EVERYTHING("operation", "E"),
        /** A resource was handed in: a message. */
        CREATE("create", "C"),
        /** Any other operation, such as {@code $launch}. */
        OPERATION("operation", "E"),
        /** A token was asked for at our own authorization server, which is no RESTful question: a login, in the codes of DICOM. */
        TOKEN("110122", "E"),
        /** Nothing was asked: an alarm about what was, which is no access to anything. */
        ALARM("110113", "E");

        private final String code;
        private final String action;

        Interaction(String code, String action) {
            this.code = code;
            this.action = action;
        }

        /** Kind of event: a code of FHIR's {@code audit-event-type}, or of DICOM's. */
        public String type() {
            return switch (this) {
                case READ, SEARCH, CREATE, EVERYTHING, OPERATION -> "rest";
                case TOKEN -> "110114";
                case ALARM -> code;
            };
        }

        /** Of an alarm that it is one; {@link Asked#subtype()} tells which. */
        public String code() {
            return code;
        }

        /** Code in FHIR's {@code audit-event-action}: create, read, or execute. */
        public String action() {
            return action;
        }
    }
}

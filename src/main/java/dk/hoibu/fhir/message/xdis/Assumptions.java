package dk.hoibu.fhir.message.xdis;

/**
 * What is put where a CareCommunication message must have something that a letter does not know. Every use of it is told in the report.
 *
 * @param category code of a letter whose subject names none
 * @param topic of a letter without a subject, where the category asks for a topic
 * @param text of a letter without a text
 * @param author name of whoever wrote a letter that names nobody
 * @param role of whoever wrote it
 * @param telephone where neither letter nor register has one
 * @param standIns whether an organisation that the register does not know gets numbers that stand in for its own: marked as unknown, and
 *     none that a register could give out. Without, such a letter is refused
 */
public record Assumptions(
        String category, String topic, String text, String author, String role, String telephone, boolean standIns) {

    public Assumptions {
        if (Category.of(category).isEmpty()) {
            throw new IllegalArgumentException("no such category: " + category);
        }
    }

    /** Those of a converter that nobody set up. */
    public static Assumptions standard() {
        return new Assumptions(
                "other", "Korrespondance", "(Brevet har ingen tekst.)", "Ikke oplyst", "Ikke oplyst", "00000000", true);
    }

    /** The same with another category for letters whose subject names none. */
    public Assumptions withCategory(String other) {
        return new Assumptions(other, topic, text, author, role, telephone, standIns);
    }

    /** The same with or without stand-ins. */
    public Assumptions withStandIns(boolean allowed) {
        return new Assumptions(category, topic, text, author, role, telephone, allowed);
    }
}

package dk.hoibu.fhir.validation;

/**
 * One thing that is said about a resource.
 *
 * @param path where in the resource, as FHIRPath without ids; empty when it is about the whole
 * @param line where in the text, 0 when not known
 * @param id the validator's own name of the rule; unlike {@code text} it never holds anything of the resource
 * @param text for people; may quote values of the resource
 */
public record Finding(Level level, String path, int line, int column, String id, String text) {

    /** How bad it is. */
    public enum Level {
        INFORMATION,
        WARNING,
        ERROR
    }

    /** Whether it is at least that bad. */
    public boolean atLeast(Level limit) {
        return level.compareTo(limit) >= 0;
    }
}

package dk.hoibu.fhir.source.folder;

import dk.hoibu.fhir.domain.PersonNumber;
import java.util.Optional;

/**
 * A field of a record that holds the number of a person the record is about.
 *
 * @param list the top-level list the field's objects are in; empty when the field itself is at the top
 * @param field the field's name
 * @param required whether every record has it
 */
public record PersonKey(Optional<String> list, String field, boolean required) {

    /** How a URN that is a CPR number starts; other URNs (a name, an inner id) are no keys. */
    public static final String CPR_URN = "urn:oio:cpr-nr:";

    private static final String URN = "urn:";

    /** A top-level field that every record has. */
    public static PersonKey required(String field) {
        return new PersonKey(Optional.empty(), field, true);
    }

    /** A top-level field that some records have. */
    public static PersonKey optional(String field) {
        return new PersonKey(Optional.empty(), field, false);
    }

    /** A field of the objects in a top-level list. */
    public static PersonKey within(String list, String field) {
        return new PersonKey(Optional.of(list), field, false);
    }

    /** The number in {@code value}, with or without the URN around it; empty when it is none. */
    public static Optional<PersonNumber> numberIn(String value) {
        return PersonNumber.parse(value.startsWith(CPR_URN) ? value.substring(CPR_URN.length()) : value);
    }

    /** Whether {@code value} names somebody or something by other means than a person number. */
    static boolean isOtherUrn(String value) {
        return value.startsWith(URN) && !value.startsWith(CPR_URN);
    }
}

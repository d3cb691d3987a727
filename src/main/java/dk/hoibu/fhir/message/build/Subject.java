package dk.hoibu.fhir.message.build;

import java.util.List;

/**
 * Whom a new message is about.
 *
 * @param numbers the CPR number, numbers that replace one, or both
 */
public record Subject(List<Numbered> numbers, PersonName name) {

    public Subject {
        numbers = List.copyOf(numbers);
    }

    /** A number of a person in a system of such numbers. */
    public record Numbered(String system, String value) {}
}

package dk.hoibu.fhir.message.build;

import java.util.Arrays;
import java.util.List;
import org.hl7.fhir.r4.model.HumanName;

/**
 * A person's name.
 *
 * @param given first names, in their order; empty when there are none
 * @param family what is left
 */
public record PersonName(List<String> given, String family) {

    public PersonName {
        given = List.copyOf(given);
        if (family.isBlank()) {
            throw new IllegalArgumentException("a name has a family name");
        }
    }

    /** Of a name in one piece, of which the last word is the family name. */
    public static PersonName of(String whole) {
        List<String> words = Arrays.asList(whole.strip().split("\\s+"));
        return new PersonName(words.subList(0, words.size() - 1), words.get(words.size() - 1));
    }

    HumanName toFhir() {
        HumanName name = new HumanName().setFamily(family);
        given.forEach(name::addGiven);
        return name;
    }

    String whole() {
        return given.isEmpty() ? family : String.join(" ", given) + " " + family;
    }
}

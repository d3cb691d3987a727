package dk.hoibu.fhir.audit.citizen;

import dk.hoibu.fhir.audit.Asker.Organisation;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The registers that organisations are looked up in. */
@FunctionalInterface
public interface Organisations {

    /** No register: organisations are called what the entries call them. */
    Organisations NONE = wanted -> new Found(Map.of(), true);

    /**
     * What a register says of one.
     *
     * @param above the organisations that it belongs to, its owner among them, as {@link #key}
     */
    record Known(String name, Set<String> above) {

        public Known {
            above = Set.copyOf(above);
        }
    }

    /**
     * What was found.
     *
     * @param known by {@link #key}; those that no register has are not in it
     * @param whole whether every register answered
     */
    record Found(Map<String, Known> known, boolean whole) {

        public Found {
            known = Map.copyOf(known);
        }
    }

    Found find(Collection<Organisation> wanted);

    /** {@code sor:} or {@code cvr:} and the number. */
    static String key(Organisation organisation) {
        return organisation.register().name().toLowerCase(Locale.ROOT) + ":" + organisation.id();
    }
}

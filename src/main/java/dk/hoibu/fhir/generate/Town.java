package dk.hoibu.fhir.generate;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Everybody in a municipality who can have to do with a child. Each list has at least one. */
record Town(
        Municipality municipality,
        Department ppr,
        Department family,
        List<Clinic> clinics,
        List<Institution> schools,
        List<Institution> daycares) {

    Town {
        clinics = List.copyOf(clinics);
        schools = List.copyOf(schools);
        daycares = List.copyOf(daycares);
    }

    Department department(Subject subject) {
        return switch (subject) {
            case PPR -> ppr;
            case FAMILY -> family;
        };
    }

    /** A department under the municipality itself. */
    record Department(Subject subject, UUID id, String name, String phone, String gln, List<Team> teams) {

        Department {
            teams = List.copyOf(teams);
        }
    }

    /** A team in a department. */
    record Team(UUID id, String name, String phone, boolean active, List<Worker> workers) {

        Team {
            workers = List.copyOf(workers);
        }
    }

    /** A case worker. */
    record Worker(UUID id, String name, String job, String phone, boolean concealed, boolean active, LocalDate since) {}

    /** A GP clinic. */
    record Clinic(String sor, String provider, String gln, String name, String phone, boolean open) {}

    /** A school or daycare. */
    record Institution(String number, String name, String phone) {}
}

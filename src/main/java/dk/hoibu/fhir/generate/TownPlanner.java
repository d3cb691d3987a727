package dk.hoibu.fhir.generate;

import dk.hoibu.fhir.generate.Town.Clinic;
import dk.hoibu.fhir.generate.Town.Department;
import dk.hoibu.fhir.generate.Town.Institution;
import dk.hoibu.fhir.generate.Town.Team;
import dk.hoibu.fhir.generate.Town.Worker;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Furnishes a municipality with what its number of children calls for. */
final class TownPlanner {

    private static final int CHILDREN_PER_WORKER = 60;
    private static final int CHILDREN_PER_SCHOOL = 350;
    private static final int CHILDREN_PER_CLINIC = 350;

    /** 150 children under six to a daycare, and one child in three is. */
    private static final int CHILDREN_PER_DAYCARE = 450;

    private static final int TEAM_SIZE = 12;

    private final Names names;
    private final Numbering numbering;

    TownPlanner(Names names, Numbering numbering) {
        this.names = names;
        this.numbering = numbering;
    }

    Town town(Municipality municipality, int children, Randomness randomness) {
        return new Town(
                municipality,
                department(municipality, Subject.PPR, children, randomness),
                department(municipality, Subject.FAMILY, children, randomness),
                several(children, CHILDREN_PER_CLINIC, index -> clinic(municipality, index, randomness)),
                several(children, CHILDREN_PER_SCHOOL, index -> school(municipality, index)),
                several(children, CHILDREN_PER_DAYCARE, index -> daycare(municipality, index)));
    }

    private static <T> List<T> several(int children, int childrenPerOne, IntFunction<T> make) {
        int count = Math.max(1, Math.round((float) children / childrenPerOne));
        return IntStream.range(0, count).mapToObj(make).toList();
    }

    private Department department(Municipality municipality, Subject subject, int children, Randomness randomness) {
        int staff = Math.max(2, (int) Math.round(subject.shareOfStaff() * children / CHILDREN_PER_WORKER));
        int teamCount = (staff + TEAM_SIZE - 1) / TEAM_SIZE;
        List<Team> teams = new ArrayList<>();
        for (int team = 0; team < teamCount; team++) {
            int size = staff * (team + 1) / teamCount - staff * team / teamCount;
            teams.add(team(municipality, subject, team, size, randomness));
        }
        return new Department(
                subject,
                municipality.idOf(subject.mailbox()),
                subject.department() + ", " + municipality.place(),
                numbering.nextPhone(),
                numbering.nextGln(),
                teams);
    }

    private Team team(Municipality municipality, Subject subject, int index, int size, Randomness randomness) {
        String path = subject.mailbox() + "/team/" + (index + 1);
        List<Worker> workers = IntStream.range(0, size)
                .mapToObj(worker -> worker(municipality.idOf(path + "/" + worker), subject, randomness))
                .toList();
        String name =
                (subject == Subject.PPR ? "PPR-team " : "Familieteam ") + (index + 1) + ", " + municipality.place();
        boolean active = index == 0 || !randomness.chance(0.02);
        return new Team(municipality.idOf(path), name, numbering.nextPhone(), active, workers);
    }

    private Worker worker(UUID id, Subject subject, Randomness randomness) {
        return new Worker(
                id,
                names.full(randomness),
                randomness.oneOf(subject.jobs()),
                numbering.nextPhone(),
                randomness.chance(0.01),
                !randomness.chance(0.01),
                LocalDate.of(2012, 1, 1).plusMonths(randomness.below(160)));
    }

    private Clinic clinic(Municipality municipality, int index, Randomness randomness) {
        return new Clinic(
                numbering.nextSor(),
                numbering.nextProvider(),
                numbering.nextGln(),
                "Lægerne " + names.placeName(index, "huset", municipality.place()),
                numbering.nextPhone(),
                index == 0 || !randomness.chance(0.02));
    }

    private Institution school(Municipality municipality, int index) {
        String name = names.placeName(index, "skolen", municipality.place());
        return new Institution(numbering.nextSchool(), name, numbering.nextPhone());
    }

    private Institution daycare(Municipality municipality, int index) {
        String name = "Børnehuset " + names.placeName(index, "haven", municipality.place());
        return new Institution(numbering.nextDaycare(), name, numbering.nextPhone());
    }
}

package dk.hoibu.fhir.generate;

import java.io.IOException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** Decides which cases a child has, and writes them to {@code sager.json}. */
final class CaseRecords {

    private static final double CHANCE_BEFORE_SCHOOL = 0.09;
    private static final double CHANCE_IN_SCHOOL = 0.165;
    private static final int SCHOOL_AGE = 6;
    private static final int UNGESTOETTE_AGE = 16;
    private static final int LONGEST_CASE = 1_000;

    /** When the 27.* subjects were withdrawn; a case begun before keeps its number. */
    private static final LocalDate NEW_FAMILY_SUBJECTS = LocalDate.of(2024, 1, 1);

    private final CaseWriter writer;
    private final Country country;

    CaseRecords(RecordWriter file, Country country, Numbering numbering) {
        this.writer = new CaseWriter(file, numbering);
        this.country = country;
    }

    void write(Child child, Randomness randomness) throws IOException {
        if (child.example()) {
            writer.write(child, story(child, Subject.PPR, CaseKind.ACTIVE, child.town(), randomness), randomness);
            writer.write(child, story(child, Subject.FAMILY, CaseKind.ACTIVE, child.town(), randomness), randomness);
            return;
        }
        if (!randomness.chance(child.age() < SCHOOL_AGE ? CHANCE_BEFORE_SCHOOL : CHANCE_IN_SCHOOL)) {
            return;
        }
        int count = 1 + (randomness.chance(0.25) ? 1 : 0) + (randomness.chance(0.05) ? 1 : 0);
        for (int i = 0; i < count; i++) {
            Subject subject = randomness.chance(0.45) ? Subject.PPR : Subject.FAMILY;
            // A few have moved: the municipality they left still has the case.
            Town owner = randomness.chance(0.03) ? country.anyTown(randomness) : child.town();
            CaseStory story = story(child, subject, CaseKind.any(randomness), owner, randomness);
            writer.write(child, story, randomness);
        }
    }

    private static CaseStory story(Child child, Subject subject, CaseKind kind, Town owner, Randomness randomness) {
        int oldDays = (int) ChronoUnit.DAYS.between(child.birthDate(), NEW_FAMILY_SUBJECTS);
        boolean old = kind == CaseKind.ACTIVE && subject == Subject.FAMILY && oldDays > 365 && randomness.chance(0.08);
        if (old) {
            int daysBefore = randomness.between(40, Math.min(oldDays, LONGEST_CASE));
            Timeline timeline = Timeline.begunOn(NEW_FAMILY_SUBJECTS.minusDays(daysBefore));
            return new CaseStory(subject, kind, owner, "27.24.03", timeline, daysBefore);
        }
        int days = randomness.between(1, Math.max(1, Math.min(child.ageInDays(), LONGEST_CASE)));
        return new CaseStory(
                subject, kind, owner, kle(child, subject, kind, randomness), Timeline.begunDaysAgo(days), days);
    }

    private static String kle(Child child, Subject subject, CaseKind kind, Randomness randomness) {
        if (kind == CaseKind.DENIED) {
            return "34.10.30";
        }
        if (kind == CaseKind.IRRELEVANT) {
            return "32.18.04";
        }
        return switch (subject) {
            case PPR -> child.age() < SCHOOL_AGE ? "17.03.10" : "17.03.04";
            case FAMILY -> {
                if (child.age() >= UNGESTOETTE_AGE && randomness.chance(0.5)) {
                    yield "34.50.00";
                }
                yield randomness.chance(0.5) ? "34.10.10" : "34.15.25";
            }
        };
    }
}

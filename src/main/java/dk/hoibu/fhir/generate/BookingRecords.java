package dk.hoibu.fhir.generate;

import dk.hoibu.fhir.generate.Hospital.Ward;
import java.io.IOException;
import java.util.UUID;

/** Decides which hospital appointments a child has, and writes them to {@code aftaler.json}. */
final class BookingRecords {

    private static final int PSYCHIATRY_AGE = 4;
    private static final double CHANCE_BEFORE = 0.005;
    private static final double CHANCE_FROM_THEN = 0.05;

    /** That a child has an appointment which is none of the facade's business. */
    private static final double CHANCE_OF_OTHER = 0.01;

    private static final String REGIONAL = "RegionalAppointment";
    private static final int EXAMPLE_DAY = 14;
    private static final int OPENS = 8 * 60;
    private static final int LENGTH = 45;

    private final RecordWriter file;
    private final Country country;

    BookingRecords(RecordWriter file, Country country) {
        this.file = file;
        this.country = country;
    }

    void write(Child child, Randomness randomness) throws IOException {
        Hospital hospital = country.hospitalOf(child.town());
        if (child.example()) {
            write(
                    child,
                    new Visit(randomness.uuid(), EXAMPLE_DAY, hospital.units().get(0), REGIONAL),
                    true,
                    randomness);
        } else if (randomness.chance(child.age() < PSYCHIATRY_AGE ? CHANCE_BEFORE : CHANCE_FROM_THEN)) {
            int count = 1 + (randomness.chance(0.4) ? 1 : 0) + (randomness.chance(0.1) ? 1 : 0);
            for (int i = 0; i < count; i++) {
                writePsychiatry(child, hospital, randomness);
            }
        }
        if (!child.example() && randomness.chance(CHANCE_OF_OTHER)) {
            String code = randomness.chance(0.8) ? REGIONAL : "PractitionerAppointment";
            int day = randomness.between(1, 90);
            write(child, new Visit(randomness.uuid(), day, hospital.other(), code), true, randomness);
        }
    }

    /** Most lie ahead and are going to be; some were moved here from another day, and a few are cancelled. */
    private void writePsychiatry(Child child, Hospital hospital, Randomness randomness) throws IOException {
        boolean ahead = randomness.chance(0.85);
        int day = ahead ? randomness.below(120) : -randomness.between(1, 200);
        // The last unit is closed: hardly anything that lies ahead is there still.
        int units = hospital.units().size() - (ahead && !randomness.chance(0.01) ? 1 : 0);
        Ward ward = hospital.units().get(randomness.below(units));
        Visit visit = new Visit(randomness.uuid(), day, ward, REGIONAL);
        if (randomness.chance(0.05)) {
            write(child, visit.on(day - randomness.between(1, 20)), false, randomness);
        }
        write(child, visit, !randomness.chance(0.03), randomness);
    }

    private void write(Child child, Visit visit, boolean approved, Randomness randomness) throws IOException {
        int made = Math.min(visit.day(), 0) - randomness.between(1, 60);
        file.begin()
                .text("cpr", child.number())
                .uuid("encounterId", visit.id())
                .uuid("documentId", randomness.uuid())
                .text("availabilityStatus", approved ? "Approved" : "Deprecated")
                .text("effectiveTime", at(made, OPENS + randomness.below(LENGTH)))
                .text("authorTime", at(made, OPENS))
                .text("code", visit.code())
                .text("practiceSetting", visit.ward().specialty().code());
        writeTime(child, visit, randomness);
        writePlace("performer", visit.ward());
        writePlace("location", visit.ward());
        file.flag("guidedInterval", randomness.chance(0.05));
        if (randomness.chance(0.05)) {
            file.uuid("repeatingDocument", randomness.uuid());
        }
        file.text("reason", "Må ikke vises: henvisningsårsag").end();
    }

    /** A few have no time yet; a few more have no end. */
    private void writeTime(Child child, Visit visit, Randomness randomness) throws IOException {
        int minute = OPENS + 15 * randomness.below(28);
        if (child.example() || !randomness.chance(0.02)) {
            file.text("low", at(visit.day(), minute));
            if (child.example() || !randomness.chance(0.08)) {
                file.text("high", at(visit.day(), minute + LENGTH));
            }
        }
    }

    private void writePlace(String field, Ward ward) throws IOException {
        file.object(field).text("sor", ward.sor()).text("name", ward.name()).end();
    }

    private static String at(int day, int minuteOfDay) {
        return Timeline.begunDaysAgo(0).at(day, minuteOfDay);
    }

    /** An appointment, whatever day it has been moved to. */
    private record Visit(UUID id, int day, Ward ward, String code) {

        Visit on(int otherDay) {
            return new Visit(id, otherDay, ward, code);
        }
    }
}

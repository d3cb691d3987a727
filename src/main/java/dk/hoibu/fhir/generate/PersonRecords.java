package dk.hoibu.fhir.generate;

import dk.hoibu.fhir.generate.Town.Clinic;
import java.io.IOException;
import java.util.List;

/** Writes {@code personer.json}. */
final class PersonRecords {

    /** A child may be without a name for its first months. */
    private static final int NAMELESS_DAYS = 60;

    private final RecordWriter file;
    private final Names names;

    PersonRecords(RecordWriter file, Names names) {
        this.file = file;
        this.names = names;
    }

    void write(Child child, Randomness randomness) throws IOException {
        file.begin().text("personnummer", child.number());
        writeName(child, randomness);
        file.text("foedselsdato", child.birthDate().toString())
                .text("koen", child.girl() ? "K" : "M")
                .number("status", child.example() ? 1 : status(randomness));
        writeProtection(child, randomness);
        file.text("kommunekode", child.town().municipality().code());
        if (child.example() || !randomness.chance(0.01)) {
            file.text("ydernummer", clinic(child.town().clinics(), randomness).provider());
        }
        file.text("registreretTidspunkt", child.birthDate().plusDays(1) + "T06:30:00")
                .end();
    }

    private void writeName(Child child, Randomness randomness) throws IOException {
        boolean nameless = child.ageInDays() < NAMELESS_DAYS && randomness.chance(0.3);
        file.text("fornavn", nameless ? "UKENDT" : names.given(child.girl(), randomness));
        if (randomness.chance(0.4)) {
            file.text("mellemnavn", names.family(randomness));
        }
        file.text("efternavn", names.family(randomness));
    }

    /** Nearly all are active; a few have moved abroad, disappeared or died. */
    private static int status(Randomness randomness) {
        int drawn = randomness.below(10_000);
        if (drawn < 9_960) {
            return 1;
        }
        if (drawn < 9_990) {
            return 80;
        }
        return drawn < 9_995 ? 70 : 90;
    }

    private void writeProtection(Child child, Randomness randomness) throws IOException {
        boolean over = !child.hidden() && child.age() > 1 && randomness.chance(0.003);
        if (!child.hidden() && !over) {
            return;
        }
        file.object("adressebeskyttelse").text("startdato", child.birthDate().toString());
        if (over) {
            file.text("slutdato", Timeline.today(-randomness.between(1, 300)));
        }
        file.flag("beskyttet", true).end();
    }

    private static Clinic clinic(List<Clinic> clinics, Randomness randomness) {
        Clinic drawn = randomness.oneOf(clinics);
        // The first is always open.
        return drawn.open() ? drawn : clinics.get(0);
    }
}

package dk.hoibu.fhir.generate;

import dk.hoibu.fhir.generate.Town.Institution;
import java.io.IOException;
import java.util.List;

/** Writes {@code institutioner.json}. */
final class InstitutionRecords {

    private final RecordWriter file;

    InstitutionRecords(RecordWriter file) {
        this.file = file;
    }

    void write(Town town) throws IOException {
        write(town.municipality(), "Skole", town.schools());
        write(town.municipality(), "Dagtilbud", town.daycares());
    }

    private void write(Municipality municipality, String type, List<Institution> institutions) throws IOException {
        for (Institution institution : institutions) {
            file.begin()
                    .text("institutionNumber", institution.number())
                    .text("institutionName", institution.name())
                    .text("institutionType", type)
                    .text("cvr", municipality.cvr())
                    .text("telefon", institution.phone())
                    .text("email", municipality.email(institution.number()))
                    .text("registreretTidspunkt", "today-P60D@02:00")
                    .end();
        }
    }
}

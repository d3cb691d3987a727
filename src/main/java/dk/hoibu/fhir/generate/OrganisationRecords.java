package dk.hoibu.fhir.generate;

import dk.hoibu.fhir.generate.Town.Department;
import dk.hoibu.fhir.generate.Town.Team;
import dk.hoibu.fhir.generate.Town.Worker;
import java.io.IOException;
import java.util.UUID;

/** Writes {@code organisationsenheder.json} and {@code brugere.json}. */
final class OrganisationRecords {

    private static final String REGISTERED = "today-P30D@02:00";

    private final RecordWriter units;
    private final RecordWriter staff;

    OrganisationRecords(RecordWriter units, RecordWriter staff) {
        this.units = units;
        this.staff = staff;
    }

    void write(Town town) throws IOException {
        Municipality municipality = town.municipality();
        beginUnit(municipality.id(), municipality.authority(), "Kommune", municipality)
                .text("kommunekode", municipality.code())
                .text("status", "AKTIV")
                .list("adresser")
                .address("E-mail", municipality.email("post"))
                .endList();
        endUnit();
        for (Subject subject : Subject.values()) {
            Department department = town.department(subject);
            write(municipality, department);
            for (Team team : department.teams()) {
                write(municipality, department, team);
            }
        }
    }

    private void write(Municipality municipality, Department department) throws IOException {
        String email = municipality.email(department.subject().mailbox());
        beginUnit(department.id(), department.name(), "Enhed", municipality)
                .uuid("overordnetEnhed", municipality.id())
                .text("status", "AKTIV")
                .list("adresser")
                .address("Telefon", department.phone())
                .address("E-mail", email)
                .address("Postadresse", "Rådhuset, " + municipality.place())
                .endList()
                .list("henvendelsessteder");
        for (String kle : department.subject().kleNumbers()) {
            units.begin()
                    .text("navn", department.name())
                    .text("kleEmneNummer", kle)
                    .list("adresser")
                    .address("Telefon", department.phone())
                    .endList()
                    .end();
        }
        units.endList().text("lokationsnummer", department.gln());
        endUnit();
    }

    private void write(Municipality municipality, Department department, Team team) throws IOException {
        beginUnit(team.id(), team.name(), "Enhed", municipality)
                .uuid("overordnetEnhed", department.id())
                .text("status", status(team.active()))
                .list("adresser")
                .address("Telefon", team.phone())
                .endList();
        endUnit();
        for (Worker worker : team.workers()) {
            write(municipality, team, worker);
        }
    }

    private void write(Municipality municipality, Team team, Worker worker) throws IOException {
        staff.begin()
                .uuid("uuid", worker.id())
                .text("navn", worker.name())
                .text("brugerTypeTitel", "Intern")
                .flag("identitetssloering", worker.concealed())
                .text("status", status(worker.active()))
                .list("adresser")
                .address("Telefon", worker.phone())
                .address("E-mail", municipality.email(worker.id().toString().substring(0, 8)))
                .endList()
                .list("harMedlemskab")
                .begin()
                .uuid("enhed", team.id())
                .text("medlemskabRolleTitel", worker.job())
                .text("start", worker.since().toString())
                .end()
                .endList()
                .text("registreretTidspunkt", REGISTERED)
                .end();
    }

    private RecordWriter beginUnit(UUID id, String name, String type, Municipality municipality) throws IOException {
        return units.begin()
                .uuid("uuid", id)
                .text("enhedsnavn", name)
                .text("enhedstype", type)
                .text("cvr", municipality.cvr());
    }

    private void endUnit() throws IOException {
        units.text("registreretTidspunkt", REGISTERED).end();
    }

    private static String status(boolean active) {
        return active ? "AKTIV" : "INAKTIV";
    }
}

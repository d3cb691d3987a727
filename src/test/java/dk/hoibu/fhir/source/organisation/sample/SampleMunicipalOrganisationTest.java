package dk.hoibu.fhir.source.organisation.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.hoibu.fhir.domain.Phone;
import dk.hoibu.fhir.source.Faults;
import dk.hoibu.fhir.source.SettableClock;
import dk.hoibu.fhir.source.folder.TestFolder;
import dk.hoibu.fhir.source.organisation.Employee;
import dk.hoibu.fhir.source.organisation.MunicipalOrganisation;
import dk.hoibu.fhir.source.organisation.MunicipalOrganisationContract;
import dk.hoibu.fhir.source.organisation.Unit;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleMunicipalOrganisationTest implements MunicipalOrganisationContract {

    private static final String UNITS = """
            [{"uuid": "f329f8d3-b334-4dc7-8469-7362d66e2390", "enhedsnavn": "Jammerbugt Kommune", "enhedstype": "Kommune",
              "cvr": "29189439", "kommunekode": "0849", "status": "AKTIV",
              "adresser": [{"adresseRolleTitel": "Telefon", "adresseTekst": "00 00 00 01"},
                           {"adresseRolleTitel": "Postadresse", "adresseTekst": "must not be read"},
                           {"adresseRolleTitel": "E-mail", "adresseTekst": "ppr@example.dk"}],
              "henvendelsessteder": [{"navn": "PPR's telefon", "kleEmneNummer": "17.03.04",
                           "adresser": [{"adresseRolleTitel": "Mobiltelefon", "adresseTekst": "00 00 00 02"}]}],
              "lokationsnummer": "5790000000000", "sor": "900002000016009", "tidligereNavn": "Før",
              "registreretTidspunkt": "2026-01-02"},
             {"uuid": "11111111-aaaa-4bbb-8ccc-000000000017", "enhedsnavn": "PPR", "enhedstype": "Enhed", "cvr": "29189439",
              "overordnetEnhed": "f329f8d3-b334-4dc7-8469-7362d66e2390", "status": "INAKTIV"}]""";

    private static final String EMPLOYEES = """
            [{"uuid": "22222222-aaaa-4bbb-8ccc-000000000001", "navn": "Printer", "brugerTypeTitel": "NPE", "status": "AKTIV"},
             {"uuid": "22222222-aaaa-4bbb-8ccc-000000000002", "navn": "Test Psykolog", "brugerTypeTitel": "Intern",
              "identitetssloering": true, "status": "AKTIV",
              "adresser": [{"adresseRolleTitel": "Privat mobiltelefon", "adresseTekst": "must not be read"},
                           {"adresseRolleTitel": "Telefon", "adresseTekst": "00 00 00 03"}],
              "harMedlemskab": [{"enhed": "11111111-aaaa-4bbb-8ccc-000000000017", "medlemskabRolleTitel": "Psykolog",
                           "start": "today-P1Y", "slut": "today"}]},
             {"uuid": "22222222-aaaa-4bbb-8ccc-000000000003", "navn": "Før", "brugerTypeTitel": "Ekstern",
              "status": "INAKTIV"}]""";

    @TempDir
    private Path folder;

    @Override
    public MunicipalOrganisation source(Clock clock, Faults faults) {
        return source(UNITS, clock, faults);
    }

    private MunicipalOrganisation source(String units, Clock clock, Faults faults) {
        return new SampleMunicipalOrganisation(
                new TestFolder(folder)
                        .with("organisationsenheder.json", units)
                        .with("brugere.json", EMPLOYEES)
                        .open(),
                clock,
                faults);
    }

    @Test
    void readsEveryFieldOfAUnitAndOfItsAddressesOnlyTelephoneAndMail() {
        assertThat(units(source(), MUNICIPALITY).items())
                .containsExactly(new Unit(
                        MUNICIPALITY,
                        "Jammerbugt Kommune",
                        Unit.Kind.MUNICIPALITY,
                        "29189439",
                        Optional.of("0849"),
                        Optional.empty(),
                        true,
                        List.of(
                                new Phone(Phone.Kind.TELEPHONE, "00 00 00 01"),
                                new Phone(Phone.Kind.EMAIL, "ppr@example.dk")),
                        List.of(new Unit.ContactPoint(
                                "PPR's telefon", "17.03.04", List.of(new Phone(Phone.Kind.MOBILE, "00 00 00 02")))),
                        Optional.of("5790000000000"),
                        Optional.of("900002000016009"),
                        Optional.of("Før"),
                        Optional.of(Instant.parse("2026-01-01T23:00:00Z"))));
    }

    @Test
    void readsEveryFieldOfAnEmployeeButPrivateAddresses() {
        assertThat(employees(source(), EMPLOYEE).items())
                .containsExactly(new Employee(
                        EMPLOYEE,
                        "Test Psykolog",
                        true,
                        true,
                        List.of(new Phone(Phone.Kind.TELEPHONE, "00 00 00 03")),
                        List.of(new Employee.Membership(
                                CLOSED_UNIT,
                                "Psykolog",
                                LocalDate.parse("2025-06-10"),
                                Optional.of(LocalDate.parse("2026-06-10")))),
                        Optional.empty()));
    }

    @Test
    void relativeTimesMoveOnWithTheDate() {
        SettableClock clock = new SettableClock("2026-06-10T12:00:00+02:00");
        MunicipalOrganisation source = source(clock, new Faults());
        clock.set("2026-06-12T12:00:00+02:00");

        assertThat(employees(source, EMPLOYEE).items())
                .flatExtracting(Employee::memberships)
                .extracting(Employee.Membership::end)
                .containsExactly(Optional.of(LocalDate.parse("2026-06-12")));
    }

    @Test
    void refusesToStartOnASlipAndSaysWhereItIs() {
        assertThatThrownBy(() -> source(UNITS.replace("overordnetEnhed", "overordnet"), CLOCK, new Faults()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("organisationsenheder.json: record 2: overordnet is not a field of this record");
    }

    @Test
    void refusesToStartOnTwoUnitsWithOneUuid() {
        String twice = UNITS.replace(CLOSED_UNIT.toString(), MUNICIPALITY.toString());

        assertThatThrownBy(() -> source(twice, CLOCK, new Faults()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("organisationsenheder.json: record 2: has the same key as one before it");
    }
}

package dk.hoibu.fhir.source.caseindex.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dk.hoibu.fhir.domain.Validity;
import dk.hoibu.fhir.source.Faults;
import dk.hoibu.fhir.source.SettableClock;
import dk.hoibu.fhir.source.SourceException;
import dk.hoibu.fhir.source.caseindex.CareCase;
import dk.hoibu.fhir.source.caseindex.CareCase.ActorRole;
import dk.hoibu.fhir.source.caseindex.CareCase.ActorType;
import dk.hoibu.fhir.source.caseindex.CareCase.ClassRole;
import dk.hoibu.fhir.source.caseindex.CareCase.Sensitivity;
import dk.hoibu.fhir.source.caseindex.CareCase.Status;
import dk.hoibu.fhir.source.caseindex.CaseIndex;
import dk.hoibu.fhir.source.caseindex.CaseIndexContract;
import dk.hoibu.fhir.source.folder.TestFolder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleCaseIndexTest implements CaseIndexContract {

    private static final String CASES = """
            [{
              "UUIDIdentifikator": "44444444-aaaa-4bbb-8ccc-000000000001",
              "StsTidspunkt": "2026-05-01T08:00:00+02:00",
              "LivscyklusKode": "Importeret",
              "Sagsnummer": "2026-000123",
              "Titel": "must not be read",
              "Foelsomhed": "FORTROLIGE_PERSONOPLYSNINGER",
              "OprettetTidspunkt": "today-P90D@09:15",
              "Fremdrift": [
                {"FremdriftStatusKode": "Opstaaet", "TilTidspunkt": "today-P60D"},
                {"FremdriftStatusKode": "Oplyst", "FraTidspunkt": "today-P60D"}],
              "Sagsaktoer": [
                {"Rolle": "Ejer", "Type": "Organisation", "ReferenceID": "f329f8d3-b334-4dc7-8469-7362d66e2390",
                 "FuldtNavn": "Jammerbugt Kommune", "CVR-Nummer": "29189439"},
                {"Rolle": "Andre behandlere", "Type": "Bruger", "ReferenceID": "urn:oio:kmd:racfid:X"}],
              "Sagspart": [{"Rolle": "Primær part", "ReferenceID": "urn:oio:cpr-nr:0505159995"}],
              "Sagsklasse": [
                {"Rolle": "Primær klasse", "BrugervendtNoegle": "17.03.04", "Klassetitel": "must not be read"},
                {"Rolle": "Handlingsklasse", "BrugervendtNoegle": "G01"},
                {"Rolle": "Visningsklasse"},
                {"Rolle": "Sikkerhedsklasse"},
                {"Rolle": "Noget helt nyt"}],
              "Sikkerhedsprofil": [{"ReferenceID": "11111111-aaaa-4bbb-8ccc-000000000017"}],
              "SagsitsystemRelation": [
                {"Rolle": "Afsender", "ReferenceID": "11111111-aaaa-4bbb-8ccc-000000000018"},
                {"Rolle": "Master", "ReferenceID": "11111111-aaaa-4bbb-8ccc-000000000019", "SystemNavn": "X"}]
            }, {
              "UUIDIdentifikator": "44444444-aaaa-4bbb-8ccc-000000000002",
              "StsTidspunkt": "2026-05-01T08:00:00+02:00",
              "LivscyklusKode": "Importeret",
              "BrugervendtNoegle": "key",
              "Foelsomhed": "NOGET_HELT_NYT",
              "Sagsaktoer": [{"Rolle": "Ejer", "Type": "Organisation", "ReferenceID": "urn:oio:cvr-nr:29189420"}],
              "Sagspart": [
                {"Rolle": "Primær part", "ReferenceID": "urn:oio:cpr-nr:0505159995"},
                {"Rolle": "Sekundær part", "ReferenceID": "urn:oio:cpr-nr:0505109990"}]
            }]""";

    @TempDir
    private Path folder;

    @Override
    public CaseIndex source(Clock clock, Faults faults) {
        return source(CASES, clock, faults);
    }

    private CaseIndex source(String cases, Clock clock, Faults faults) {
        return new SampleCaseIndex(
                new TestFolder(folder).with("sager.json", cases).open(), clock, faults);
    }

    private CareCase found(UUID uuid) {
        return casesOf(source(), LARS).items().stream()
                .filter(careCase -> careCase.uuid().equals(uuid))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void readsEveryFieldButTheTitles() {
        CareCase careCase = found(JAMMERBUGTS);

        assertThat(careCase.caseNumber()).contains("2026-000123");
        assertThat(careCase.sensitivity()).contains(Sensitivity.FORTROLIGE_PERSONOPLYSNINGER);
        assertThat(careCase.created()).contains(Instant.parse("2026-03-12T08:15:00Z"));
        assertThat(careCase.registered()).isEqualTo("2026-05-01T06:00:00Z");
        assertThat(careCase.lifecycle()).isEqualTo("Importeret");
        assertThat(careCase.masterSystem()).contains(UUID.fromString("11111111-aaaa-4bbb-8ccc-000000000019"));
        assertThat(careCase.actors())
                .extracting(CareCase.Actor::role, CareCase.Actor::type)
                .containsExactly(
                        tuple(ActorRole.OWNER, ActorType.ORGANISATION), tuple(ActorRole.OTHER, ActorType.USER));
        assertThat(careCase.toString()).doesNotContain("must not be read");
    }

    @Test
    void whatHasNoBeginningHoldsFromTheCasesOwn() {
        Instant created = Instant.parse("2026-03-12T08:15:00Z");
        Instant changed = Instant.parse("2026-04-10T22:00:00Z");

        assertThat(found(JAMMERBUGTS).progress())
                .containsExactly(
                        new CareCase.Progress(Status.OPSTAAET, new Validity(created, changed)),
                        new CareCase.Progress(Status.OPLYST, Validity.since(changed)));
        assertThat(found(JAMMERBUGTS).securityProfiles()).containsExactly(Validity.since(created));
    }

    @Test
    void whatHasNoBeginningInACaseWithoutOneHoldsAlways() {
        assertThat(found(AALBORGS).parties())
                .extracting(CareCase.Party::validity)
                .containsOnly(Validity.ALWAYS);
    }

    @Test
    void aClassRoleItHasNeverHeardOfIsUnknown() {
        assertThat(found(JAMMERBUGTS).classes())
                .extracting(CareCase.Classification::role)
                .containsExactly(
                        ClassRole.PRIMARY, ClassRole.HARMLESS, ClassRole.HIDING, ClassRole.HIDING, ClassRole.UNKNOWN);
    }

    @Test
    void aSensitivityItHasNeverHeardOfIsNone() {
        assertThat(found(AALBORGS).sensitivity()).isEmpty();
    }

    @Test
    void theUsersKeyStandsInForTheCaseNumber() {
        assertThat(found(AALBORGS).caseNumber()).contains("key");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"Sikkerhedsprofil\"        | \"Sikerhedsprofil\"  | Sikerhedsprofil is not a field of this record",
                "\"FremdriftStatusKode\"     | \"Fremdriftstatus\"  | Fremdrift.FremdriftStatusKode is missing",
                "\"Oplyst\"                  | \"Oplyyst\"          | Fremdrift.FremdriftStatusKode is not a status code",
                "\"today-P60D\"              | \"in May\"           | Fremdrift.TilTidspunkt is not a time",
                "\"StsTidspunkt\": \"2026-05-01T08:00:00+02:00\", | | StsTidspunkt is missing",
                "\"44444444-aaaa-4bbb-8ccc-000000000001\" | 7       | UUIDIdentifikator is not text"
            })
    void oneSlipMakesTheWholeAnswerGarbledAndIsNamed(String right, String wrong, String message) {
        String text = CASES.replace("\n  ", " ").replaceAll(" +", " ");
        String broken = text.replace(right, wrong == null ? "" : wrong);

        assertThat(broken).isNotEqualTo(text);
        assertThatThrownBy(() -> casesOf(source(broken, CLOCK, new Faults()), LARS))
                .cause()
                .isInstanceOf(SourceException.Garbled.class)
                .hasMessage("case-index: " + message);
    }

    @Test
    void twoOfAFieldMakeTheAnswerGarbledSinceOneWouldHideTheOther() {
        String broken = CASES.replace("\"Sikkerhedsprofil\": [", "\"Sikkerhedsprofil\": [], \"Sikkerhedsprofil\": [");

        assertThatThrownBy(() -> casesOf(source(broken, CLOCK, new Faults()), LARS))
                .cause()
                .isInstanceOf(SourceException.Garbled.class);
    }

    @Test
    void aSlipInACaseDoesNotTouchThoseItIsNotAbout() {
        String broken = CASES.replace("\"Visningsklasse\"}", "\"Visningsklasse\", \"Slip\": 1}");

        assertThat(casesOf(source(broken, CLOCK, new Faults()), GITTE).items()).hasSize(1);
    }

    @Test
    void refusesToStartOnACprNumberThatIsNone() {
        String broken = CASES.replace("urn:oio:cpr-nr:0505159995", "urn:oio:cpr-nr:05051599");

        assertThatThrownBy(() -> source(broken, CLOCK, new Faults()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sager.json: record 1: ReferenceID is no person number");
    }

    @Test
    void relativeTimesMoveOnWithTheDate() {
        SettableClock clock = new SettableClock("2026-06-10T12:00:00+02:00");
        CaseIndex source = source(clock, new Faults());
        clock.set("2026-06-11T12:00:00+02:00");

        assertThat(casesOf(source, LARS).items())
                .extracting(CareCase::created)
                .contains(Optional.of(Instant.parse("2026-03-13T08:15:00Z")));
    }
}

package dk.hoibu.fhir.blackbox;

import static dk.hoibu.fhir.blackbox.TestServer.ALI;
import static dk.hoibu.fhir.blackbox.TestServer.LARS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dk.hoibu.fhir.fhir.Systems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every search parameter finds what it should and nothing else. Queries are written unencoded; {@code {lars}} and the like stand for ids
 * of the sample, {@code {base}} for the server's base URL.
 */
class SearchParametersTest {

    private static final TestServer SERVER = TestServer.shared();
    private static final Map<String, String> NAMES = new LinkedHashMap<>();

    /** Type, parameter, a query that finds, one that does not. */
    private static final String ROWS = """
            Patient           | _id             | _id={lars}                                          | _id=abc
            Patient           | _lastUpdated    | _id={lars}&_lastUpdated=ge2020                      | _id={lars}&_lastUpdated=lt2020
            EpisodeOfCare     | patient         | patient={lars}                                      | patient={ali}
            EpisodeOfCare     | _id             | patient={lars}&_id={ppr}                            | patient={lars}&_id={appointment}
            EpisodeOfCare     | _lastUpdated    | patient={lars}&_lastUpdated=ge2020                  | patient={lars}&_lastUpdated=lt2020
            EpisodeOfCare     | identifier      | patient={lars}&identifier=urn:uuid:c8925e0d-954f-449c-bdba-a28735422c37 | patient={lars}&identifier=urn:uuid:c8925e0d-954f-449c-bdba-a28735422c38
            EpisodeOfCare     | status          | patient={lars}&status=active                        | patient={lars}&status=planned
            EpisodeOfCare     | type            | patient={lars}&type=ppr                             | patient={lars}&type=sundhedspleje
            EpisodeOfCare     | date            | patient={lars}&date=ge2020                          | patient={lars}&date=lt2020
            EpisodeOfCare     | organization    | patient={lars}&organization=a4423959-8387-41ca-b133-f19b0abb0915 | patient={lars}&organization=140b6756-76bc-4112-b584-0801ed52ecf5
            EpisodeOfCare     | care-manager    | patient={lars}&care-manager={role}                  | patient={lars}&care-manager={practitioner}
            Appointment       | patient         | patient={lars}                                      | patient={ali}
            Appointment       | actor           | actor=Patient/{lars}                                | actor=Patient/{ali}
            Appointment       | actor           | patient={lars}&actor=HealthcareService/9900811000016001 | patient={lars}&actor=HealthcareService/9901111000016000
            Appointment       | _id             | patient={lars}&_id={appointment}                    | patient={lars}&_id={ppr}
            Appointment       | _lastUpdated    | patient={lars}&_lastUpdated=ge2020                  | patient={lars}&_lastUpdated=lt2020
            Appointment       | identifier      | patient={lars}&identifier=ef0190ce-6220-423a-8b12-97370984862a | patient={lars}&identifier=4c16380a-62eb-4e67-b9ca-0ec4bb5b22c6
            Appointment       | status          | patient={lars}&status=booked                        | patient={lars}&status=proposed
            Appointment       | date            | patient={lars}&date=ge2020                          | patient={lars}&date=lt2020
            Appointment       | specialty       | patient={lars}&specialty=394588006                  | patient={lars}&specialty=394587001
            Appointment       | service-category| patient={lars}&service-category=RegionalAppointment | patient={lars}&service-category=MunicipalityAppointment
            Appointment       | location        | patient={lars}&location=9900811000016001            | patient={lars}&location=9901111000016000
            CareTeam          | patient         | patient={lars}                                      | patient={ali}
            CareTeam          | subject         | subject={lars}                                      | subject={ali}
            CareTeam          | _id             | patient={lars}&_id={team}                           | patient={lars}&_id={ppr}
            CareTeam          | _lastUpdated    | patient={lars}&_lastUpdated=ge2020                  | patient={lars}&_lastUpdated=lt2020
            CareTeam          | status          | patient={lars}&status=active                        | patient={lars}&status=inactive
            CareTeam          | participant     | patient={lars}&participant=Organization/990102      | patient={lars}&participant=Organization/990101
            CareTeam          | category        | patient={lars}&category=LA28865-6                   | patient={lars}&category=LA27976-2
            CareTeam          | date            | patient={lars}&date=ge2020                          | patient={lars}&date=lt2015
            Organization      | _id             | _id=990102                                          | _id=999999
            Organization      | _lastUpdated    | _lastUpdated=ge2020                                 | _lastUpdated=lt2000
            Organization      | identifier      | identifier=29189420                                 | identifier=29189421
            Organization      | name            | name=Østerlund                                      | name=Vesterlund
            Organization      | type            | type=region                                         | type=ambassade
            Organization      | partof          | partof=90b865ac-40b7-47ab-a625-06cbec45ec95         | partof=990102
            Organization      | active          | _id=990502&active=false                             | _id=990502&active=true
            PractitionerRole  | _id             | _id={role}                                          | _id={ppr}
            PractitionerRole  | _lastUpdated    | _lastUpdated=ge2020                                 | _lastUpdated=lt2000
            PractitionerRole  | identifier      | identifier=urn:uuid:151d5c65-1389-4e7b-8b07-1e767f32cd1d | identifier=urn:uuid:25bc76f3-7a87-494e-b272-9aec3e850a31
            PractitionerRole  | organization    | organization=a4423959-8387-41ca-b133-f19b0abb0915   | organization=90b865ac-40b7-47ab-a625-06cbec45ec95
            PractitionerRole  | practitioner    | practitioner={practitioner}                         | practitioner={role}
            PractitionerRole  | role            | role=sagsbehandler                                  | role=skole
            PractitionerRole  | active          | _id={role}&active=true                              | _id={role}&active=false
            PractitionerRole  | date            | _id={role}&date=ge2020                              | _id={role}&date=lt2020
            Practitioner      | _id             | _id={practitioner}                                  | _id={role}
            Practitioner      | _lastUpdated    | _lastUpdated=ge2020                                 | _lastUpdated=lt2000
            Practitioner      | identifier      | identifier=urn:uuid:151d5c65-1389-4e7b-8b07-1e767f32cd1d | identifier=urn:uuid:25bc76f3-7a87-494e-b272-9aec3e850a31
            HealthcareService | _id             | _id=9900811000016001                                | _id=9903311000016008
            HealthcareService | _lastUpdated    | _lastUpdated=ge2020                                 | _lastUpdated=lt2000
            HealthcareService | identifier      | identifier=9900811000016001                         | identifier=9903311000016008
            HealthcareService | organization    | organization=f90f48f0-3c28-4c86-ad91-b62c99a0ea47   | organization=990102
            HealthcareService | name            | name=henvendelse                                    | name=fødselsdag
            HealthcareService | specialty       | specialty=394588006                                 | specialty=394602003
            HealthcareService | service-type    | service-type=17.03.04                               | service-type=17.03.05
            HealthcareService | active          | _id=9901311000016002&active=false                   | _id=9901311000016002&active=true
            Location          | _id             | _id=9900811000016001                                | _id=9903311000016008
            Location          | _lastUpdated    | _lastUpdated=ge2020                                 | _lastUpdated=lt2000
            Location          | identifier      | identifier=9900811000016001                         | identifier=9903311000016008
            Location          | name            | name=ambulatorium                                   | name=gymnasium
            Location          | organization    | organization=9900811000016001                       | organization=9903311000016008
            """;

    private record Row(String type, String parameter, String finds, String findsNot) {}

    private static List<Row> rows() {
        return ROWS.lines()
                .map(line -> line.split("\\|"))
                .map(cells -> new Row(cells[0].strip(), cells[1].strip(), cells[2].strip(), cells[3].strip()))
                .toList();
    }

    @BeforeAll
    static void learnTheIds() {
        Child lars = Child.of(LARS);
        JsonNode ppr = lars.search("EpisodeOfCare", "&type=ppr").matches().get(0);
        JsonNode appointment = lars.search("Appointment", "").matches().get(0);
        String role = ppr.path("careManager").path("reference").asText();
        String practitioner =
                SERVER.get(role).json().path("practitioner").path("reference").asText();
        NAMES.put("{base}", SERVER.base());
        NAMES.put("{lars}", lars.id());
        NAMES.put("{ali}", Child.of(ALI).id());
        NAMES.put("{ppr}", ppr.path("id").asText());
        NAMES.put(
                "{closed}",
                lars.search("EpisodeOfCare", "&status=finished").ids().get(0));
        NAMES.put("{appointment}", appointment.path("id").asText());
        NAMES.put("{team}", lars.search("CareTeam", "").ids().get(0));
        NAMES.put("{role}", role.substring(role.indexOf('/') + 1));
        NAMES.put("{practitioner}", practitioner.substring(practitioner.indexOf('/') + 1));
    }

    private static String named(String text) {
        String result = text;
        for (Map.Entry<String, String> name : NAMES.entrySet()) {
            result = result.replace(name.getKey(), name.getValue());
        }
        return result;
    }

    /** The answer to {@code Type?name=value&…}, written unencoded. */
    private static Answer ask(String question) {
        String[] halves = named(question).split("\\?", 2);
        List<String> pairs = new ArrayList<>();
        for (String pair : halves[1].split("&")) {
            String[] sides = pair.split("=", 2);
            pairs.add(TestServer.encode(sides[0]) + "=" + TestServer.encode(sides[1]));
        }
        Answer answer = SERVER.get(halves[0] + "?" + String.join("&", pairs));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer;
    }

    private static List<String> names(Answer answer) {
        return answer.matches().stream()
                .map(match -> match.path("name").asText())
                .toList();
    }

    @Test
    void everyParameterFindsWhatHasTheValueAndNotWhatHasNot() {
        for (Row row : rows()) {
            assertThat(ask(row.type() + "?" + row.finds()).matches())
                    .as(row.toString())
                    .isNotEmpty();
            Answer nothing = ask(row.type() + "?" + row.findsNot());
            assertThat(nothing.matches()).as(row.toString()).isEmpty();
            assertThat(nothing.total()).as(row.toString()).contains(0);
        }
    }

    @Test
    void everyParameterOfTheCapabilityStatementIsTriedHere() {
        Set<String> tried = new TreeSet<>(Set.of("Patient identifier"));
        rows().forEach(row -> tried.add(row.type() + " " + row.parameter()));
        Set<String> declared = new TreeSet<>();
        for (JsonNode resource :
                SERVER.get("metadata").json().path("rest").path(0).path("resource")) {
            resource.path("searchParam")
                    .findValuesAsText("name")
                    .forEach(name -> declared.add(resource.path("type").asText() + " " + name));
        }
        // those of the guide's own resources are tried on every one of them
        GuideServedTest.types().forEach(type -> declared.removeIf(name -> name.startsWith(type + " ")));
        // the log's are tried in AuditServedTest, those of messages in MessagesTest
        declared.removeIf(name -> name.startsWith("AuditEvent ") || name.startsWith("Communication "));
        assertThat(tried).isEqualTo(declared);
    }

    @ParameterizedTest
    @ValueSource(strings = {LARS, "urn:oid:1.2.208.176.1.2|" + LARS})
    void aPatientIsFoundByTheWholeNumberInABody(String value) {
        assertThat(SERVER.search("Patient", "identifier", value).ids()).containsExactly(named("{lars}"));
        Answer unknown = SERVER.search("Patient", "identifier", value.replace(LARS, "0101159995"));
        assertThat(unknown.matches()).isEmpty();
        assertThat(Child.notes(unknown)).containsExactly("person-unknown");
    }

    @ParameterizedTest
    @CsvSource({
        "EpisodeOfCare, patient.identifier", "EpisodeOfCare, patient:identifier",
                "EpisodeOfCare, patient:Patient.identifier",
        "Appointment, patient.identifier", "Appointment, actor:identifier", "Appointment, actor:Patient.identifier",
        "CareTeam, subject.identifier", "CareTeam, patient:Patient.identifier"
    })
    void aChildsResourcesAreFoundByItsNumberInABody(String type, String parameter) {
        List<String> byId = ask(type + "?patient={lars}").ids();
        assertThat(byId).isNotEmpty();
        assertThat(SERVER.search(type, parameter, LARS).ids()).isEqualTo(byId);
        assertThat(SERVER.search(type, parameter, "urn:oid:1.2.208.176.1.2|" + LARS)
                        .ids())
                .isEqualTo(byId);
        assertThat(SERVER.search(type, parameter, ALI).matches()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "type ppr 1",
                "type {area}|ppr 1",
                "type {kle}|17.03.04 1",
                "type {area}| 2",
                "type {kle}| 2",
                "type |ppr 0",
                "type {kle}|ppr 0",
                "type PPR 0",
                "type ppr,familie 2",
                "type ppr,sundhedspleje 1",
                "status http://hl7.org/fhir/episode-of-care-status|active 2",
                "status active,planned 2",
                "status |active 0",
                "identifier {uri}|urn:uuid:c8925e0d-954f-449c-bdba-a28735422c37 1",
                "identifier {uri}| 2"
            })
    void aTokenIsACodeInAnySystemOrInOneOrAnyCodeOfASystem(String parameter, String value, int found) {
        String token = value.replace("{area}", Systems.CASE_AREA)
                .replace("{kle}", Systems.KLE)
                .replace("{uri}", Systems.URI);
        assertThat(ask("EpisodeOfCare?patient={lars}&" + parameter + "=" + token)
                        .matches())
                .hasSize(found);
    }

    @Test
    void aTokenWithoutASystemIsAskedForWithABar() {
        assertThat(ask("Organization?_id=990502&active=|false").matches()).hasSize(1);
        assertThat(ask("Organization?identifier=http://cvr.dk|29189420&type=kommune")
                        .matches())
                .hasSize(1);
        assertThat(ask("Organization?identifier=https://www.gs1.org/gln|29189420")
                        .matches())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EpisodeOfCare?patient={lars}&_id={ppr}",
                "EpisodeOfCare?patient=Patient/{lars}&_id={ppr}",
                "EpisodeOfCare?patient={base}/Patient/{lars}&_id={ppr}",
                "EpisodeOfCare?patient:Patient={lars}&_id={ppr}",
                "EpisodeOfCare?patient={lars}&patient=Patient/{lars}&_id={ppr}",
                "EpisodeOfCare?patient={lars}&organization=a4423959-8387-41ca-b133-f19b0abb0915",
                "EpisodeOfCare?patient={lars}&organization=Organization/a4423959-8387-41ca-b133-f19b0abb0915",
                "EpisodeOfCare?patient={lars}&organization={base}/Organization/a4423959-8387-41ca-b133-f19b0abb0915",
                "EpisodeOfCare?patient={lars}&organization:Organization=a4423959-8387-41ca-b133-f19b0abb0915",
                "EpisodeOfCare?patient={lars}&care-manager={role}",
                "EpisodeOfCare?patient={lars}&care-manager:PractitionerRole={role}"
            })
    void aReferenceIsAnIdATypeAndIdOrAUrlOfThisServer(String question) {
        assertThat(ask(question).ids()).containsExactly(named("{ppr}"));
    }

    @Test
    void aReferenceToAnotherTypeWithThatIdIsNotFound() {
        assertThat(ask("EpisodeOfCare?patient={lars}&care-manager=Practitioner/{role}")
                        .matches())
                .isEmpty();
        assertThat(ask("EpisodeOfCare?patient={lars}&care-manager:Practitioner={role}")
                        .matches())
                .isEmpty();
        assertThat(ask("Appointment?patient={lars}&actor:Location=9900811000016001")
                        .matches())
                .hasSize(1);
        assertThat(ask("Appointment?patient={lars}&actor=9900811000016001").matches())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name=østerlund | Østerlund Skole",
                "name=ØSTERLUND S | Østerlund Skole",
                "name=Klitgård | Klitgårdskolen",
                "name=klitgaard | Klitgårdskolen",
                "name=Blåklokken | Børnehaven Blåklokken",
                "name=Handicapgruppen | Specialgruppen, børn med handicap",
                "name:exact=Østerlund Skole | Østerlund Skole",
                "name:contains=ølvbæk | Sølvbækskolen",
                "name:contains=GÅRDSK | Klitgårdskolen",
                "name=Familieteam Syd\\, Rebild | 'Familieteam Syd, Rebild'",
                "name:exact=Fjordbyens Skole,Østerlund Skole | Fjordbyens Skole;Østerlund Skole",
                "name=osterlund | ''",
                "name=lund | ''",
                "name:exact=østerlund skole | ''",
                "name:exact=Østerlund | ''",
                "name:contains=gardsk | ''"
            })
    void aStringIsTheStartOfAWordOrExactOrSomewhereInTheName(String query, String expected) {
        List<String> names = expected.isEmpty() ? List.of() : List.of(expected.split(";"));
        assertThat(names(ask("Organization?" + query))).containsExactlyElementsOf(names);
    }

    @Test
    void commaMeansOrAndRepetitionMeansAnd() {
        assertThat(ask("Organization?_id=990101,990102,999999").matches()).hasSize(2);
        assertThat(ask("Organization?_id=990101,990102&_id=990102,990103").ids())
                .containsExactly("990102");
        assertThat(ask("Organization?type=skole,dagtilbud&_count=1000").matches())
                .hasSize(19);
        assertThat(ask("Organization?type=skole&type=dagtilbud").matches()).isEmpty();
        assertThat(ask("Organization?name=Fjordbyens&name=Skole").ids()).containsExactly("990101");
        assertThat(ask("EpisodeOfCare?patient={lars}&type=ppr&type=" + Systems.KLE + "|17.03.04")
                        .matches())
                .hasSize(1);
        assertThat(ask("EpisodeOfCare?patient={lars}&type=ppr&type=familie").matches())
                .isEmpty();
    }
}

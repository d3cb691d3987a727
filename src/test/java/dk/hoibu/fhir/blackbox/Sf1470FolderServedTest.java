package dk.hoibu.fhir.blackbox;

import static dk.hoibu.fhir.blackbox.TestServer.LARS;
import static dk.hoibu.fhir.source.caseindex.sf1470.Sf1470Xml.HOLDS;
import static dk.hoibu.fhir.source.caseindex.sf1470.Sf1470Xml.UNBOUNDED;
import static dk.hoibu.fhir.source.caseindex.sf1470.Sf1470Xml.aCase;
import static dk.hoibu.fhir.source.caseindex.sf1470.Sf1470Xml.answer;
import static dk.hoibu.fhir.source.caseindex.sf1470.Sf1470Xml.at;
import static dk.hoibu.fhir.source.caseindex.sf1470.Sf1470Xml.owner;
import static dk.hoibu.fhir.source.caseindex.sf1470.Sf1470Xml.party;
import static dk.hoibu.fhir.source.caseindex.sf1470.Sf1470Xml.relation;
import static dk.hoibu.fhir.source.caseindex.sf1470.Sf1470Xml.sagsklasse;
import static dk.hoibu.fhir.source.caseindex.sf1470.Sf1470Xml.uuid;
import static dk.hoibu.fhir.source.caseindex.sf1470.Sf1470Xml.virkning;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.source.caseindex.sf1470.Sf1470Xml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files in an upstream's own format, served in place of the sample's: answers of SF1470, and a SOR file. */
class Sf1470FolderServedTest {

    private static final String UUID = "44444444-aaaa-4bbb-8ccc-000000000011";
    private static final String RESPONSIBLE = "a1263342-d348-44ba-a566-233f37c4cb67";
    private static final String UNIT = "c5fc3b3b-5197-49ee-92e6-ae6ba1957174";
    private static final String ENDED = virkning(at("2026-02-03T09:15:00+01:00"), at("2026-05-01T00:00:00+02:00"));
    private static final String FOLLOWS = virkning(at("2026-05-01T00:00:00+02:00"), UNBOUNDED);

    @TempDir
    private Path folder;

    private static String named(String name) {
        return "<si:SagsaktoerLokalUdvidelse><si:FuldtNavn>" + name + "</si:FuldtNavn></si:SagsaktoerLokalUdvidelse>";
    }

    private static String handler(String user, String name, String when) {
        return relation("Sagsaktoer", Sf1470Xml.PRIMARY_HANDLER, Sf1470Xml.USER, uuid(user), when, named(name));
    }

    private static String relations(String responsible) {
        return owner("29189439")
                + relation("Sagsaktoer", RESPONSIBLE, UNIT, uuid(responsible), HOLDS, named("PPR (syntetisk enhed)"))
                + handler("22222222-aaaa-4bbb-8ccc-000000000011", "Tidligere Psykolog", ENDED)
                + handler("22222222-aaaa-4bbb-8ccc-000000000012", "Test Psykolog", FOLLOWS)
                + sagsklasse(Sf1470Xml.PRIMARY_CLASS, "17.03.04", HOLDS)
                + sagsklasse(Sf1470Xml.ACTION_CLASS, "G01", HOLDS)
                + party(Sf1470Xml.PRIMARY_PARTY, LARS);
    }

    private static String master() {
        return relation(
                "SagsitsystemRelation",
                Sf1470Xml.MASTER,
                Sf1470Xml.PERSON,
                uuid("11111111-aaaa-4bbb-8ccc-000000000019"),
                HOLDS,
                "");
    }

    private static TestServer serving(Path folder) {
        return TestServer.start("sources.case-index.sf1470-folder=" + folder);
    }

    @Test
    void aCaseInAFolderOfAnswersIsServedAndTheSamplesAreNot() throws IOException {
        String hidden = aCase(
                "44444444-aaaa-4bbb-8ccc-000000000012",
                relations("11111111-aaaa-4bbb-8ccc-000000000018") + sagsklasse(Sf1470Xml.UNKNOWN_ROLE, "x", HOLDS),
                "");
        Files.writeString(
                folder.resolve("answer.xml"),
                answer(aCase(UUID, relations("11111111-aaaa-4bbb-8ccc-000000000017"), master()), hidden));

        try (TestServer server = serving(folder)) {
            Child lars = Child.of(server, LARS);
            JsonNode episode = assertTheOneCase(lars, UUID);
            assertThat(episode.path("meta").path("source").asText())
                    .isEqualTo("https://hoibu.dk/fhir/source/case-index#11111111-aaaa-4bbb-8ccc-000000000019");
            assertThat(lars.everything().body()).doesNotContain("must not be read", "Mette", "Familieteam Pandrup");
            assertThat(Child.of(server, TestServer.RIKKE).cases()).isEmpty();
        }
    }

    @Test
    void aUnitOfFkOrganisationIsShownAsItHasIt() throws IOException {
        Files.writeString(
                folder.resolve("answer.xml"),
                answer(aCase(UUID, relations("ce4ec09e-12e6-40b6-a563-84d6dd9ed89e"), "")));

        try (TestServer server = serving(folder)) {
            assertThat(Child.of(server, LARS).cases())
                    .containsExactly("active ppr 17.03.04 | PPR Jammerbugt | Test Psykolog");
        }
    }

    @Test
    void theSyntheticExchangeBesideTheOfficialSchemasIsServed() {
        Path synthetic = Path.of(System.getProperty("hoibu.shared", "../shared"), "samples/sf1470/synthetic");
        assumeTrue(
                Files.isDirectory(synthetic),
                "the folder with the official samples is not there; name it with -Dhoibu.shared=FOLDER");

        try (TestServer server = serving(synthetic)) {
            Child lars = Child.of(server, LARS);
            JsonNode episode = assertTheOneCase(lars, "44444444-aaaa-4bbb-8ccc-000000000001");
            assertThat(episode.path("meta").path("source").asText())
                    .startsWith("https://hoibu.dk/fhir/source/case-index");
            assertThat(lars.search("EpisodeOfCare", "&status=active,planned,finished")
                            .matches())
                    .hasSize(1);
            assertThat(lars.everything().body())
                    .doesNotContain(
                            "Pædagogisk-psykologisk vurdering\"",
                            "Sag om støtte",
                            "HEMMELIG",
                            "hjemmel",
                            "2023-009876");
        }
    }

    /** Each field as the mapping of SF1470 to EpisodeOfCare has it. */
    private static JsonNode assertTheOneCase(Child lars, String uuid) {
        assertThat(lars.cases()).containsExactly("active ppr 17.03.04 | PPR (syntetisk enhed) | Test Psykolog");
        Answer answer = lars.search("EpisodeOfCare", "");
        assertThat(answer.total()).contains(1);
        JsonNode episode = answer.matches().get(0);
        JsonNode identifier = episode.path("identifier");
        assertThat(identifier).hasSize(1);
        assertThat(identifier.path(0).path("system").asText()).isEqualTo(Systems.URI);
        assertThat(identifier.path(0).path("value").asText()).isEqualTo("urn:uuid:" + uuid);
        assertThat(identifier.path(0).path("use").asText()).isEqualTo("official");
        assertThat(episode.path("type").findValuesAsText("system")).containsExactly(Systems.CASE_AREA, Systems.KLE);
        assertThat(episode.path("patient").path("reference").asText()).isEqualTo("Patient/" + lars.id());
        assertThat(episode.path("period").toString()).isEqualTo("{\"start\":\"2026-02-03\"}");
        assertThat(episode.path("meta").path("lastUpdated").asText()).startsWith("2026-05-01T08:00:00");
        assertThat(Child.securityOf(episode)).containsExactly("R");
        JsonNode unit = read(lars, episode.path("managingOrganization"));
        assertThat(unit.path("name").asText()).isEqualTo("PPR (syntetisk enhed)");
        assertThat(read(lars, unit.path("partOf")).path("name").asText()).isEqualTo("Jammerbugt Kommune");
        JsonNode person = read(lars, read(lars, episode.path("careManager")).path("practitioner"));
        assertThat(person.path("name").path(0).path("text").asText()).isEqualTo("Test Psykolog");
        assertThat(lars.everything().body()).doesNotContain("Tidligere Psykolog", "2026-000123");
        assertThat(List.of("title", "diagnosis", "statusHistory", "team", "account"))
                .noneMatch(episode::has);
        return episode;
    }

    private static JsonNode read(Child child, JsonNode reference) {
        Answer answer = child.server().get(reference.path("reference").asText());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    @Test
    void aSorFileIsServedInPlaceOfTheSamples() throws IOException {
        Path file = Files.writeString(folder.resolve("SorEntity_daily.csv"), """
                SorId;SorType;EntityName;EntityTypeName;ParentSorId;HealthInstitutionSorId;InstitutionOwnerSorId;\
                InstitutionOwnerCvrNumberId;ProviderId;EanLocationCode;PrioritizedEntitySpeciality1Id;\
                PrioritizedEntitySpeciality1Name;VirtualAddressTelephoneNumber;VirtualAddressEmailAddress;FromDate;ToDate;LastChanged
                9909911000016000;IE;Lægerne på Øen;almen lægepraksis;;;9909911000016000;;990123;;408443003;almen medicin;99 00 99 01;;2015-01-01;;2026-02-03
                """);

        try (TestServer server = TestServer.start("sources.health-organisation.sor-file=" + file)) {
            assertThat(server.get("Organization/9909911000016000")
                            .json()
                            .path("name")
                            .asText())
                    .isEqualTo("Lægerne på Øen");
            assertThat(server.get("Organization/9901911000016008").status()).isEqualTo(404);
            assertThat(Child.of(server, LARS).network()).contains("almen-praksis: Lægerne på Øen, tlf. 99 00 99 01");
            assertThat(server.get("Location").ids()).containsExactly("9909911000016000");
        }
    }

    @Test
    void aFolderOrFileThatIsNotThereStopsTheStart() {
        assertThatThrownBy(() -> serving(folder.resolve("nowhere")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nowhere");
        assertThatThrownBy(() -> TestServer.start("sources.health-organisation.sor-file=" + folder.resolve("none.csv")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none.csv");
    }
}

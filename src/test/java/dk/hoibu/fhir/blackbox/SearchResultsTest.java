package dk.hoibu.fhir.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parameters that say how a search is answered: order, pages, summaries, totals and what comes along. */
class SearchResultsTest {

    private static final String INCLUDES = """
            EpisodeOfCare:patient         | Patient
            EpisodeOfCare:organization    | Organization
            EpisodeOfCare:care-manager    | PractitionerRole
            Appointment:patient           | Patient
            Appointment:actor             | Patient HealthcareService Location
            Appointment:location          | Location
            CareTeam:patient              | Patient
            CareTeam:participant          | PractitionerRole Organization
            Organization:partof           | Organization
            PractitionerRole:organization | Organization
            PractitionerRole:practitioner | Practitioner
            HealthcareService:organization| Organization
            Location:organization         | Organization
            """;

    private final TestServer server = TestServer.shared();
    private final Child lars = Child.of(TestServer.LARS);

    private JsonNode ppr(String more) {
        List<JsonNode> matches =
                lars.search("EpisodeOfCare", "&type=ppr" + more).matches();
        assertThat(matches).hasSize(1);
        return matches.get(0);
    }

    private static List<String> types(List<JsonNode> resources) {
        return resources.stream()
                .map(r -> r.path("resourceType").asText())
                .distinct()
                .toList();
    }

    private static List<String> tags(JsonNode resource) {
        return resource.path("meta").path("tag").findValuesAsText("code");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EpisodeOfCare date",
                "EpisodeOfCare _lastUpdated,date",
                "Organization name",
                "Organization _id",
                "HealthcareService name,_id",
                "PractitionerRole organization,_id",
                "Location name"
            })
    void descendingIsTheOtherWayRound(String typeAndOrder) {
        String type = typeAndOrder.split(" ")[0];
        String order = typeAndOrder.split(" ")[1];
        String child =
                type.equals("EpisodeOfCare") ? "patient=" + lars.id() + "&status=active,finished&" : "_count=1000&";
        List<String> up = server.get(type + "?" + child + "_sort=" + order).ids();
        List<String> down = new ArrayList<>(server.get(type + "?" + child + "_sort=-" + order.replace(",", ",-"))
                .ids());
        Collections.reverse(down);
        assertThat(up).hasSizeGreaterThan(2).isEqualTo(down);
    }

    @Test
    void casesComeInTheOrderOfTheirStart() {
        List<String> starts = lars.search("EpisodeOfCare", "&status=active,finished&_sort=date").matches().stream()
                .map(episode -> episode.path("period").path("start").asText())
                .toList();
        assertThat(starts).hasSize(3).isSorted();
    }

    @Test
    void aCountLimitsThePageAndZeroOnlyCounts() {
        Answer one = lars.search("EpisodeOfCare", "&_count=1");
        assertThat(one.matches()).hasSize(1);
        assertThat(one.total()).contains(2);
        Answer none = lars.search("EpisodeOfCare", "&_count=0");
        assertThat(none.json().has("entry")).isFalse();
        assertThat(none.total()).contains(2);
    }

    @Test
    void summaryTrueHasTheSummaryElementsAndSaysSo() {
        JsonNode episode = ppr("&_summary=true");
        assertThat(episode.fieldNames())
                .toIterable()
                .contains("status", "type", "patient", "managingOrganization", "period")
                .doesNotContain("text", "careManager");
        assertThat(tags(episode)).containsExactly("SUBSETTED");
    }

    @Test
    void summaryTextHasTheTextAndWhatIsMandatory() {
        JsonNode episode = ppr("&_summary=text");
        assertThat(episode.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("resourceType", "id", "meta", "text", "status", "patient");
        assertThat(tags(episode)).containsExactly("SUBSETTED");
    }

    @Test
    void summaryDataHasAllButTheText() {
        JsonNode episode = ppr("&_summary=data");
        assertThat(episode.has("text")).isFalse();
        assertThat(episode.fieldNames()).toIterable().contains("identifier", "careManager");
        assertThat(tags(episode)).containsExactly("SUBSETTED");
    }

    @Test
    void summaryCountHasNoEntriesEvenWhenNoTotalIsAskedFor() {
        Answer answer = lars.search("EpisodeOfCare", "&_summary=count&_total=none&_include=EpisodeOfCare:organization");
        assertThat(answer.json().has("entry")).isFalse();
        assertThat(answer.total()).contains(2);
    }

    @Test
    void summaryFalseIsTheWholeResource() {
        assertThat(ppr("&_summary=false")).isEqualTo(ppr(""));
    }

    @Test
    void elementsAreThoseAskedForAndTheMandatoryOnes() {
        JsonNode episode = ppr("&_elements=period,careManager");
        assertThat(episode.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("resourceType", "id", "meta", "status", "patient", "period", "careManager");
        assertThat(tags(episode)).containsExactly("SUBSETTED");
        assertThat(Child.securityOf(episode))
                .as("security labels are never left out")
                .containsExactly("R");
    }

    @Test
    void elementsOfAnIncludedTypeAreNamedWithIt() {
        Answer answer = lars.search(
                "EpisodeOfCare",
                "&type=ppr&_include=EpisodeOfCare:organization&_elements=Organization.name,EpisodeOfCare.period");
        assertThat(answer.matches().get(0).has("careManager")).isFalse();
        assertThat(answer.included().get(0).path("name").asText()).isEqualTo("PPR Aalborg, Team Øst");
        assertThat(answer.included().get(0).has("telecom")).isFalse();
    }

    @Test
    void aTotalIsGivenUnlessNoneIsAskedFor() {
        assertThat(lars.search("EpisodeOfCare", "&_total=none").total()).isEmpty();
        assertThat(lars.search("EpisodeOfCare", "&_total=accurate").total()).contains(2);
        assertThat(lars.search("EpisodeOfCare", "").total()).contains(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = INCLUDES)
    void anIncludeBringsTheResourcesReferredTo(String include, String types) {
        String type = include.substring(0, include.indexOf(':'));
        boolean aboutAChild = Set.of("EpisodeOfCare", "Appointment", "CareTeam").contains(type);
        Answer answer =
                server.get(type + "?" + (aboutAChild ? "patient=" + lars.id() : "_count=100") + "&_include=" + include);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(type.equals("Organization") ? List.of("Organization") : types(answer.included()))
                .containsExactlyInAnyOrder(types.split(" "));
        Set<String> references = new TreeSet<>(answer.json().findValuesAsText("reference"));
        assertThat(answer.included())
                .allSatisfy(resource -> assertThat(references)
                        .contains(resource.path("resourceType").asText() + "/"
                                + resource.path("id").asText()));
        assertThat(answer.json().findValuesAsText("fullUrl")).doesNotHaveDuplicates();
    }

    @Test
    void everyIncludeOfTheCapabilityStatementIsTriedHere() {
        Set<String> declared = new TreeSet<>();
        server.get("metadata")
                .json()
                .path("rest")
                .path(0)
                .path("resource")
                .forEach(resource -> resource.path("searchInclude").forEach(include -> declared.add(include.asText())));
        Set<String> tried =
                INCLUDES.lines().map(line -> line.split("\\|")[0].strip()).collect(Collectors.toSet());
        assertThat(tried).isEqualTo(declared);
    }

    @Test
    void anIncludeMayNameTheTypeOfItsTarget() {
        assertThat(types(lars.search("Appointment", "&_include=Appointment:actor:Location")
                        .included()))
                .containsExactly("Location");
    }

    @Test
    void iterationFollowsTheUnitUpToTheMunicipality() {
        String once = "&type=ppr&_include=EpisodeOfCare:organization";
        assertThat(names(lars.search("EpisodeOfCare", once))).containsExactly("PPR Aalborg, Team Øst");
        assertThat(names(lars.search(
                        "EpisodeOfCare",
                        once + "&_include=EpisodeOfCare:patient&_include:iterate=Organization:partof")))
                .contains("PPR Aalborg, Team Øst", "PPR Aalborg", "Aalborg Kommune");
        assertThat(names(lars.search("EpisodeOfCare", once + "&_include:iterate=Organization:partof")))
                .containsExactly("PPR Aalborg, Team Øst", "PPR Aalborg", "Aalborg Kommune");
    }

    private static List<String> names(Answer answer) {
        return answer.included().stream()
                .map(resource -> resource.path("name").asText())
                .toList();
    }

    @Test
    void whatIsIncludedIsNotCounted() {
        Answer answer = lars.search(
                "EpisodeOfCare", "&_include=EpisodeOfCare:organization&_include=EpisodeOfCare:care-manager");
        assertThat(answer.total()).contains(2);
        assertThat(answer.matches()).hasSize(2);
        assertThat(answer.included()).hasSize(4);
    }
}

package dk.hoibu.fhir.blackbox;

import static dk.hoibu.fhir.blackbox.TestServer.LARS;
import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.fhir.IdKeys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages: each item once, on any node and after a restart, and never by a link that was not made here. */
class PagingTest {

    private final TestServer server = TestServer.shared();

    private static List<String> walk(TestServer server, String first) {
        List<String> ids = new ArrayList<>();
        Optional<String> next = Optional.of(first);
        while (next.isPresent()) {
            Answer page = server.get(next.get());
            assertThat(page.status()).as(page.toString()).isEqualTo(200);
            ids.addAll(page.ids());
            next = page.link("next");
        }
        return ids;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Organization?_count=7",
                "Organization?_count=1&type=skole",
                "Organization?_count=13&_sort=-type,name",
                "PractitionerRole?_count=5",
                "HealthcareService?_count=4&_sort=active",
                "Location?_count=3"
            })
    void everyItemComesExactlyOnce(String first) {
        List<String> whole =
                server.get(first.replaceAll("_count=\\d+", "_count=1000")).ids();
        assertThat(whole).doesNotHaveDuplicates().hasSizeGreaterThan(3);
        assertThat(walk(server, first)).containsExactlyElementsOf(whole);
    }

    @Test
    void aLinkWorksOnAnotherNodeAndAfterARestart() {
        String id = server.patientId(LARS);
        Answer first = server.get("Organization?_count=7&active=true&_include=Organization:partof");
        String next = first.link("next").orElseThrow();
        try (TestServer other = TestServer.startIn(server.folder(), "audit.node=node-2")) {
            Answer second = other.get(next.replace(server.base(), other.base()));
            assertThat(second.ids()).isEqualTo(server.get(next).ids());
            assertThat(other.get("Patient/" + id).status()).isEqualTo(200);
        }
    }

    @Test
    void anotherServersLinkOrAnAlteredOneIsRefused() {
        String next = server.get("Organization?_count=7").link("next").orElseThrow();
        try (TestServer stranger = TestServer.start()) {
            assertThat(stranger.get(next.replace(server.base(), stranger.base()))
                            .status())
                    .isEqualTo(400);
        }
        char last = next.charAt(next.length() - 3);
        String altered =
                next.substring(0, next.length() - 3) + (last == 'a' ? 'b' : 'a') + next.substring(next.length() - 2);
        assertThat(server.get(altered).status()).isEqualTo(400);
        assertThat(server.get(next.replace("Organization", "Location")).status())
                .isEqualTo(400);
    }

    @Test
    void aSearchByNumberGoesOnWithoutTheNumber() {
        Answer first = server.search("EpisodeOfCare", "patient.identifier", LARS, "_count", "1");
        assertThat(first.total()).contains(2);
        assertThat(first.link("self").orElseThrow()).doesNotContain(LARS).contains("patient=Patient");
        Answer second = server.get(first.link("next").orElseThrow());
        assertThat(second.ids()).hasSize(1).doesNotContainAnyElementsOf(first.ids());
        assertThat(second.link("next")).isEmpty();
        assertThat(server.get(second.link("previous").orElseThrow()).ids()).isEqualTo(first.ids());
        assertThat(server.get(first.link("self").orElseThrow()).ids()).isEqualTo(first.ids());
    }

    @Test
    void idsOutliveAKeyRotation() {
        Path folder;
        String id;
        String caseId;
        try (TestServer before = TestServer.start()) {
            folder = before.folder();
            id = before.patientId(LARS);
            caseId = before.get("EpisodeOfCare?patient=" + id).ids().get(0);
        }

        IdKeys.rotate(folder.resolve("keys").resolve("ids.json"));

        try (TestServer after = TestServer.startIn(folder)) {
            assertThat(after.patientId(LARS)).isNotEqualTo(id);
            assertThat(after.get("Patient/" + id).json().path("id").asText()).isEqualTo(id);
            assertThat(after.get("EpisodeOfCare/" + caseId).json().path("id").asText())
                    .isEqualTo(caseId);
            assertThat(after.get("EpisodeOfCare?patient=" + id).matches()).hasSize(2);
            assertThat(after.get("EpisodeOfCare?patient=" + id + "&_id=" + caseId)
                            .matches())
                    .hasSize(1);
        }
    }
}

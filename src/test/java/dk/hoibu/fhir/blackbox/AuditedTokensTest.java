package dk.hoibu.fhir.blackbox;

import static dk.hoibu.fhir.blackbox.App.CLINIC;
import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.audit.FactsCodec;
import dk.hoibu.fhir.audit.Observer;
import dk.hoibu.fhir.blackbox.KeptEvents.Kept;
import dk.hoibu.fhir.conformance.R4Validator;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.mapping.AuditMapper;
import dk.hoibu.fhir.mapping.Targets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the audit tells of tokens, given and refused. */
class AuditedTokensTest {

    private static TestServer server;
    private static App app;

    @BeforeAll
    static void start() {
        server = TestServer.start("access.development-server=true");
        app = new App(server, "sample-epj", "http://127.0.0.1:9000/callback");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static List<Kept> tokens() {
        return KeptEvents.in(server.folder()).all().stream()
                .filter(kept -> kept.type().equals("110114"))
                .toList();
    }

    @Test
    void eachTokenGivenAndRefusedIsAnEventThatIsValid() {
        int before = tokens().size();
        String handle = app.handle("gp-pandrup", CLINIC, TestServer.LARS);
        Answer given = app.login("gp-pandrup", "launch patient/*.rs", Optional.of(handle));
        Answer refused = app.token(Map.of("grant_type", "authorization_code", "code", "x", "client_id", "nobody"));

        assertThat(given.status()).as(given.toString()).isEqualTo(200);
        assertThat(refused.status()).isGreaterThanOrEqualTo(400);
        List<Kept> kept = tokens().subList(before, tokens().size());
        assertThat(kept).hasSizeGreaterThanOrEqualTo(2);
        assertThat(kept)
                .filteredOn(it -> it.told("patient").equals(patientId()))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.outcome()).isEqualTo("0");
                    assertThat(it.payload().path("user").path("subject").asText())
                            .isEqualTo("gp-pandrup");
                    assertThat(it.payload().path("client").path("id").asText()).isEqualTo("sample-epj");
                    assertThat(it.told("what")).contains("authorization_code", "patient/*.rs");
                });
        assertThat(kept.get(kept.size() - 1).outcome()).isEqualTo("8");
        assertThat(kept.get(kept.size() - 1).told("reason")).isEqualTo("invalid_client");
        Observer observer = new Observer("HOI BU on FHIR", server.base());
        kept.forEach(it -> R4Validator.plain()
                .requireValid(AuditMapper.toFhir(FactsCodec.read(it.text()), new Targets(server.ids()), observer)));
    }

    private static String patientId() {
        return server.ids()
                .ofPerson(
                        Ids.Purpose.PATIENT, PersonNumber.parse(TestServer.LARS).orElseThrow());
    }
}

package dk.hoibu.fhir.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.smart.TestIssuer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whoever has no token can fill neither the audit trail nor the log, and is counted all the same. */
class SecurityNoiseTest {

    private static final int REQUESTS = 120;

    /** Twenty a minute, and what comes of a minute while the test runs. */
    private static final int MOST_LINES = 40;

    @Test
    void whatNobodyKnownAsksIsInTheSecurityLogUpToALimitAndInNoChildsLog() throws IOException {
        try (TestServer server = TestServer.asking(new TestIssuer())) {
            String patient = server.ids()
                    .ofPerson(
                            dk.hoibu.fhir.fhir.Ids.Purpose.PATIENT,
                            dk.hoibu.fhir.domain.PersonNumber.parse(TestServer.LARS)
                                    .orElseThrow());
            int before = Traffic.LOG.size();

            for (int i = 0; i < REQUESTS; i++) {
                String[] headers = i % 2 == 0 ? new String[0] : new String[] {"Authorization", "Bearer abc.def.ghi"};
                Answer answer = server.sendUnrecorded("Patient/" + patient, "GET", Optional.empty(), headers);
                assertThat(answer.status()).isEqualTo(401);
            }

            List<String> lines = Traffic.LOG.subList(before, Traffic.LOG.size()).stream()
                    .filter(line -> line.contains("\"loggerName\":\"dk.hoibu.fhir.security\""))
                    .toList();
            assertThat(lines).hasSizeBetween(20, MOST_LINES).noneMatch(line -> line.contains(patient));
            assertThat(lines).allMatch(line -> line.contains("127.0.0.1") && line.contains("401"));
            assertThat(refused(server)).isEqualTo(REQUESTS);
            assertThat(KeptEvents.in(server.folder()).all()).isEmpty();
        }
    }

    private static double refused(TestServer server) {
        return server.get(server.root() + "metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("hoibu_security_refused_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}

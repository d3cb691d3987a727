package dk.hoibu.fhir.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that looks at its own answers. */
class SampledAnswersTest {

    @Test
    @Timeout(120)
    void countsWhatItAnsweredAndWhetherItWasValid() {
        try (TestServer server = TestServer.start("conformance.sample-share=1")) {
            server.search("Patient", "identifier", "urn:oid:1.2.208.176.1.2|" + TestServer.LARS);

            String metrics = metrics(server);
            while (!metrics.contains("hoibu_validation_total")) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
                metrics = metrics(server);
            }
            assertThat(metrics)
                    .contains("hoibu_validation_total{outcome=\"valid\",type=\"Bundle\"} 1.0")
                    .doesNotContain("outcome=\"invalid\"");
        }
    }

    @Test
    void doesNotLookWhenNotTold() {
        TestServer server = TestServer.shared();
        server.search("Patient", "identifier", "urn:oid:1.2.208.176.1.2|" + TestServer.LARS);

        assertThat(metrics(server)).doesNotContain("hoibu_validation");
    }

    private static String metrics(TestServer server) {
        return server.get(server.root() + "metrics").body();
    }
}

package dk.hoibu.fhir.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.smart.TestIssuer;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Attack case D17: who asks too often is told when to come again, and nobody else notices. */
class RateLimitsTest {

    private static final TestIssuer ISSUER = new TestIssuer();

    private static String token(TestServer server, String user, String client, String scope) {
        Map<String, @Nullable Object> claims = TestIssuer.claims(server.base(), Instant.now());
        claims.put("sub", user);
        claims.put("client_id", client);
        claims.put("scope", scope);
        return "Bearer " + ISSUER.sign(claims);
    }

    private static Answer ask(TestServer server, String token) {
        return server.get("Organization?_count=1", "Authorization", token);
    }

    private static void refused(Answer answer) {
        Refusal.is(answer, 429, "throttled");
        int seconds = Integer.parseInt(answer.header("Retry-After").orElseThrow());
        assertThat(seconds).isBetween(1, 60);
    }

    @Test
    void d17AUserWhoAsksTooOftenWaitsWhileOthersOfTheSameApplicationGoOn() throws IOException {
        try (TestServer server = TestServer.asking(ISSUER, "server.rate.per-user=3")) {
            String busy = token(server, "busy", "app", "user/*.rs");
            for (int i = 0; i < 3; i++) {
                assertThat(ask(server, busy).status()).isEqualTo(200);
            }
            refused(ask(server, busy));
            refused(ask(server, token(server, "busy", "another-app", "user/*.rs")));
            assertThat(ask(server, token(server, "calm", "app", "user/*.rs")).status())
                    .isEqualTo(200);
            assertThat(server.get(server.root() + "metrics").body())
                    .contains("hoibu_requests_throttled_total{by=\"user\"} 2.0");
        }
    }

    @Test
    void d17AnApplicationThatAsksTooOftenWaitsWhileOthersGoOn() throws IOException {
        try (TestServer server = TestServer.asking(ISSUER, "server.rate.per-client=3", "server.rate.per-user=1")) {
            for (int i = 0; i < 3; i++) {
                assertThat(ask(server, token(server, "user-" + i, "app", "user/*.rs"))
                                .status())
                        .isEqualTo(200);
            }
            refused(ask(server, token(server, "user-4", "app", "user/*.rs")));
            assertThat(ask(server, token(server, "user-5", "another-app", "user/*.rs"))
                            .status())
                    .isEqualTo(200);
            String system = token(server, "system", "system", "system/*.rs");
            for (int i = 0; i < 3; i++) {
                assertThat(ask(server, system).status())
                        .as("a system is no user")
                        .isEqualTo(200);
            }
            refused(ask(server, system));
        }
    }

    @Test
    void d17AnAddressThatAsksTooOftenWaitsAlsoWithoutAToken() {
        try (TestServer server = TestServer.start("server.rate.per-address=5")) {
            for (int i = 0; i < 5; i++) {
                assertThat(server.get("Nothing").status()).isEqualTo(404);
            }
            refused(server.get("Nothing"));
            assertThat(server.get(server.root() + "health/live").status()).isEqualTo(200);
        }
    }

    @Test
    void d17BehindATrustedProxyEachClientIsItsOwn() {
        try (TestServer server = TestServer.start("server.rate.per-address=2", "server.trusted-proxies=127.0.0.0/8")) {
            for (int i = 0; i < 2; i++) {
                assertThat(from(server, "192.0.2.1").status()).isEqualTo(404);
            }
            refused(from(server, "192.0.2.1"));
            refused(from(server, "198.51.100.7, 192.0.2.1"));
            refused(from(server, "192.0.2.1:4711, 127.0.0.9"));
            assertThat(from(server, "192.0.2.2").status()).isEqualTo(404);
            assertThat(from(server, "2001:db8::1").status()).isEqualTo(404);
            assertThat(from(server, "2001:db8::2").status()).isEqualTo(404);
            refused(from(server, "[2001:db8::3]:80"));
        }
    }

    @Test
    void d17AnAddressIsNotChangedByWhatItSaysOfItself() {
        try (TestServer server = TestServer.start("server.rate.per-address=2")) {
            assertThat(from(server, "192.0.2.1").status()).isEqualTo(404);
            assertThat(from(server, "192.0.2.2").status()).isEqualTo(404);
            refused(from(server, "192.0.2.3"));
        }
    }

    private static Answer from(TestServer server, String forwarded) {
        return server.get("Nothing", "X-Forwarded-For", forwarded);
    }
}

package dk.hoibu.fhir.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.hoibu.fhir.smart.TestIssuer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On which addresses the server starts: any but loopback needs access tokens and TLS. */
class StartRuleTest {

    private static final TestIssuer ISSUER = new TestIssuer();

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
    void withoutIssuersItStartsOnLoopbackOnly(String host) {
        assertThatThrownBy(() -> TestServer.start("server.host=" + host).close())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("access.issuers");
    }

    @Test
    void withoutTlsItStartsOnLoopbackOnly() {
        assertThatThrownBy(
                        () -> TestServer.asking(ISSUER, "server.host=0.0.0.0").close())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("server.tls.key-store")
                .hasMessageContaining("server.plain-http-behind-proxy");
    }

    @Test
    void anAddressThatIsNobodysNeedsABaseUrl() {
        assertThatThrownBy(() -> TestServer.asking(ISSUER, "server.host=0.0.0.0", "server.plain-http-behind-proxy=true")
                        .close())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("server.base-url");
    }

    @Test
    void withIssuersAndTlsItStarts() throws Exception {
        List<String> tls = List.of(TestCertificate.make().settings());
        try (TestServer server = TestServer.asking(
                ISSUER,
                "server.host=0.0.0.0",
                "server.base-url=https://" + TestCertificate.NAME + "/fhir",
                tls.get(0),
                tls.get(1))) {
            assertThat(server.base()).isEqualTo("https://" + TestCertificate.NAME + "/fhir");
        }
    }

    @Test
    void behindAProxyThatDoesTlsItStarts() throws Exception {
        try (TestServer server = TestServer.asking(
                ISSUER,
                "server.host=0.0.0.0",
                "server.base-url=https://" + TestCertificate.NAME + "/fhir",
                "server.plain-http-behind-proxy=true")) {
            assertThat(server.base()).startsWith("https://");
        }
    }

    @Test
    void aSettingThatIsNoAddressIsNamed() {
        for (String setting : new String[] {"server.trusted-proxies", "server.metrics-readers"}) {
            assertThatThrownBy(
                            () -> TestServer.start(setting + "=not/an-address").close())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(setting);
        }
    }
}

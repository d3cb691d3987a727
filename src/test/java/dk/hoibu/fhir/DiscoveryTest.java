package dk.hoibu.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.hoibu.fhir.http.SmartConfiguration.Endpoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator's settings tell of the authorization server, and that a capability is not told without what belongs to it. */
class DiscoveryTest {

    private static final String ISSUER = "access.issuers=https://idp.example.org https://idp.example.org/certs";
    private static final String AUTHORIZE = "access.authorization-endpoint=https://idp.example.org/authorize";

    private static Endpoints told(String... settings) {
        List<String> all = new ArrayList<>(List.of("access.token-endpoint=https://idp.example.org/token"));
        all.addAll(List.of(settings));
        return new SettingsReader()
                .read(Optional.empty(), Map.of(), all)
                .access()
                .endpoints()
                .orElseThrow();
    }

    @Test
    void openIdConnectIsToldWithItsIssuerAndKeys() {
        assertThat(told(ISSUER, "access.capabilities=sso-openid-connect").more())
                .containsEntry("issuer", "https://idp.example.org")
                .containsEntry("jwks_uri", "https://idp.example.org/certs");
        assertThat(told(ISSUER).more()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "access.issuers=https://idp.example.org /keys.json",
                ISSUER + ",https://other.example.org https://other.example.org/certs",
                "access.issuers="
            })
    void openIdConnectOfNobodyInParticularStopsTheStart(String issuers) {
        assertThatThrownBy(() -> told(issuers, "access.capabilities=sso-openid-connect"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("access.issuers")
                .hasMessageContaining("sso-openid-connect");
    }

    @Test
    void clientsWithKeysAreToldHowTheyMaySign() {
        assertThat(told(ISSUER, "access.capabilities=client-confidential-asymmetric")
                        .more())
                .containsEntry("token_endpoint_auth_methods_supported", List.of("private_key_jwt"))
                .containsEntry("token_endpoint_auth_signing_alg_values_supported", List.of("ES384", "RS384"));
        assertThat(told(ISSUER, "access.capabilities=client-confidential-asymmetric", "access.client-algorithms=RS384")
                        .more())
                .containsEntry("token_endpoint_auth_signing_alg_values_supported", List.of("RS384"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"launch-ehr", "launch-standalone"})
    void aLaunchWithNowhereToGoStopsTheStart(String launch) {
        assertThatThrownBy(() -> told(ISSUER, "access.capabilities=" + launch))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("access.authorization-endpoint");
        assertThat(told(ISSUER, AUTHORIZE, "access.capabilities=" + launch).authorization())
                .contains("https://idp.example.org/authorize");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "access.token-endpoint",
                "access.authorization-endpoint",
                "access.introspection-endpoint",
                "access.revocation-endpoint"
            })
    void addressesAreAbsolute(String setting) {
        for (String wrong : List.of("/token", "token", "//idp.example.org/token")) {
            assertThatThrownBy(() -> told(ISSUER, setting + "=" + wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(setting);
        }
    }
}

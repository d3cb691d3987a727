package dk.hoibu.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which settings and data let whom in. */
class AccessModeTest {

    private static final String ISSUER = "access.issuers=https://issuer.example.org https://issuer.example.org/keys";
    private static final String ENDPOINT = "access.token-endpoint=https://issuer.example.org/token";

    private static AccessMode mode(boolean testDataAlone, String... settings) {
        return AccessMode.of(
                new SettingsReader()
                        .read(Optional.empty(), Map.of(), List.of(settings))
                        .access(),
                testDataAlone);
    }

    @Test
    void withTestDataAloneTheSamplesUsersGetTokens() {
        assertThat(mode(true)).isEqualTo(AccessMode.DEVELOPMENT);
        assertThat(mode(true, "access.development-server=false")).isEqualTo(AccessMode.CLOSED);
    }

    @Test
    void otherDataWithoutAnyAccessConfigurationIsClosed() {
        assertThat(mode(false)).isEqualTo(AccessMode.CLOSED);
        assertThat(mode(false, "access.development-server=true")).isEqualTo(AccessMode.CLOSED);
    }

    @Test
    void issuersExcludeTheDevelopmentServer() {
        assertThat(mode(true, ISSUER, ENDPOINT)).isEqualTo(AccessMode.ISSUERS);
        assertThat(mode(false, ISSUER, ENDPOINT, "access.development-server=true"))
                .isEqualTo(AccessMode.ISSUERS);
    }

    @Test
    void issuersWithoutTheirTokenEndpointAreNotEnough() {
        assertThatThrownBy(() -> mode(true, ISSUER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("access.token-endpoint");
    }

    @Test
    void onlyTestDataCanBeOpen() {
        assertThat(mode(true, "access.open-sample=true")).isEqualTo(AccessMode.OPEN_SAMPLE);
        assertThatThrownBy(() -> mode(false, "access.open-sample=true"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("access.open-sample");
        assertThatThrownBy(() -> mode(true, ISSUER, ENDPOINT, "access.open-sample=true"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("access.open-sample");
    }
}

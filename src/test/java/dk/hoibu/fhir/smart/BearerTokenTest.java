package dk.hoibu.fhir.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a token is looked for. */
class BearerTokenTest {

    @Test
    void theTokenFollowsBearerAndOneSpace() {
        assertThat(BearerToken.in(List.of("Bearer a.b-c_d"))).contains("a.b-c_d");
        assertThat(BearerToken.in(List.of("bearer a=="))).contains("a==");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic dXNlcjpwYXNz", "Digest x", "a.b.c", ""})
    void anotherSchemeIsNoToken(String header) {
        assertThat(BearerToken.in(List.of(header))).isEmpty();
    }

    @Test
    void withoutAHeaderThereIsNoToken() {
        assertThat(BearerToken.in(List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer\ta.b", "Bearer  a.b", "Bearer a b", "Bearer", "Bearer ", "Bearer a,b", "Bearer æ"})
    void j32WhatIsAlmostATokenIsRefused(String header) {
        assertThatThrownBy(() -> BearerToken.in(List.of(header))).isInstanceOf(TokenRefused.class);
    }

    @Test
    void j05TwoHeadersAreRefused() {
        assertThatThrownBy(() -> BearerToken.in(List.of("Bearer a", "Bearer a")))
                .isInstanceOf(TokenRefused.class);
    }
}

package dk.hoibu.fhir.access;

import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.access.Scope.Action;
import dk.hoibu.fhir.access.Scope.Constraint;
import dk.hoibu.fhir.access.Scope.Context;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What scopes permit; S04, S05 and S08 are attacks of the security baseline. */
class ScopesTest {

    @ParameterizedTest
    @CsvSource({
        "user/Appointment.r, USER, READ",
        "user/Appointment.s, USER, SEARCH",
        "patient/*.rs, PATIENT, READ SEARCH",
        "system/EpisodeOfCare.cruds, SYSTEM, CREATE READ UPDATE DELETE SEARCH",
        "system/EpisodeOfCare.cd, SYSTEM, CREATE DELETE",
        "user/Appointment.read, USER, READ SEARCH",
        "user/Appointment.write, USER, CREATE UPDATE DELETE",
        "user/Appointment.*, USER, CREATE READ UPDATE DELETE SEARCH"
    })
    void bothVersionsOfTheGrammarAreUnderstood(String text, Context context, String actions) {
        Scope scope = Scope.parse(text).orElseThrow();

        assertThat(scope.context()).isEqualTo(context);
        assertThat(scope.actions()).extracting(Enum::name).containsExactlyInAnyOrder(actions.split(" "));
        assertThat(scope.constraints()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user/Appointment.dus",
                "user/Appointment.sr",
                "user/Appointment.rr",
                "user/Appointment.R",
                "user/Appointment.*rs",
                "user/Appointment.readwrite",
                "user/Appointment.",
                "user/Appointment",
                "user/appointment.rs",
                "user/Appoint*.rs",
                "User/Appointment.rs",
                "org/Appointment.rs",
                " user/Appointment.rs",
                "user/Appointment.rs?",
                "user/Appointment.rs?status",
                "user/Appointment.rs?status=",
                "user/Appointment.rs?=booked",
                "user/Appointment.rs?status=booked&",
                "user/Appointment.rs?status=%zz",
                "user/Appointment.read?status=booked",
                "user/Appointment.rs?code:in=http://example.org/set",
                "user/Appointment.rs?patient.identifier=1",
                "user/Appointment.rs?_filter=status eq booked",
                "user/Appointment.rs?status=booked?status=cancelled=x",
                "openid",
                ""
            })
    void whatWeCouldNotHoldPermitsNothing(String text) {
        assertThat(Scope.parse(text)).isEmpty();
    }

    @Test
    void constraintsAreKeptAndDecoded() {
        Scope scope = Scope.parse("user/EpisodeOfCare.rs?type=urn:x%7Cppr&status=active")
                .orElseThrow();

        assertThat(scope.constraints())
                .containsExactly(new Constraint("type", "urn:x|ppr"), new Constraint("status", "active"));
    }

    @Test
    void severalScopesAreAUnionAndEachKeepsItsOwnConstraint() {
        Scopes scopes = Scopes.parse("user/Appointment.rs?status=booked patient/Appointment.r openid");

        assertThat(scopes.covering("Appointment", Action.READ)).hasSize(2);
        assertThat(scopes.covering("Appointment", Action.SEARCH)).hasSize(1);
        assertThat(scopes.cover("Patient", Action.READ)).isFalse();
        assertThat(scopes.has("openid")).isTrue();
    }

    @Test
    void aStarIsEveryType() {
        assertThat(Scopes.parse("system/*.s").cover("AuditEvent", Action.SEARCH))
                .isTrue();
        assertThat(Scopes.parse("system/*.s").cover("AuditEvent", Action.READ)).isFalse();
    }

    @Test
    void noScopesPermitNothing() {
        assertThat(Scopes.parse("").cover("Patient", Action.READ)).isFalse();
        assertThat(Scopes.parse("   ")).isEqualTo(Scopes.parse(""));
    }

    @Test
    void aScopeThatPermitsNothingIsNotMade() {
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> new Scope(Context.USER, "*", Set.of(), java.util.List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

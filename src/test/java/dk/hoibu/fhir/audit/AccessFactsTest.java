package dk.hoibu.fhir.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.hoibu.fhir.audit.Asked.Interaction;
import dk.hoibu.fhir.audit.Asker.Client;
import dk.hoibu.fhir.audit.Asker.Organisation;
import dk.hoibu.fhir.audit.Asker.Register;
import dk.hoibu.fhir.audit.Asker.User;
import dk.hoibu.fhir.domain.PersonNumber;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the facts of an access must not hold, however they were come by. */
class AccessFactsTest {

    private static final String LARS = "0505159995";

    private static final Map<String, Function<String, Object>> TEXTS = Map.ofEntries(
            Map.entry("what was asked", text -> new Asked(Interaction.SEARCH, text)),
            Map.entry("reason", text -> Outcome.not(Outcome.Kind.FAILED, text)),
            Map.entry("patient id", Child.Opaque::new),
            Map.entry("client id", text -> new Client(Optional.of(text), "192.0.2.1")),
            Map.entry("client address", text -> new Client(Optional.empty(), text)),
            Map.entry("issuer", text -> new User(text, "s", Optional.empty(), Optional.empty())),
            Map.entry("subject", text -> new User("urn:i", text, Optional.empty(), Optional.empty())),
            Map.entry("role", text -> new User("urn:i", "s", Optional.of(text), Optional.empty())),
            Map.entry("user name", text -> new User("urn:i", "s", Optional.empty(), Optional.of(text))),
            Map.entry("organisation id", text -> new Organisation(Register.SOR, text, Optional.empty())),
            Map.entry("organisation name", text -> new Organisation(Register.CVR, "29189439", Optional.of(text))),
            Map.entry("purpose system", text -> new Purpose(text, "TREAT", "Behandling")),
            Map.entry("purpose code", text -> new Purpose("urn:s", text, "Behandling")),
            Map.entry("purpose text", text -> new Purpose("urn:s", "TREAT", text)),
            Map.entry("shown resource", text -> new Told(200, List.of(text), List.of(), List.of())),
            Map.entry("rule", text -> new Told.Hidden("case", text, 1)),
            Map.entry("lookup outcome", text -> new Told.Lookup("case-index", text)),
            Map.entry("observer name", text -> new Observer(text, "https://facade.hoibu.dk/fhir")),
            Map.entry("observer address", text -> new Observer("name", text)),
            Map.entry("request id", text -> facts(text, Optional.empty())),
            Map.entry("launch id", text -> facts("id", Optional.of(text))));

    @ParameterizedTest
    @ValueSource(strings = {LARS, "050515-9995", "Patient?identifier=" + LARS, "0505150XY5"})
    void noTextHoldsAPersonNumberAndTheRefusalDoesNotRepeatIt(String number) {
        TEXTS.forEach((what, made) -> assertThatThrownBy(() -> made.apply(number))
                .as(what)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(what + " holds what may be a person number"));
    }

    @Test
    void noTextIsBlank() {
        TEXTS.forEach((what, made) -> assertThatThrownBy(() -> made.apply(" "))
                .as(what)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(what + " is blank"));
    }

    @Test
    void aReasonIsGivenForWhatWasNotAnsweredAndForNothingElse() {
        assertThatThrownBy(() -> new Outcome(Outcome.Kind.SHOWN, Optional.of("kle")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Outcome(Outcome.Kind.REFUSED, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAlarmIsOneOfThoseTheGuideKnows() {
        Asked asked = Asked.alarm(Alarm.MANY_CHILDREN, "children=20&window=PT1H");

        assertThat(asked.subtype()).isEqualTo("many-children");
        assertThat(asked.interaction().type()).isEqualTo("110113");
        assertThat(new Asked(Interaction.SEARCH, "Patient?x=1").subtype()).isEqualTo("search-type");
        assertThatThrownBy(() -> new Asked(Interaction.ALARM, "no-such?children=20"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static AccessFacts facts(String requestId, Optional<String> launchId) {
        return new AccessFacts(
                Instant.EPOCH,
                new Asked(Interaction.EVERYTHING, "Patient/abc/$everything"),
                Outcome.shown(),
                Told.nothing(200),
                Optional.of(new Child.Numbered(new PersonNumber(LARS, PersonNumber.Kind.CPR))),
                new Asker(new Client(Optional.empty(), "192.0.2.1"), Optional.empty(), Optional.empty()),
                Optional.empty(),
                requestId,
                launchId);
    }
}

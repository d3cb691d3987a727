package dk.hoibu.fhir.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The decision table for municipal cases: refusals first, each alone in a case that would else be shown. */
class CaseRulesTest {

    private static final KlePolicy POLICY = KlePolicy.parse(
            "34.10.10;show;yes",
            Map.of("34.10.10", new KlePolicy.Topic(KleSubject.Area.FAMILY, Optional.of("Screening"))));
    private static final CaseRules RULES = new CaseRules(Set.of("29189420"), POLICY, "FORTROLIGE_PERSONOPLYSNINGER");

    @ParameterizedTest(name = "{8} ({7})")
    @CsvSource(nullValues = "-", textBlock = """
            # owner, kle, sensitivity, profile, hiding, primary, imported
            29189420, 34.10.10, FORTROLIGE_PERSONOPLYSNINGER, false, false, true,  false, lifecycle,        a case that is not imported is hidden
            29189420, 34.10.10, FORTROLIGE_PERSONOPLYSNINGER, false, false, false, true,  primary-party,    somebody else's case is hidden
            29189501, 34.10.10, FORTROLIGE_PERSONOPLYSNINGER, false, false, true,  true,  participant,      a case of a municipality that does not take part is hidden
            -,        34.10.10, FORTROLIGE_PERSONOPLYSNINGER, false, false, true,  true,  participant,      a case of nobody knows whom is hidden
            29189420, 34.10.10, FORTROLIGE_PERSONOPLYSNINGER, true,  false, true,  true,  security-profile, a case kept for named staff is hidden
            29189420, 34.10.10, FORTROLIGE_PERSONOPLYSNINGER, false, true,  true,  true,  display-class,    a case exempt from display is hidden
            29189420, 34.10.10, FOELSOMME_PERSONOPLYSNINGER,  false, false, true,  true,  sensitivity,      a case more sensitive than the limit is hidden
            29189420, 34.10.10, VIP_SAGER,                    false, false, true,  true,  sensitivity,      a VIP case is hidden
            29189420, 34.10.10, fortrolige_personoplysninger, false, false, true,  true,  sensitivity,      a case of unknown sensitivity is hidden
            29189420, 34.10.10, -,                            false, false, true,  true,  sensitivity,      a case without sensitivity is hidden
            29189420, 34.10.30, FORTROLIGE_PERSONOPLYSNINGER, false, false, true,  true,  kle,              a case about something else is hidden
            29189420, -,        FORTROLIGE_PERSONOPLYSNINGER, false, false, true,  true,  kle,              a case about nobody knows what is hidden
            29189420, 34.10.10, FORTROLIGE_PERSONOPLYSNINGER, false, false, true,  true,  -,                a case that passes all is shown
            29189420, 34.10.10, IKKE_FORTROLIGE_DATA,         false, false, true,  true,  -,                a case less sensitive than the limit is shown
            """)
    void decides(
            String owner,
            String kle,
            String sensitivity,
            boolean profile,
            boolean hiding,
            boolean primary,
            boolean imported,
            String rule,
            String sentence) {
        CaseFacts facts = new CaseFacts(
                Optional.ofNullable(owner),
                Optional.ofNullable(kle),
                Optional.ofNullable(sensitivity),
                profile,
                hiding,
                primary,
                imported);

        assertThat(RULES.decide(facts))
                .as(sentence)
                .isEqualTo(
                        rule == null
                                ? new Disclosure.Shown(
                                        POLICY.subject("34.10.10").orElseThrow())
                                : new Disclosure.Hidden(rule));
    }

    @Test
    void everyMunicipalityTakesPartWhenNoneIsNamed() {
        CaseRules all = new CaseRules(Set.of(), POLICY, "FORTROLIGE_PERSONOPLYSNINGER");

        assertThat(all.decide(ownedBy("29189501"))).isInstanceOf(Disclosure.Shown.class);
        assertThat(all.decide(ownedBy())).isEqualTo(new Disclosure.Hidden("participant"));
    }

    @Test
    void aVipCaseIsHiddenAtTheHighestLimit() {
        CaseRules highest = new CaseRules(Set.of(), POLICY, "FOELSOMME_PERSONOPLYSNINGER");
        CaseFacts vip = new CaseFacts(
                Optional.of("29189420"), Optional.of("34.10.10"), Optional.of("VIP_SAGER"), false, false, true, true);

        assertThat(highest.decide(vip)).isEqualTo(new Disclosure.Hidden("sensitivity"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"VIP_SAGER", "", "HIGH"})
    void aLimitThatIsNoneStopsTheStart(String limit) {
        assertThatThrownBy(() -> new CaseRules(Set.of(), POLICY, limit)).isInstanceOf(IllegalArgumentException.class);
    }

    private static CaseFacts ownedBy(String... owner) {
        return new CaseFacts(
                Stream.of(owner).findFirst(),
                Optional.of("34.10.10"),
                Optional.of("IKKE_FORTROLIGE_DATA"),
                false,
                false,
                true,
                true);
    }
}

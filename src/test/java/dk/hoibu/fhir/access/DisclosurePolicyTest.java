package dk.hoibu.fhir.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.hoibu.fhir.access.PolicyTable.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the policy decides, row by row and rule by rule. */
class DisclosurePolicyTest {

    private static final DisclosurePolicy POLICY = TestPolicy.full();
    private static final ChildFacts CHILD = new ChildFacts(Optional.of(10), false, false);
    private static final Requester SAMPLE = new Requester(true, "sample");

    static List<Row> rows() {
        return PolicyTable.ROWS;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void decides(Row row) {
        Disclosure decision = POLICY.decide(row.requester(), row.child(), row.item());

        assertThat(effect(decision) + " " + decision.rule().id().code()).isEqualTo(row.effect() + " " + row.rule());
    }

    @ParameterizedTest
    @EnumSource(RuleId.class)
    void everyRuleDecidesARow(RuleId rule) {
        assertThat(PolicyTable.ROWS).extracting(Row::rule).contains(rule.code());
    }

    /** The mutation test: a rule that could be taken away without a row noticing would not be tested. */
    @ParameterizedTest
    @EnumSource(RuleId.class)
    void withoutAnyOneRuleARowIsDecidedToAnotherEffect(RuleId rule) {
        DisclosurePolicy mutant = POLICY.without(rule);

        List<Row> noticed = PolicyTable.ROWS.stream()
                .filter(row -> !effect(mutant.decide(row.requester(), row.child(), row.item()))
                        .equals(row.effect()))
                .toList();

        assertThat(noticed).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aRefusalIsKnownBeforeAnythingIsAskedOfASource(Row row) {
        assertThat(POLICY.refusal(row.requester()).isPresent())
                .isEqualTo(row.effect().equals("refused"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void whatIsShownIsOfAKindThatIsOpen(Row row) {
        if (Set.of("shown", "reduced").contains(row.effect())) {
            assertThat(POLICY.opensFor(row.requester(), row.item().kind())).isTrue();
        }
        if (Set.of("not-allowed", "appointments-switched-on").contains(row.rule())) {
            assertThat(POLICY.opensFor(row.requester(), row.item().kind())).isFalse();
        }
    }

    @Test
    void anAdultIsClosedUnlessThePolicyGoesOnForTheYoung() {
        ChildFacts adult = new ChildFacts(Optional.of(18), false, false);

        assertThat(TestPolicy.standard().closed(adult))
                .get()
                .satisfies(it -> assertThat(it.by(RuleId.AGE_GATE)).isTrue());
        assertThat(POLICY.closed(adult)).isEmpty();
        assertThat(POLICY.closed(new ChildFacts(Optional.of(23), false, false))).isPresent();
        assertThat(POLICY.closed(new ChildFacts(Optional.of(20), true, false)))
                .get()
                .satisfies(it -> assertThat(it.by(RuleId.DECEASED)).isTrue());
        assertThat(POLICY.closed(ChildFacts.UNKNOWN)).isEmpty();
    }

    @Test
    void settingsNarrowAPolicyAndNeverWidenIt() {
        DisclosurePolicy standard = TestPolicy.standard();

        assertThat(visible(standard.limitedTo("IKKE_FORTROLIGE_DATA"), "29189420"))
                .isFalse();
        assertThat(visible(POLICY.limitedTo("FOELSOMME_PERSONOPLYSNINGER"), "29189420", "FOELSOMME_PERSONOPLYSNINGER"))
                .as("the policy's own limit is lower")
                .isFalse();
        assertThat(visible(standard.narrowedTo(Set.of("29189463")), "29189420")).isFalse();
        assertThat(visible(standard.narrowedTo(Set.of("29189463")), "29189463")).isTrue();
        assertThat(visible(standard.narrowedTo(Set.of("29189382")), "29189382"))
                .as("not in the policy")
                .isFalse();
        assertThat(visible(standard.forAnyOrganisation(), "29189382")).isTrue();
        assertThatThrownBy(() -> standard.limitedTo("VIP_SAGER")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPolicyWithoutASampleRequesterTurnsEverybodyUnknownAway() {
        DisclosurePolicy production = TestPolicy.of(TestPolicy.yaml().replace("in-force: yes", "in-force: no"));

        assertThat(production.decide(SAMPLE, CHILD, new Item.Child()).by(RuleId.IDENTIFIED_REQUESTER))
                .isTrue();
        assertThat(POLICY.forKnownRequesters().refusal(SAMPLE)).isPresent();
    }

    @Test
    void everyDecisionCarriesItsTextAndItsLegalBasis() {
        assertThat(POLICY.rules()).hasSize(RuleId.values().length).allSatisfy(rule -> {
            assertThat(rule.text()).isNotBlank();
            assertThat(rule.legalBasis()).isNotBlank();
        });
    }

    @Test
    void theCodesOfTheRulesAreDifferent() {
        assertThat(Arrays.stream(RuleId.values()).map(RuleId::code)).doesNotHaveDuplicates();
        assertThat(Stream.of(Item.Kind.values()).map(Item.Kind::code).collect(Collectors.toSet()))
                .hasSize(Item.Kind.values().length);
    }

    private static boolean visible(DisclosurePolicy policy, String owner) {
        return visible(policy, owner, "FORTROLIGE_PERSONOPLYSNINGER");
    }

    private static boolean visible(DisclosurePolicy policy, String owner, String level) {
        CaseFacts facts = new CaseFacts(
                Optional.of(owner), Optional.of("34.10.10"), Optional.of(level), false, false, true, true);
        return policy.decide(SAMPLE, CHILD, new Item.MunicipalCase(facts)).visible();
    }

    private static String effect(Disclosure decision) {
        return decision.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}

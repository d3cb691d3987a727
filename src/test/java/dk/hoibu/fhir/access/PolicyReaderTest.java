package dk.hoibu.fhir.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A policy that cannot be understood stops the start and names the place. */
class PolicyReaderTest {

    private static final String BUILT_IN = TestPolicy.yaml();

    @Test
    void theBuiltInPolicyHasEveryRuleInTheOrderInWhichTheyAreAsked() {
        assertThat(TestPolicy.standard().rules()).extracting(PolicyRule::id).containsExactly(RuleId.values());
        int last = -1;
        for (RuleId rule : RuleId.values()) {
            int place = BUILT_IN.indexOf("- id: " + rule.code() + "\n");
            assertThat(place).as(rule.code()).isGreaterThan(last);
            last = place;
        }
    }

    @Test
    void theBuiltInPolicyDoesNotInventALegalBasis() {
        assertThat(TestPolicy.standard().rules())
                .filteredOn(rule -> !rule.legalBasis().contains("to be decided by the owner"))
                .extracting(PolicyRule::id)
                .containsExactly(RuleId.SAMPLE_REQUESTER);
    }

    @ParameterizedTest(name = "{1} in place of {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            policy: HOI BU, prøvedata               | "policy: ''"                     | policy: text expected
            policy: HOI BU, prøvedata               | "politik: x"                     | politik: no such field
            in-force: yes                           | "in-force: ja"                   | rule sample-requester, in-force: yes or no expected
            in-force: yes                           | "in-effect: yes"                 | no such field
            id: deceased                            | "id: dead"                       | no such rule
            id: deceased                            | "id: lifecycle"                  | rule lifecycle: is there twice
            purposes: [TREAT]                       | "purposes: TREAT"                | rule purpose, purposes: a list expected
            purposes: [TREAT]                       | "purposes: [treat]"              | a code of v3-PurposeOfUse expected
            purposes: [TREAT]                       | "purposes: [TREAT, TREAT]"       | is there twice
            adult-from: 18                          | "adult-from: atten"              | rule age-gate, adult-from
            adult-from: 18                          | "adult-from: 180"                | rule age-gate, adult-from
            until-age: off                          | "until-age: 18"                  | rule young-adult, until-age: must be above
            until-age: off                          | "until-age: no"                  | rule young-adult, until-age
            kle: [34.50.00, 34.50.15, 34.50.20]     | "kle: [34.50.*]"                 | rule young-adult, kle: a KLE number
            roles: [gp, psychiatrist]               | "roles: [doctor]"                | rule to-health, roles: no such role
            roles: [gp, psychiatrist]               | "roles: [gp, ppr]"               | rule to-municipality, roles: is there twice
            items: [person, appointment]            | "items: [appointment]"           | rule to-municipality, items: person must be among them
            items: [person, appointment]            | "items: [person, diagnosis]"     | rule to-municipality, items: no such item
            municipalities: [29189420, 29189439]    | "municipalities: [2918942]"      | rule appointments-switched-on, municipalities: a CVR number
            municipalities: [29189420, 29189439]    | "municipalities: all"            | rule appointments-switched-on, municipalities: a list expected
            limit: FOELSOMME_PERSONOPLYSNINGER      | "limit: VIP_SAGER"               | rule sensitivity, limit
            default: kle.csv                        | "default: ../kle.csv"            | rule kle, default
            municipalities: []                      | "municipalities: [{show: [34.10.10]}]"                          | cvr is missing
            municipalities: []                      | "municipalities: [{cvr: 29189463, show: [34.99.99]}]"           | 34.99.99
            municipalities: []                      | "municipalities: [{cvr: 29189463, hide: [34.10.10]}]"           | no such field
            municipalities: []                      | "municipalities: [{cvr: 29189463}, {cvr: 29189463}]"            | is there twice
            specialties: [394588006]                | "specialties: [psychiatry]"      | rule appointment-specialty, specialties
            legal-basis: Ingen nødvendig.           | "legal-basis: '' #"              | legal-basis: text expected
            """)
    void aMistakeIsNamedWithItsPlace(String right, String wrong, String expected) {
        assertThat(BUILT_IN).contains(right);
        String yaml = BUILT_IN.replaceFirst(java.util.regex.Pattern.quote(right), wrong);

        assertThatThrownBy(() -> TestPolicy.of(yaml))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void theLineIsNamed() {
        String yaml = BUILT_IN.replace("adult-from: 18", "adult-from: x");
        long line = yaml.substring(0, yaml.indexOf("adult-from")).lines().count();

        assertThatThrownBy(() -> TestPolicy.of(yaml)).hasMessageContaining("line " + line + ",");
    }

    @ParameterizedTest
    @EnumSource(RuleId.class)
    void aRuleThatIsLeftOutIsNamed(RuleId rule) {
        int start = BUILT_IN.indexOf("  - id: " + rule.code() + "\n");
        int next = BUILT_IN.indexOf("  - id: ", start + 1);
        String yaml = BUILT_IN.substring(0, start) + (next < 0 ? "" : BUILT_IN.substring(next));

        assertThatThrownBy(() -> TestPolicy.of(yaml))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("policy: rule " + rule.code() + " is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing", "rules: [", "- a\n- b", "text", "policy: x\nversion: 1\nrules: {}", "\t"})
    void whatIsNoPolicyIsNone(String yaml) {
        assertThatThrownBy(() -> TestPolicy.of(yaml))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("policy");
    }

    @Test
    void aMunicipalityMayHaveAListOfItsOwn() {
        String yaml =
                BUILT_IN.replace("    municipalities: []", "    municipalities: [{cvr: 29189463, list: own.csv}]");
        DisclosurePolicy policy = PolicyReader.read(
                yaml, name -> name.equals("own.csv") ? "28.06.12;show;yes" : TestPolicy.KLE, TestPolicy.TOPICS);

        assertThat(policy.subject(about("29189463", "28.06.12"))).isPresent();
        assertThat(policy.subject(about("29189463", "34.10.10"))).isEmpty();
        assertThat(policy.subject(about("29189420", "34.10.10"))).isPresent();
    }

    @Test
    void aListThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> PolicyReader.read(
                        BUILT_IN,
                        name -> {
                            throw new IllegalArgumentException("there is no such file beside the policy");
                        },
                        TestPolicy.TOPICS))
                .hasMessageContaining("rule kle, default: there is no such file");
    }

    private static CaseFacts about(String owner, String kle) {
        return new CaseFacts(Optional.of(owner), Optional.of(kle), Optional.empty(), false, false, true, true);
    }
}

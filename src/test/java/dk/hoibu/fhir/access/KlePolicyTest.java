package dk.hoibu.fhir.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.hoibu.fhir.access.KlePolicy.Topic;
import dk.hoibu.fhir.access.KleSubject.Area;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.fhir.Terminology;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which KLE subjects are shown: what a policy's text means, and what the built-in one says. */
class KlePolicyTest {

    private static final Map<String, Topic> TOPICS = Map.of(
            "34.10.10", new Topic(Area.FAMILY, Optional.of("Screening")),
            "17.03.04", new Topic(Area.PPR, Optional.empty()),
            "17.03.08", new Topic(Area.PPR, Optional.empty()));

    @Test
    void onlyTheVeryNumberIsShownWithTheAreaAndTitleOfTheClassification() {
        KlePolicy policy = KlePolicy.parse("34.10.10;show;yes", TOPICS);

        assertThat(policy.subject("34.10.10"))
                .contains(new KleSubject("34.10.10", Optional.of("Screening"), Area.FAMILY, true));
        for (String other : new String[] {"34.10.00", "34.10.1", "34.10.100", "34.10", "34", "", " 34.10.10"}) {
            assertThat(policy.subject(other)).as(other).isEmpty();
        }
    }

    @Test
    void aNumberThatHasAnAreaIsStillHiddenWhenThePolicyDoesNotListIt() {
        assertThat(KlePolicy.parse("34.10.10;show;yes", TOPICS).subject("17.03.04"))
                .isEmpty();
    }

    @Test
    void whatIsDeniedIsNotShownAndALaterLineHasTheLastWord() {
        KlePolicy policy = KlePolicy.parse("""
                # a comment

                34.10.10;show;no
                34.10.10;deny;no
                """, TOPICS);

        assertThat(policy.subject("34.10.10")).isEmpty();
    }

    @Test
    void theNumberIsShownOnlyWhereTheLineSaysYes() {
        KlePolicy policy = KlePolicy.parse("17.03.04;show;no\n17.03.08;show;yes", TOPICS);

        assertThat(policy.subject("17.03.04")).contains(new KleSubject("17.03.04", Optional.empty(), Area.PPR, false));
        assertThat(policy.subject("17.03.08").orElseThrow().detail()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "34.10.10;show",
                "34.10.10;show;familie;yes;Titel",
                "34.10;show;yes",
                "34.10.*;show;yes",
                "34.10.10;allow;yes",
                "34.10.10;SHOW;yes",
                "34.10.10;show;ja",
                "34.10.10;show;",
                "34.10.10,show,yes"
            })
    void aLineThatCannotBeUnderstoodStopsTheStartAndIsNamed(String line) {
        assertThatThrownBy(() -> KlePolicy.parse("# first\n" + line, TOPICS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 2");
    }

    @Test
    void aShownNumberWithoutAnAreaStopsTheStartAndIsNamed() {
        assertThatThrownBy(() -> KlePolicy.parse("34.10.10;show;yes\n34.99.99;show;yes", TOPICS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("34.99.99")
                .hasMessageContaining("hoibu-kle-to-area");
    }

    @Test
    void aDeniedNumberNeedsNoArea() {
        assertThat(KlePolicy.parse("34.99.99;deny;no", TOPICS).subject("34.99.99"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"17.03.00", "17.03.04", "17.03.08", "17.03.10", "17.03.17", "17.03.22"})
    void theBuiltInPolicyShowsPpr(String number) {
        assertThat(builtIn().subject(number).orElseThrow().area()).isEqualTo(Area.PPR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "34.00.00",
                "34.10.00",
                "34.10.10",
                "34.15.00",
                "34.15.05",
                "34.15.25",
                "34.15.61",
                "34.25.00",
                "34.45.00",
                "34.45.10",
                "34.45.40",
                "34.50.00",
                "34.50.15",
                "34.50.20",
                "27.24.00",
                "27.24.03",
                "27.24.06",
                "27.24.15",
                "27.27.00",
                "27.27.03",
                "27.27.06",
                "27.27.09",
                "27.27.15",
                "27.27.24",
                "27.18.00",
                "27.18.24",
                "27.21.00",
                "27.21.20"
            })
    void theBuiltInPolicyShowsBothGenerationsOfFamilyCases(String number) {
        assertThat(builtIn().subject(number).orElseThrow().area()).isEqualTo(Area.FAMILY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "17.20.03",
                "17.01.05",
                "34.10.30",
                "34.15.45",
                "34.15.49",
                "34.15.53",
                "34.15.57",
                "34.15.65",
                "34.30.00",
                "34.30.10",
                "34.30.15",
                "34.30.20",
                "34.30.30",
                "34.30.40",
                "34.40.00",
                "34.40.10",
                "34.40.15",
                "27.24.17",
                "27.24.18",
                "27.24.19",
                "27.24.24",
                "27.24.25",
                "27.24.26",
                "27.24.27",
                "27.24.30",
                "27.24.45",
                "27.27.48",
                "27.30.00",
                "27.30.04",
                "27.33.00",
                "27.33.08",
                "27.25.00",
                "27.29.00"
            })
    void theBuiltInPolicyHidesWhatIsDeniedAndWhatNobodyListed(String number) {
        assertThat(builtIn().subject(number)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"28.06.12, DAYCARE_SUPPORT"})
    void theBuiltInPolicyShowsSupportInDaycare(String number, Area area) {
        assertThat(builtIn().subject(number).orElseThrow().area()).isEqualTo(area);
    }

    private static KlePolicy builtIn() {
        try (InputStream in = KlePolicy.class.getResourceAsStream("/policy/kle.csv")) {
            return KlePolicy.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), guide());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Map<String, Topic> guide() {
        Terminology terms = Terminology.builtIn();
        Map<String, Topic> topics = new HashMap<>();
        terms.kleAreas()
                .forEach((number, area) ->
                        topics.put(number, new Topic(Area.ofCode(area), terms.find(Systems.KLE, number))));
        return topics;
    }
}

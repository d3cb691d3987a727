package dk.hoibu.fhir.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.hoibu.fhir.mapping.ClosedSets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The words of the guide's codes, as the server reads them from the guide. */
class TerminologyTest {

    private final Terminology terms = Terminology.builtIn();

    @Test
    void theGuideAndTheProgramHaveTheSameCodes() {
        assertThatCode(() -> ClosedSets.require(terms)).doesNotThrowAnyException();
    }

    @Test
    void aCodeThatOnlyTheProgramHasStopsTheStartAndIsNamed() {
        assertThatThrownBy(() -> terms.requireExactly(
                        Systems.CASE_AREA, List.of("ppr", "familie", "dagtilbud-støtte", "sundhedspleje", "voksne")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("hoibu-case-area")
                .hasMessageContaining("only the program has [voksne]");
    }

    @Test
    void aCodeThatOnlyTheGuideHasStopsTheStartAndIsNamed() {
        assertThatThrownBy(() -> terms.requireExactly(Systems.CASE_AREA, List.of("ppr", "familie", "sundhedspleje")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("only the CodeSystem has [dagtilbud-støtte]");
    }

    @Test
    void aDisplayIsDanishUnlessTheGuideHasItInTheLanguageAskedFor() {
        assertThat(terms.display(Systems.CASE_AREA, "dagtilbud-støtte")).isEqualTo("Støtte i dagtilbud");
        assertThat(terms.display(Systems.CASE_AREA, "dagtilbud-støtte", Language.ENGLISH))
                .isEqualTo("Support in daycare");
        assertThat(terms.display(Systems.KLE, "17.03.04", Language.ENGLISH))
                .isEqualTo("Pædagogisk-psykologisk vurdering (PPV)");
    }

    @Test
    void aNumberOfWhichTheGuideHasNoTitleHasNone() {
        assertThat(terms.find(Systems.KLE, "00.00.00")).isEmpty();
    }

    @Test
    void everyNumberWithAnAreaHasATitleAndAnAreaOfTheGuide() {
        assertThat(terms.kleAreas()).isNotEmpty().allSatisfy((number, area) -> {
            assertThat(terms.find(Systems.KLE, number)).as(number).isPresent();
            assertThat(terms.find(Systems.CASE_AREA, area)).as(area).isPresent();
        });
    }
}

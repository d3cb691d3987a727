package dk.hoibu.fhir.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * That our rules say of mutated messages what the official validator says, but for what {@code message/differences.csv} explains. {@code
 * -Dhoibu.mutations=20000} makes more of them, {@code -Dhoibu.seed} others.
 */
class DifferencesTest {

    @Test
    void ourRulesAndTheOfficialValidatorAgree() {
        assumeTrue(Official.isThere(), Official::missing);
        Map<String, byte[]> examples = MedComExamples.required();
        Differences differences = new Differences();

        differences.run(
                new Official(),
                new Mutations(examples, Long.getLong("hoibu.seed", 1)),
                0,
                Integer.getInteger("hoibu.mutations", 300));

        System.out.println(differences.report());
        assertThat(differences.unexplained()).as(differences.report()).isEmpty();
    }
}

package dk.hoibu.fhir.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.hoibu.fhir.guide.OfficialPackages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * That the profiles refuse what they say they refuse. The broken resources are also written to {@code target/broken}, with the reason that
 * must be given for each, for whoever has the official validator (docs/conformance.md).
 */
class BrokenExamplesTest {

    private static final Profiles PROFILES = new Profiles();
    private static final List<Broken> BROKEN = new BrokenExamples(PROFILES).all();

    static Stream<Broken> broken() {
        return BROKEN.stream();
    }

    @ParameterizedTest
    @MethodSource("broken")
    void isRefusedForTheRightReason(Broken broken) {
        OfficialPackages packages = OfficialPackages.ofThisUser();
        assumeTrue(!broken.inSliceOfParent() || packages.missing().isEmpty(), packages::missingLine);
        assertThat(R4Validator.plain().errorsIn(broken.resource().toString()))
                .anyMatch(
                        error -> Pattern.compile(broken.reason()).matcher(error).find());
    }

    static Stream<ObjectNode> whole() {
        return PROFILES.all().flatMap(profile -> PROFILES.examplesOf(profile).stream());
    }

    @ParameterizedTest
    @MethodSource("whole")
    void isNotRefusedWhenWhole(ObjectNode example) {
        assertThat(R4Validator.plain().errorsIn(example.toString())).isEmpty();
    }

    @Test
    void everyProfileHasAnExample() {
        assertThat(PROFILES.all())
                .allSatisfy(profile -> assertThat(PROFILES.examplesOf(profile))
                        .as(profile.path("id").asText())
                        .isNotEmpty());
    }

    @Test
    void everyInvariantIsBrokenOnce() {
        Set<String> tried = BROKEN.stream()
                .map(Broken::reason)
                .filter(reason -> reason.startsWith("hoibu-"))
                .collect(Collectors.toSet());
        assertThat(tried).containsExactlyInAnyOrderElementsOf(new BrokenExamples(PROFILES).invariants());
        assertThat(BROKEN).hasSizeGreaterThan(60);
    }

    @Test
    void theyAreThereForTheOfficialValidator() throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "broken"));
        List<String> reasons = new ArrayList<>();
        for (Broken broken : BROKEN) {
            String file = broken.name() + ".json";
            Files.writeString(folder.resolve(file), broken.resource().toPrettyString());
            reasons.add(file + "\t" + broken.profile() + "\t" + broken.reason());
        }
        Files.write(folder.resolve("reasons.tsv"), reasons);
        assertThat(reasons).doesNotHaveDuplicates();
    }
}

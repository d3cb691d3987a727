package dk.hoibu.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.hoibu.fhir.access.CaseFacts;
import dk.hoibu.fhir.access.ChildFacts;
import dk.hoibu.fhir.access.DisclosurePolicy;
import dk.hoibu.fhir.access.Item;
import dk.hoibu.fhir.access.Requester;
import dk.hoibu.fhir.access.TestPolicy;
import dk.hoibu.fhir.fhir.Terminology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which policy is in force, by the settings. */
class PoliciesTest {

    private static final Terminology TERMS = Terminology.builtIn();
    private static final String AALBORG = "29189420";
    private static final String ELSEWHERE = "29189382";

    @TempDir
    private Path folder;

    @Test
    void theBuiltInPolicyIsThePilotsWithTheSampleAndEverybodysWithADataFolder() {
        assertThat(shows(inForce(true), AALBORG)).isTrue();
        assertThat(shows(inForce(true), ELSEWHERE)).isFalse();
        assertThat(shows(inForce(false), ELSEWHERE)).isTrue();
    }

    @Test
    void settingsNarrowIt() {
        assertThat(shows(inForce(true, "disclosure.municipalities=29189463"), AALBORG))
                .isFalse();
        assertThat(shows(inForce(false, "disclosure.municipalities=" + ELSEWHERE), ELSEWHERE))
                .isTrue();
        assertThat(shows(inForce(true, "disclosure.municipalities=" + ELSEWHERE), ELSEWHERE))
                .isFalse();
        assertThat(shows(inForce(true, "disclosure.sensitivity-limit=IKKE_FORTROLIGE_DATA"), AALBORG))
                .isFalse();
    }

    @Test
    void anOwnPolicyCountsAlsoWithADataFolderAndItsListLiesBesideIt() throws IOException {
        Path policy = write("policy.yaml", TestPolicy.yaml().replace("default: kle.csv", "default: ours.csv"));
        write("ours.csv", "17.03.04;show;yes\n");

        DisclosurePolicy own = inForce(false, "disclosure.policy=" + policy);

        assertThat(shows(own, ELSEWHERE, "17.03.04")).isFalse();
        assertThat(shows(own, AALBORG, "17.03.04")).isTrue();
        assertThat(shows(own, AALBORG, "34.10.10")).isFalse();
    }

    @Test
    void theKleSettingReplacesTheStandardList() throws IOException {
        Path list = write("list.csv", "17.03.04;show;yes\n");

        assertThat(shows(inForce(true, "disclosure.kle-policy=" + list), AALBORG, "34.10.10"))
                .isFalse();
    }

    @Test
    void aPolicyOrAListThatIsNotThereIsNamed() throws IOException {
        assertThatThrownBy(() -> inForce(true, "disclosure.policy=" + folder.resolve("none.yaml")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none.yaml");
        Path policy = write("policy.yaml", TestPolicy.yaml().replace("default: kle.csv", "default: gone.csv"));
        assertThatThrownBy(() -> inForce(true, "disclosure.policy=" + policy))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rule kle, default: there is no such file");
    }

    @Test
    void aBadPolicyStopsTheStart() throws IOException {
        Path policy = write("policy.yaml", TestPolicy.yaml().replace("adult-from: 18", "adult-from: never"));
        Settings settings = settings("server.port=0", "disclosure.policy=" + policy);

        assertThatThrownBy(() -> Facade.start(settings, folder, "test", Clock.systemUTC()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rule age-gate, adult-from");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static Settings settings(String... overrides) {
        return new SettingsReader().read(Optional.empty(), Map.of(), List.of(overrides));
    }

    private static DisclosurePolicy inForce(boolean sampleData, String... overrides) {
        return Policies.inForce(settings(overrides).disclosure(), sampleData, TERMS);
    }

    private static boolean shows(DisclosurePolicy policy, String owner) {
        return shows(policy, owner, "34.10.10");
    }

    private static boolean shows(DisclosurePolicy policy, String owner, String kle) {
        CaseFacts facts = new CaseFacts(
                Optional.of(owner),
                Optional.of(kle),
                Optional.of("FORTROLIGE_PERSONOPLYSNINGER"),
                false,
                false,
                true,
                true);
        return policy.decide(
                        new Requester(true, "request"),
                        new ChildFacts(Optional.of(10), false, false),
                        new Item.MunicipalCase(facts))
                .visible();
    }
}

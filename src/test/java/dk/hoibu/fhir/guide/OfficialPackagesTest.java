package dk.hoibu.fhir.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.utilities.npm.NpmPackage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * That the packages we look for are those the guide names, and are found in a cache without touching it.
 * {@code -Dhoibu.download-packages=true} fetches what is missing into ~/.fhir/packages first.
 */
class OfficialPackagesTest {

    private static final Path CONFIG = Path.of("ig/sushi-config.yaml");

    @TempDir
    private Path cache;

    @Test
    void thePackagesAreThoseOfTheGuideAndR4() throws IOException {
        var config = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(Files.readString(CONFIG));
        List<String> named = new ArrayList<>(List.of("hl7.fhir.r4.core#4.0.1"));
        ((Map<?, ?>) config.get("dependencies")).forEach((id, version) -> named.add(id + "#" + version));

        assertThat(OfficialPackages.NEEDED)
                .extracting(OfficialPackages.Name::toString)
                .containsExactlyInAnyOrderElementsOf(named);
    }

    @Test
    void withoutACacheEverythingIsMissingAndNothingIsMade() {
        OfficialPackages none = OfficialPackages.in(cache.resolve("nowhere"));

        assertThat(none.present()).isEmpty();
        assertThat(none.missing()).isEqualTo(OfficialPackages.NEEDED);
        assertThat(none.missingLine()).contains("hl7.fhir.dk.core#3.4.0").doesNotContain("\n");
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void aPackageIsFoundByItsNameAndVersion() throws IOException {
        put("hl7.fhir.dk.core", "3.4.0");
        put("medcom.fhir.dk.core", "4.0.0");

        assertThat(OfficialPackages.in(cache).present())
                .extracting(NpmPackage::name)
                .containsExactly("hl7.fhir.dk.core");
        assertThat(OfficialPackages.in(cache).missing())
                .hasSize(OfficialPackages.NEEDED.size() - 1)
                .contains(new OfficialPackages.Name("medcom.fhir.dk.core", "3.0.1"));
        assertThat(cache.resolve("packages.ini")).doesNotExist();
    }

    @Test
    void eachComesAfterThoseItNeeds() {
        OfficialPackages packages = OfficialPackages.ofThisUser();
        if (Boolean.getBoolean("hoibu.download-packages")) {
            assertThat(packages.download()).as("could not be downloaded").isEmpty();
        }
        assumeTrue(packages.missing().isEmpty(), packages.missingLine());

        Set<String> ours = new HashSet<>();
        OfficialPackages.NEEDED.forEach(name -> ours.add(name.id()));
        ours.remove("hl7.fhir.uv.extensions.r4"); // it and hl7.terminology.r4 need each other
        Set<String> before = new HashSet<>();
        for (NpmPackage one : packages.present()) {
            List<String> needs = one.dependencies().stream()
                    .map(name -> name.substring(0, name.indexOf('#')))
                    .filter(ours::contains)
                    .toList();
            assertThat(before).as(one.name()).containsAll(needs);
            before.add(one.name());
        }
    }

    private void put(String id, String version) throws IOException {
        Path folder = Files.createDirectories(cache.resolve(id + "#" + version).resolve("package"));
        Files.writeString(folder.resolve("package.json"), "{\"name\":\"" + id + "\",\"version\":\"" + version + "\"}");
    }
}

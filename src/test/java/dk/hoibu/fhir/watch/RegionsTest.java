package dk.hoibu.fhir.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegionsTest {

    private static final Map<String, String> CODES = Map.of(
            "NORDJYLLAND", "DK-81",
            "MIDTJYLLAND", "DK-82",
            "SYDDANMARK", "DK-83",
            "HOVEDSTADEN", "DK-84",
            "SJAELLAND", "DK-85");

    /** The list that children are generated from was written apart from this one. */
    @Test
    void everyMunicipalityIsInTheRegionItIsGeneratedIn() throws IOException {
        try (InputStream in = RegionsTest.class.getResourceAsStream("/dk/hoibu/fhir/generate/municipalities.csv")) {
            assertThat(in).isNotNull();
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.matches("\\d{4};.*"))
                    .toList();

            assertThat(lines).hasSize(98).allSatisfy(line -> {
                String[] fields = line.split(";");
                assertThat(Regions.ofMunicipality(fields[0])).as(line).hasValue(CODES.get(fields[3]));
            });
        }
    }

    @Test
    void aRegionIsNamedByItselfOrByAMunicipalityInIt() {
        assertThat(Regions.named("DK-84")).hasValue("DK-84");
        assertThat(Regions.named("0851")).hasValue("DK-81");
        assertThat(Regions.named("DK-99")).isEmpty();
        assertThat(Regions.named("0000")).isEqualTo(Optional.empty());
    }
}

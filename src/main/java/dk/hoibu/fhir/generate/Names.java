package dk.hoibu.fhir.generate;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What people and places are called. */
final class Names {

    private final Map<String, List<String>> byKind = Lines.of("names.csv").stream()
            .collect(Collectors.toMap(line -> line[0], line -> List.of(line[1].split(" "))));

    private final List<String> girls = of("girl");
    private final List<String> boys = of("boy");
    private final List<String> families = of("family");
    private final List<String> stems = of("stem");

    String given(boolean girl, Randomness randomness) {
        return randomness.oneOf(girl ? girls : boys);
    }

    String family(Randomness randomness) {
        return randomness.oneOf(families);
    }

    String full(Randomness randomness) {
        return given(randomness.chance(0.8), randomness) + " " + family(randomness);
    }

    /** The name of the place's {@code index}th school, clinic or the like; no two are the same. */
    String placeName(int index, String ending, String place) {
        String round = index < stems.size() ? "" : " " + (index / stems.size() + 1);
        return stems.get(index % stems.size()) + ending + round + ", " + place;
    }

    private List<String> of(String kind) {
        return byKind.getOrDefault(kind, List.of());
    }
}

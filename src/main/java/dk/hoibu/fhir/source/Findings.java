package dk.hoibu.fhir.source;

import java.util.List;

/**
 * What a source found, and what it could not say. Items are in no particular order.
 *
 * @param items what was found; empty with no gaps means there is nothing
 * @param gaps which parts of the source did not answer; empty means the answer is whole
 */
public record Findings<T>(List<T> items, List<Gap> gaps) {

    public Findings {
        items = List.copyOf(items);
        gaps = List.copyOf(gaps);
    }

    public static <T> Findings<T> of(List<T> items) {
        return new Findings<>(items, List.of());
    }

    public static <T> Findings<T> none() {
        return new Findings<>(List.of(), List.of());
    }
}

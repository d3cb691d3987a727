package dk.hoibu.fhir.source.folder;

import dk.hoibu.fhir.source.Findings;
import java.util.List;
import java.util.function.BiPredicate;

/** The municipality that does not answer when a case index is to answer only in part: Aalborg, the largest. */
public final class SilentMunicipality {

    private static final String CVR = "29189420";
    private static final String NAME = "Aalborg Kommune";

    private SilentMunicipality() {}

    /** What the others answer, and a gap for the silent one, which nobody can tell had nothing to say. */
    public static <T> Findings<T> without(List<T> found, BiPredicate<T, String> ownedBy, Line line) {
        List<T> answered =
                found.stream().filter(item -> !ownedBy.test(item, CVR)).toList();
        return new Findings<>(answered, List.of(line.gapIn(NAME)));
    }
}

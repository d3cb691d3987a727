package dk.hoibu.fhir.source.folder;

import dk.hoibu.fhir.source.Findings;
import dk.hoibu.fhir.source.caseindex.CareCase;
import dk.hoibu.fhir.source.caseindex.CareCase.ActorRole;
import java.util.List;
import java.util.Optional;

/** The municipality that does not answer when the case index is to answer only in part: Aalborg, the largest. */
public final class SilentMunicipality {

    private static final Optional<String> CVR = Optional.of("29189420");
    private static final String NAME = "Aalborg Kommune";

    private SilentMunicipality() {}

    /** What the others answer, and a gap for the silent one, which nobody can tell had nothing to say. */
    public static Findings<CareCase> without(List<CareCase> found, Line line) {
        List<CareCase> answered =
                found.stream().filter(careCase -> !ownedByIt(careCase)).toList();
        return new Findings<>(answered, List.of(line.gapIn(NAME)));
    }

    private static boolean ownedByIt(CareCase careCase) {
        return careCase.actors().stream()
                .anyMatch(actor -> actor.role() == ActorRole.OWNER && actor.cvr().equals(CVR));
    }
}

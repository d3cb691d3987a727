package dk.hoibu.fhir.source.folder;

import dk.hoibu.fhir.source.caseindex.CareCase;
import java.util.Optional;

/** The URN that names an organisation by its CVR number. */
public final class CvrUrn {

    private static final String PREFIX = "urn:oio:cvr-nr:";

    private CvrUrn() {}

    /** The CVR number that {@code reference} is; empty when it refers by other means. */
    public static Optional<String> in(CareCase.Reference reference) {
        return reference.urn().filter(urn -> urn.startsWith(PREFIX)).map(urn -> urn.substring(PREFIX.length()));
    }
}

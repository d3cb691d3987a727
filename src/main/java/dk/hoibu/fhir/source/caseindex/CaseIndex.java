package dk.hoibu.fhir.source.caseindex;

import dk.hoibu.fhir.access.CitizenGrant;
import dk.hoibu.fhir.source.Findings;
import dk.hoibu.fhir.source.Source;
import java.util.concurrent.CompletableFuture;

/** The municipalities' shared index of cases (FK Sags- og Dokumentindeks, SF1470). */
public interface CaseIndex extends Source {

    /**
     * Every case in which the citizen is a party, of every municipality that takes part, as the index has them: the index enforces
     * neither security profiles nor display classes, so the caller must. A municipality that did not answer is a gap.
     */
    CompletableFuture<Findings<CareCase>> casesOf(CitizenGrant grant);
}

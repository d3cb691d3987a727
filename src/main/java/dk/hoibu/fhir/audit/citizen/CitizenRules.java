package dk.hoibu.fhir.audit.citizen;

import dk.hoibu.fhir.domain.PersonNumber;

/**
 * How logs are made fit for citizens.
 *
 * @param lists whom they conceal
 * @param algorithm how those are called
 */
public record CitizenRules(ConcealmentLists lists, PseudonymAlgorithm algorithm) {

    /**
     * What tells the accesses to {@code child}.
     *
     * @throws ConcealmentUnknown when it cannot be told whom to conceal
     */
    public CitizenLog log(PersonNumber child, Organisations registers) {
        return new CitizenLog(child, lists, algorithm, registers);
    }
}

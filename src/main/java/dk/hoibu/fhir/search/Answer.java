package dk.hoibu.fhir.search;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;

/**
 * What there is to answer a search with, before filters and pages.
 *
 * @param candidates every resource of the type that the rules show
 * @param related other resources at hand, by {@code Type/id}
 * @param complete whether nothing is missing; if not, the Bundle has no total
 * @param outcome what the reader must be told
 */
public record Answer<R extends Resource>(
        List<R> candidates, Map<String, Resource> related, boolean complete, Optional<OperationOutcome> outcome) {

    public Answer {
        candidates = List.copyOf(candidates);
        related = Map.copyOf(related);
    }
}

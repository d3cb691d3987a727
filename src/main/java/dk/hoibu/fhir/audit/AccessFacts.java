package dk.hoibu.fhir.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * The facts of one access, to one child or none, whatever came of it. The child's number is in {@link Child.Numbered} only; no other fact may hold
 * one.
 *
 * @param when when the answer was decided
 * @param asked what was asked
 * @param outcome what came of it
 * @param told what the answer told
 * @param child the child it was about; empty when it was about no child, or could not be made out
 * @param asker who asked
 * @param purpose why; empty when the asker gave no purpose
 * @param requestId the id that follows the request to the upstreams
 * @param launchId what ties the request to the launch it came from; empty when there was no launch
 */
public record AccessFacts(
        Instant when,
        Asked asked,
        Outcome outcome,
        Told told,
        Optional<Child> child,
        Asker asker,
        Optional<Purpose> purpose,
        String requestId,
        Optional<String> launchId) {

    public AccessFacts {
        NumberFree.require("request id", requestId);
        launchId.ifPresent(id -> NumberFree.require("launch id", id));
    }
}

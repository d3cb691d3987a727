package dk.hoibu.fhir.source;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that is missing from an answer because a source, or a part of it, did not give it.
 *
 * @param part which part did not answer (a municipality's name, say); empty means the whole source
 * @param since since when the source has not answered, as far as this node knows
 */
public record Gap(SourceId source, Reason reason, Optional<String> part, Instant since) {

    /** Why it is missing. */
    public enum Reason {
        UNAVAILABLE,
        TIMEOUT,
        REFUSED,
        GARBLED,
        /** The source cannot be asked this question (municipal cases by a replacement number, say). */
        NOT_ASKABLE
    }
}

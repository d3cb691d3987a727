package dk.hoibu.fhir.domain;

import java.time.Instant;

/**
 * When something holds (Danish: <i>virkning</i>): from {@link #from} inclusive until {@link #until} exclusive, as OIO Sag defines it.
 * {@link Instant#MIN} and {@link Instant#MAX} stand for no bound.
 */
public record Validity(Instant from, Instant until) {

    /** Always. */
    public static final Validity ALWAYS = new Validity(Instant.MIN, Instant.MAX);

    public static Validity since(Instant from) {
        return new Validity(from, Instant.MAX);
    }

    public boolean includes(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(until);
    }

    public boolean isOver(Instant now) {
        return !until.isAfter(now);
    }

    public boolean startsAfter(Instant now) {
        return from.isAfter(now);
    }
}

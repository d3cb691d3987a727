package dk.hoibu.fhir.audit.proof;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a log is signed and remembered elsewhere.
 *
 * @param entries how many entries the log had when it was last looked at
 * @param signed how many of them the last checkpoint covers
 * @param anchors how many anchors there are
 * @param waitingSince since when there has been a checkpoint that no anchor remembers; empty when one remembers the last, or there is none
 * @param failures how often an anchor failed since the start
 * @param signedAt when last all that was in the log was found to be signed; the start at first
 * @param broken why nothing is signed any longer; empty when all is well
 */
public record Anchoring(
        long entries,
        long signed,
        int anchors,
        Optional<Instant> waitingSince,
        long failures,
        Instant signedAt,
        Optional<String> broken) {

    /** For how long no anchor has remembered the log's last checkpoint; zero when one does. */
    public Duration age(Instant now) {
        return waitingSince.map(since -> between(since, now)).orElse(Duration.ZERO);
    }

    /** For how long it has not been known that all entries are signed: no more than the time between two checkpoints, when all is well. */
    public Duration unsigned(Instant now) {
        return between(signedAt, now);
    }

    private static Duration between(Instant since, Instant now) {
        Duration age = Duration.between(since, now);
        return age.isNegative() ? Duration.ZERO : age;
    }

    /** Whether the log can be trusted to be remembered elsewhere: it is in order, and its anchors were not out of reach for longer than {@code grace}. */
    public boolean isAnchored(Instant now, Duration grace) {
        return broken.isEmpty() && (anchors == 0 || age(now).compareTo(grace) <= 0);
    }
}

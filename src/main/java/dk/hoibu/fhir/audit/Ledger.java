package dk.hoibu.fhir.audit;

import dk.hoibu.fhir.audit.trail.AuditEntry;
import dk.hoibu.fhir.audit.trail.AuditQuery;
import dk.hoibu.fhir.audit.trail.AuditQuery.Mark;
import dk.hoibu.fhir.audit.trail.AuditTrail;
import dk.hoibu.fhir.audit.trail.AuditUnavailable;
import dk.hoibu.fhir.audit.trail.KeptEntry;
import dk.hoibu.fhir.audit.trail.Marks;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Puts facts into the trail, with the marks that they are found by. Safe for use by many threads. */
public final class Ledger {

    /** The type of an entry that says what is about to be done; it is no event. */
    public static final String INTENT = "intent";

    /** What came of an access that began and of which nothing more is known: the process died, or the trail could not be written. */
    public static final String UNFINISHED = "unfinished";

    /** No request takes longer: every source has a deadline. */
    private static final Duration LONGEST_REQUEST = Duration.ofMinutes(10);

    private static final int PAGE = 500;

    private final AuditTrail trail;
    private final ChildMarks marks;
    private final FactsCodec codec;

    public Ledger(AuditTrail trail, ChildMarks marks, FactsCodec codec) {
        this.trail = trail;
        this.marks = marks;
        this.codec = codec;
    }

    /** An access, and what it is known by outside. */
    public record Event(UUID id, AccessFacts facts) {

        /** An access that no intent went before. */
        public static Event of(AccessFacts facts) {
            return new Event(TimedId.at(facts.when()), facts);
        }
    }

    /**
     * Keeps all of {@code events} or none.
     *
     * @throws AuditUnavailable when that could not be done
     */
    public void keep(List<Event> events) {
        trail.keep(events.stream()
                .map(event ->
                        entry(event.id(), event.facts().asked().interaction().type(), event.facts()))
                .toList());
    }

    /**
     * Keeps that an access is about to be made; what comes of it is to be kept under the id that this gives.
     *
     * @param unfinished the facts as they are when nothing more is ever known
     * @throws AuditUnavailable when that could not be done
     */
    public UUID intend(AccessFacts unfinished) {
        UUID intent = TimedId.at(unfinished.when());
        trail.keep(List.of(entry(intent, INTENT, unfinished)));
        return finalOf(intent);
    }

    private static UUID finalOf(UUID intent) {
        return UUID.nameUUIDFromBytes((INTENT + intent).getBytes(StandardCharsets.US_ASCII));
    }

    public boolean isWritable() {
        return trail.isWritable();
    }

    /**
     * Keeps as {@link #UNFINISHED} what was intended, and of which nothing more was kept, in the last minutes of the log {@code node}. Asked
     * before that log is written by anybody, when nothing can be under way.
     *
     * @return how many there were
     * @throws AuditUnavailable when the trail cannot be read or written
     */
    public int finish(String node) {
        int finished = 0;
        Optional<Instant> end = Optional.empty();
        Optional<AuditQuery.Place> after = Optional.empty();
        List<KeptEntry> page;
        do {
            page = trail.page(new AuditQuery(
                    Map.of(Mark.TYPE, List.of(INTENT)),
                    end.map(last -> last.minus(LONGEST_REQUEST)),
                    Optional.empty(),
                    after,
                    PAGE));
            for (KeptEntry kept : page) {
                if (kept.log().equals(node)) {
                    end = end.or(() -> Optional.of(kept.entry().recorded()));
                    finished += finish(kept.entry()) ? 1 : 0;
                }
                after = Optional.of(new AuditQuery.Place(kept.entry().recorded(), kept.log(), kept.sequence()));
            }
        } while (page.size() == PAGE);
        return finished;
    }

    private boolean finish(AuditEntry intent) {
        UUID id = finalOf(intent.id());
        if (trail.find(id).isPresent()) {
            return false;
        }
        Marks marks = intent.marks();
        Marks event = new Marks(
                marks.child(),
                Asked.Interaction.SEARCH.type(),
                marks.subtype(),
                marks.action(),
                marks.outcome(),
                marks.user(),
                marks.client(),
                marks.organisation(),
                marks.purpose(),
                marks.requestId());
        trail.keep(List.of(new AuditEntry(id, intent.recorded(), event, intent.payload())));
        return true;
    }

    private AuditEntry entry(UUID id, String type, AccessFacts facts) {
        Asked.Interaction interaction = facts.asked().interaction();
        Asker asker = facts.asker();
        Optional<String> child = facts.child()
                .flatMap(it -> it instanceof Child.Numbered numbered
                        ? Optional.of(marks.of(numbered.number()))
                        : Optional.empty());
        Marks found = new Marks(
                child,
                type,
                facts.asked().subtype(),
                interaction.action(),
                facts.outcome().kind().code(),
                asker.user().map(user -> user.issuer() + "|" + user.subject()),
                asker.client().id(),
                asker.organisation().map(it -> it.register().name().toLowerCase(Locale.ROOT) + ":" + it.id()),
                facts.purpose().map(Purpose::code),
                facts.requestId());
        return new AuditEntry(id, facts.when().truncatedTo(ChronoUnit.MILLIS), found, codec.write(facts));
    }
}

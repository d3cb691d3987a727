package dk.hoibu.fhir.cli;

import dk.hoibu.fhir.audit.AccessFacts;
import dk.hoibu.fhir.audit.ChildMarks;
import dk.hoibu.fhir.audit.FactsCodec;
import dk.hoibu.fhir.audit.Ledger;
import dk.hoibu.fhir.audit.Ledger.Event;
import dk.hoibu.fhir.audit.citizen.CitizenLog;
import dk.hoibu.fhir.audit.proof.Anchor;
import dk.hoibu.fhir.audit.proof.AuditKeys;
import dk.hoibu.fhir.audit.proof.CheckpointService;
import dk.hoibu.fhir.audit.proof.CheckpointStore;
import dk.hoibu.fhir.audit.proof.Rhythm;
import dk.hoibu.fhir.audit.proof.TreeHash;
import dk.hoibu.fhir.audit.trail.AuditQuery;
import dk.hoibu.fhir.audit.trail.AuditQuery.Mark;
import dk.hoibu.fhir.audit.trail.AuditQuery.Place;
import dk.hoibu.fhir.audit.trail.KeptEntry;
import dk.hoibu.fhir.audit.trail.sql.SqlAuditTrail;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Ids;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The trail as prints for citizens use it: reads all logs of it, and writes and signs one of its own. */
final class InsightTrail implements AutoCloseable {

    /** The log in which prints are written down, beside those of the servers. */
    static final String LOG = "insight";

    private static final int PAGE = 1000;

    private final SqlAuditTrail trail;
    private final ChildMarks marks;
    private final Ledger ledger;

    /** {@code trail} is opened for {@link #LOG}; it is closed with this. */
    InsightTrail(SqlAuditTrail trail, ChildMarks marks, Ids ids) {
        this.trail = trail;
        this.marks = marks;
        this.ledger = new Ledger(trail, marks, new FactsCodec(person -> ids.ofPerson(Ids.Purpose.PATIENT, person)));
    }

    /** Every access to the child, newest first. */
    List<Event> accesses(PersonNumber child) {
        List<Event> accesses = new ArrayList<>();
        Optional<Place> after = Optional.empty();
        List<KeptEntry> page;
        do {
            page = trail.page(new AuditQuery(
                    Map.of(Mark.CHILD, List.of(marks.of(child))), Optional.empty(), Optional.empty(), after, PAGE));
            for (KeptEntry kept : page) {
                // what is only about to be done has an entry of its own when it is done
                if (!kept.entry().marks().type().equals(Ledger.INTENT)) {
                    accesses.add(new Event(
                            kept.entry().id(), FactsCodec.read(kept.entry().payload())));
                }
                after = Optional.of(new Place(kept.entry().recorded(), kept.log(), kept.sequence()));
            }
        } while (page.size() == PAGE);
        accesses.removeIf(access -> !CitizenLog.isAccess(access.facts()));
        return accesses;
    }

    /**
     * Writes down that the log was printed, and signs it.
     *
     * @return whether an anchor remembers that, if there is one
     * @throws IllegalStateException when it cannot be signed: the log of prints is not the one that was signed before, or cannot be read
     */
    boolean keep(AccessFacts facts, AuditKeys keys, List<Anchor> anchors, InstantSource time) {
        ledger.keep(List.of(Event.of(facts)));
        try (CheckpointService signing = new CheckpointService(
                LOG,
                keys,
                (log, from, count) ->
                        trail.leaves(from, count).stream().map(TreeHash::of).toList(),
                new Kept(trail),
                anchors,
                Rhythm.usual(),
                time)) {
            signing.signNow();
            return signing.state().waitingSince().isEmpty();
        }
    }

    private record Kept(SqlAuditTrail trail) implements CheckpointStore {

        @Override
        public void keep(String log, long size, String note) {
            trail.keepCheckpoint(size, note);
        }

        @Override
        public Optional<String> latest(String log) {
            return trail.latestCheckpoint();
        }
    }

    @Override
    public void close() {
        trail.close();
    }
}

package dk.hoibu.fhir.forward;

import dk.hoibu.fhir.audit.trail.AuditEntry;
import dk.hoibu.fhir.audit.trail.KeptEntry;
import dk.hoibu.fhir.audit.trail.OrderedTrail.Slot;
import dk.hoibu.fhir.audit.trail.Outbox.Change;
import dk.hoibu.fhir.audit.trail.Outbox.Held;
import dk.hoibu.fhir.audit.trail.Outbox.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The next places of a log, while they are given to a destination: the cursor moves up to the first that is still open. What lies beyond
 * that is not noted, so that what is noted is always all of what was done before one place. For one thread.
 */
final class Batch {

    static final String BEHIND = "waits for an earlier entry about the same child";

    private enum Kind {
        OPEN,
        SETTLED,
        PASSED_OVER,
        ERASED
    }

    private final String log;
    private final List<Slot> slots;
    private final Map<Long, Kind> kinds = new HashMap<>();
    private final TreeMap<Long, Held> held = new TreeMap<>();
    private int at;
    private long passedOver;
    private long erased;

    /**
     * @param slots one after the other; not empty
     * @param waiting the marks of the children of whom something is held
     * @param wanted whether the destination is given an entry
     */
    Batch(String log, List<Slot> slots, Set<String> waiting, Predicate<KeptEntry> wanted) {
        this.log = log;
        this.slots = List.copyOf(slots);
        for (Slot slot : slots) {
            Optional<KeptEntry> entry = slot.entry().map(it -> kept(slot, it));
            if (entry.isEmpty()) {
                kinds.put(slot.sequence(), Kind.ERASED);
            } else if (!wanted.test(entry.get())) {
                kinds.put(slot.sequence(), Kind.PASSED_OVER);
            } else {
                kinds.put(slot.sequence(), Kind.OPEN);
            }
        }
        waiting.forEach(child -> holdBehind(child, 0));
    }

    private KeptEntry kept(Slot slot, AuditEntry entry) {
        return new KeptEntry(log, slot.sequence(), entry);
    }

    private static Optional<String> child(Slot slot) {
        return slot.entry().flatMap(entry -> entry.marks().child());
    }

    boolean isOpen() {
        return kinds.containsValue(Kind.OPEN);
    }

    /** The first open entries, of each child the first one alone; {@code most} at most. */
    List<KeptEntry> wave(int most) {
        List<KeptEntry> wave = new ArrayList<>();
        Set<String> children = new HashSet<>();
        for (Slot slot : slots) {
            boolean open = kinds.get(slot.sequence()) == Kind.OPEN && wave.size() < most;
            if (open && child(slot).map(children::add).orElse(true)) {
                slot.entry().ifPresent(entry -> wave.add(kept(slot, entry)));
            }
        }
        return wave;
    }

    void taken(KeptEntry entry) {
        kinds.put(entry.sequence(), Kind.SETTLED);
    }

    /** Holds what was refused, and, unless it is given up at once, what comes after it about the same child. */
    void hold(Held refused) {
        kinds.put(refused.sequence(), Kind.SETTLED);
        held.put(refused.sequence(), refused);
        if (refused.state() == State.HELD) {
            refused.child().ifPresent(child -> holdBehind(child, refused.sequence() + 1));
        }
    }

    private void holdBehind(String child, long from) {
        for (Slot slot : slots) {
            boolean behind = slot.sequence() >= from && kinds.get(slot.sequence()) == Kind.OPEN;
            if (behind && child(slot).filter(child::equals).isPresent()) {
                kinds.put(slot.sequence(), Kind.SETTLED);
                held.put(
                        slot.sequence(),
                        new Held(
                                slot.sequence(),
                                slot.recorded(),
                                Optional.of(child),
                                State.HELD,
                                0,
                                Instant.EPOCH,
                                BEHIND));
            }
        }
    }

    /** Moves the cursor; empty when it stays where it is. */
    Optional<Change> advance() {
        int before = at;
        while (at < slots.size() && kinds.get(slots.get(at).sequence()) != Kind.OPEN) {
            Kind kind = kinds.get(slots.get(at).sequence());
            passedOver += kind == Kind.PASSED_OVER ? 1 : 0;
            erased += kind == Kind.ERASED ? 1 : 0;
            at++;
        }
        if (at == before) {
            return Optional.empty();
        }
        long next = slots.get(at - 1).sequence() + 1;
        Map<Long, Held> done = held.headMap(next);
        Change change = new Change(Optional.of(next), List.copyOf(done.values()), Set.of());
        done.clear();
        return Optional.of(change);
    }

    /** How many entries the cursor has moved past that the destination does not want. */
    long passedOver() {
        return passedOver;
    }

    /** How many entries the cursor has moved past that were erased before they were given. */
    long erased() {
        return erased;
    }
}

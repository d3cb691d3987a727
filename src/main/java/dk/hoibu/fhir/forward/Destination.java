package dk.hoibu.fhir.forward;

import dk.hoibu.fhir.audit.trail.KeptEntry;
import java.util.List;

/**
 * Another system that is given what is in the trail. It may be given an entry again that it has taken: it knows it by the entry's id, which
 * every delivery of it holds. Used by one thread at a time.
 */
public interface Destination {

    /** What it is called in settings, metrics and what is noted of it; it never changes. */
    String name();

    /** How many entries it is given at once, from 1. */
    int most();

    /** Whether it is given {@code entry} at all; what it does not want is passed over for good. */
    boolean wants(KeptEntry entry);

    /**
     * Gives it {@code entries}, in this order as far as order counts: no two of them are about the same child. Does not last longer than a few
     * deadlines, and ends early when the thread is interrupted.
     *
     * @return what came of each, in their order
     */
    List<Fate> deliver(List<KeptEntry> entries);
}

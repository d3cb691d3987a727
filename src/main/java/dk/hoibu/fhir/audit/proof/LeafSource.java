package dk.hoibu.fhir.audit.proof;

import java.util.List;

/** Where the leaves of a log are read. */
@FunctionalInterface
public interface LeafSource {

    /**
     * The leaves of {@code log} from the sequence {@code from} on, in order and without gaps; {@code count} at most, none when there are no
     * more. Only entries that are durable.
     */
    List<TreeHash> leaves(String log, long from, int count);
}

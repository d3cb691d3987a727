package dk.hoibu.fhir.source;

import java.util.concurrent.CompletableFuture;

/**
 * What every upstream port has in common.
 *
 * <p>All methods of all ports return at once and answer through the future, so that one request asks all its sources side by side
 * without a thread for each. A future fails only with a {@link SourceException}. Ports are safe for use by many threads.
 */
public interface Source {

    SourceId id();

    /** Completes normally if the upstream can be asked just now, without asking about anybody. */
    CompletableFuture<Void> ping();
}

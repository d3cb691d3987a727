package dk.hoibu.fhir.message.store;

import java.util.Optional;

/** A message on its way into the store, which nobody finds before it is kept. For one thread. */
public interface Draft extends AutoCloseable {

    /**
     * The next bytes, from the index {@code from} to before {@code to}.
     *
     * @throws StoreUnavailable when they cannot be kept
     */
    void take(byte[] bytes, int from, int to);

    /** All that was taken, while that is little; empty when it is more than a quarter of a megabyte. */
    Optional<byte[]> whole();

    /** Lets go of what was not kept. */
    @Override
    void close();
}

package dk.hoibu.fhir.message.store;

/** A message on its way into the store, which nobody finds before it is kept. For one thread. */
public interface Draft extends AutoCloseable {

    /**
     * The next bytes, from the index {@code from} to before {@code to}.
     *
     * @throws StoreUnavailable when they cannot be kept
     */
    void take(byte[] bytes, int from, int to);

    /** Lets go of what was not kept. */
    @Override
    void close();
}

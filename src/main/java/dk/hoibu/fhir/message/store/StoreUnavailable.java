package dk.hoibu.fhir.message.store;

import org.jspecify.annotations.Nullable;

/** The store cannot be written or read now; of what was to be kept, nobody knows. Its text holds nothing of any message. */
public final class StoreUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreUnavailable(String what) {
        super(what);
    }

    public StoreUnavailable(String what, @Nullable Throwable cause) {
        super(what, cause);
    }
}

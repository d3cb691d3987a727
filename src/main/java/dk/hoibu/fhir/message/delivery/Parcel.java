package dk.hoibu.fhir.message.delivery;

import java.io.IOException;
import java.io.OutputStream;

/** Something as it is handed over. */
public interface Parcel {

    /** Its media type. */
    String mediaType();

    /**
     * Writes all of it, in little memory; the same each time.
     *
     * @throws dk.hoibu.fhir.message.store.StoreUnavailable when what is in it cannot be read now
     */
    void writeTo(OutputStream out) throws IOException;
}

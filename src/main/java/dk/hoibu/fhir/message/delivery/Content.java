package dk.hoibu.fhir.message.delivery;

import java.io.IOException;
import java.io.OutputStream;

/** Bytes that are written when they are wanted. */
@FunctionalInterface
public interface Content {

    /** Writes all of them, the same each time. */
    void writeTo(OutputStream out) throws IOException;
}

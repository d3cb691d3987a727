package dk.hoibu.fhir.message.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Port to where a message service handler (MSH) that does not bring messages keeps them for us. All methods throw {@link IOException} when it
 * does not answer, or not to the end.
 */
public interface Inbox {

    /** What is done with something fetched. */
    @FunctionalInterface
    interface Taking {

        /** {@code body}: as it comes; need not be read to its end. */
        void take(InputStream body) throws IOException;
    }

    /** What it calls those that are there, the oldest first, {@code count} at most. */
    List<String> waiting(int count) throws IOException;

    void fetch(String id, Taking taking) throws IOException;

    /** Says that we have it durably: it may be forgotten there. One that is not there any more is as good. */
    void confirm(String id) throws IOException;
}

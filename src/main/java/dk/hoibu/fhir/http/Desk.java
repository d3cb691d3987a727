package dk.hoibu.fhir.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Answers requests that HAPI is not asked, since their bodies or answers may be too large for memory. The door does for them what it does
 * for all: who asks, how often, what is written down.
 */
public interface Desk {

    /** Whether the request is one of these. */
    boolean takes(HttpServletRequest request);

    /** Whether its body is read here, as it comes, and not by the door; only of requests that {@link #takes}. */
    boolean readsBody(HttpServletRequest request);

    /**
     * Writes the answer, which goes out once it is written down; a {@link Large} one only then.
     *
     * @throws dk.hoibu.fhir.fhir.Problem when there is none
     */
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException;

    /** A body that is written piece by piece; left with the request as the attribute of this class's name. */
    interface Large {

        /** How many bytes {@link #writeTo} writes. */
        long length();

        void writeTo(OutputStream out) throws IOException;
    }

    /** Where there are no such requests. */
    static Desk none() {
        return new Desk() {
            @Override
            public boolean takes(HttpServletRequest request) {
                return false;
            }

            @Override
            public boolean readsBody(HttpServletRequest request) {
                return false;
            }

            @Override
            public void answer(HttpServletRequest request, HttpServletResponse response) {
                throw new IllegalStateException("no request is taken here");
            }
        };
    }
}

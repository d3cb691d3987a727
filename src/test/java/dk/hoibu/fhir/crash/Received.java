package dk.hoibu.fhir.crash;

import java.util.Locale;

/**
 * What of one answer came to the client.
 *
 * @param requestId what the client gave the request
 * @param status 0 when not even the whole status came
 * @param whole whether all of it came
 * @param text of a whole answer with an error; else empty
 */
record Received(String requestId, int status, boolean whole, String text) {

    /** Whether it tells that nothing is told because nothing can be written down. */
    boolean isUnavailable() {
        return status == 503;
    }

    /** Whether a whole 503 is as promised: an OperationOutcome that says it will pass, and nothing else. */
    boolean isPlainlyUnavailable() {
        boolean json =
                text.contains("\"resourceType\":\"OperationOutcome\"") && text.contains("\"code\":\"transient\"");
        boolean xml = text.contains("<OperationOutcome ") && text.contains("<code value=\"transient\"/>");
        return !whole
                || (json || xml) && text.toLowerCase(Locale.ROOT).contains("retry-after:") && !text.contains("Bundle");
    }
}

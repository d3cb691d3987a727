package dk.hoibu.fhir.access;

/**
 * Who asks.
 *
 * @param onLoopback whether the request came from this very machine
 * @param requestId the request's id, passed on to every upstream so that one id follows a question from end to end
 */
public record Requester(boolean onLoopback, String requestId) {}

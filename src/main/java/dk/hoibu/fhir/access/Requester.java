package dk.hoibu.fhir.access;

import java.util.Optional;

/**
 * Who asks.
 *
 * @param onLoopback whether the request came from this very machine
 * @param requestId the request's id, passed on to every upstream so that one id follows a question from end to end
 * @param identity who it is; empty when nobody has vouched for anybody
 * @param journal what the request does with children's data
 */
public record Requester(boolean onLoopback, String requestId, Optional<Identity> identity, Journal journal) {

    public Requester(boolean onLoopback, String requestId, Optional<Identity> identity) {
        this(onLoopback, requestId, identity, new Journal());
    }

    /** Somebody nobody has vouched for. */
    public Requester(boolean onLoopback, String requestId) {
        this(onLoopback, requestId, Optional.empty());
    }
}

package dk.hoibu.fhir.http;

import dk.hoibu.fhir.access.Identity;
import dk.hoibu.fhir.access.Requester;
import dk.hoibu.fhir.fhir.Message;
import dk.hoibu.fhir.fhir.Problem;
import dk.hoibu.fhir.smart.BearerToken;
import dk.hoibu.fhir.smart.TokenCheck;
import dk.hoibu.fhir.smart.TokenRefused;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out who asks. */
public final class Authentication {

    private static final Logger LOG = LoggerFactory.getLogger(Authentication.class);

    /** What anybody may read: what the server can do, and where to get a token. Compared as sent, so that no other spelling is one. */
    private static final Set<String> OPEN_TO_ALL =
            Set.of(Door.FHIR_PATH + "/metadata", Door.FHIR_PATH + SmartConfiguration.PATH);

    private final Optional<TokenCheck> verifier;

    private Authentication(Optional<TokenCheck> verifier) {
        this.verifier = verifier;
    }

    /** Nobody is asked who they are: for the sample, which holds nobody's data. */
    public static Authentication none() {
        return new Authentication(Optional.empty());
    }

    /** Everybody shows a token that {@code verifier} believes. */
    public static Authentication by(TokenCheck verifier) {
        return new Authentication(Optional.of(verifier));
    }

    /** Whether anybody is asked. */
    boolean isAsked() {
        return verifier.isPresent();
    }

    /**
     * Who sends {@code request}.
     *
     * @throws Problem 401 when it needs a token and has none that is believed; 503 when that cannot be told
     */
    Requester requester(HttpServletRequest request, String requestId) {
        boolean onLoopback = isLoopback(request.getRemoteAddr());
        if (verifier.isEmpty() || comesBeforeTokens(request)) {
            return new Requester(onLoopback, requestId);
        }
        return new Requester(onLoopback, requestId, Optional.of(identity(request, verifier.get())));
    }

    /** Whether tokens are asked for, but not by this request: what an application reads before it has one. */
    boolean comesBeforeTokens(HttpServletRequest request) {
        return verifier.isPresent() && OPEN_TO_ALL.contains(request.getRequestURI());
    }

    private static Identity identity(HttpServletRequest request, TokenCheck verifier) {
        try {
            String token = BearerToken.in(Collections.list(request.getHeaders("Authorization")))
                    .orElseThrow(() -> Problem.unauthenticated(Message.LOGIN_REQUIRED));
            return verifier.identify(token);
        } catch (TokenRefused refused) {
            LOG.atInfo().addKeyValue("reason", refused.reason()).log("a token was refused");
            throw refused.reason().isForNow()
                    ? Problem.of(503, IssueType.TRANSIENT, Message.TOKEN_UNVERIFIABLE)
                    : Problem.unauthenticated(Message.TOKEN_REFUSED);
        }
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}

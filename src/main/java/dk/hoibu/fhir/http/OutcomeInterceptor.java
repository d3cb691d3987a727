package dk.hoibu.fhir.http;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.MethodNotAllowedException;
import dk.hoibu.fhir.fhir.Message;
import dk.hoibu.fhir.fhir.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place that knows what an exception means to a client. HAPI's own texts name Java classes and repeat what was sent, so none of
 * them goes out.
 */
@Interceptor
public final class OutcomeInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(OutcomeInterceptor.class);

    private static final String ATTRIBUTE = OutcomeInterceptor.class.getName();

    /** Replaces HAPI's handling: leaves what to say with the request, for the door to write. */
    @Hook(Pointcut.SERVER_HANDLE_EXCEPTION)
    public boolean handle(HttpServletRequest request, BaseServerResponseException exception) {
        request.setAttribute(ATTRIBUTE, problem(exception));
        return false;
    }

    /** What was left with the request; null when all went well. */
    static @Nullable Problem left(HttpServletRequest request) {
        return (Problem) request.getAttribute(ATTRIBUTE);
    }

    /** What {@code failure} is to the client. */
    static Problem problem(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                return problem;
            }
        }
        if (failure instanceof MethodNotAllowedException other
                && other.getAllowedMethods() != null
                && other.getAllowedMethods().equals(Set.of(RequestTypeEnum.POST))) {
            return Problem.of(405, IssueType.NOTSUPPORTED, Message.METHOD_NOT_ALLOWED, "POST, OPTIONS");
        }
        if (failure instanceof BaseServerResponseException known && known.getStatusCode() < 500) {
            return ofStatus(known.getStatusCode());
        }
        LOG.atError()
                .addKeyValue("error", failure.getClass().getName())
                .addKeyValue("at", place(failure))
                .log("a request failed");
        return Problem.of(500, IssueType.EXCEPTION, Message.INTERNAL);
    }

    private static Problem ofStatus(int status) {
        return switch (status) {
            case 404 -> Problem.of(404, IssueType.NOTFOUND, Message.NOT_FOUND);
            case 405 -> Problem.of(405, IssueType.NOTSUPPORTED, Message.METHOD_NOT_ALLOWED, "GET, HEAD");
            case 400 -> Problem.of(400, IssueType.NOTSUPPORTED, Message.NOT_SUPPORTED);
            default -> Problem.of(status, IssueType.PROCESSING, Message.BAD_REQUEST);
        };
    }

    /** Where it came from, without the message, which may hold anything. */
    private static String place(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        StackTraceElement[] trace = root.getStackTrace();
        return root.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
    }
}

package dk.hoibu.fhir.http;

import dk.hoibu.fhir.fhir.Language;
import dk.hoibu.fhir.fhir.Message;
import dk.hoibu.fhir.fhir.Problem;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** What Jetty refuses before any servlet sees it is refused as an OperationOutcome too. */
final class JettyErrors extends ErrorHandler {

    private final Outcomes outcomes;

    JettyErrors(Outcomes outcomes) {
        this.outcomes = outcomes;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Problem problem = problem(response.getStatus());
        byte[] body =
                outcomes.bytes(problem, Language.preferred(request.getHeaders().get("Accept-Language")), false);
        response.setStatus(problem.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Outcomes.contentType(false));
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        if (problem.status() == 405 && !response.getHeaders().contains(HttpHeader.ALLOW)) {
            response.getHeaders().put(HttpHeader.ALLOW, Admission.METHODS);
        }
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.getHeaders().put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }

    private static Problem problem(int status) {
        return switch (status) {
            case 404 -> Problem.of(404, IssueType.NOTFOUND, Message.NOT_FOUND);
            case 405 -> Problem.of(405, IssueType.NOTSUPPORTED, Message.METHOD_NOT_ALLOWED, Admission.METHODS);
            case 414, 431 -> Problem.of(status, IssueType.TOOLONG, Message.HEADERS_TOO_LARGE);
            case 421 -> Problem.of(421, IssueType.NOTSUPPORTED, Message.MISDIRECTED);
            case 501, 505 -> Problem.of(status, IssueType.NOTSUPPORTED, Message.BAD_REQUEST);
            case 503 -> Problem.of(503, IssueType.TRANSIENT, Message.UNAVAILABLE);
            default ->
                status >= 400 && status < 500
                        ? Problem.of(status, IssueType.INVALID, Message.BAD_REQUEST)
                        : Problem.of(500, IssueType.EXCEPTION, Message.INTERNAL);
        };
    }
}

package dk.hoibu.fhir.fhir;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * Why a request is answered with an error: the one exception the resource side throws, turned into a status and an OperationOutcome at
 * the door. Holds names of parameters and sources, never values.
 */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient IssueType code;
    private final Message text;
    private final transient List<Object> names;
    private final transient Optional<String> expression;

    private Problem(int status, IssueType code, Message text, Optional<String> expression, List<Object> names) {
        super(text.name());
        this.status = status;
        this.code = code;
        this.text = text;
        this.expression = expression;
        this.names = names;
    }

    public static Problem of(int status, IssueType code, Message text, Object... names) {
        return new Problem(status, code, text, Optional.empty(), List.of(names));
    }

    /** A 400 about one parameter of the request. */
    public static Problem parameter(String parameter, IssueType code, Message text, Object... names) {
        return new Problem(400, code, text, Optional.of("http." + parameter), List.of(names));
    }

    /** A problem with what stands at {@code expression} (FHIRPath) in the request's body. */
    public static Problem inBody(int status, String expression, IssueType code, Message text, Object... names) {
        return new Problem(status, code, text, Optional.of(expression), List.of(names));
    }

    public static Problem notFound() {
        return of(404, IssueType.NOTFOUND, Message.NOT_FOUND);
    }

    public static Problem refused() {
        return of(403, IssueType.FORBIDDEN, Message.REFUSED);
    }

    /** A 401: nobody, or somebody whom we cannot believe. */
    public static Problem unauthenticated(Message text) {
        return of(401, IssueType.LOGIN, text);
    }

    /** A 403: the token is good, but not for this. */
    public static Problem insufficientScope() {
        return of(403, IssueType.FORBIDDEN, Message.SCOPE_MISSING);
    }

    public int status() {
        return status;
    }

    public IssueType code() {
        return code;
    }

    public Message text() {
        return text;
    }

    public Object[] names() {
        return names.toArray();
    }

    /** Where in the request, as OperationOutcome.issue.expression wants it: {@code http.} and the parameter's name, or FHIRPath into the body. */
    public Optional<String> expression() {
        return expression;
    }
}

package dk.hoibu.fhir.http;

import ca.uhn.fhir.context.FhirContext;
import dk.hoibu.fhir.fhir.Language;
import dk.hoibu.fhir.fhir.Message;
import dk.hoibu.fhir.fhir.Narratives;
import dk.hoibu.fhir.fhir.Problem;
import dk.hoibu.fhir.fhir.Systems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;

/** Turns a {@link Problem} into an OperationOutcome, and writes it where HAPI does not: before it, and when it failed. */
final class Outcomes {

    private static final String CHALLENGE = "Bearer realm=\"hoibu-fhir\"";

    private final FhirContext context;

    Outcomes(FhirContext context) {
        this.context = context;
    }

    static OperationOutcome of(Problem problem, Language language) {
        String text = problem.text().in(language, problem.names());
        OperationOutcome outcome = new OperationOutcome();
        outcome.getMeta().addProfile(Systems.OUTCOME_PROFILE);
        outcome.setLanguage(language.tag());
        OperationOutcome.OperationOutcomeIssueComponent issue = outcome.addIssue()
                .setSeverity(problem.status() == 500 ? IssueSeverity.FATAL : IssueSeverity.ERROR)
                .setCode(problem.code())
                .setDiagnostics(text);
        issue.getDetails().setText(text);
        problem.expression().ifPresent(issue::addExpression);
        Narratives.write(outcome, List.of(text));
        return outcome;
    }

    /** Returns how many bytes were sent. */
    int write(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean xml = wantsXml(request.getHeader("Accept"), request.getQueryString());
        byte[] body = bytes(problem, Language.preferred(request.getHeader("Accept-Language")), xml);
        response.setStatus(problem.status());
        addHeaders(problem, response);
        response.setContentType(contentType(xml));
        response.setContentLength(body.length);
        if ("HEAD".equals(request.getMethod())) {
            return 0;
        }
        response.getOutputStream().write(body);
        return body.length;
    }

    /** Headers that go with a status: when to come again, and what is allowed. */
    static void addHeaders(Problem problem, HttpServletResponse response) {
        if (problem.status() == 429 || problem.status() == 503 || problem.status() == 504) {
            response.setHeader("Retry-After", "5");
        }
        if (problem.text() == Message.RATE_EXCEEDED) {
            response.setHeader("Retry-After", String.valueOf(problem.names()[1]));
        }
        challenge(problem.text()).ifPresent(challenge -> response.setHeader("WWW-Authenticate", challenge));
        if (problem.text() == Message.METHOD_NOT_ALLOWED) {
            response.setHeader("Allow", String.valueOf(problem.names()[0]));
        }
    }

    /** What RFC 6750, section 3, has a refusal say. */
    private static Optional<String> challenge(Message text) {
        return switch (text) {
            case LOGIN_REQUIRED -> Optional.of(CHALLENGE);
            case TOKEN_REFUSED -> Optional.of(CHALLENGE + ", error=\"invalid_token\"");
            case SCOPE_MISSING -> Optional.of(CHALLENGE + ", error=\"insufficient_scope\"");
            default -> Optional.empty();
        };
    }

    byte[] bytes(Problem problem, Language language, boolean xml) {
        var parser = xml ? context.newXmlParser() : context.newJsonParser();
        return parser.encodeResourceToString(of(problem, language)).getBytes(StandardCharsets.UTF_8);
    }

    static String contentType(boolean xml) {
        return (xml ? "application/fhir+xml" : "application/fhir+json") + ";charset=UTF-8";
    }

    private static boolean wantsXml(String accept, String query) {
        if (query != null && query.matches(".*(^|&)_format=[^&]*(xml|json).*")) {
            return query.matches(".*(^|&)_format=[^&]*xml.*");
        }
        String wanted = accept == null ? "" : accept.toLowerCase(Locale.ROOT);
        return wanted.contains("xml") && !wanted.contains("json") && !wanted.contains("*/*");
    }
}

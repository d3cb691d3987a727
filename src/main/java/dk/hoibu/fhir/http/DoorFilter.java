package dk.hoibu.fhir.http;

import dk.hoibu.fhir.access.Requester;
import dk.hoibu.fhir.fhir.Caller;
import dk.hoibu.fhir.fhir.Language;
import dk.hoibu.fhir.fhir.Message;
import dk.hoibu.fhir.fhir.Problem;
import dk.hoibu.fhir.log.CprPattern;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.commons.codec.digest.MurmurHash3;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The outermost layer around the FHIR servlet: gives the request its id, lets {@link Admission} look at it, holds the response back until
 * it is whole, and writes it with its headers. Every failure below ends here as an OperationOutcome.
 */
final class DoorFilter implements Filter {

    private final Proxies proxies;
    private final Throttle throttle;
    private final Admission admission;
    private final Desk desk;
    private final Authentication authentication;
    private final Outcomes outcomes;
    private final Recorder recorder;
    private final SecurityLog security;
    private final RequestLog log;
    private final Consumer<byte[]> sent;

    DoorFilter(
            Proxies proxies,
            Throttle throttle,
            Admission admission,
            Desk desk,
            Authentication authentication,
            Outcomes outcomes,
            Recorder recorder,
            SecurityLog security,
            RequestLog log,
            Consumer<byte[]> sent) {
        this.proxies = proxies;
        this.throttle = throttle;
        this.admission = admission;
        this.desk = desk;
        this.authentication = authentication;
        this.outcomes = outcomes;
        this.recorder = recorder;
        this.security = security;
        this.log = log;
        this.sent = sent;
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = proxies.seen((HttpServletRequest) servletRequest);
        HttpServletResponse response = (HttpServletResponse) servletResponse;
        long began = System.nanoTime();
        String requestId = requestId(request.getHeader("X-Request-Id"));
        MDC.put("requestId", requestId);
        headers(request, response, requestId);
        int length = 0;
        try {
            length = answer(request, response, requestId, chain);
        } catch (Problem problem) {
            length = outcomes.write(problem, request, response);
        } finally {
            log.request(request, response.getStatus(), length, System.nanoTime() - began);
            MDC.remove("requestId");
        }
    }

    private int answer(HttpServletRequest request, HttpServletResponse response, String requestId, FilterChain chain)
            throws IOException, ServletException {
        try (Admission.Seat seat = admitted(request, requestId)) {
            if ("OPTIONS".equals(request.getMethod())) {
                response.setStatus(204);
                response.setHeader("Allow", Admission.METHODS);
                return 0;
            }
            IncomingRequest incoming = new IncomingRequest(
                    request, seat.body(), desk.takes(request) && desk.readsBody(request), requestId);
            Requester requester = requester(request, requestId);
            Recorder.Request record = recorder.of(incoming, requester);
            HeldResponse held = new HeldResponse(response);
            Problem problem = answer(incoming, held, requester, chain);
            return finish(incoming, response, requester, record, problem, held);
        }
    }

    /** Who is refused here is nobody we know, and is not in the audit. */
    private Admission.Seat admitted(HttpServletRequest request, String requestId) throws IOException {
        try {
            throttle.countAddress(request.getRemoteAddr());
            return admission.admit(request);
        } catch (Problem problem) {
            security.refused(request.getRemoteAddr(), requestId, problem);
            throw problem;
        }
    }

    private Requester requester(HttpServletRequest request, String requestId) {
        try {
            return authentication.requester(request, requestId);
        } catch (Problem problem) {
            security.refused(request.getRemoteAddr(), requestId, problem);
            throw problem;
        }
    }

    /** Leaves the answer in {@code held}, or says why there is none. */
    private @Nullable Problem answer(IncomingRequest request, HeldResponse held, Requester requester, FilterChain chain)
            throws IOException {
        try {
            throttle.count(requester.identity(), request.getRequestURI().endsWith("/$launch"));
        } catch (Problem tooMany) {
            return tooMany;
        }
        request.setAttribute(
                Caller.attribute(), new Caller(requester, Language.preferred(request.getHeader("Accept-Language"))));
        return problem(request, held, chain);
    }

    /** Writes down what came of the request; only then does anything of it go out. */
    private int finish(
            IncomingRequest request,
            HttpServletResponse response,
            Requester requester,
            Recorder.Request record,
            @Nullable Problem problem,
            HeldResponse held)
            throws IOException {
        byte[] body = SubsettedTag.named(held.body(), request);
        boolean unchanged = problem == null && isUnchanged(request, response, body);
        try {
            if (problem != null) {
                record.notAnswered(problem);
                throw problem;
            }
            if (!isAboutNobody(request)) {
                record.answered(unchanged ? 304 : response.getStatus());
            }
        } catch (Problem instead) {
            restart(request, response, requester.requestId());
            throw instead;
        }
        if (unchanged) {
            response.setStatus(304);
            return 0;
        }
        return request.getAttribute(Desk.Large.class.getName()) instanceof Desk.Large large
                ? send(request, response, large)
                : send(request, response, body);
    }

    /** What tells of this server alone, and is open to all or written by HAPI past all interceptors. */
    private static boolean isAboutNobody(HttpServletRequest request) {
        return Admission.isDocument(request) || request.getRequestURI().equals(Door.FHIR_PATH + "/metadata");
    }

    /** Whether the client has that very answer already; sets its tag either way. */
    private static boolean isUnchanged(IncomingRequest request, HttpServletResponse response, byte[] body) {
        boolean readable = Set.of("GET", "HEAD").contains(request.sentMethod());
        boolean large = request.getAttribute(Desk.Large.class.getName()) != null;
        if (response.getStatus() != 200 || !readable || large) {
            return false;
        }
        String tag = "W/\"" + hash(body) + "\"";
        response.setHeader("ETag", tag);
        return matches(request.sentHeader("If-None-Match"), tag);
    }

    /** Takes back what was said so far; a page of another origin may read an error as it may an answer. */
    private void restart(HttpServletRequest request, HttpServletResponse response, String requestId) {
        String origin = response.getHeader("Access-Control-Allow-Origin");
        String exposed = response.getHeader("Access-Control-Expose-Headers");
        response.reset();
        response.setHeader("Access-Control-Allow-Origin", origin);
        response.setHeader("Access-Control-Expose-Headers", exposed);
        headers(request, response, requestId);
    }

    private @Nullable Problem problem(IncomingRequest incoming, HeldResponse held, FilterChain chain)
            throws IOException {
        try {
            if (desk.takes(incoming)) {
                desk.answer(incoming, held);
            } else {
                chain.doFilter(incoming, held);
            }
            return OutcomeInterceptor.left(incoming);
        } catch (RuntimeException | ServletException failure) {
            return OutcomeInterceptor.problem(failure);
        }
    }

    private int send(IncomingRequest request, HttpServletResponse response, byte[] body) throws IOException {
        response.setContentLength(body.length);
        if ("HEAD".equals(request.sentMethod())) {
            return 0;
        }
        response.getOutputStream().write(body);
        if (isFhir(response.getContentType())) {
            sent.accept(body);
        }
        return body.length;
    }

    private static int send(IncomingRequest request, HttpServletResponse response, Desk.Large large)
            throws IOException {
        response.setContentLengthLong(large.length());
        if (!"HEAD".equals(request.sentMethod())) {
            large.writeTo(response.getOutputStream());
        }
        return (int) Math.min(large.length(), Integer.MAX_VALUE);
    }

    private static boolean isFhir(@Nullable String contentType) {
        return contentType != null && contentType.startsWith("application/fhir+");
    }

    private void headers(HttpServletRequest request, HttpServletResponse response, String requestId) {
        response.setHeader("X-Request-Id", requestId);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (request.isSecure()) {
            // again, since a refusal begins the answer anew
            response.setHeader("Strict-Transport-Security", Door.STRICT_TRANSPORT);
        }
        response.setHeader("Vary", "Accept, Accept-Language, Accept-Encoding, Origin");
        if (authentication.comesBeforeTokens(request) && !response.containsHeader("Access-Control-Allow-Origin")) {
            // for every application, also one of no origin we know
            response.setHeader("Access-Control-Allow-Origin", "*");
        }
        if (!request.getRequestURI().contains("/swagger-ui")) {
            response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        }
        if (prefersHandling(request.getHeader("Prefer"))) {
            // lenient is not on offer: an ignored parameter makes a wrong answer
            response.setHeader("Preference-Applied", "handling=strict");
        }
    }

    private static boolean prefersHandling(@Nullable String prefer) {
        return prefer != null && prefer.replace(" ", "").contains("handling=");
    }

    /** The client's request id where it is fit to be logged and passed on, else a new one. */
    private String requestId(@Nullable String sent) {
        if (sent != null && sent.matches("[A-Za-z0-9.\\-]{8,64}") && !CprPattern.isIn(sent)) {
            return sent;
        }
        return recorder.newRequestId();
    }

    private static boolean matches(@Nullable String header, String tag) {
        if (header == null) {
            return false;
        }
        for (String candidate : header.split(",")) {
            String plain = candidate.strip();
            if (plain.equals("*") || plain.equals(tag) || ("W/" + plain).equals(tag)) {
                return true;
            }
        }
        return false;
    }

    /** Tells two bodies apart, and no more than that: nothing secret rests on it. */
    private static String hash(byte[] body) {
        long[] hash = MurmurHash3.hash128x64(body);
        return Long.toHexString(hash[0]) + "-" + Long.toHexString(hash[1]);
    }

    static Problem unreadable() {
        return Problem.of(400, IssueType.INVALID, Message.BAD_REQUEST);
    }
}

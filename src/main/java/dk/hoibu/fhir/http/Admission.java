package dk.hoibu.fhir.http;

import dk.hoibu.fhir.fhir.Message;
import dk.hoibu.fhir.fhir.Problem;
import dk.hoibu.fhir.log.CprPattern;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;

/** Looks at each request before anything reads it in earnest: no CPR number in the URL, nothing too large, nothing unreadable. */
final class Admission {

    /** The methods there are. */
    static final String METHODS = "GET, HEAD, POST, OPTIONS";

    private static final String FORM = "application/x-www-form-urlencoded";

    /** How many times the largest body is poured away at most. */
    private static final int POURED = 8;

    /** Values, names, braces and tags in a body. No resource that is sent here has a tenth of that. */
    private static final int MOST_PARTS = 20_000;

    private final Limits limits;
    private final Desk desk;
    private final Map<String, AtomicInteger> seats = new ConcurrentHashMap<>();

    /** {@code desk}: whose requests it reads bodies of itself. */
    Admission(Limits limits, Desk desk) {
        this.limits = limits;
        this.desk = desk;
    }

    /** A client's place among those it may hold at once, and its body. Given back on close. */
    static final class Seat implements AutoCloseable {

        private final AtomicInteger held;
        private byte[] body = new byte[0];

        private Seat(AtomicInteger held) {
            this.held = held;
        }

        byte[] body() {
            return body;
        }

        @Override
        public void close() {
            held.decrementAndGet();
        }
    }

    /** @throws Problem 4xx that says what to do */
    Seat admit(HttpServletRequest request) throws IOException {
        method(request);
        url(request);
        if (!Formats.isAcceptable(request.getHeader("Accept")) && !isDocument(request)) {
            throw Problem.of(406, IssueType.NOTSUPPORTED, Message.NOT_ACCEPTABLE);
        }
        Seat seat = seat(request.getRemoteAddr());
        try {
            seat.body = body(request);
            return seat;
        } catch (IOException | RuntimeException e) {
            seat.close();
            throw e;
        }
    }

    static boolean isDocument(HttpServletRequest request) {
        return request.getRequestURI().contains("/swagger-ui")
                || request.getRequestURI().endsWith(SmartConfiguration.PATH)
                || request.getRequestURI().endsWith("/api-docs");
    }

    private void method(HttpServletRequest request) {
        String path = request.getRequestURI();
        switch (request.getMethod()) {
            case "GET", "HEAD", "OPTIONS" -> {}
            case "POST" -> {
                if (!path.endsWith("/_search") && !path.contains("$") && !desk.takes(request)) {
                    throw notAllowed("GET, HEAD, OPTIONS");
                }
            }
            default -> throw notAllowed(METHODS);
        }
    }

    private static Problem notAllowed(String allowed) {
        return Problem.of(405, IssueType.NOTSUPPORTED, Message.METHOD_NOT_ALLOWED, allowed);
    }

    private void url(HttpServletRequest request) {
        String query = request.getQueryString() == null ? "" : request.getQueryString();
        String url = request.getRequestURI() + "?" + query;
        // decoded as often as somebody may have encoded it
        for (int round = 0; round < 3; round++) {
            if (CprPattern.isIn(url)) {
                throw Problem.of(400, IssueType.SECURITY, Message.CPR_IN_URL);
            }
            String decoded = decoded(url);
            if (decoded.equals(url)) {
                break;
            }
            url = decoded;
        }
        parameters(query, 0);
    }

    private static String decoded(String url) {
        try {
            String decoded = URLDecoder.decode(url, StandardCharsets.UTF_8);
            if (decoded.indexOf('\uFFFD') < 0 && decoded.indexOf('\0') < 0) {
                return decoded;
            }
        } catch (IllegalArgumentException badEncoding) {
            // as unreadable as bytes that are no text
        }
        throw DoorFilter.unreadable();
    }

    private int parameters(String form, int before) {
        int count = before
                + (form.isEmpty() ? 0 : (int) form.chars().filter(c -> c == '&').count() + 1);
        if (count > limits.parameters()) {
            throw Problem.of(400, IssueType.TOOCOSTLY, Message.TOO_MANY_PARAMETERS, limits.parameters());
        }
        for (String pair : form.split("&")) {
            if (pair.startsWith("_format=") && !Formats.isFormat(decoded(pair.substring("_format=".length())))) {
                throw Problem.of(406, IssueType.NOTSUPPORTED, Message.NOT_ACCEPTABLE);
            }
            if (pair.startsWith("_pretty=") && !pair.matches("_pretty=(true|false)")) {
                throw Problem.parameter(
                        "_pretty", IssueType.INVALID, Message.UNSUPPORTED_VALUE, "_pretty", "true, false");
            }
        }
        return count;
    }

    private Seat seat(String client) {
        AtomicInteger held = seats.computeIfAbsent(client, address -> new AtomicInteger());
        if (held.incrementAndGet() > limits.concurrentPerClient()) {
            held.decrementAndGet();
            throw Problem.of(429, IssueType.THROTTLED, Message.TOO_MANY_REQUESTS, limits.concurrentPerClient());
        }
        if (seats.size() > 10_000) {
            seats.values().removeIf(count -> count.get() == 0);
        }
        return new Seat(held);
    }

    private byte[] body(HttpServletRequest request) throws IOException {
        if (!"POST".equals(request.getMethod())) {
            return new byte[0];
        }
        boolean search = request.getRequestURI().endsWith("/_search");
        String type = mediaType(request.getContentType());
        if (request.getHeader("Content-Encoding") != null || search && !type.equals(FORM)) {
            throw unsupported(search);
        }
        if (desk.takes(request) && desk.readsBody(request)) {
            return new byte[0];
        }
        byte[] body = read(request);
        if (!search && body.length > 0 && !type.contains("json") && !type.contains("xml")) {
            throw unsupported(false);
        }
        if (BodyShape.depth(body) > limits.bodyDepth()) {
            throw Problem.of(400, IssueType.TOOCOSTLY, Message.BODY_TOO_DEEP, limits.bodyDepth());
        }
        if (type.contains("json") && body.length > 0) {
            JsonBody.requirePlain(body, MOST_PARTS);
        } else if (type.contains("xml")) {
            BodyShape.requirePlainXml(body, MOST_PARTS);
        }
        if (search) {
            String form = new String(body, StandardCharsets.UTF_8);
            decoded(form);
            String query = request.getQueryString();
            parameters(form, query == null || query.isEmpty() ? 0 : query.split("&").length);
        }
        return body;
    }

    private byte[] read(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > POURED * (long) limits.bodyBytes()) {
            throw tooLarge();
        }
        InputStream stream = request.getInputStream();
        byte[] body = whole(stream);
        if (body.length > limits.bodyBytes()) {
            pour(stream);
            throw tooLarge();
        }
        return body;
    }

    /** A client that stops in the middle has asked nothing that can be answered. */
    private byte[] whole(InputStream stream) {
        try {
            return stream.readNBytes(limits.bodyBytes() + 1);
        } catch (IOException broken) {
            throw DoorFilter.unreadable();
        }
    }

    /** Lets a client that sent somewhat too much finish, so that it reads the refusal; one that sends far too much is cut off. */
    private void pour(InputStream stream) throws IOException {
        byte[] away = new byte[8192];
        long left = POURED * (long) limits.bodyBytes();
        for (int read = 0; read >= 0 && left > 0; left -= read) {
            read = stream.read(away);
        }
    }

    private Problem tooLarge() {
        return Problem.of(413, IssueType.TOOLONG, Message.BODY_TOO_LARGE, limits.bodyBytes());
    }

    private static Problem unsupported(boolean search) {
        return Problem.of(
                415,
                IssueType.NOTSUPPORTED,
                Message.UNSUPPORTED_MEDIA_TYPE,
                search ? FORM : "application/fhir+json, application/fhir+xml");
    }

    private static String mediaType(@Nullable String contentType) {
        return contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}

package dk.hoibu.fhir.devauth;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.JakartaServletUtils;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One address of the development server: lets in what has the right form and size, and gives every answer its headers. What was sent is
 * never repeated.
 */
final class Endpoint extends HttpServlet {

    /** A form larger than this is not read. */
    static final int MOST_BYTES = 64 * 1024;

    private static final long serialVersionUID = 1L;
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final List<ErrorObject> KINDS = List.of(
            OAuth2Error.INVALID_REQUEST,
            OAuth2Error.INVALID_CLIENT,
            OAuth2Error.INVALID_GRANT,
            OAuth2Error.INVALID_SCOPE,
            OAuth2Error.UNAUTHORIZED_CLIENT,
            OAuth2Error.UNSUPPORTED_GRANT_TYPE,
            OAuth2Error.UNSUPPORTED_RESPONSE_TYPE);

    /** Whose pages may read the answers. */
    enum Readers {
        /** Every page: nothing here is anybody's. */
        ALL,
        /** Pages of registered applications: the door sees to that. */
        REGISTERED,
        /** None: it is for people. */
        NONE
    }

    /** What is answered. */
    @FunctionalInterface
    interface Answering {
        HTTPResponse answer(HTTPRequest request) throws GeneralException;
    }

    /** How it is said that something is wrong. */
    @FunctionalInterface
    interface Failing {
        HTTPResponse failed(ErrorObject error);
    }

    private final transient URI address;
    private final transient Set<String> methods;
    private final Readers readers;
    private final transient Answering answering;
    private final transient Failing failing;

    Endpoint(URI address, Set<String> methods, Readers readers, Answering answering, Failing failing) {
        this.address = address;
        this.methods = new TreeSet<>(methods);
        this.readers = readers;
        this.answering = answering;
        this.failing = failing;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HTTPResponse answer;
        if (methods.contains(request.getMethod())) {
            answer = answer(request);
        } else {
            answer = new HTTPResponse("OPTIONS".equals(request.getMethod()) ? 204 : 405);
            answer.setHeader("Allow", String.join(", ", methods));
        }
        if (answer.getStatusCode() == 503) {
            answer.setHeader("Retry-After", "5");
        }
        answer.setHeader("Cache-Control", "no-store");
        answer.setHeader("Pragma", "no-cache");
        answer.setHeader("X-Content-Type-Options", "nosniff");
        answer.setHeader("Referrer-Policy", "no-referrer");
        if (answer.getHeaderValue("Content-Security-Policy") == null) {
            answer.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        }
        switch (readers) {
            case ALL -> response.setHeader("Access-Control-Allow-Origin", "*");
            case REGISTERED -> {}
            case NONE -> response.setHeader("Access-Control-Allow-Origin", null);
        }
        JakartaServletUtils.applyHTTPResponse(answer, response);
    }

    private HTTPResponse answer(HttpServletRequest request) throws IOException {
        try {
            return answering.answer(read(request));
        } catch (GeneralException wrong) {
            return failing.failed(wrong instanceof Wrong ? wrong.getErrorObject() : plain(wrong.getErrorObject()));
        } catch (IllegalArgumentException unreadable) {
            return failing.failed(plain(null));
        }
    }

    /** The request with our own address in place of what the client calls it. */
    private HTTPRequest read(HttpServletRequest request) throws IOException, GeneralException {
        boolean post = "POST".equals(request.getMethod());
        HTTPRequest read = new HTTPRequest(post ? HTTPRequest.Method.POST : HTTPRequest.Method.GET, address);
        read.setClientIPAddress(request.getRemoteAddr());
        List<String> authorizations = Collections.list(request.getHeaders("Authorization"));
        if (authorizations.size() > 1) {
            throw new Wrong(OAuth2Error.INVALID_REQUEST, "a parameter or header more than once");
        }
        authorizations.forEach(read::setAuthorization);
        List<String> cookies = Collections.list(request.getHeaders("Cookie"));
        if (!cookies.isEmpty()) {
            read.setHeader("Cookie", String.join("; ", cookies));
        }
        String parameters = post ? body(request) : request.getQueryString();
        Map<String, List<String>> parsed = URLUtils.parseParameters(parameters == null ? "" : parameters);
        requireOnce(parsed);
        if (post) {
            read.setHeader("Content-Type", FORM);
            read.setBody(parameters);
        } else {
            read.appendQueryParameters(parsed);
        }
        return read;
    }

    private static String body(HttpServletRequest request) throws IOException, GeneralException {
        String type = request.getContentType() == null ? "" : request.getContentType();
        boolean form = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(FORM);
        if (!form || request.getHeader("Content-Encoding") != null) {
            throw new Wrong(OAuth2Error.INVALID_REQUEST.setHTTPStatusCode(415), "a form, not compressed, is asked for");
        }
        try (InputStream stream = request.getInputStream()) {
            byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new Wrong(OAuth2Error.INVALID_REQUEST.setHTTPStatusCode(413), "the form is too large");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** Which of two values counts, client and server might not agree on. */
    private static void requireOnce(Map<String, List<String>> parameters) throws GeneralException {
        if (parameters.values().stream().anyMatch(values -> values.size() > 1)) {
            throw new Wrong(OAuth2Error.INVALID_REQUEST, "a parameter or header more than once");
        }
    }

    /** The error in the words that belong to its kind: its own might repeat what was sent. */
    static ErrorObject plain(@Nullable ErrorObject error) {
        ErrorObject known = error == null || error.getCode() == null ? OAuth2Error.INVALID_REQUEST : error;
        int status = known.getHTTPStatusCode() < 400 ? 400 : known.getHTTPStatusCode();
        String words = KINDS.stream()
                .filter(kind -> kind.getCode().equals(known.getCode()))
                .findFirst()
                .map(ErrorObject::getDescription)
                .orElse(null);
        return new ErrorObject(known.getCode(), words, status);
    }
}

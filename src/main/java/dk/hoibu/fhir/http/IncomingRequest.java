package dk.hoibu.fhir.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.UrlEncoded;
import org.jspecify.annotations.Nullable;

/**
 * A request as HAPI is to see it: its body read and measured, a HEAD as the GET it stands for, and without the headers that the door
 * itself answers (HAPI would answer them by version and time of change, which upstream data do not have).
 */
final class IncomingRequest extends HttpServletRequestWrapper {

    private static final Set<String> ANSWERED_AT_THE_DOOR =
            Set.of("if-none-match", "if-modified-since", "accept-encoding", "x-http-method-override");

    private static final String REQUEST_ID = "X-Request-ID";

    private final byte[] body;
    private final boolean streamed;
    private final String requestId;

    /**
     * @param streamed whether the body was not read, and comes as it comes
     * @param requestId the id HAPI is to give back, whatever the client sent
     */
    IncomingRequest(HttpServletRequest request, byte[] body, boolean streamed, String requestId) {
        super(request);
        this.streamed = streamed;
        this.body = body;
        this.requestId = requestId;
    }

    @Override
    public String getMethod() {
        String method = super.getMethod();
        return "HEAD".equals(method) ? "GET" : method;
    }

    /** The method as it was sent, HEAD too. */
    String sentMethod() {
        return super.getMethod();
    }

    byte[] body() {
        return body;
    }

    /** The header as it was sent, also one that the door answers itself. */
    @Nullable
    String sentHeader(String name) {
        return super.getHeader(name);
    }

    /** URL and form together; HAPI's own reading drops a form that comes without a query in the URL. */
    @Override
    public Map<String, String[]> getParameterMap() {
        Fields fields = new Fields(true);
        String query = getQueryString();
        if (query != null) {
            UrlEncoded.decodeUtf8To(query, fields);
        }
        String type = getContentType();
        if (type != null && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")) {
            UrlEncoded.decodeUtf8To(new String(body, StandardCharsets.UTF_8), fields);
        }
        Map<String, String[]> parameters = new LinkedHashMap<>();
        fields.forEach(
                field -> parameters.put(field.getName(), field.getValues().toArray(String[]::new)));
        return parameters;
    }

    @Override
    public @Nullable String getHeader(String name) {
        if (name.equalsIgnoreCase(REQUEST_ID)) {
            return requestId;
        }
        return hidden(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        if (name.equalsIgnoreCase(REQUEST_ID)) {
            return Collections.enumeration(Set.of(requestId));
        }
        return hidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    private static boolean hidden(String name) {
        return ANSWERED_AT_THE_DOOR.contains(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return streamed ? super.getInputStream() : new BodyStream(new ByteArrayInputStream(body));
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    private static final class BodyStream extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        private BodyStream(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return bytes.read(target, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("read it plainly");
        }
    }
}

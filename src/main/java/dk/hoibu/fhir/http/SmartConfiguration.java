package dk.hoibu.fhir.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * {@code [base]/.well-known/smart-configuration}: where a token is to be had, and what one can say here (SMART App Launch 2.2, section
 * on conformance). JSON whatever is asked for.
 */
public final class SmartConfiguration extends HttpServlet {

    /** Where it is, below the FHIR base. */
    public static final String PATH = "/.well-known/smart-configuration";

    private static final long serialVersionUID = 1L;

    /** What this server itself does with scopes. */
    private static final List<String> OURS =
            List.of("permission-patient", "permission-user", "permission-v1", "permission-v2");

    /**
     * The authorization server's addresses, absolute.
     *
     * @param authorization empty when only backend services get tokens
     * @param grantTypes in exchange for what it gives tokens
     * @param capabilities what it can do
     * @param more what else is told, by the names that SMART gives it
     */
    public record Endpoints(
            String token,
            Optional<String> authorization,
            Optional<String> introspection,
            Optional<String> revocation,
            List<String> grantTypes,
            Set<String> capabilities,
            Map<String, Object> more) {

        public Endpoints {
            grantTypes = List.copyOf(grantTypes);
            capabilities = Set.copyOf(capabilities);
            more = new TreeMap<>(more);
        }

        public Endpoints(
                String token,
                Optional<String> authorization,
                Optional<String> introspection,
                Optional<String> revocation,
                List<String> grantTypes,
                Set<String> capabilities) {
            this(token, authorization, introspection, revocation, grantTypes, capabilities, Map.of());
        }
    }

    /** Nothing is set up: the required token endpoint is missing because there is none. */
    private static final Endpoints NOWHERE =
            new Endpoints("", Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Set.of());

    private final transient byte[] body;

    /** Without {@code endpoints} it tells that there is nowhere a token is to be had. */
    SmartConfiguration(Optional<Endpoints> endpoints) {
        this.body = document(endpoints.orElse(NOWHERE));
    }

    private static byte[] document(Endpoints endpoints) {
        Map<String, Object> document = new LinkedHashMap<>();
        endpoints.authorization().ifPresent(url -> document.put("authorization_endpoint", url));
        if (!endpoints.token().isEmpty()) {
            document.put("token_endpoint", endpoints.token());
        }
        endpoints.introspection().ifPresent(url -> document.put("introspection_endpoint", url));
        endpoints.revocation().ifPresent(url -> document.put("revocation_endpoint", url));
        document.put("grant_types_supported", endpoints.grantTypes());
        document.put("code_challenge_methods_supported", List.of("S256"));
        document.put("scopes_supported", List.of("patient/*.rs", "user/*.rs", "system/*.rs"));
        document.putAll(endpoints.more());
        List<String> capabilities = new ArrayList<>(OURS);
        endpoints.capabilities().stream()
                .sorted()
                .filter(it -> !OURS.contains(it))
                .forEach(capabilities::add);
        document.put("capabilities", capabilities);
        try {
            return new ObjectMapper().writeValueAsBytes(document);
        } catch (IOException e) {
            throw new IllegalStateException("cannot write the SMART configuration", e);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        response.setContentLength(body.length);
        if ("GET".equals(request.getMethod())) {
            response.getOutputStream().write(body);
        }
    }

    @Override
    protected void doHead(HttpServletRequest request, HttpServletResponse response) throws IOException {
        doGet(request, response);
    }
}

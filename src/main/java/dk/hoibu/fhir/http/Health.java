package dk.hoibu.fhir.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * {@code /health/live}: the process answers. {@code /health/ready}: 200 while the server can answer questions, with each source's state;
 * a silent source alone does not make it unready, since partial answers are answers; neither does a store of messages that cannot be
 * written, since senders are told so; an audit that cannot be written does. {@code /health/messages}: 200 while messages can be kept.
 */
final class Health extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient ObjectMapper json = new ObjectMapper();
    private final transient Supplier<Map<String, Boolean>> sources;
    private final transient BooleanSupplier audit;
    private final transient Optional<BooleanSupplier> messages;

    /**
     * @param sources tells, by source key, whether it answers
     * @param audit tells whether requests can be written down
     * @param messages tells whether messages can be kept; empty where none are received
     */
    Health(Supplier<Map<String, Boolean>> sources, BooleanSupplier audit, Optional<BooleanSupplier> messages) {
        this.sources = sources;
        this.audit = audit;
        this.messages = messages;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, Object> body = new LinkedHashMap<>();
        String path = String.valueOf(request.getPathInfo());
        switch (path) {
            case "/live" -> body.put("status", "up");
            case "/ready" -> ready(response, body);
            case "/messages" -> messages(response, body);
            default -> {
                response.setStatus(404);
                body.put("status", "unknown");
            }
        }
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        json.writeValue(response.getOutputStream(), body);
    }

    private void messages(HttpServletResponse response, Map<String, Object> body) {
        boolean kept = messages.map(BooleanSupplier::getAsBoolean).orElse(false);
        response.setStatus(kept ? 200 : 503);
        body.put("status", kept ? "up" : messages.isPresent() ? "down" : "off");
    }

    private void ready(HttpServletResponse response, Map<String, Object> body) {
        Map<String, Boolean> states = sources.get();
        boolean any = states.containsValue(true);
        Optional<Boolean> kept = messages.map(BooleanSupplier::getAsBoolean);
        boolean all = !states.containsValue(false) && kept.orElse(true);
        Map<String, String> shown = new LinkedHashMap<>();
        states.forEach((key, up) -> shown.put(key, up ? "up" : "down"));
        boolean writable = audit.getAsBoolean();
        response.setStatus(any && writable ? 200 : 503);
        body.put("status", !any || !writable ? "down" : all ? "up" : "degraded");
        body.put("audit", writable ? "up" : "down");
        kept.ifPresent(it -> body.put("messages", it ? "up" : "down"));
        body.put("sources", shown);
    }
}

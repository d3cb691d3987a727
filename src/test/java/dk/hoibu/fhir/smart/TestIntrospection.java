package dk.hoibu.fhir.smart;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** An introspection endpoint on this machine, for tests: knows some opaque tokens, and may behave badly. */
public final class TestIntrospection implements AutoCloseable {

    /** What it does with a question in place of answering it well. */
    public interface Mischief {
        void answer(HttpExchange exchange) throws IOException;
    }

    static final String CLIENT = "hoibu facade";
    static final String SECRET = "not+a secret:at all";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Map<String, @Nullable Object>> tokens = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> elsewhere = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable Mischief mischief;

    public TestIntrospection() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/introspect", this::introspect);
        server.createContext("/elsewhere", exchange -> {
            elsewhere.add(exchange.getRequestMethod());
            send(exchange, 200, "{\"active\":true}");
        });
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/introspect");
    }

    public String client() {
        return CLIENT;
    }

    /** Writes the secret that it asks of us into a file of {@code folder}. */
    public Path writeSecret(Path folder) {
        try {
            return Files.writeString(folder.resolve("introspection-secret"), SECRET + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on it knows {@code token}. */
    public void issue(String token, Map<String, @Nullable Object> claims) {
        tokens.put(token, claims);
    }

    public void revoke(String token) {
        tokens.remove(token);
    }

    public void misbehave(Mischief how) {
        mischief = how;
    }

    public void behave() {
        mischief = null;
    }

    /** The tokens it was asked about, in turn. */
    public List<String> asked() {
        return asked;
    }

    /** Requests that came to where it redirects to. */
    List<String> elsewhere() {
        return elsewhere;
    }

    private void introspect(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String token = form.replaceAll("^token=([^&]*)&token_type_hint=access_token$", "$1");
        token = URLDecoder.decode(token, StandardCharsets.UTF_8);
        asked.add(token);
        Mischief bad = mischief;
        if (bad != null) {
            bad.answer(exchange);
            exchange.close();
            return;
        }
        String expected = "Basic "
                + Base64.getEncoder()
                        .encodeToString("hoibu+facade:not%2Ba+secret%3Aat+all".getBytes(StandardCharsets.UTF_8));
        if (!exchange.getRequestMethod().equals("POST")
                || !List.of(expected).equals(exchange.getRequestHeaders().get("Authorization"))) {
            send(exchange, 401, "{\"error\":\"invalid_client\"}");
            return;
        }
        Map<String, @Nullable Object> claims = tokens.get(token);
        send(exchange, 200, claims == null ? "{\"active\":false}" : new ObjectMapper().writeValueAsString(claims));
    }

    /** Answers with {@code body}. */
    public static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Never ends: as long as this endpoint is open, the answer does not come to its end. */
    void neverEnd() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}

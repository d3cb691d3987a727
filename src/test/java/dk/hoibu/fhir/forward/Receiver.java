package dk.hoibu.fhir.forward;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A system that is given something over HTTP, and answers as a test wants it. */
public final class Receiver implements AutoCloseable {

    /** What it was given. */
    public record Got(String method, String path, Map<String, List<String>> headers, String body) {

        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name)).map(values -> values.get(0));
        }
    }

    /** How it answers; {@code lost} when the connection ends before an answer. */
    public record Said(int status, Map<String, String> headers, String body, boolean lost) {

        public static Said status(int status) {
            return new Said(status, Map.of(), "", false);
        }

        public static Said of(int status, String type, String body) {
            return new Said(status, Map.of("Content-Type", type), body, false);
        }

        public static Said nothing() {
            return new Said(0, Map.of(), "", true);
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Got> all = new CopyOnWriteArrayList<>();
    private volatile Function<Got, Said> answering;

    public Receiver(Function<Got, Said> answering) {
        this(0, answering);
    }

    public Receiver(int port, Function<Got, Said> answering) {
        this.answering = answering;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public void answer(Function<Got, Said> as) {
        answering = as;
    }

    /** Everything it was given, in order. */
    public List<Got> all() {
        return List.copyOf(all);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Got got = new Got(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    body);
            all.add(got);
            Said said = answering.apply(got);
            if (said.lost()) {
                return;
            }
            said.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            byte[] bytes = said.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(said.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

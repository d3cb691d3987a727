package dk.hoibu.fhir.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dk.hoibu.fhir.message.Enveloped;
import dk.hoibu.fhir.message.OwnAcknowledgement;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A message service handler on a bad day, with receivers behind it: it is slow, fails before and after it has taken a message, loses answers and
 * acknowledgements, and brings them twice and in any order. It knows messages by MessageHeader.id, as MedCom's governance says (043).
 */
final class FlakyMsh implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long SLOW_MILLIS = 1500;

    private final HttpServer server;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();
    private final ScheduledExecutorService later = Executors.newScheduledThreadPool(4);
    private final Random random = new Random(7);
    private final Map<String, String> bundles = new ConcurrentHashMap<>();
    private final Map<String, String> decided = new ConcurrentHashMap<>();
    private final Map<String, String> inbox = new ConcurrentHashMap<>();
    private final AtomicInteger number = new AtomicInteger();
    private volatile boolean flaky = true;
    private volatile int target;

    /** What receivers got, by MessageHeader.id: without Bundle.id and its time. */
    final Map<String, JsonNode> delivered = new ConcurrentHashMap<>();

    /** What those who sent messages to us were answered, by their MessageHeader.id: all different answers. */
    final Map<String, Set<String>> answers = new ConcurrentHashMap<>();

    /** What must not be. */
    final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    /** How often something came that had come already. */
    final AtomicInteger again = new AtomicInteger();

    FlakyMsh() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/out", this::take);
        server.createContext("/inbox", this::inbox);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** The server it brings acknowledgements to, from now on. */
    void target(int port) {
        target = port;
    }

    /** From now on all goes well. */
    void behave() {
        flaky = false;
    }

    /** Somebody sends us a message. */
    void send(String message) {
        inbox.put(String.valueOf(number.incrementAndGet()), chance(2) ? Enveloped.sbdh(message) : message);
    }

    int waiting() {
        return inbox.size();
    }

    /** One time in {@code n}, while it is a bad day. */
    private boolean chance(int n) {
        synchronized (random) {
            return flaky && random.nextInt(n) == 0;
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (chance(10)) {
                exchange.sendResponseHeaders(chance(2) ? 500 : 503, -1);
                return;
            }
            if (chance(20)) {
                TimeUnit.MILLISECONDS.sleep(SLOW_MILLIS);
            }
            took(new Enveloped(body).content());
            if (chance(10)) {
                // the answer is lost
                return;
            }
            exchange.sendResponseHeaders(chance(20) ? 500 : 202, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            wrong.add("not understood: " + e);
        }
    }

    private void took(String content) throws IOException {
        ObjectNode bundle = (ObjectNode) MAPPER.readTree(content);
        JsonNode header = bundle.at("/entry/0/resource");
        if (header.at("/eventCoding/code").asText().equals("acknowledgement-message")) {
            String answered = header.at("/response/identifier").asText();
            answers.computeIfAbsent(answered, it -> ConcurrentHashMap.newKeySet())
                    .add(content);
            return;
        }
        String id = header.path("id").asText();
        String owner = bundles.putIfAbsent(bundle.path("id").asText(), id);
        if (owner != null && !owner.equals(id)) {
            wrong.add("Bundle.id used again");
        }
        JsonNode plain = bundle.deepCopy().without(List.of("id", "timestamp"));
        JsonNode before = delivered.putIfAbsent(id, plain);
        if (before != null) {
            again.incrementAndGet();
            if (!before.equals(plain)) {
                wrong.add("another message with the same MessageHeader.id");
            }
        }
        acknowledge(id, content);
    }

    private void acknowledge(String id, String content) {
        if (chance(5)) {
            return;
        }
        if (chance(6) && !decided.containsKey(id)) {
            bring(OwnAcknowledgement.of(content, "transient-error"));
            return;
        }
        String acknowledgement = decided.computeIfAbsent(id, it -> OwnAcknowledgement.of(content, "ok"));
        for (int times = chance(5) ? 2 : 1; times > 0; times--) {
            bring(acknowledgement);
        }
    }

    /** After a while, so that others may come before it. */
    private void bring(String acknowledgement) {
        int wait;
        synchronized (random) {
            wait = random.nextInt(400);
        }
        if (chance(2)) {
            later.schedule(() -> send(acknowledgement), wait, TimeUnit.MILLISECONDS);
        } else {
            later.schedule(() -> post(acknowledgement), wait, TimeUnit.MILLISECONDS);
        }
    }

    private void post(String acknowledgement) {
        try {
            int status = client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + target + "/fhir/$process-message"))
                                    .header("Content-Type", "application/fhir+json")
                                    .timeout(Duration.ofSeconds(20))
                                    .POST(BodyPublishers.ofString(acknowledgement))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
            if (status >= 400 && status < 500) {
                wrong.add("an acknowledgement was answered with " + status);
            } else if (status != 200) {
                later.schedule(() -> post(acknowledgement), 200, TimeUnit.MILLISECONDS);
            }
        } catch (IOException down) {
            later.schedule(() -> post(acknowledgement), 200, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void inbox(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (chance(10)) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/inbox")) {
                List<String> ids = new ArrayList<>(inbox.keySet());
                Collections.shuffle(ids);
                answer(
                        exchange,
                        "{\"messages\":" + MAPPER.writeValueAsString(ids.subList(0, Math.min(20, ids.size()))) + "}");
                return;
            }
            String id = path.substring("/inbox/".length());
            if (exchange.getRequestMethod().equals("DELETE")) {
                confirmed(exchange, id);
                return;
            }
            String content = inbox.get(id);
            if (content == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                answer(exchange, content);
            }
        }
    }

    private void confirmed(HttpExchange exchange, String id) throws IOException {
        if (chance(10)) {
            // it forgets that it was told
            exchange.sendResponseHeaders(204, -1);
            return;
        }
        inbox.remove(id);
        if (!chance(10)) {
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private void answer(HttpExchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        // sometimes it breaks off in the middle
        exchange.getResponseBody().write(bytes, 0, chance(20) ? bytes.length / 2 : bytes.length);
    }

    @Override
    public void close() {
        later.shutdownNow();
        server.stop(0);
    }
}

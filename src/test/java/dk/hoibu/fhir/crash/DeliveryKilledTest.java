package dk.hoibu.fhir.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.hoibu.fhir.cli.MessagesCommand;
import dk.hoibu.fhir.message.OwnMessage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;
import picocli.CommandLine;

/**
 * A server that receives, acknowledges and delivers messages is killed again and again, while the message service handler fails in every way: what was
 * accepted is stored and delivered, once in effect, and no message is acknowledged in two ways. A few times in the build;
 * {@code -Dhoibu.kills=200} for more.
 */
@Timeout(3600)
class DeliveryKilledTest {

    private static final int SENDERS = 6;
    private static final int MOST_EACH = 60;

    /** It lives for seconds: to begin soon is worth more to it than to be fast later. */
    private static final Map<String, String> SOON =
            Map.of("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");

    private static final String HERE = "9900711000016003";
    private static final String THREAD = "6f1d2f52-5d58-4b8c-8a3d-9a4f0f6f3c01";
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    @TempDir
    private Path folder;

    private final Map<String, Sent> sent = new ConcurrentHashMap<>();
    private final Map<String, String> answered = new ConcurrentHashMap<>();
    private final List<String> known = new CopyOnWriteArrayList<>();
    private final Map<String, String> received = new ConcurrentHashMap<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    /** A message of a client, by its MessageHeader.id. */
    private record Sent(String bundleId, String text, boolean elsewhere) {}

    private List<String> settings(FlakyMsh msh) {
        return List.of(
                "messages.local-receivers=" + HERE,
                "delivery.url=" + msh.url("/out"),
                "delivery.inbox.url=" + msh.url("/inbox"),
                "delivery.inbox.interval=100ms",
                "delivery.timeout=1s",
                "delivery.pause=50ms",
                "delivery.longest-pause=400ms",
                "delivery.attempts=1000000",
                "delivery.acknowledgement-wait=15s");
    }

    @Test
    void whatWasAcceptedIsDeliveredOnceInEffectAndAcknowledgedInOneWay() throws Exception {
        int kills = Integer.getInteger("hoibu.kills", 2);
        Random random = new Random(1);
        try (FlakyMsh msh = new FlakyMsh()) {
            for (int kill = 0; kill < kills; kill++) {
                ServerProcess server = ServerProcess.start(folder, settings(msh), SOON);
                server.untilReady();
                msh.target(server.port());
                List<Thread> senders = start(server, msh);
                untilAnswered(answered.size() + 1 + random.nextInt(MOST_EACH));
                server.kill();
                for (Thread sender : senders) {
                    sender.join();
                }
            }
            assertThat(answered).isNotEmpty();
            msh.behave();
            try (ServerProcess server = ServerProcess.start(folder, settings(msh))) {
                server.untilReady();
                msh.target(server.port());
                everythingIsAcknowledgedAsBefore(server);
                untilAllIsDelivered(msh);
                everythingArrived(server, msh);
            }
            System.out.printf(
                    "%d kills: %d messages accepted, %d of them for elsewhere, handed over again %d times, %d fetched%n",
                    kills, sent.size(), msh.delivered.size(), msh.again.get(), received.size());
        }
    }

    private List<Thread> start(ServerProcess server, FlakyMsh msh) {
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            Random random = new Random(31L * i + answered.size());
            Thread sender = new Thread(() -> sendUntilKilled(server, msh, random));
            sender.start();
            senders.add(sender);
        }
        return senders;
    }

    private void untilAnswered(int count) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (answered.size() < count && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        assertThat(answered).hasSizeGreaterThanOrEqualTo(count);
    }

    private void sendUntilKilled(ServerProcess server, FlakyMsh msh, Random random) {
        try {
            while (true) {
                switch (random.nextInt(8)) {
                    case 0 -> receive(msh, random);
                    case 1, 2 -> again(server, random);
                    default -> fresh(server, random.nextInt(4) > 0);
                }
            }
        } catch (IOException killed) {
            // as was to be expected
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void fresh(ServerProcess server, boolean elsewhere) throws IOException, InterruptedException {
        String header = UUID.randomUUID().toString();
        String bundle = UUID.randomUUID().toString();
        String text = message(header, bundle, elsewhere);
        sent.put(header, new Sent(bundle, text, elsewhere));
        accepted(header, post(server, text));
        known.add(header);
    }

    private static String message(String header, String bundle, boolean elsewhere) {
        String text = OwnMessage.fresh()
                .text()
                .replace(OwnMessage.HEADER_ID, header)
                .replace(OwnMessage.fresh().at("/id").asText(), bundle);
        return elsewhere
                ? text
                : text.replace("Organization/region\"}", "Organization/x\"}")
                        .replace("Organization/bup\"}", "Organization/region\"}")
                        .replace("Organization/x\"}", "Organization/bup\"}");
    }

    /** A client sends what it sent before, or sends it again. */
    private void again(ServerProcess server, Random random) throws IOException, InterruptedException {
        if (!known.isEmpty()) {
            String header = known.get(random.nextInt(known.size()));
            Sent one = sent.get(header);
            String text = random.nextBoolean()
                    ? one.text()
                    : one.text().replace(one.bundleId(), UUID.randomUUID().toString());
            accepted(header, post(server, text));
        }
    }

    /** Somebody elsewhere sends us a message, perhaps more than once. */
    private void receive(FlakyMsh msh, Random random) {
        String header = UUID.randomUUID().toString();
        String bundle = UUID.randomUUID().toString();
        String text = message(header, bundle, false);
        received.put(header, bundle);
        msh.send(text);
        if (random.nextInt(4) == 0) {
            msh.send(text);
        }
    }

    private void accepted(String header, String answer) throws IOException {
        String verdict =
                MAPPER.readTree(answer).at("/entry/0/resource/response/code").asText();
        if (!verdict.equals("ok")) {
            wrong.add("not accepted: " + answer);
        }
        String before = answered.putIfAbsent(header, answer);
        if (before != null && !before.equals(answer)) {
            wrong.add("acknowledged in two ways: " + header);
        }
    }

    private void everythingIsAcknowledgedAsBefore(ServerProcess server) throws IOException, InterruptedException {
        for (Map.Entry<String, Sent> message : sent.entrySet()) {
            accepted(message.getKey(), post(server, message.getValue().text()));
        }
        assertThat(wrong).isEmpty();
    }

    /** What was given up, because acknowledgements were lost too often, the operator has sent again. */
    private void untilAllIsDelivered(FlakyMsh msh) throws SQLException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(10);
        Map<String, Integer> states = states();
        while (states.size() > 1 || !states.containsKey("message delivered") || msh.waiting() > 0) {
            assertThat(System.nanoTime())
                    .as("%s, %d fetched", states, msh.waiting())
                    .isLessThan(end);
            if (states.containsKey("message dead")) {
                resendDead();
            }
            TimeUnit.MILLISECONDS.sleep(500);
            states = states();
        }
    }

    private void resendDead() {
        CommandLine line = MessagesCommand.line(Clock.systemUTC());
        line.setOut(new PrintWriter(Writer.nullWriter()));
        assertThat(line.execute("outbox", "resend", "--all-dead", "--data", folder.toString()))
                .isLessThan(2);
    }

    private Map<String, Integer> states() throws SQLException {
        Map<String, Integer> states = new TreeMap<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT kind || ' ' || state, COUNT(*) FROM message_outbox GROUP BY 1")) {
            while (row.next()) {
                states.put(row.getString(1), row.getInt(2));
            }
        }
        return states;
    }

    /** A connection that has nothing to do with the server's code. */
    private Connection connect() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(10_000);
        return config.createConnection(
                "jdbc:sqlite:" + folder.resolve("messages").resolve("messages.db"));
    }

    private void everythingArrived(ServerProcess server, FlakyMsh msh) throws Exception {
        assertThat(msh.wrong).isEmpty();
        assertThat(wrong).isEmpty();
        Set<String> elsewhere = ConcurrentHashMap.newKeySet();
        for (Map.Entry<String, Sent> message : sent.entrySet()) {
            Sent one = message.getValue();
            assertThat(server.get("/fhir/Bundle/" + one.bundleId()).body()).isEqualTo(one.text());
            if (one.elsewhere()) {
                elsewhere.add(message.getKey());
                JsonNode plain = ((ObjectNode) MAPPER.readTree(one.text())).without(List.of("id", "timestamp"));
                assertThat(msh.delivered.get(message.getKey())).isEqualTo(plain);
            }
        }
        assertThat(msh.delivered.keySet()).isEqualTo(elsewhere);
        assertThat(msh.answers.keySet()).isEqualTo(received.keySet());
        assertThat(msh.answers.values())
                .allSatisfy(answers -> assertThat(answers)
                        .singleElement()
                        .satisfies(answer -> assertThat(MAPPER.readTree(answer)
                                        .at("/entry/0/resource/response/code")
                                        .asText())
                                .isEqualTo("ok")));
        assertThat(shown(server)).isEqualTo(sent.size() + received.size());
    }

    private static String post(ServerProcess server, String message) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/fhir/$process-message"))
                        .header("Content-Type", "application/fhir+json")
                        .timeout(Duration.ofSeconds(60))
                        .POST(BodyPublishers.ofString(message, StandardCharsets.UTF_8))
                        .build(),
                BodyHandlers.ofString(StandardCharsets.UTF_8));
        return answer.body();
    }

    /** Each is shown once. */
    private static int shown(ServerProcess server) throws IOException, InterruptedException {
        int count = 0;
        String next = "/fhir/Communication?_count=100&identifier=urn:uuid:" + THREAD;
        while (!next.isEmpty()) {
            JsonNode page = MAPPER.readTree(server.get(next).body());
            count += page.path("entry").size();
            next = "";
            for (JsonNode link : page.path("link")) {
                if (link.path("relation").asText().equals("next")) {
                    URI url = URI.create(link.path("url").asText());
                    next = url.getRawPath() + "?" + url.getRawQuery();
                }
            }
        }
        return count;
    }
}

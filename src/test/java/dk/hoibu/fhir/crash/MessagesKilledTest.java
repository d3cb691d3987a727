package dk.hoibu.fhir.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dk.hoibu.fhir.message.OwnMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that receives messages is killed again and again: what was acknowledged is there, byte for byte, and no message is ever acknowledged in
 * two ways. A few times in the build; {@code -Dhoibu.kills=200} for more.
 */
@Timeout(3600)
class MessagesKilledTest {

    private static final int SENDERS = 8;
    private static final int MOST_EACH = 100;
    private static final String THREAD = "6f1d2f52-5d58-4b8c-8a3d-9a4f0f6f3c01";
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    @TempDir
    private Path folder;

    /** By the message's own id: what was sent, and what was answered first. */
    private final Map<String, String> sent = new ConcurrentHashMap<>();

    private final Map<String, String> answered = new ConcurrentHashMap<>();

    @Test
    void whatWasAcknowledgedIsThereAndIsNeverAcknowledgedOtherwise() throws Exception {
        int kills = Integer.getInteger("hoibu.kills", 2);
        Random random = new Random(1);
        for (int kill = 0; kill < kills; kill++) {
            ServerProcess server = ServerProcess.start(folder, List.of());
            server.untilReady();
            List<Thread> senders = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                Thread sender = new Thread(() -> sendUntilKilled(server));
                sender.start();
                senders.add(sender);
            }
            untilAnswered(answered.size() + 1 + random.nextInt(MOST_EACH));
            server.kill();
            for (Thread sender : senders) {
                sender.join();
            }
        }
        assertThat(answered).isNotEmpty();
        try (ServerProcess server = ServerProcess.start(folder, List.of())) {
            server.untilReady();
            for (Map.Entry<String, String> message : sent.entrySet()) {
                String again = post(server, message.getValue());
                assertThat(verdict(again)).isEqualTo("ok");
                assertThat(again).isEqualTo(answered.getOrDefault(message.getKey(), again));
                assertThat(post(server, message.getValue())).isEqualTo(again);
                assertThat(server.get("/fhir/Bundle/" + message.getKey()).body())
                        .isEqualTo(message.getValue());
            }
            assertThat(count(server)).isEqualTo(sent.size());
        }
    }

    /** The first message takes a while. */
    private void untilAnswered(int count) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (answered.size() < count && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        assertThat(answered).hasSizeGreaterThanOrEqualTo(count);
    }

    private void sendUntilKilled(ServerProcess server) {
        while (true) {
            String id = UUID.randomUUID().toString();
            String message = OwnMessage.fresh()
                    .text()
                    .replace(OwnMessage.HEADER_ID, UUID.randomUUID().toString())
                    .replace(OwnMessage.fresh().at("/id").asText(), id);
            sent.put(id, message);
            try {
                String answer = post(server, message);
                if (!verdict(answer).equals("ok")) {
                    throw new AssertionError(answer);
                }
                answered.put(id, answer);
            } catch (IOException killed) {
                return;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static String verdict(String answer) throws IOException {
        return new ObjectMapper()
                .readTree(answer)
                .at("/entry/0/resource/response/code")
                .asText();
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
    private static int count(ServerProcess server) throws IOException, InterruptedException {
        int count = 0;
        String next = "/fhir/Communication?_count=100&identifier=urn:uuid:" + THREAD;
        while (!next.isEmpty()) {
            var page = new ObjectMapper().readTree(server.get(next).body());
            count += page.path("entry").size();
            next = "";
            for (var link : page.path("link")) {
                if (link.path("relation").asText().equals("next")) {
                    next = URI.create(link.path("url").asText()).getRawPath() + "?"
                            + URI.create(link.path("url").asText()).getRawQuery();
                }
            }
        }
        return count;
    }
}

package dk.hoibu.fhir.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dk.hoibu.fhir.message.OwnMessage;
import dk.hoibu.fhir.message.wire.Intake;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The largest messages there may be, several at once, by a server with a heap of 512 MB. Takes minutes: {@code -Dhoibu.large-messages=true}. */
@Timeout(600)
class LargeMessageTest {

    private static final int AT_ONCE = 6;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** As much as is taken of what is no attachment. */
    private static final int MUCH_TEXT = (8 << 20) - 1000;

    @TempDir
    private Path folder;

    @Test
    void hundredMegabytesComeBackByteForByte() throws Exception {
        assumeTrue(
                Boolean.getBoolean("hoibu.large-messages"),
                "takes minutes; ask for it with -Dhoibu.large-messages=true");
        try (ServerProcess server = ServerProcess.start(folder, List.of("messages.timeout=60s"))) {
            server.untilReady();
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            List<Path> files = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                Path file = message(folder.resolve("message" + i), Intake.LONGEST);
                files.add(file);
                answers.add(HTTP.sendAsync(post(server, file), BodyHandlers.ofString()));
            }
            for (int i = 0; i < AT_ONCE; i++) {
                HttpResponse<String> answer = answers.get(i).join();
                assertThat(answer.body()).contains("\"code\":\"ok\"");
                String address = answer.headers().firstValue("Content-Location").orElseThrow();
                HttpResponse<InputStream> back =
                        HTTP.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofInputStream());
                assertThat(digest(back.body())).isEqualTo(digest(Files.newInputStream(files.get(i))));
            }
            HttpResponse<String> tooLong = HTTP.send(
                    post(server, message(folder.resolve("longer"), Intake.LONGEST + 1)), BodyHandlers.ofString());
            assertThat(tooLong.statusCode()).isEqualTo(413);
            assertThat(server.isReady()).isTrue();
        }
        assertThat(Files.readString(folder.resolve("server.log"))).doesNotContain("OutOfMemoryError");
    }

    /** They wait for each other, or are told to come again; all are answered, and the server goes on. */
    @Test
    void manyMessagesOfMuchTextDoNotUseUpTheMemory() throws Exception {
        assumeTrue(
                Boolean.getBoolean("hoibu.large-messages"),
                "takes minutes; ask for it with -Dhoibu.large-messages=true");
        try (ServerProcess server = ServerProcess.start(folder, List.of("messages.timeout=20s"))) {
            server.untilReady();
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (String many : List.of("{\"id\":\"a\"},", "{},", "[],", "{\"fullUrl\":\"https://hoibu.dk/fhir/x\"},")) {
                for (int i = 0; i < 8; i++) {
                    Path file = Files.writeString(
                            folder.resolve("text" + answers.size()),
                            "{\"resourceType\":\"Bundle\",\"entry\":[" + many.repeat(MUCH_TEXT / many.length() - 100)
                                    + "{}]}");
                    answers.add(HTTP.sendAsync(post(server, file), BodyHandlers.ofString()));
                }
            }
            for (CompletableFuture<HttpResponse<String>> answer : answers) {
                assertThat(answer.join().statusCode()).isIn(400, 422, 503);
            }
            assertThat(server.isReady()).isTrue();
        }
        assertThat(Files.readString(folder.resolve("server.log"))).doesNotContain("OutOfMemoryError");
    }

    private static HttpRequest post(ServerProcess server, Path file) throws IOException {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/fhir/$process-message"))
                .header("Content-Type", "application/fhir+json")
                .timeout(Duration.ofMinutes(5))
                .POST(BodyPublishers.ofFile(file))
                .build();
    }

    /** A message of exactly {@code length} bytes, nearly all of them an attachment's. */
    private static Path message(Path file, long length) throws IOException {
        String header = UUID.randomUUID().toString();
        String text = OwnMessage.fresh()
                .text()
                .replace(OwnMessage.HEADER_ID, header)
                .replace(
                        OwnMessage.fresh().at("/id").asText(), UUID.randomUUID().toString());
        int at = text.indexOf("JVBERi0xLjcK");
        byte[] before = text.substring(0, at).getBytes(StandardCharsets.UTF_8);
        byte[] after = text.substring(at + 12).getBytes(StandardCharsets.UTF_8);
        long left = length - before.length - after.length;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            out.write(before);
            out.write("JVBERi0xLjcK".getBytes(StandardCharsets.US_ASCII));
            left -= 12;
            for (; left >= 4; left -= 4) {
                out.write("QUJD".getBytes(StandardCharsets.US_ASCII));
            }
            out.write(after);
            // white space after the end, to the byte
            out.write(" ".repeat((int) left).getBytes(StandardCharsets.US_ASCII));
        }
        return file;
    }

    private static String digest(InputStream in) throws Exception {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        try (DigestInputStream digest = new DigestInputStream(in, sha)) {
            digest.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(sha.digest());
    }
}

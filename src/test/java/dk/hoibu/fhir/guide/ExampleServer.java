package dk.hoibu.fhir.guide;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.hoibu.fhir.Facade;
import dk.hoibu.fhir.Settings;
import dk.hoibu.fhir.SettingsReader;
import dk.hoibu.fhir.fhir.KnownKey;
import dk.hoibu.fhir.source.Faults;
import dk.hoibu.fhir.source.SourceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The whole server on the built-in sample, so that it answers the same in every run: its clock stands still, its base URL is the guide's,
 * and its ids are made with a key that everybody may know, since there is nobody in the sample whom it could protect.
 */
final class ExampleServer implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-06-10T08:00:00Z"); // ten o'clock in Denmark
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Facade facade;
    private final String base;

    ExampleServer(Path folder) {
        int port = freePort();
        base = "http://localhost:" + port + "/fhir/";
        List<String> overrides = List.of(
                "server.port=" + port,
                "server.stop-timeout=1s",
                "access.open-sample=true",
                "server.base-url=https://facade.hoibu.dk/fhir",
                "ids.key-file=" + knownKey(folder));
        Settings settings = new SettingsReader().read(Optional.empty(), Map.of(), overrides);
        facade = Facade.start(settings, folder, "0.1.0", Clock.fixed(NOW, ZoneId.of("Europe/Copenhagen")));
    }

    /** The body of the answer, whatever the status. */
    ObjectNode get(String path) {
        return send(HttpRequest.newBuilder(URI.create(base + path)));
    }

    /** POST _search with one parameter. */
    ObjectNode search(String type, String parameter, String value) {
        String form = parameter + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        return send(HttpRequest.newBuilder(URI.create(base + type + "/_search"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    /** What a message is called here that is handed in. */
    String process(String message) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "$process-message"))
                .header("Content-Type", "application/fhir+json")
                .POST(HttpRequest.BodyPublishers.ofString(message))
                .build();
        try {
            String address = CLIENT.send(request, BodyHandlers.ofString())
                    .headers()
                    .firstValue("Content-Location")
                    .orElseThrow();
            return address.substring(address.lastIndexOf('/') + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The opaque id of the person with that number. */
    String patientId(String cpr) {
        JsonNode found = search("Patient", "identifier", "urn:oid:1.2.208.176.1.2|" + cpr);
        return found.at("/entry/0/resource/id").asText();
    }

    /** All about the person with that number. */
    ObjectNode everything(String cpr) {
        return get("Patient/" + patientId(cpr) + "/$everything");
    }

    /** What the server answers to {@code path} while a source is silent. */
    ObjectNode getWithout(SourceId source, String path) {
        facade.faults().set(source, new Faults.Fault(Faults.Mode.ERROR, Duration.ZERO));
        ObjectNode answer = get(path);
        facade.faults().clear();
        return answer;
    }

    @Override
    public void close() {
        facade.close();
    }

    private static ObjectNode send(HttpRequest.Builder request) {
        request.header("Accept", "application/fhir+json").header("Accept-Language", "da");
        try {
            return PrettyJson.read(
                    CLIENT.send(request.build(), BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path knownKey(Path folder) {
        try {
            return Files.writeString(folder.resolve("ids.json"), KnownKey.keyset());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

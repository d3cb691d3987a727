package dk.hoibu.fhir.keycloak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.hoibu.fhir.Facade;
import dk.hoibu.fhir.SettingsReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Our server on the built-in sample, with a clock that can be put forward. */
final class AskedServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The time, and so much later. */
    static final class PutForward extends Clock {

        private volatile Duration by = Duration.ZERO;

        void by(Duration later) {
            by = later;
        }

        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** What it said. */
    record Answer(int status, JsonNode body) {

        int matches() {
            int matches = 0;
            for (JsonNode entry : body.path("entry")) {
                matches += entry.at("/search/mode").asText().equals("match") ? 1 : 0;
            }
            return matches;
        }
    }

    final PutForward clock = new PutForward();
    private final Facade facade;

    AskedServer(List<String> settings) throws IOException {
        this.facade = Facade.start(
                new SettingsReader().read(Optional.empty(), Map.of(), settings),
                Files.createTempDirectory("hoibu-keycloak"),
                "test",
                clock);
    }

    /** What there is of that type about the child with that number, as {@code token} may see it. */
    Answer about(String number, String type, String token) {
        String parameter = type.equals("Patient") ? "identifier" : "patient.identifier";
        HttpRequest request = HttpRequest.newBuilder(URI.create(facade.base() + "/" + type + "/_search"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(
                        KeycloakClients.encoded(Map.of(parameter, "urn:oid:1.2.208.176.1.2|" + number))))
                .build();
        try {
            HttpResponse<byte[]> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        facade.close();
    }
}

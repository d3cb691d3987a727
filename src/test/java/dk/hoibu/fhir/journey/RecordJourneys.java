package dk.hoibu.fhir.journey;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.hoibu.fhir.Facade;
import dk.hoibu.fhir.Settings;
import dk.hoibu.fhir.SettingsReader;
import dk.hoibu.fhir.fhir.KnownKey;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Asks a server on the built-in sample everything in {@link Journeys}, at an instant and with a key that are always the same, and writes
 * each exchange as a part that the guide's pages include. {@code mvn -Pig package} runs it.
 */
public final class RecordJourneys {

    private static final String BASE = "https://facade.hoibu.dk/fhir";
    private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path keys;

    RecordJourneys(Path keys) {
        this.keys = keys;
    }

    /** The argument is the folder to write to. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("hoibu-journeys");
        recordAll(Path.of(arguments[0]), folder);
        System.exit(0);
    }

    /** Writes every exchange to {@code to}; {@code folder} is the server's own. */
    static void recordAll(Path to, Path folder) throws IOException {
        Files.createDirectories(to);
        Path keys = folder.resolve("ids.json");
        Files.writeString(keys, KnownKey.keyset());
        RecordJourneys journeys = new RecordJourneys(keys);
        Map<List<String>, List<Exchange>> bySettings = Journeys.ALL.stream()
                .collect(Collectors.groupingBy(Exchange::settings, LinkedHashMap::new, Collectors.toList()));
        for (var group : bySettings.entrySet()) {
            journeys.recordGroup(group.getKey(), group.getValue(), folder, to);
        }
    }

    private void recordGroup(List<String> changed, List<Exchange> exchanges, Path folder, Path to) throws IOException {
        int port = freePort();
        List<String> overrides = new ArrayList<>(List.of(
                "server.port=" + port,
                "server.stop-timeout=1s",
                "access.open-sample=true",
                "server.base-url=" + BASE,
                "ids.key-file=" + keys));
        overrides.addAll(changed);
        Settings settings = new SettingsReader().read(Optional.empty(), Map.of(), overrides);
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        Facade facade = Facade.start(settings, folder, "0.1.0", clock);
        try {
            URI server = URI.create("http://127.0.0.1:" + port + "/fhir");
            for (Exchange exchange : exchanges) {
                Files.writeString(to.resolve("exchange-" + exchange.name() + ".html"), page(exchange, server));
            }
        } finally {
            facade.close();
        }
    }

    /** The server is told its port before it opens it: its own address, which it would tell else, is the published one here. */
    private static int freePort() throws IOException {
        try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private String page(Exchange exchange, URI server) throws IOException {
        String path = exchange.path();
        if (path.contains("[id]")) {
            path = path.replace("[id]", idOf(exchange.child(), server));
        }
        HttpResponse<String> answer = send(server, path, exchange.form());
        if (answer.statusCode() != exchange.status()) {
            throw new IllegalStateException(exchange.name() + " got " + answer.statusCode() + ": " + answer.body());
        }
        return ExchangePage.of(path, exchange.form(), answer.statusCode(), readable(answer.body()));
    }

    private String idOf(String number, URI server) throws IOException {
        HttpResponse<String> answer = send(server, "Patient/_search", Optional.of(List.of("identifier", number)));
        return JSON.readTree(answer.body()).at("/entry/0/resource/id").asText();
    }

    private HttpResponse<String> send(URI server, String path, Optional<List<String>> form) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + "/" + path));
        form.ifPresent(pairs -> request.header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(pairs))));
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(List<String> pairs) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < pairs.size(); i += 2) {
            body.append(i == 0 ? "" : "&").append(pairs.get(i)).append('=');
            body.append(URLEncoder.encode(pairs.get(i + 1), StandardCharsets.UTF_8));
        }
        return body.toString();
    }

    /** The body with line breaks, and without the narratives, which say again what the elements say. */
    private static String readable(String body) throws IOException {
        JsonNode resource = JSON.readTree(body);
        withoutNarratives(resource);
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        return JSON.writer(printer).writeValueAsString(resource);
    }

    private static void withoutNarratives(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("text").has("div")) {
            object.remove("text");
        }
        node.forEach(RecordJourneys::withoutNarratives);
    }
}

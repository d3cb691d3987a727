package dk.hoibu.fhir.blackbox;

import dk.hoibu.fhir.Facade;
import dk.hoibu.fhir.FacadeSeeing;
import dk.hoibu.fhir.Settings;
import dk.hoibu.fhir.SettingsReader;
import dk.hoibu.fhir.audit.trail.AuditTrail;
import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.smart.TestIssuer;
import dk.hoibu.fhir.source.Faults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A real server on the built-in sample, and a plain HTTP client for it. Everything said goes into {@link Traffic}. */
final class TestServer implements AutoCloseable {

    /** Official test persons with fixed answers (docs/sample-data.md). */
    static final String LARS = "0505159995";

    static final String RIKKE = "0505209996";
    static final String BO = "0212159995";
    static final String ALI = "3101229995";
    static final String GITTE = "0505109990";
    static final String PIA = "0505059996";

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static TestServer shared;

    static {
        Traffic.recordLog();
    }

    private final Facade facade;
    private final Path folder;
    private final List<String> settings;
    private volatile Consumer<Spoken> listener = spoken -> {};

    private TestServer(Facade facade, Path folder, List<String> settings) {
        this.facade = facade;
        this.folder = folder;
        this.settings = settings;
    }

    /** The one server that most tests ask; started by the first of them. */
    static synchronized TestServer shared() {
        if (shared == null) {
            shared = start();
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        return shared;
    }

    /** A server of its own, with settings over the standard ones; nobody is asked for a token unless one of them is about access. */
    static TestServer start(String... overrides) {
        try {
            return startIn(Files.createTempDirectory("hoibu-test"), overrides);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server of its own that asks for tokens of {@code issuer}. */
    static TestServer asking(TestIssuer issuer, String... overrides) throws IOException {
        Path keys = issuer.writeKeys(Files.createTempDirectory("hoibu-issuer").resolve("keys.json"));
        List<String> all = new ArrayList<>(List.of(
                "access.issuers=" + TestIssuer.NAME + " " + keys,
                "access.token-endpoint=https://issuer.example.org/token",
                "access.authorization-endpoint=https://issuer.example.org/authorize"));
        all.addAll(List.of(overrides));
        return start(all.toArray(String[]::new));
    }

    static TestServer startIn(Path folder, String... overrides) {
        return startIn(folder, Clock.systemUTC(), overrides);
    }

    static TestServer startIn(Path folder, Clock clock, String... overrides) {
        return startIn(folder, clock, UnaryOperator.identity(), overrides);
    }

    /** Writes down what it does in what {@code seen} makes of its audit trail. */
    static TestServer startIn(Path folder, Clock clock, UnaryOperator<AuditTrail> seen, String... overrides) {
        List<String> all = new ArrayList<>(List.of("server.port=0", "server.stop-timeout=1s"));
        if (Stream.of(overrides).noneMatch(override -> override.startsWith("access."))) {
            all.add("access.open-sample=true");
        }
        all.addAll(List.of(overrides));
        Settings settings = new SettingsReader().read(Optional.empty(), Map.of(), all);
        return new TestServer(FacadeSeeing.start(settings, folder, clock, seen), folder, all);
    }

    Path folder() {
        return folder;
    }

    /** What makes the server's ids, and reads them. */
    Ids ids() {
        return facade.ids();
    }

    Faults faults() {
        return facade.faults();
    }

    String base() {
        return facade.base().toString();
    }

    URI root() {
        return facade.base().resolve("/");
    }

    Answer get(String path, String... headers) {
        return send(path, "GET", Optional.empty(), headers);
    }

    Answer head(String path) {
        return send(path, "HEAD", Optional.empty());
    }

    /** {@code form} is sent as it is. */
    Answer post(String path, String form, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        if (!all.contains("Content-Type")) {
            all.addAll(List.of("Content-Type", "application/x-www-form-urlencoded"));
        }
        return send(path, "POST", Optional.of(form.getBytes(StandardCharsets.UTF_8)), all.toArray(String[]::new));
    }

    /** POST _search with names and values in turn. */
    Answer search(String type, String... parameters) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < parameters.length; i += 2) {
            pairs.add(encode(parameters[i]) + "=" + encode(parameters[i + 1]));
        }
        return post(type + "/_search", String.join("&", pairs));
    }

    Answer send(String path, String method, Optional<byte[]> body, String... headers) {
        Answer answer = sendUnrecorded(path, method, body, headers);
        Traffic.said(answer);
        return answer;
    }

    /** As {@link #send}, but not among what is looked at in the end: there it would take too long. */
    Answer sendUnrecorded(String path, String method, Optional<byte[]> body, String... headers) {
        String url =
                path.startsWith("http") ? path : base() + (path.isEmpty() || path.startsWith("?") ? "" : "/") + path;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .method(method, body.map(BodyPublishers::ofByteArray).orElseGet(BodyPublishers::noBody));
        if (headers.length > 0) {
            request.headers(headers);
        }
        Instant began = Instant.now();
        try {
            Answer answer = Answer.of(method + " " + path, CLIENT.send(request.build(), BodyHandlers.ofByteArray()));
            listener.accept(new Spoken(
                    method,
                    path,
                    body.map(bytes -> new String(bytes, StandardCharsets.UTF_8)),
                    bearer(headers),
                    answer,
                    began,
                    Instant.now()));
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String bearer(String... headers) {
        int name = List.of(headers).indexOf("Authorization");
        return name < 0 ? "" : headers[name + 1].replace("Bearer ", "");
    }

    /** {@code listener} hears of everything that is asked from now on. */
    void listen(Consumer<Spoken> listener) {
        this.listener = listener;
    }

    /** The opaque id of the person with that number. */
    String patientId(String cpr) {
        Answer answer = search("Patient", "identifier", "urn:oid:1.2.208.176.1.2|" + cpr);
        if (answer.status() != 200 || answer.matches().size() != 1) {
            throw new AssertionError("no such patient: " + answer);
        }
        return answer.ids().get(0);
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(p -> encode(p.getKey()) + "=" + encode(p.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** Where numbers stand in what this server has written so far. */
    List<String> numbersLeftBehind() {
        NumberScan scan = NumberScan.of(folder);
        List<String> found = new ArrayList<>(scan.inFolder(folder));
        for (String setting : settings) {
            String value = setting.substring(setting.indexOf('=') + 1);
            if (setting.startsWith("audit.file=") || setting.startsWith("audit.anchor-file=")) {
                found.addAll(scan.beside(Path.of(value)));
            } else if (setting.startsWith("audit.jdbc-url=")) {
                found.addAll(scan.inDatabase(value));
            }
        }
        return found;
    }

    /** Fails when it leaves a number of anybody behind: in its database, before and after it is closed, or in any other file. */
    @Override
    public void close() {
        List<String> found = new ArrayList<>(numbersLeftBehind());
        facade.close();
        found.addAll(numbersLeftBehind());
        Traffic.closed(folder, found);
        if (!found.isEmpty()) {
            throw new AssertionError("numbers were left behind: " + found);
        }
    }
}

package dk.hoibu.fhir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is to be validated: named on the command line, read when its turn comes. */
final class Inputs {

    /** One file, or one question to a server. */
    record Input(String name, Reading reading) {}

    /** Reads an input; the body is JSON or XML. */
    interface Reading {
        String body() throws IOException;
    }

    private static final String FHIR_JSON = "application/fhir+json";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final @Nullable Form form;
    private final @Nullable AccessToken token;
    private final PrintWriter remarks;

    /**
     * @param form what URLs are asked with by POST; without it they are asked by GET
     * @param token what they are asked with; without it they are asked as nobody
     */
    Inputs(@Nullable Form form, @Nullable AccessToken token, PrintWriter remarks) {
        this.form = form;
        this.token = token;
        this.remarks = remarks;
    }

    static boolean isUrl(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("http://") || lower.startsWith("https://");
    }

    /**
     * In the order named; a folder's files by name.
     *
     * @throws IOException when a file or folder is not there
     */
    List<Input> of(List<String> names) throws IOException {
        List<Input> inputs = new ArrayList<>();
        for (String name : names) {
            if (isUrl(name)) {
                inputs.add(new Input(name, () -> ask(name)));
            } else if (Files.isDirectory(Path.of(name))) {
                inputs.addAll(in(Path.of(name)));
            } else if (Files.isReadable(Path.of(name))) {
                inputs.add(new Input(name, () -> text(Path.of(name))));
            } else {
                throw new IOException("cannot read " + name);
            }
        }
        return inputs;
    }

    /** The FHIR in a folder: other JSON and XML, such as a package.json, is passed over. */
    private static List<Input> in(Path folder) throws IOException {
        List<Input> inputs = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Inputs::mayBeFhir).sorted().toList()) {
                String text = text(file);
                if (text.contains("\"resourceType\"") || text.contains("\"http://hl7.org/fhir\"")) {
                    inputs.add(new Input(file.toString(), () -> text(file)));
                }
            }
        }
        return inputs;
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IOException("cannot read " + file + " as UTF-8", e);
        }
    }

    private static boolean mayBeFhir(Path file) {
        String name = String.valueOf(file.getFileName());
        return Files.isRegularFile(file) && !name.startsWith(".") && (name.endsWith(".json") || name.endsWith(".xml"));
    }

    private String ask(String url) throws IOException {
        HttpResponse<String> response = send(request(url));
        String type = response.headers().firstValue("Content-Type").orElse("no content type");
        if (!type.startsWith("application/fhir+")) {
            throw new IOException(url + " answered " + response.statusCode() + " with " + type + ", not with FHIR");
        }
        if (response.statusCode() != 200) {
            remarks.println(url + " answered " + response.statusCode() + "; its answer is validated all the same");
        }
        return response.body();
    }

    private HttpRequest request(String url) throws IOException {
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).header("Accept", FHIR_JSON);
            if (form != null) {
                request.header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form.encoded(), StandardCharsets.US_ASCII));
            }
            if (token != null) {
                request.header("Authorization", "Bearer " + token.value());
            }
            return request.build();
        } catch (IllegalArgumentException e) {
            throw new IOException("not a URL: " + url, e);
        }
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        try {
            return client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IOException("cannot reach " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}

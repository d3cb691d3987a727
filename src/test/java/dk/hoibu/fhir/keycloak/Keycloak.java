package dk.hoibu.fhir.keycloak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A real Keycloak of its own, with the sample realm, on this machine alone. Everything in it is gone when it stops. */
final class Keycloak implements AutoCloseable {

    /** Where the realm is: what an operator imports. */
    private static final Path REALM = Path.of("docker", "keycloak", "hoibu-realm.json");

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Made up at each start. */
    final String samplePassword = UUID.randomUUID().toString();

    final String introspectionSecret = UUID.randomUUID().toString();

    private final String adminPassword = UUID.randomUUID().toString();
    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = freePort();
    private final Process process;

    private Keycloak(Path home, Map<String, String> environment) throws IOException {
        Path imports = Files.createDirectories(home.resolve("data").resolve("import"));
        Files.copy(REALM, imports.resolve("hoibu-realm.json"), StandardCopyOption.REPLACE_EXISTING);
        ProcessBuilder builder = new ProcessBuilder(
                home.resolve("bin").resolve("kc.sh").toString(),
                "start",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--hostname=" + root(),
                "--db=dev-mem",
                "--cache=local",
                "--import-realm");
        builder.environment().putAll(environment);
        builder.environment()
                .putAll(Map.of(
                        "JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m",
                        "KC_BOOTSTRAP_ADMIN_USERNAME", "admin",
                        "KC_BOOTSTRAP_ADMIN_PASSWORD", adminPassword,
                        "REALM_SAMPLE_PASSWORD", samplePassword,
                        "REALM_INTROSPECTION_SECRET", introspectionSecret));
        builder.redirectErrorStream(true).redirectOutput(new File("target", "keycloak.log"));
        this.process = builder.start();
    }

    /** Starts one that answers as soon as this returns. */
    static Keycloak start(Path home, Map<String, String> environment) throws IOException {
        Keycloak keycloak = new Keycloak(home, environment);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!keycloak.answers()) {
            if (!keycloak.process.isAlive() || System.nanoTime() > deadline) {
                keycloak.close();
                throw new AssertionError("Keycloak did not start; target/keycloak.log tells why");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
        }
        return keycloak;
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private boolean answers() {
        try {
            URI discovery = URI.create(issuer() + "/.well-known/openid-configuration");
            return http.send(HttpRequest.newBuilder(discovery).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String root() {
        return "http://127.0.0.1:" + port;
    }

    String issuer() {
        return root() + "/realms/hoibu";
    }

    String endpoint(String name) {
        return issuer() + "/protocol/openid-connect/" + name;
    }

    /** What the administrator's API answers; empty where it answers nothing. */
    JsonNode admin(String method, String path, Object body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(root() + "/admin/realms/hoibu" + path))
                    .header("Authorization", "Bearer " + adminToken())
                    .header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                    .build();
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() >= 300) {
                throw new AssertionError(method + " " + path + ": " + new String(response.body()));
            }
            return JSON.readTree(response.body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    JsonNode admin(String path) {
        return admin("GET", path, Map.of());
    }

    private String adminToken() throws IOException, InterruptedException {
        String form = "grant_type=password&client_id=admin-cli&username=admin&password=" + adminPassword;
        URI url = URI.create(root() + "/realms/master/protocol/openid-connect/token");
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        return JSON.readTree(http.send(request, BodyHandlers.ofByteArray()).body())
                .required("access_token")
                .asText();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

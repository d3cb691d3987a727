package dk.hoibu.fhir.crash;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The server as {@code serve} starts it, in a process of its own that can be killed. */
final class ServerProcess implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it on the built-in sample; it is not ready yet. */
    static ServerProcess start(Path folder, List<String> settings) throws IOException {
        return start(folder, settings, Map.of());
    }

    /** With more variables in its environment. */
    static ServerProcess start(Path folder, List<String> settings, Map<String, String> variables) throws IOException {
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                "dk.hoibu.fhir.Main",
                "serve",
                "--port",
                String.valueOf(port),
                "--data",
                folder.toString()));
        List<String> all = new ArrayList<>(List.of(
                "access.open-sample=true",
                "server.rate.per-address=100000000",
                "server.max-concurrent-per-client=1000"));
        all.addAll(settings);
        all.forEach(setting -> command.addAll(List.of("--set", setting)));
        Path log = folder.resolve("server.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(variables);
        return new ServerProcess(builder.start(), port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    /** Returns when {@code /health/ready} says so. */
    void untilReady() throws InterruptedException {
        until("/health/ready");
    }

    /** Returns when it answers, though perhaps not all of its sources do. */
    void untilLive() throws InterruptedException {
        until("/health/live");
    }

    private void until(String path) throws InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!is200(path)) {
            if (System.nanoTime() > end || !process.isAlive()) {
                throw new IllegalStateException("the server does not become ready");
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    boolean isReady() throws InterruptedException {
        return is200("/health/ready");
    }

    private boolean is200(String path) throws InterruptedException {
        try {
            return get(path).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return get(path, Map.of());
    }

    HttpResponse<String> get(String path, Map<String, String> headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10));
        headers.forEach(request::header);
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String form) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .timeout(Duration.ofSeconds(30))
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    /** As by {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        kill();
    }

    static String logOf(Path folder) throws IOException {
        return Files.readString(folder.resolve("server.log"));
    }
}

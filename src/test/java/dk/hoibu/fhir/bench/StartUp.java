package dk.hoibu.fhir.bench;

import dk.hoibu.fhir.generate.Generator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How long the server takes from its start to being ready and to its first answer, and how much memory it has then: {@code StartUp JAR
 * FOLDER...}. A folder named by a number gets that many generated children if it has none; one named otherwise is left as it is, and an
 * empty one serves the built-in sample.
 */
final class StartUp {

    private static final int RUNS = 3;
    private static final String READY = " is ready: ";

    private StartUp() {}

    public static void main(String[] arguments) throws Exception {
        System.out.printf(
                "%-28s %10s %14s %10s %14s%n", "data folder", "ready s", "1st answer s", "RSS MiB", "heap used MiB");
        HttpClient client = HttpClient.newHttpClient();
        for (String name : Arrays.copyOfRange(arguments, 1, arguments.length)) {
            Path folder = Path.of(name);
            String last = String.valueOf(folder.getFileName());
            if (last.matches("[0-9]+") && !Files.exists(folder.resolve("sources"))) {
                new Generator(Integer.parseInt(last), 1, folder, written -> {}).generate();
            }
            double[][] runs = new double[RUNS][];
            for (int run = 0; run < RUNS; run++) {
                runs[run] = run(arguments[0], folder, client);
            }
            System.out.printf(Locale.ROOT, "%-28s", last);
            for (int figure = 0; figure < 4; figure++) {
                int column = figure;
                double median = Arrays.stream(runs)
                        .mapToDouble(run -> run[column])
                        .sorted()
                        .skip(RUNS / 2)
                        .findFirst()
                        .orElse(0);
                System.out.printf(Locale.ROOT, figure < 2 ? " %12.1f" : " %12.0f", median);
            }
            System.out.println();
        }
        System.exit(0);
    }

    /** Seconds to ready, seconds to the first answer, resident and live memory in MiB. */
    private static double[] run(String jar, Path folder, HttpClient client) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        long began = System.nanoTime();
        Process server = new ProcessBuilder(
                        java,
                        "-jar",
                        jar,
                        "serve",
                        "--port",
                        "0",
                        "--set",
                        "access.open-sample=true",
                        "--data",
                        folder.toString())
                .redirectError(Redirect.DISCARD)
                .start();
        try {
            URI base = base(server);
            double ready = (System.nanoTime() - began) / 1e9;
            HttpRequest first = HttpRequest.newBuilder(URI.create(base + "/EpisodeOfCare/_search"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("patient.identifier=" + child(folder)))
                    .build();
            int status = client.send(first, BodyHandlers.ofByteArray()).statusCode();
            if (status != 200) {
                throw new IllegalStateException("status " + status + " to the first question");
            }
            double answered = (System.nanoTime() - began) / 1e9;
            return new double[] {ready, answered, resident(server), heap(server)};
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    private static URI base(Process server) throws IOException {
        BufferedReader out = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            int at = line.indexOf(READY);
            if (at >= 0) {
                return URI.create(line.substring(at + READY.length()));
            }
        }
        throw new IllegalStateException("the server did not start");
    }

    /** The first child of the file of persons; for the built-in sample, the one of the start page. */
    private static String child(Path folder) throws IOException {
        Path persons = folder.resolve("sources").resolve("personer.json");
        if (!Files.exists(persons)) {
            return "0505159995";
        }
        try (BufferedReader reader = Files.newBufferedReader(persons)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String field = "\"personnummer\":\"";
                int at = line.indexOf(field);
                if (at >= 0) {
                    return line.substring(at + field.length(), at + field.length() + 10);
                }
            }
        }
        throw new IllegalStateException("nobody in " + persons);
    }

    private static double resident(Process server) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(server.pid()), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Double.parseDouble(line.replaceAll("\\D", "")) / 1024;
            }
        }
        throw new IllegalStateException("the system does not tell a process's memory");
    }

    /** Live objects, after a full collection. */
    private static double heap(Process server) throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        String pid = Long.toString(server.pid());
        new ProcessBuilder(jcmd, pid, "GC.run")
                .redirectOutput(Redirect.DISCARD)
                .start()
                .waitFor();
        Process info = new ProcessBuilder(jcmd, pid, "GC.heap_info").start();
        List<String> lines = new String(info.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        for (String line : lines) {
            int at = line.indexOf(" used ");
            if (at >= 0) {
                return Double.parseDouble(line.substring(at + 6).replaceAll("K.*", "")) / 1024;
            }
        }
        throw new IllegalStateException("the server does not tell its heap");
    }
}

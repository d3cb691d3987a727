package dk.hoibu.fhir.bench;

import dk.hoibu.fhir.Facade;
import dk.hoibu.fhir.FacadeSeeing;
import dk.hoibu.fhir.SettingsReader;
import dk.hoibu.fhir.audit.trail.sql.PostgresServer;
import dk.hoibu.fhir.message.OwnMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How many ordinary messages are received in a second: judged, kept durably with the answer that was given, written down in the audit, and
 * acknowledged, each connection waiting for its acknowledgement. Beside it the rate at which the disk itself makes as many bytes durable for as many
 * callers, in groups, and the ratio of the two. Server, database and clients share the machine.
 *
 * <p>Usage: {@code MessagesReceived FOLDER [SECONDS [ROUNDS [STORE]]]}; the folder should be on the disk that is meant, and STORE is {@code SQLite} or
 * {@code PostgreSQL}, both without it. The figures are on the error stream, the servers' log lines on the other, which should go nowhere.
 */
final class MessagesReceived {

    private static final List<Integer> CONNECTIONS = List.of(1, 16, 64);
    private static final byte[] ACCEPTED = "\"code\":\"ok\"".getBytes(StandardCharsets.US_ASCII);

    /** What is kept beside the message itself: the acknowledgement, two rows with their indexes, the audit's entry. */
    private static final int BESIDE = 8_000;

    private final int port;
    private final byte[] head;
    private final byte[] message;
    private final int[] headerIds;
    private final int[] bundleIds;

    private MessagesReceived(int port) {
        this.port = port;
        String text = OwnMessage.fresh().text();
        this.message = text.getBytes(StandardCharsets.UTF_8);
        this.headerIds = places(OwnMessage.HEADER_ID);
        this.bundleIds = places(OwnMessage.fresh().at("/id").asText());
        this.head = ("POST /fhir/$process-message HTTP/1.1\r\nHost: 127.0.0.1:" + port
                        + "\r\nContent-Type: application/fhir+json\r\nContent-Length: " + message.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private int[] places(String id) {
        byte[] wanted = id.getBytes(StandardCharsets.US_ASCII);
        List<Integer> found = new ArrayList<>();
        for (int at = 0; at + wanted.length <= message.length; at++) {
            if (Arrays.equals(message, at, at + wanted.length, wanted, 0, wanted.length)) {
                found.add(at);
            }
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        double seconds = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 5;
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
        String only = arguments.length > 3 ? arguments[3] : "";
        Map<String, Facade> servers = new LinkedHashMap<>();
        if (!only.equals("PostgreSQL")) {
            servers.put("SQLite", start(folder));
        }
        PostgresServer postgres = null;
        if (!only.equals("SQLite") && PostgresServer.missing().isEmpty()) {
            postgres = PostgresServer.start();
            servers.put("PostgreSQL", start(folder, settings(postgres.database())));
        }
        try (GroupedWrites disk = new GroupedWrites(folder.resolve("grouped-writes"))) {
            for (Facade server : servers.values()) {
                new MessagesReceived(server.base().getPort()).perSecond(16, 4 * seconds);
            }
            disk.perSecond(16, 1000, 1);
            for (int connections : CONNECTIONS) {
                compare(servers, disk, connections, seconds, rounds);
            }
        }
        if (postgres != null) {
            postgres.close();
        }
        System.exit(0);
    }

    private static String[] settings(String database) throws IOException {
        Path password = Files.writeString(Files.createTempFile("password", ""), "none is asked for here");
        return new String[] {
            "audit.jdbc-url=" + database,
            "audit.user=postgres",
            "audit.password-file=" + password,
            "messages.jdbc-url=" + database,
            "messages.user=postgres",
            "messages.password-file=" + password
        };
    }

    private static Facade start(Path folder, String... overrides) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "server.port=0",
                "access.open-sample=true",
                "server.rate.per-address=100000000",
                "server.max-concurrent-per-client=1000"));
        all.addAll(List.of(overrides));
        return FacadeSeeing.start(
                new SettingsReader().read(Optional.empty(), Map.of(), all),
                Files.createTempDirectory(folder, "server"),
                Clock.systemUTC(),
                trail -> trail);
    }

    private static void compare(
            Map<String, Facade> servers, GroupedWrites disk, int connections, double seconds, int rounds)
            throws Exception {
        Map<String, double[]> rates = new LinkedHashMap<>();
        Map<String, double[]> ratios = new LinkedHashMap<>();
        Map<String, double[]> micros = new LinkedHashMap<>();
        double[] own = new double[rounds];
        for (String name : servers.keySet()) {
            rates.put(name, new double[rounds]);
            ratios.put(name, new double[rounds]);
            micros.put(name, new double[rounds]);
        }
        int length = OwnMessage.fresh().text().length() + BESIDE;
        for (int round = 0; round < rounds; round++) {
            own[round] = disk.perSecond(connections, length, Math.min(seconds, 2));
            for (Map.Entry<String, Facade> server : servers.entrySet()) {
                Duration before = cpu();
                double rate = new MessagesReceived(server.getValue().base().getPort()).perSecond(connections, seconds);
                rates.get(server.getKey())[round] = rate;
                ratios.get(server.getKey())[round] = rate / own[round];
                micros.get(server.getKey())[round] = cpu().minus(before).toNanos() / 1e3 / (rate * seconds);
            }
        }
        System.err.printf(
                Locale.ROOT,
                "%2d connections, the disk alone %,8.0f groupable writes of %,d bytes/s%n",
                connections,
                median(own),
                length);
        rates.forEach((name, all) -> System.err.printf(
                Locale.ROOT,
                "%2d connections, %-10s %,8.0f messages/s (%,.0f to %,.0f), ratio to the disk %.2f; %.0f us of this process's CPU per"
                        + " message%n",
                connections,
                name,
                median(all),
                Arrays.stream(all).min().orElse(0),
                Arrays.stream(all).max().orElse(0),
                median(ratios.get(name)),
                median(micros.get(name))));
    }

    /** Messages accepted per second over that many connections. */
    private double perSecond(int connections, double seconds) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        CountDownLatch connected = new CountDownLatch(connections);
        try {
            List<Future<Integer>> counts = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                counts.add(threads.submit(() -> send(connected, (long) (seconds * 1e9))));
            }
            int accepted = 0;
            for (Future<Integer> count : counts) {
                accepted += count.get();
            }
            return accepted / seconds;
        } finally {
            threads.shutdownNow();
        }
    }

    private int send(CountDownLatch connected, long nanos) throws IOException, InterruptedException {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        byte[] own = new byte[head.length + message.length];
        System.arraycopy(head, 0, own, 0, head.length);
        System.arraycopy(message, 0, own, head.length, message.length);
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(30_000);
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            byte[] buffer = new byte[1 << 16];
            connected.countDown();
            connected.await();
            long end = System.nanoTime() + nanos;
            int accepted = 0;
            while (System.nanoTime() < end) {
                put(own, headerIds, new UUID(random.nextLong(), random.nextLong()));
                put(own, bundleIds, new UUID(random.nextLong(), random.nextLong()));
                out.write(own);
                int length = Load.readAnswer(in, buffer);
                if (!isAccepted(buffer, length)) {
                    throw new IOException("not accepted: " + new String(buffer, 0, length, StandardCharsets.UTF_8));
                }
                accepted++;
            }
            return accepted;
        }
    }

    private void put(byte[] request, int[] places, UUID id) {
        byte[] text = id.toString().getBytes(StandardCharsets.US_ASCII);
        for (int place : places) {
            System.arraycopy(text, 0, request, head.length + place, text.length);
        }
    }

    private static boolean isAccepted(byte[] buffer, int length) {
        for (int at = 0; at + ACCEPTED.length <= length; at++) {
            if (Arrays.equals(buffer, at, at + ACCEPTED.length, ACCEPTED, 0, ACCEPTED.length)) {
                return true;
            }
        }
        return false;
    }

    /** Of servers and clients; PostgreSQL's own is not in it. */
    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

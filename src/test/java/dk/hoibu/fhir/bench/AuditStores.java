package dk.hoibu.fhir.bench;

import dk.hoibu.fhir.audit.trail.AuditEntry;
import dk.hoibu.fhir.audit.trail.AuditTrail;
import dk.hoibu.fhir.audit.trail.Marks;
import dk.hoibu.fhir.audit.trail.sql.PostgresServer;
import dk.hoibu.fhir.audit.trail.sql.SqlAuditTrail;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How many audit entries of 2.5 kB are kept in a second, each caller waiting for its own: {@code AuditStores FOLDER [SECONDS]}. Beside the
 * trail as it is, one that lets only one caller in at a time, so that each commits for itself.
 */
final class AuditStores {

    private static final int[] THREADS = {1, 16, 64};
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PAYLOAD = "{\"text\":\"" + "audit ".repeat(415) + "\"}";
    private static final Instant BEGIN = Instant.parse("2026-06-10T10:00:00Z");

    private AuditStores() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        System.out.printf("%-24s %s%n", "entries/s at threads", Arrays.toString(THREADS));
        long begun = System.nanoTime();
        try (SqlAuditTrail sqlite = SqlAuditTrail.sqlite(
                Files.createTempDirectory(folder, "sqlite").resolve("audit.db"),
                "bench",
                PATIENCE,
                new SecureRandom())) {
            sqlite.open();
            System.out.printf("new SQLite file open in %d ms%n", (System.nanoTime() - begun) / 1_000_000);
            compare("SQLite", sqlite, seconds);
        }
        if (PostgresServer.missing().isEmpty()) {
            try (PostgresServer postgres = PostgresServer.start();
                    SqlAuditTrail trail = SqlAuditTrail.postgresql(
                            postgres.database(), "postgres", () -> "", "bench", PATIENCE, new SecureRandom())) {
                compare("PostgreSQL", trail, seconds);
            }
        }
        System.exit(0);
    }

    /** Alternately, so that what else the machine does falls on both. */
    private static void compare(String name, AuditTrail trail, int seconds) throws Exception {
        Object turn = new Object();
        Callable<Void> grouped = () -> {
            trail.keep(List.of(entry()));
            return null;
        };
        Callable<Void> alone = () -> {
            synchronized (turn) {
                trail.keep(List.of(entry()));
            }
            return null;
        };
        run(grouped, 4, 1);
        for (int threads : THREADS) {
            double[] rates = new double[2];
            for (int round = 0; round < 2; round++) {
                rates[0] += run(grouped, threads, seconds) / 2;
                rates[1] += run(alone, threads, seconds) / 2;
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-12s %3d threads: grouped %7.0f, each for itself %7.0f, ratio %.1f%n",
                    name,
                    threads,
                    rates[0],
                    rates[1],
                    rates[0] / rates[1]);
        }
    }

    private static double run(Callable<Void> task, int threads, int seconds) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        long begun = System.nanoTime();
        long end = begun + seconds * 1_000_000_000L;
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            tasks.add(() -> {
                int kept = 0;
                while (System.nanoTime() < end) {
                    task.call();
                    kept++;
                }
                return kept;
            });
        }
        int kept = 0;
        for (Future<Integer> future : executor.invokeAll(tasks)) {
            kept += future.get();
        }
        executor.shutdown();
        return kept / ((System.nanoTime() - begun) / 1e9);
    }

    private static AuditEntry entry() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        Marks marks = new Marks(
                Optional.of(Long.toHexString(random.nextLong(100_000) * 0x9E3779B97F4A7C15L)),
                "rest",
                random.nextInt(4) == 0 ? "read" : "search-type",
                "E",
                "0",
                Optional.of("https://issuer|" + random.nextInt(5000)),
                Optional.of("client-" + random.nextInt(20)),
                Optional.of("sor:" + random.nextInt(500)),
                Optional.of("TREAT"),
                Long.toHexString(random.nextLong()));
        return new AuditEntry(
                new UUID(random.nextLong(), random.nextLong()),
                BEGIN.plusMillis(System.nanoTime() / 1_000_000 % 100_000_000),
                marks,
                PAYLOAD);
    }
}

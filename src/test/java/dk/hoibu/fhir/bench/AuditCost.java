package dk.hoibu.fhir.bench;

import dk.hoibu.fhir.Facade;
import dk.hoibu.fhir.FacadeSeeing;
import dk.hoibu.fhir.SettingsReader;
import dk.hoibu.fhir.audit.trail.AuditEntry;
import dk.hoibu.fhir.audit.trail.AuditQuery;
import dk.hoibu.fhir.audit.trail.AuditTrail;
import dk.hoibu.fhir.audit.trail.KeptEntry;
import dk.hoibu.fhir.audit.trail.sql.PostgresServer;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Ids.Purpose;
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

/**
 * What writing everything down costs: the same server on the built-in sample, with a trail that keeps nothing, with SQLite and with
 * PostgreSQL, which take turns in one process. Prints answers per second, how long one answer takes to one client, and processor time, which
 * is the steadiest figure on a machine that others use.
 *
 * <p>Usage: {@code AuditCost [SECONDS [ROUNDS]]}. Its standard output should go nowhere: the figures are on the error stream, the servers'
 * log lines on the other.
 */
final class AuditCost {

    private static final PersonNumber CHILD = PersonNumber.parse("0505159995").orElseThrow();
    private static final List<Integer> CONNECTIONS = List.of(1, 16, 64);

    /** Requests per second at which answers are timed, over 16 connections: a quiet day, and about half of what it can do. */
    private static final List<Integer> PACES = List.of(200, 1000);

    private AuditCost() {}

    /** Keeps nothing. There is no such setting. */
    private record Nothing(AuditTrail real) implements AuditTrail {

        @Override
        public void keep(List<AuditEntry> entries) {
            // that is what is measured
        }

        @Override
        public Optional<KeptEntry> find(UUID id) {
            return Optional.empty();
        }

        @Override
        public List<KeptEntry> page(AuditQuery query) {
            return List.of();
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public void close() {
            real.close();
        }
    }

    public static void main(String[] arguments) throws Exception {
        double seconds = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 3;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        Map<String, Load> loads = new LinkedHashMap<>();
        loads.put("nothing kept", load(start(false)));
        loads.put("SQLite", load(start(true)));
        loads.put("with intents", load(start(true, "audit.intent=true")));
        PostgresServer postgres = null;
        if (PostgresServer.missing().isEmpty()) {
            postgres = PostgresServer.start();
            Path password = Files.writeString(Files.createTempFile("password", ""), "none is asked for here");
            loads.put(
                    "PostgreSQL",
                    load(start(
                            true,
                            "audit.jdbc-url=" + postgres.database(),
                            "audit.user=postgres",
                            "audit.password-file=" + password)));
        }
        for (int pass = 0; pass < 3; pass++) {
            for (Load load : loads.values()) {
                load.perSecond(16, 2 * seconds);
            }
        }
        for (int connections : CONNECTIONS) {
            compare(loads, connections, seconds, rounds);
        }
        for (int perSecond : PACES) {
            time(loads, perSecond, seconds, rounds);
        }
        if (postgres != null) {
            postgres.close();
        }
        System.exit(0);
    }

    private static Facade start(boolean kept, String... overrides) throws Exception {
        List<String> all = new ArrayList<>(List.of(
                "server.port=0",
                "access.open-sample=true",
                "server.rate.per-address=100000000",
                "server.max-concurrent-per-client=1000"));
        all.addAll(List.of(overrides));
        return FacadeSeeing.start(
                new SettingsReader().read(Optional.empty(), Map.of(), all),
                Files.createTempDirectory("hoibu-bench"),
                Clock.systemUTC(),
                kept ? trail -> trail : Nothing::new);
    }

    private static Load load(Facade facade) {
        String patient = facade.ids().ofPerson(Purpose.PATIENT, CHILD);
        return new Load(facade.base().getPort(), List.of(Question.SEARCH.target(patient)));
    }

    private static void compare(Map<String, Load> loads, int connections, double seconds, int rounds) throws Exception {
        Map<String, double[]> results = new LinkedHashMap<>();
        Map<String, double[]> micros = new LinkedHashMap<>();
        loads.keySet().forEach(name -> results.put(name, new double[rounds]));
        loads.keySet().forEach(name -> micros.put(name, new double[rounds]));
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, Load> entry : loads.entrySet()) {
                Duration before = cpu();
                double perSecond = entry.getValue().perSecond(connections, seconds);
                results.get(entry.getKey())[round] = perSecond;
                micros.get(entry.getKey())[round] = cpu().minus(before).toNanos() / 1e3 / (perSecond * seconds);
            }
        }
        double[] without = results.get("nothing kept");
        results.forEach((name, with) -> {
            double[] ratios = new double[rounds];
            for (int round = 0; round < rounds; round++) {
                ratios[round] = with[round] / without[round];
            }
            System.err.printf(
                    Locale.ROOT,
                    "%2d connections, %-12s %,8.0f answers/s, ratio %.2f (%.2f to %.2f); %.2f ms per answer and"
                            + " connection; %.0f us of this process's CPU per answer%n",
                    connections,
                    name,
                    median(with),
                    median(ratios),
                    Arrays.stream(ratios).min().orElse(0),
                    Arrays.stream(ratios).max().orElse(0),
                    1e3 * connections / median(with),
                    median(micros.get(name)));
        });
    }

    private static void time(Map<String, Load> loads, int perSecond, double seconds, int rounds) throws Exception {
        Map<String, double[]> middle = new LinkedHashMap<>();
        Map<String, double[]> slow = new LinkedHashMap<>();
        loads.keySet().forEach(name -> middle.put(name, new double[rounds]));
        loads.keySet().forEach(name -> slow.put(name, new double[rounds]));
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, Load> entry : loads.entrySet()) {
                long[] micros = entry.getValue().micros(16, perSecond, seconds);
                middle.get(entry.getKey())[round] = micros[micros.length / 2] / 1e3;
                slow.get(entry.getKey())[round] = micros[micros.length * 99 / 100] / 1e3;
            }
        }
        middle.forEach((name, times) -> System.err.printf(
                Locale.ROOT,
                "%,d requests/s, %-12s p50 %.2f ms (%+.2f), p99 %.2f ms%n",
                perSecond,
                name,
                median(times),
                median(times) - median(middle.get("nothing kept")),
                median(slow.get(name))));
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

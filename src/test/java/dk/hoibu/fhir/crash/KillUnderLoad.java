package dk.hoibu.fhir.crash;

import com.fasterxml.jackson.databind.ObjectMapper;
import dk.hoibu.fhir.audit.trail.sql.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Kills the server, or its database, while 32 clients ask, starts it again, and looks whether every answer of which a client received as much
 * as one byte is in the audit trail; prints the figures, and ends with 1 when anything is missing, torn, there twice, or not as it was hashed.
 *
 * <p>Usage: {@code mvn -Pbench verify -Dbench.class=dk.hoibu.fhir.crash.KillUnderLoad -Dbench.arguments="200 1"}; {@code KillUnderLoad [CYCLES [SEED [KIND...]]]}; kinds as {@link Kind}, in small letters, share the cycles. Without
 * kinds, half of the cycles are with SQLite, and the rest with PostgreSQL, shared among its three kinds.
 */
final class KillUnderLoad implements AutoCloseable {

    private static final int CLIENTS = 32;
    private static final String CHILD = "0505159995";
    private static final int SHORTEST_MILLIS = 150;
    private static final int LONGEST_MILLIS = 1500;
    private static final int FIRST_ANSWERS = 50;

    /** What is killed. */
    enum Kind {
        SQLITE,
        POSTGRES_SERVER,
        POSTGRES_DATABASE,
        POSTGRES_STOPPED
    }

    private final Kind kind;
    private final Random random;
    private final PostgresServer postgres;
    private final Path folder;
    private final Store store;
    private final StoreCheck check;
    private final Figures figures;
    private ServerProcess server;
    private List<String> questions = List.of();

    private KillUnderLoad(Kind kind, long seed) throws IOException, SQLException, InterruptedException {
        this.kind = kind;
        this.random = new Random(seed);
        this.folder = Files.createTempDirectory("hoibu-crash");
        this.postgres = kind == Kind.SQLITE ? null : PostgresServer.start();
        this.store = kind == Kind.SQLITE ? Store.sqlite(folder) : Store.postgresql(postgres, folder);
        this.check = new StoreCheck(store, folder);
        this.figures = new Figures(kind.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " killed");
        this.server = ServerProcess.start(folder, store.settings());
        server.untilReady();
        this.questions = questions(server);
    }

    public static void main(String[] arguments) throws Exception {
        int cycles = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        List<Kind> kinds = arguments.length > 2
                ? Arrays.stream(arguments)
                        .skip(2)
                        .map(name -> Kind.valueOf(name.toUpperCase(Locale.ROOT)))
                        .toList()
                : List.of(Kind.values());
        boolean good = true;
        for (Kind kind : kinds) {
            int share = arguments.length > 2
                    ? cycles / kinds.size()
                    : kind == Kind.SQLITE ? cycles / 2 : (cycles / 2 + kinds.size() - 2) / (kinds.size() - 1);
            good &= run(kind, share, seed).isGood();
        }
        System.exit(good ? 0 : 1);
    }

    /** That many cycles, with what they come to printed now and then. */
    static Figures run(Kind kind, int cycles, long seed) throws Exception {
        try (KillUnderLoad killing = new KillUnderLoad(kind, seed)) {
            for (int cycle = 0; cycle < cycles; cycle++) {
                killing.cycle(cycle);
                if (cycle % 10 == 9 || cycle == cycles - 1) {
                    System.out.println(killing.figures);
                }
            }
            return killing.figures;
        }
    }

    /** Each a read, a search or an operation about one child, or refused; ids are the same after each start. */
    private static List<String> questions(ServerProcess server) throws IOException, InterruptedException {
        String form = "identifier=urn:oid:1.2.208.176.1.2%7C" + CHILD;
        String id = new ObjectMapper()
                .readTree(server.post("/fhir/Patient/_search", form).body())
                .at("/entry/0/resource/id")
                .asText();
        if (id.isEmpty()) {
            throw new IllegalStateException("the sample has no such child");
        }
        return List.of(
                "GET /fhir/EpisodeOfCare?patient=" + id,
                "GET /fhir/Patient/" + id,
                "POST /fhir/EpisodeOfCare/_search patient.identifier=" + CHILD + "&_include=EpisodeOfCare:organization",
                "GET /fhir/Appointment?patient=" + id,
                "GET /fhir/Patient/" + id + "/$everything",
                "GET /fhir/Patient/nobody-at-all",
                "GET /fhir/CareTeam?patient=" + id + "&_format=xml");
    }

    private void cycle(int number) throws Exception {
        List<Received> received;
        int asked;
        Duration untilReady;
        try (Clients clients = new Clients(server.port(), CLIENTS, questions, "kill" + number)) {
            // a server that has just started answers slowly: nothing would be under way
            until(() -> clients.answers() >= FIRST_ANSWERS);
            sleep(SHORTEST_MILLIS + random.nextInt(LONGEST_MILLIS - SHORTEST_MILLIS));
            kill();
            if (kind == Kind.POSTGRES_DATABASE || kind == Kind.POSTGRES_STOPPED) {
                // the server goes on, and must tell nobody anything
                sleep(random.nextInt(LONGEST_MILLIS));
                long began = System.nanoTime();
                postgres.startAgain();
                server.untilReady();
                untilReady = Duration.ofNanos(System.nanoTime() - began);
                int before = clients.answers();
                until(() -> clients.answers() >= before + FIRST_ANSWERS);
                received = clients.end();
            } else {
                received = clients.end();
                long began = System.nanoTime();
                server = ServerProcess.start(folder, store.settings());
                server.untilReady();
                untilReady = Duration.ofNanos(System.nanoTime() - began);
            }
            asked = clients.asked();
        }
        StoreCheck.Found found = check.look(received);
        figures.add(asked, received, found, untilReady);
        if (!found.missing().isEmpty()
                || !found.findings().isEmpty()
                || !found.duplicates().isEmpty()) {
            System.out.println("cycle " + number + ": " + found);
        }
    }

    private void kill() throws IOException {
        switch (kind) {
            case SQLITE, POSTGRES_SERVER -> server.kill();
            case POSTGRES_DATABASE -> postgres.kill();
            case POSTGRES_STOPPED -> postgres.stopImmediately();
        }
    }

    private interface Condition {
        boolean holds();
    }

    private static void until(Condition condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the server does not answer");
            }
            sleep(5);
        }
    }

    private static void sleep(int millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
    }

    @Override
    public void close() throws IOException {
        server.close();
        if (postgres != null) {
            postgres.close();
        }
    }
}

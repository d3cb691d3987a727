package dk.hoibu.fhir.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.audit.proof.SigningKey;
import dk.hoibu.fhir.verify.Finding.Kind;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Whatever is done to a stored log is found, and the first bad entry named. More of it: {@code -Dhoibu.audit-entries=100000
 * -Dhoibu.tamperings=10000}.
 */
class TamperingTest {

    private static final int ENTRIES = Integer.getInteger("hoibu.audit-entries", 10_000);
    private static final int TAMPERINGS = Integer.getInteger("hoibu.tamperings", 400);
    private static final long SEED = Long.getLong("hoibu.seed", 5);
    private static final int EVERY = ENTRIES / 100;
    private static final int HANDS = 2;

    private final SigningKey key = SigningKey.fresh("hoibu.example/audit/node-1", new SecureRandom());

    @Test
    void everyTamperingIsFoundAndTheFirstBadEntryNamed() throws Exception {
        ExecutorService hands = Executors.newFixedThreadPool(HANDS);
        long start = System.nanoTime();
        List<Future<List<String>>> missed = new ArrayList<>();
        for (int hand = 0; hand < HANDS; hand++) {
            long seed = SEED * HANDS + hand;
            missed.add(hands.submit(() -> tamper(TAMPERINGS / HANDS, seed)));
        }
        List<String> all = new ArrayList<>();
        for (Future<List<String>> some : missed) {
            all.addAll(some.get());
        }
        hands.shutdown();
        System.out.printf(
                "%d tamperings with a log of %d entries, seed %d: %d missed or named wrong, in %.1f s%n",
                TAMPERINGS, ENTRIES, SEED, all.size(), (System.nanoTime() - start) / 1e9);
        assertThat(all).isEmpty();
    }

    /** What was not found, or found in the wrong place. */
    private List<String> tamper(int times, long seed) throws SQLException {
        Random random = new Random(seed);
        StoredLog stored = new StoredLog("node-1", key, random, EVERY);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            connection.setAutoCommit(false);
            StoredLog.tables(connection);
            stored.append(connection, ENTRIES);
            connection.commit();
            Elsewhere elsewhere = Elsewhere.read(stored.anchor());
            Trusted trusted = Trusted.read(List.of(key.vkey() + "\n"));
            Stored read = new JdbcStored(() -> connection);
            try (Verifier strict = new Verifier(read, trusted, elsewhere, Instant.EPOCH, 1);
                    Verifier erasing =
                            new Verifier(read, trusted, elsewhere, Instant.ofEpochMilli(Long.MAX_VALUE), 1)) {
                assertThat(strict.all()).allMatch(LogReport::isWhole);
                return tamper(connection, stored, random, times, strict, erasing);
            }
        }
    }

    private List<String> tamper(
            Connection connection, StoredLog stored, Random random, int times, Verifier strict, Verifier erasing)
            throws SQLException {
        List<String> missed = new ArrayList<>();
        for (int done = 0; done < times; ) {
            try {
                Tampering tampering = Tampering.random(connection, stored, EVERY, random);
                List<LogReport> reports = (tampering.what().startsWith("rewriting") ? erasing : strict).all();
                if (!isNamed(tampering, reports)) {
                    missed.add(tampering + ": "
                            + reports.stream().map(LogReport::findings).toList());
                }
                done++;
            } catch (SQLException keptByTheTable) {
                // a sequence or size that there is already: the primary key does not let it through
            } finally {
                connection.rollback();
            }
        }
        return missed;
    }

    private static boolean isNamed(Tampering tampering, List<LogReport> reports) {
        Optional<Finding> bad = reports.stream()
                .filter(report -> report.log().equals(tampering.log()))
                .flatMap(report -> report.firstBadEntry().stream())
                .findFirst();
        if (tampering.entry() < 0) {
            return bad.isEmpty() && reports.stream().anyMatch(report -> !report.isWhole());
        }
        // the last entry, rewritten with its hashes: nothing follows that tells it from those since the checkpoint
        // before
        boolean last = tampering.entry() == ENTRIES - 1;
        return bad.filter(finding -> finding.place() == tampering.entry()
                        || last && finding.kind() == Kind.REWRITTEN && finding.place() == ENTRIES - EVERY)
                .isPresent();
    }
}

package dk.hoibu.fhir.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dk.hoibu.fhir.audit.proof.SigningKey;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many events are checked in a second: printed, and held to a tenth of what is aimed at, since other programs run beside the tests. */
class VerifySpeedTest {

    private static final int ENTRIES = Integer.getInteger("hoibu.audit-entries", 10_000);

    @TempDir
    Path folder;

    @Test
    void aStoredLogIsCheckedFast() throws Exception {
        SigningKey key = SigningKey.fresh("hoibu.example/audit/node-1", new SecureRandom());
        Path file = folder.resolve("audit.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            connection.setAutoCommit(false);
            StoredLog.tables(connection);
            new StoredLog("node-1", key, new Random(1), 1000).append(connection, ENTRIES);
            connection.commit();
        }
        double best = 0;
        for (int round = 0; round < 8; round++) {
            long start = System.nanoTime();
            long processor = processorNanos();
            try (Verifier verifier = new Verifier(
                    JdbcStored.sqlite(file),
                    Trusted.read(List.of(key.vkey() + "\n")),
                    Elsewhere.nowhere(),
                    Instant.EPOCH,
                    2)) {
                assertThat(verifier.all())
                        .singleElement()
                        .matches(LogReport::isWhole)
                        .matches(it -> it.entries() == ENTRIES);
            }
            double speed = ENTRIES / ((System.nanoTime() - start) / 1e9);
            System.out.printf(
                    "%d entries on disk: %.0f/s, %.0f in each second of a processor%n",
                    ENTRIES, speed, ENTRIES / ((processorNanos() - processor) / 1e9));
            best = Math.max(best, speed);
        }
        assertThat(best).isGreaterThan(20_000);
    }

    private static long processorNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}

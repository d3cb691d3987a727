package dk.hoibu.fhir.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dk.hoibu.fhir.audit.proof.SigningKey;
import dk.hoibu.fhir.audit.trail.AuditEntry;
import dk.hoibu.fhir.audit.trail.Marks;
import dk.hoibu.fhir.audit.trail.sql.PostgresServer;
import dk.hoibu.fhir.audit.trail.sql.SqlAuditTrail;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the real trail writes is what the verifier makes again, though they share no code; whatever the texts are. */
class RealTrailTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123Z");
    private static final long SEED = Long.getLong("hoibu.seed", 7);

    /** A lone half of a surrogate pair is no character: both must make the same of it. */
    private static final List<String> ODD = List.of(
            "",
            " ",
            "\"",
            "\\",
            "\\u0041",
            "/",
            "\b\t\n\f\r",
            "\u0001\u000b\u001f",
            "\u007f\u0080\u009f",
            "\u2028\u2029\ufeff",
            "\uffff\ufffd",
            "æøåÆØÅ",
            "e\u0301 \u00e9",
            "\ud83d\ude00",
            "\ud83d",
            "\ude00",
            "null",
            "NaN",
            "1e400",
            "x".repeat(20_000),
            "'; DROP TABLE audit_entry; --");

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private final SigningKey key = SigningKey.fresh("hoibu.example/audit/node-1", new SecureRandom());

    @Test
    void whatIsWrittenToSqliteIsMadeAgain() throws Exception {
        Path file = folder.resolve("audit.db");
        try (SqlAuditTrail trail = SqlAuditTrail.sqlite(file, "node-1", PATIENCE, new SecureRandom())) {
            List<AuditEntry> entries = entries(true);
            keep(trail, entries);

            assertThat(report(JdbcStored.sqlite(file))).satisfies(report -> isWhole(report, entries.size(), 0));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            erasedIsWholeAndDeletedIsNot(connection, () -> JdbcStored.sqlite(file));
        }
    }

    @Test
    void whatIsWrittenToPostgresqlIsMadeAgain() throws Exception {
        assumeTrue(PostgresServer.missing().isEmpty(), "skipped: " + PostgresServer.missing());
        try (PostgresServer postgres = PostgresServer.start()) {
            String url = postgres.database();
            try (SqlAuditTrail trail =
                    SqlAuditTrail.postgresql(url, "postgres", () -> "", "node-1", PATIENCE, new SecureRandom())) {
                List<AuditEntry> entries = entries(false);
                keep(trail, entries);

                assertThat(report(JdbcStored.database(url, "postgres", "")))
                        .satisfies(report -> isWhole(report, entries.size(), 0));
            }
            try (Connection connection = DriverManager.getConnection(url, "postgres", "")) {
                erasedIsWholeAndDeletedIsNot(connection, () -> JdbcStored.database(url, "postgres", ""));
            }
        }
    }

    private static void keep(SqlAuditTrail trail, List<AuditEntry> entries) {
        for (int from = 0; from < entries.size(); from += 40) {
            trail.keep(entries.subList(from, Math.min(entries.size(), from + 40)));
        }
    }

    /** By the database's own rules first, then by somebody who takes them away. */
    private void erasedIsWholeAndDeletedIsNot(Connection connection, java.util.function.Supplier<JdbcStored> stored)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO audit_erasure (older_than, erased) VALUES (" + (time(10)) + ", "
                    + time(1_000_000) + ")");
            assertThat(report(stored.get())).satisfies(report -> isWhole(report, report.entries(), 10));

            boolean sqlite = connection.getMetaData().getURL().startsWith("jdbc:sqlite");
            statement.executeUpdate("DROP TRIGGER audit_payload_undeleted" + (sqlite ? "" : " ON audit_payload"));
            statement.executeUpdate("DELETE FROM audit_payload WHERE sequence = 12");
            assertThat(report(stored.get()).firstBadEntry())
                    .hasValueSatisfying(finding ->
                            assertThat(finding.kind() + " " + finding.place()).isEqualTo("ERASED 12"));
        }
    }

    private static void isWhole(LogReport report, long entries, long erased) {
        assertThat(report.findings()).isEmpty();
        assertThat(report.entries()).isEqualTo(entries).isPositive();
        assertThat(report.erased()).isEqualTo(erased);
        assertThat(report.payloads()).isEqualTo(entries - erased);
    }

    private LogReport report(JdbcStored stored) {
        Trusted trusted = Trusted.read(List.of(key.vkey() + "\n"));
        Instant any = Instant.ofEpochMilli(Long.MAX_VALUE);
        try (Verifier verifier = new Verifier(stored, trusted, Elsewhere.nowhere(), any, 2)) {
            return verifier.log("node-1");
        }
    }

    /** Each odd text alone in each place, and many at random; PostgreSQL's texts have no NUL. */
    private List<AuditEntry> entries(boolean nul) {
        List<String> texts = new ArrayList<>(ODD);
        if (nul) {
            texts.add("\u0000");
            texts.add("a\u0000b");
        }
        List<AuditEntry> entries = new ArrayList<>();
        for (String text : texts) {
            entries.add(entry(entries.size(), () -> Optional.of(text)));
        }
        for (int i = 0; i < 300; i++) {
            entries.add(entry(
                    entries.size(),
                    () -> random.nextInt(4) == 0
                            ? Optional.empty()
                            : Optional.of(texts.get(random.nextInt(texts.size()))
                                    + texts.get(random.nextInt(texts.size())))));
        }
        return entries;
    }

    private static long time(long place) {
        return NOON.toEpochMilli() + place;
    }

    private static AuditEntry entry(int place, java.util.function.Supplier<Optional<String>> text) {
        Marks marks = new Marks(
                text.get(),
                text.get().orElse("rest"),
                text.get().orElse("read"),
                text.get().orElse("R"),
                text.get().orElse("0"),
                text.get(),
                text.get(),
                text.get(),
                text.get(),
                text.get().orElse("request"));
        String payload = text.get().filter(it -> !it.isEmpty()).orElse("{}");
        return new AuditEntry(UUID.randomUUID(), Instant.ofEpochMilli(time(place)), marks, payload);
    }
}

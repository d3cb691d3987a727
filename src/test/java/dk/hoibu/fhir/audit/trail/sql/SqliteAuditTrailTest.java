package dk.hoibu.fhir.audit.trail.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.hoibu.fhir.audit.trail.AuditEntry;
import dk.hoibu.fhir.audit.trail.AuditTrail;
import dk.hoibu.fhir.audit.trail.AuditTrailContract;
import dk.hoibu.fhir.audit.trail.AuditUnavailable;
import dk.hoibu.fhir.audit.trail.ChainCheck;
import dk.hoibu.fhir.audit.trail.Entries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteAuditTrailTest implements AuditTrailContract {

    private static final Duration SHORT = Duration.ofMillis(200);

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("audit").resolve("audit.db");
    }

    @Override
    public AuditTrail trail(String log, Duration patience) {
        return SqlAuditTrail.sqlite(file(), log, patience, new SecureRandom());
    }

    @Override
    public Connection server() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file());
    }

    @Override
    public Connection eraser() throws SQLException {
        return server();
    }

    @Test
    void theFileIsItsOwnersOnly() throws IOException {
        try (AuditTrail trail = trail()) {
            trail.keep(List.of(Entries.at(NOON)));

            assertThat(Files.list(file().getParent())
                            .map(Path::toString)
                            .filter(name -> name.matches(".*\\.db(-wal)?")))
                    .hasSize(2)
                    .allSatisfy(name -> assertThat(
                                    PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(name))))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void keepsNothingWhenThereIsTooLittleRoom() {
        SqliteDatabase full = new SqliteDatabase(file(), PATIENCE, Long.MAX_VALUE);
        try (AuditTrail trail = new SqlAuditTrail(full, "node-1", PATIENCE, new SecureRandom())) {
            assertThat(trail.find(Entries.at(NOON).id())).isEmpty();
            assertThat(trail.isWritable()).isFalse();
            assertThatThrownBy(() -> trail.keep(List.of(Entries.at(NOON)))).isInstanceOf(AuditUnavailable.class);
        }
    }

    @Test
    void isPatientNoLongerThanItWasTold() throws SQLException {
        AuditEntry entry = Entries.at(NOON);
        try (AuditTrail trail = trail("node-1", SHORT)) {
            trail.isWritable();
            try (Connection other = server();
                    Statement statement = other.createStatement()) {
                statement.execute("BEGIN EXCLUSIVE");

                assertThatThrownBy(() -> trail.keep(List.of(Entries.at(NOON)))).isInstanceOf(AuditUnavailable.class);
                statement.execute("ROLLBACK");
            }
            // that one may have been kept just after it was given up
            trail.keep(List.of(entry));
            assertThat(trail.find(entry.id())).isPresent();
        }
    }

    @Test
    void isWellAgainWhenTheDiskIs() throws IOException {
        Path audit = file().getParent();
        Files.writeString(audit, "a file where the folder should be");
        try (AuditTrail trail = trail()) {
            assertThat(trail.isWritable()).isFalse();
            assertThatThrownBy(() -> trail.keep(List.of(Entries.at(NOON)))).isInstanceOf(AuditUnavailable.class);
            assertThatThrownBy(() -> trail.find(Entries.at(NOON).id())).isInstanceOf(AuditUnavailable.class);

            Files.delete(audit);

            assertThat(trail.isWritable()).isTrue();
            trail.keep(List.of(Entries.at(NOON)));
        }
        assertThat(ChainCheck.lengths(this)).containsExactly(Map.entry("node-1", 1L));
    }

    @Test
    void aRowIsNotReplacedEither() throws SQLException {
        try (AuditTrail trail = trail()) {
            trail.keep(List.of(Entries.at(NOON), Entries.at(NOON)));
        }
        try (Connection connection = server();
                Statement statement = connection.createStatement()) {
            for (String table : List.of("audit_entry", "audit_payload")) {
                assertThatThrownBy(() -> statement.execute(
                                "INSERT OR REPLACE INTO " + table + " SELECT * FROM " + table + " WHERE sequence = 0"))
                        .isInstanceOf(SQLException.class);
            }
        }
    }

    @Test
    void aLogHasASimpleName() {
        assertThatThrownBy(() -> trail("../node", PATIENCE)).isInstanceOf(IllegalArgumentException.class);
    }
}

package dk.hoibu.fhir.forward;

import dk.hoibu.fhir.audit.trail.sql.SqlAuditTrail;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

class SqliteForwarderTest implements ForwarderContract {

    @TempDir
    private Path folder;

    @Override
    public SqlAuditTrail trail(String log) {
        return SqlAuditTrail.sqlite(folder.resolve("audit.db"), log, Duration.ofSeconds(30), new SecureRandom());
    }

    @Override
    public Connection eraser() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("audit.db"));
    }
}

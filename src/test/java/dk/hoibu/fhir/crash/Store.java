package dk.hoibu.fhir.crash;

import dk.hoibu.fhir.audit.trail.sql.PostgresServer;
import dk.hoibu.fhir.verify.JdbcStored;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.sqlite.SQLiteConfig;

/** Where the server under test keeps its trail, as somebody beside the server sees it. */
interface Store {

    /** What the server is to be told. */
    List<String> settings();

    /** A connection that has nothing to do with the server's code. */
    Connection connect() throws SQLException;

    /** For the verifier. */
    JdbcStored stored();

    /** In the server's own folder, as is the standard. */
    static Store sqlite(Path folder) {
        Path file = folder.resolve("audit").resolve("audit.db");
        return new Store() {
            @Override
            public List<String> settings() {
                return List.of();
            }

            @Override
            public Connection connect() throws SQLException {
                SQLiteConfig config = new SQLiteConfig();
                config.setReadOnly(true);
                config.setBusyTimeout(10_000);
                return config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
            }

            @Override
            public JdbcStored stored() {
                return JdbcStored.sqlite(file);
            }
        };
    }

    /** An empty database on that server. */
    static Store postgresql(PostgresServer postgres, Path folder) throws SQLException {
        String url = postgres.database();
        Path password = folder.resolve("password");
        try {
            Files.writeString(password, "none is asked for here");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Store() {
            @Override
            public List<String> settings() {
                return List.of("audit.jdbc-url=" + url, "audit.user=postgres", "audit.password-file=" + password);
            }

            @Override
            public Connection connect() throws SQLException {
                return DriverManager.getConnection(url, "postgres", "");
            }

            @Override
            public JdbcStored stored() {
                return JdbcStored.database(url, "postgres", "");
            }
        };
    }
}

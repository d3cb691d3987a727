package dk.hoibu.fhir.audit.trail.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the tables to this version, by the migrations in {@code db/audit}. */
final class Schema {

    /** Of the newest migration. A server also takes a newer schema, so that the server before it can be put back. */
    private static final int VERSION = 4;

    private static final String HISTORY = "audit_schema_history";

    private Schema() {}

    /**
     * Migrates, unless the tables are this version's already: Flyway takes about as long to find that out as all else at the start.
     *
     * @param kind folder of the migrations
     */
    static void bring(DataSource database, String kind) throws SQLException {
        try (Connection connection = database.getConnection()) {
            if (version(connection) >= VERSION) {
                return;
            }
        }
        migrate(database, kind);
    }

    /** 0 when there is no schema, or it cannot be read. */
    private static int version(Connection connection) {
        try (Statement statement = connection.createStatement();
                ResultSet versions = statement.executeQuery("SELECT version FROM " + HISTORY + " WHERE success")) {
            int newest = 0;
            while (versions.next()) {
                newest = Math.max(newest, versions.getInt(1));
            }
            return newest;
        } catch (SQLException e) {
            return 0;
        }
    }

    private static void migrate(DataSource database, String kind) throws SQLException {
        try {
            Flyway.configure()
                    .dataSource(database)
                    .locations("classpath:db/audit/" + kind)
                    .table(HISTORY)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new SQLException(
                    "the tables of the audit trail are not those of this version, and could not be made so", e);
        }
    }
}

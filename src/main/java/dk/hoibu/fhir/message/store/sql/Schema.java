package dk.hoibu.fhir.message.store.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the tables to this version, by the migrations in {@code db/message}. */
final class Schema {

    /** Of the newest migration. */
    private static final int VERSION = 3;

    private static final String HISTORY = "message_schema_history";

    private Schema() {}

    /**
     * Migrates, unless the tables are this version's already: Flyway takes long to find that out.
     *
     * @param kind folder of the migrations
     */
    static void bring(DataSource database, String kind) throws SQLException {
        try (Connection connection = database.getConnection()) {
            if (version(connection) >= VERSION) {
                return;
            }
        }
        try {
            Flyway.configure()
                    .dataSource(database)
                    .locations("classpath:db/message/" + kind)
                    .table(HISTORY)
                    // the audit's tables may be in the same database
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new SQLException("the tables of messages are not those of this version, and could not be made so", e);
        }
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
}

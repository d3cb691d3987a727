package dk.hoibu.fhir.audit.trail.sql;

import java.sql.Connection;
import java.sql.SQLException;

/** What differs between the databases. A connection's failures never hold what was to be written. */
interface Database extends AutoCloseable {

    /**
     * A connection that nobody else has for this log, in this process or another, as long as it is open and the database runs. It commits
     * when told to, and durably. The tables are there.
     *
     * @throws SQLException also when somebody else writes this log
     */
    Connection writer(String log) throws SQLException;

    /** A connection to read with. The tables are there. */
    Connection reader() throws SQLException;

    /**
     * A connection to note with what other systems were given: it commits when told to, and then may yet lose it with the power. Nobody waits
     * for a disk because of it. The tables are there.
     */
    Connection noter() throws SQLException;

    /** Makes something small durable that is not an entry, by the connection of {@link #writer}. */
    void probe(Connection writer) throws SQLException;

    /**
     * Finds what the connection of {@link #writer} has written where others will look for it.
     *
     * @throws SQLException when it went to a place that nobody finds any more
     */
    void requireInPlace() throws SQLException;

    /** Whether there is room for more, as far as can be told from here. */
    boolean hasRoom();

    /** Whether the database took offence at the data, and would take other data. */
    boolean isOfData(SQLException failure);

    /** What goes between a table's name and {@code WHERE} to make the database use this index. */
    String using(String index);

    /** Gives up what {@link #writer} holds beyond its connection. */
    @Override
    void close();
}

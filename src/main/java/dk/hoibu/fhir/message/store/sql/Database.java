package dk.hoibu.fhir.message.store.sql;

import java.sql.Connection;
import java.sql.SQLException;

/** What differs between the databases. A connection's failures never hold what was to be written. */
interface Database {

    /** A connection that commits when told to, and durably. The tables are there. */
    Connection writer() throws SQLException;

    /** A connection to read with. The tables are there. */
    Connection reader() throws SQLException;

    /** Whether there is room for more, as far as can be told from here. */
    boolean hasRoom();

    /** Whether it failed because of what others did at the same time, or of one of several things, and may go well alone. */
    boolean mayGoWellAlone(SQLException failure);

    /** What a query of rows to be changed ends with, so that it passes over those that another server is changing. */
    String skippingLocked();
}

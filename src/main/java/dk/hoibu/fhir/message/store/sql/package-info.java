/** The store of messages in an SQL database: SQLite in the server's own folder, or PostgreSQL, with the same tables. */
@NullMarked
package dk.hoibu.fhir.message.store.sql;

import org.jspecify.annotations.NullMarked;

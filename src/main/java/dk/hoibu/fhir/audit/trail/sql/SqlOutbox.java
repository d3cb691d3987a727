package dk.hoibu.fhir.audit.trail.sql;

import dk.hoibu.fhir.audit.trail.Outbox;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What of the trail other systems have been given, in the trail's database. Read and noted by connections of its own; nothing is read in a
 * transaction that writes, so that each is over at once and holds up nobody who keeps entries.
 */
final class SqlOutbox implements Outbox {

    private static final String OF_ROUTE = " WHERE destination = ? AND log = ?";
    private static final String HELD =
            "SELECT sequence, recorded, child, state, attempts, next_attempt, reason FROM audit_forward_held h"
                    + OF_ROUTE;
    private static final String FIRST_OF_CHILD = " AND state = 'held' AND next_attempt <= ? AND NOT EXISTS"
            + " (SELECT 1 FROM audit_forward_held f WHERE f.destination = h.destination AND f.log = h.log"
            + " AND f.state = 'held' AND f.child = h.child AND f.sequence < h.sequence) ORDER BY sequence LIMIT ?";
    private static final String MOVE = "INSERT INTO audit_forward (destination, log, next) VALUES (?, ?, ?)"
            + " ON CONFLICT (destination, log) DO UPDATE SET next = excluded.next";
    private static final String HOLD = "INSERT INTO audit_forward_held"
            + " (destination, log, sequence, recorded, child, state, attempts, next_attempt, reason)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (destination, log, sequence) DO UPDATE SET"
            + " recorded = excluded.recorded, child = excluded.child, state = excluded.state,"
            + " attempts = excluded.attempts, next_attempt = excluded.next_attempt, reason = excluded.reason";
    private static final String LET_GO = "DELETE FROM audit_forward_held" + OF_ROUTE + " AND sequence = ?";

    private final Connections readers;
    private final Connections noters;

    SqlOutbox(Connections readers, Connections noters) {
        this.readers = readers;
        this.noters = noters;
    }

    /** What is read of one route. */
    private interface Reading<T> {
        T of(ResultSet rows) throws SQLException;
    }

    private <T> T read(String sql, Route route, List<?> more, Reading<T> reading) {
        return readers.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setString(1, route.destination());
                select.setString(2, route.log());
                for (int at = 0; at < more.size(); at++) {
                    select.setObject(at + 3, more.get(at));
                }
                try (ResultSet rows = select.executeQuery()) {
                    return reading.of(rows);
                }
            }
        });
    }

    @Override
    public long next(Route route) {
        return read(
                "SELECT next FROM audit_forward" + OF_ROUTE,
                route,
                List.of(),
                rows -> rows.next() ? rows.getLong(1) : 0L);
    }

    @Override
    public List<Held> due(Route route, Instant now, int count) {
        return read(HELD + FIRST_OF_CHILD, route, List.of(now.toEpochMilli(), count), SqlOutbox::held);
    }

    @Override
    public List<Held> list(Route route, State state, long from, int count) {
        return read(
                HELD + " AND state = ? AND sequence >= ? ORDER BY sequence LIMIT ?",
                route,
                List.of(code(state), from, count),
                SqlOutbox::held);
    }

    private static List<Held> held(ResultSet row) throws SQLException {
        List<Held> held = new ArrayList<>();
        while (row.next()) {
            held.add(new Held(
                    row.getLong(1),
                    Instant.ofEpochMilli(row.getLong(2)),
                    Optional.ofNullable(row.getString(3)),
                    State.valueOf(row.getString(4).toUpperCase(Locale.ROOT)),
                    row.getInt(5),
                    Instant.ofEpochMilli(row.getLong(6)),
                    row.getString(7)));
        }
        return held;
    }

    @Override
    public Set<String> waiting(Route route) {
        return read(
                "SELECT DISTINCT child FROM audit_forward_held" + OF_ROUTE
                        + " AND state = 'held' AND child IS NOT NULL",
                route,
                List.of(),
                rows -> {
                    Set<String> children = new TreeSet<>();
                    while (rows.next()) {
                        children.add(rows.getString(1));
                    }
                    return children;
                });
    }

    @Override
    public Sum sum(Route route) {
        return read(
                "SELECT state, count(*), min(recorded) FROM audit_forward_held" + OF_ROUTE + " GROUP BY state",
                route,
                List.of(),
                SqlOutbox::sum);
    }

    private static Sum sum(ResultSet row) throws SQLException {
        Sum sum = new Sum(0, 0, Optional.empty());
        while (row.next()) {
            switch (State.valueOf(row.getString(1).toUpperCase(Locale.ROOT))) {
                case HELD ->
                    sum = new Sum(row.getLong(2), sum.dead(), Optional.of(Instant.ofEpochMilli(row.getLong(3))));
                case DEAD -> sum = new Sum(sum.held(), row.getLong(2), sum.oldest());
                case DROPPED -> {}
            }
        }
        return sum;
    }

    @Override
    public List<Route> routes() {
        return readers.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT destination, log FROM audit_forward"
                            + " UNION SELECT destination, log FROM audit_forward_held ORDER BY 1, 2");
                    ResultSet row = select.executeQuery()) {
                List<Route> routes = new ArrayList<>();
                while (row.next()) {
                    routes.add(new Route(row.getString(1), row.getString(2)));
                }
                return routes;
            }
        });
    }

    @Override
    public void note(Route route, Change change) {
        noters.read(connection -> {
            if (change.next().isPresent()) {
                move(connection, route, change.next().get());
            }
            hold(connection, route, change.held());
            letGo(connection, route, change.gone());
            connection.commit();
            return true;
        });
    }

    private static void move(Connection connection, Route route, long next) throws SQLException {
        try (PreparedStatement move = connection.prepareStatement(MOVE)) {
            move.setString(1, route.destination());
            move.setString(2, route.log());
            move.setLong(3, next);
            move.executeUpdate();
        }
    }

    private static void hold(Connection connection, Route route, List<Held> all) throws SQLException {
        try (PreparedStatement hold = connection.prepareStatement(HOLD)) {
            for (Held held : all) {
                hold.setString(1, route.destination());
                hold.setString(2, route.log());
                hold.setLong(3, held.sequence());
                hold.setLong(4, held.recorded().toEpochMilli());
                hold.setString(5, held.child().orElse(null));
                hold.setString(6, code(held.state()));
                hold.setInt(7, held.attempts());
                hold.setLong(8, held.next().toEpochMilli());
                hold.setString(9, held.reason());
                hold.addBatch();
            }
            hold.executeBatch();
        }
    }

    private static void letGo(Connection connection, Route route, Set<Long> gone) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(LET_GO)) {
            for (long sequence : gone) {
                delete.setString(1, route.destination());
                delete.setString(2, route.log());
                delete.setLong(3, sequence);
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }

    private static String code(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}

package dk.hoibu.fhir.verify;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One way of tampering with a stored log, done.
 *
 * @param what in words
 * @param log in which log something is bad
 * @param entry the first entry that is bad; -1 when only a checkpoint is
 */
record Tampering(String what, String log, long entry) {

    private static final String[] ENTRY = {"log", "sequence", "recorded", "previous", "payload_hash", "leaf"};
    private static final String[] PAYLOAD = {
        "log",
        "sequence",
        "id",
        "recorded",
        "child",
        "type",
        "subtype",
        "action",
        "outcome",
        "user_id",
        "client",
        "organisation",
        "purpose",
        "request_id",
        "salt",
        "payload"
    };
    private static final String[] CHECKPOINT = {"log", "size", "note"};

    /** Does one at random to {@code stored}, whose checkpoints are {@code every} entries apart. */
    static Tampering random(Connection connection, StoredLog stored, int every, Random random) throws SQLException {
        Hand hand = new Hand(connection, stored, every, random);
        return switch (random.nextInt(12)) {
            case 0, 1 -> hand.flip("audit_entry", ENTRY);
            case 2, 3, 4 -> hand.flip("audit_payload", PAYLOAD);
            case 5 -> hand.flipCheckpoint();
            case 6 -> hand.delete();
            case 7 -> hand.swap();
            case 8 -> hand.duplicate();
            case 9 -> hand.truncate();
            case 10 -> hand.rollBack();
            default -> hand.rewrite();
        };
    }

    /** Whoever tampers. */
    private record Hand(Connection connection, StoredLog stored, int every, Random random) {

        private Tampering done(String what, long entry) {
            return new Tampering(what, stored.log(), entry);
        }

        private long any() {
            return (long) (random.nextDouble() * stored.size());
        }

        Tampering flip(String table, String[] columns) throws SQLException {
            long sequence = any();
            String column = columns[random.nextInt(columns.length)];
            change(table, column, "sequence", sequence);
            return done("a bit of " + table + "." + column + " at " + sequence, sequence);
        }

        Tampering flipCheckpoint() throws SQLException {
            long size = (1 + random.nextInt((int) (stored.size() / every))) * (long) every;
            String column = CHECKPOINT[random.nextInt(CHECKPOINT.length)];
            change("audit_checkpoint", column, "size", size);
            return done("a bit of audit_checkpoint." + column + " at " + size, -1);
        }

        /** Changes one bit of what is there, or writes a byte where nothing was. */
        private void change(String table, String column, String by, long place) throws SQLException {
            Object value = query(
                            "SELECT " + column + " FROM " + table + " WHERE log = ? AND " + by + " = ?",
                            stored.log(),
                            place)
                    .get(0)[0];
            Object changed;
            if (value instanceof Number number) {
                changed = number.longValue() ^ 1L << random.nextInt(64);
            } else if (value instanceof byte[] bytes) {
                changed = flipped(bytes);
            } else {
                changed = flipped(value == null ? new byte[] {0} : ((String) value).getBytes(StandardCharsets.UTF_8));
            }
            String set = value instanceof Number || value instanceof byte[] ? "?" : "CAST(? AS TEXT)";
            update(
                    "UPDATE " + table + " SET " + column + " = " + set + " WHERE log = ? AND " + by + " = ?",
                    changed,
                    stored.log(),
                    place);
        }

        private byte[] flipped(byte[] bytes) {
            byte[] changed = bytes.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            return changed;
        }

        Tampering delete() throws SQLException {
            long sequence = (long) (random.nextDouble() * (stored.size() - 1));
            int which = random.nextInt(3);
            if (which != 0) {
                update("DELETE FROM audit_payload WHERE log = ? AND sequence = ?", stored.log(), sequence);
            }
            if (which != 1) {
                update("DELETE FROM audit_entry WHERE log = ? AND sequence = ?", stored.log(), sequence);
            }
            return done("deletion " + which + " at " + sequence, sequence);
        }

        Tampering swap() throws SQLException {
            long one = (long) (random.nextDouble() * (stored.size() - 1));
            long other = one + 1 + (long) (random.nextDouble() * (stored.size() - one - 1));
            boolean entries = random.nextBoolean();
            String table = entries ? "audit_entry" : "audit_payload";
            String sql = "UPDATE " + table + " SET sequence = ? WHERE log = ? AND sequence = ?";
            update(sql, -5L, stored.log(), one);
            update(sql, one, stored.log(), other);
            update(sql, other, stored.log(), -5L);
            return done("swap in " + table + " of " + one + " and " + other, one);
        }

        Tampering duplicate() throws SQLException {
            long sequence = any();
            long end = stored.size();
            update(
                    "INSERT INTO audit_entry SELECT log, ?, recorded, previous, payload_hash, leaf FROM audit_entry WHERE log = ? AND sequence = ?",
                    end,
                    stored.log(),
                    sequence);
            update(
                    "INSERT INTO audit_payload SELECT log, ?, ?, recorded, child, type, subtype, action, outcome, user_id, client,"
                            + " organisation, purpose, request_id, salt, payload FROM audit_payload WHERE log = ? AND sequence = ?",
                    end,
                    "copy",
                    stored.log(),
                    sequence);
            return done("duplicate of " + sequence, end);
        }

        /** The end is cut off, but not the checkpoints. */
        Tampering truncate() throws SQLException {
            long end = any();
            update("DELETE FROM audit_entry WHERE log = ? AND sequence >= ?", stored.log(), end);
            update("DELETE FROM audit_payload WHERE log = ? AND sequence >= ?", stored.log(), end);
            return done("truncation at " + end, end);
        }

        /** All is as it was at an earlier time, checkpoints too. */
        Tampering rollBack() throws SQLException {
            long end = any();
            update("DELETE FROM audit_entry WHERE log = ? AND sequence >= ?", stored.log(), end);
            update("DELETE FROM audit_payload WHERE log = ? AND sequence >= ?", stored.log(), end);
            update("DELETE FROM audit_checkpoint WHERE log = ? AND size > ?", stored.log(), end);
            return done("rollback to " + end, end);
        }

        /** An entry is rewritten with its own hashes, by somebody who does not go on to the next. */
        Tampering rewrite() throws SQLException {
            long sequence = any();
            Object[] entry = query(
                            "SELECT recorded, previous, payload_hash FROM audit_entry WHERE log = ? AND sequence = ?",
                            stored.log(),
                            sequence)
                    .get(0);
            long recorded = ((Number) entry[0]).longValue() + 1000;
            update("DELETE FROM audit_payload WHERE log = ? AND sequence = ?", stored.log(), sequence);
            update("INSERT INTO audit_erasure VALUES (?, ?)", recorded + 1, recorded + 2);
            byte[] hash = flipped((byte[]) entry[2]);
            byte[] leaf = stored.leafOf(sequence, recorded, (byte[]) entry[1], hash);
            update(
                    "UPDATE audit_entry SET recorded = ?, payload_hash = ?, leaf = ? WHERE log = ? AND sequence = ?",
                    recorded,
                    hash,
                    leaf,
                    stored.log(),
                    sequence);
            return done("rewriting of " + sequence, sequence);
        }

        private List<Object[]> query(String sql, Object... values) throws SQLException {
            try (PreparedStatement statement = prepared(sql, values);
                    ResultSet rows = statement.executeQuery()) {
                List<Object[]> found = new ArrayList<>();
                while (rows.next()) {
                    Object[] row = new Object[rows.getMetaData().getColumnCount()];
                    for (int i = 0; i < row.length; i++) {
                        row[i] = rows.getObject(i + 1);
                    }
                    found.add(row);
                }
                return found;
            }
        }

        private void update(String sql, Object... values) throws SQLException {
            try (PreparedStatement statement = prepared(sql, values)) {
                statement.executeUpdate();
            }
        }

        private PreparedStatement prepared(String sql, Object... values) throws SQLException {
            PreparedStatement statement = connection.prepareStatement(sql);
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement;
        }
    }
}

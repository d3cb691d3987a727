package dk.hoibu.fhir.message.store.sql;

import dk.hoibu.fhir.message.store.Draft;
import dk.hoibu.fhir.message.store.StoreUnavailable;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** The bytes of a message that comes: the last piece is held, those before are in the database, where nobody finds them yet. */
final class SqlDraft implements Draft {

    /** The bytes of a piece, but the last. */
    static final int PIECE = 256 << 10;

    private static final String INSERT = "INSERT INTO message_chunk (message, n, bytes) VALUES (?, ?, ?)";
    private static final String DELETE = "DELETE FROM message_chunk WHERE message = ?";

    private final Writes writes;
    private final UUID id;
    private final MessageDigest digest = sha256();
    private byte[] piece = new byte[16 << 10];
    private int held;
    private int written;
    private long size;
    private boolean settled;

    SqlDraft(Writes writes, UUID id) {
        this.writes = writes;
        this.id = id;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    UUID id() {
        return id;
    }

    long size() {
        return size;
    }

    /** Once, after the last byte. */
    byte[] digest() {
        return digest.digest();
    }

    @Override
    public void take(byte[] bytes, int from, int to) {
        digest.update(bytes, from, to - from);
        size += to - from;
        int at = from;
        while (at < to) {
            if (held == PIECE) {
                writePiece();
            }
            int many = Math.min(to - at, PIECE - held);
            if (held + many > piece.length) {
                piece = Arrays.copyOf(piece, Math.min(PIECE, Math.max(2 * piece.length, held + many)));
            }
            System.arraycopy(bytes, at, piece, held, many);
            held += many;
            at += many;
        }
    }

    @Override
    public Optional<byte[]> whole() {
        return written == 0 ? Optional.of(Arrays.copyOf(piece, held)) : Optional.empty();
    }

    private void writePiece() {
        byte[] full = Arrays.copyOf(piece, held);
        int place = written;
        writes.write(connection -> {
            insert(connection, place, full);
            return true;
        });
        written++;
        held = 0;
    }

    /** With this the message is whole. */
    void writeLast(Connection connection) throws SQLException {
        insert(connection, written, Arrays.copyOf(piece, held));
    }

    private void insert(Connection connection, int place, byte[] bytes) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, id.toString());
            insert.setInt(2, place);
            insert.setBytes(3, bytes);
            insert.executeUpdate();
        }
    }

    /** Whether it is, or may be, kept now, and not to be let go of. */
    void settle(boolean kept) {
        settled = kept;
    }

    @Override
    public void close() {
        if (!settled && written > 0) {
            try {
                writes.write(connection -> {
                    try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
                        delete.setString(1, id.toString());
                        return delete.executeUpdate();
                    }
                });
            } catch (StoreUnavailable later) {
                // the next start sweeps it
            }
        }
        settled = true;
    }
}

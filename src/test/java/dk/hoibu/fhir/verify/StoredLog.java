package dk.hoibu.fhir.verify;

import dk.hoibu.fhir.audit.proof.Checkpoint;
import dk.hoibu.fhir.audit.proof.Frontier;
import dk.hoibu.fhir.audit.proof.SignedNote;
import dk.hoibu.fhir.audit.proof.SigningKey;
import dk.hoibu.fhir.audit.proof.TreeHash;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** A log as it is stored, written column by column as its tables and hashes are defined (docs/audit-proof.md); the server's writer has no part in it. */
public final class StoredLog {

    private static final long START = 1_760_000_000_000L;

    private static final String ENTRY_TABLE = "CREATE TABLE audit_entry (log TEXT NOT NULL, sequence INTEGER NOT NULL,"
            + " recorded INTEGER NOT NULL, previous BLOB NOT NULL, payload_hash BLOB NOT NULL, leaf BLOB NOT NULL,"
            + " PRIMARY KEY (log, sequence)) WITHOUT ROWID";
    private static final String PAYLOAD_TABLE =
            "CREATE TABLE audit_payload (log TEXT NOT NULL, sequence INTEGER NOT NULL,"
                    + " id TEXT NOT NULL UNIQUE, recorded INTEGER NOT NULL, child TEXT, type TEXT NOT NULL, subtype TEXT NOT NULL,"
                    + " action TEXT NOT NULL, outcome TEXT NOT NULL, user_id TEXT, client TEXT, organisation TEXT, purpose TEXT,"
                    + " request_id TEXT NOT NULL, salt BLOB NOT NULL, payload TEXT NOT NULL, PRIMARY KEY (log, sequence))";
    private static final String CHECKPOINT_TABLE =
            "CREATE TABLE audit_checkpoint (log TEXT NOT NULL, size INTEGER NOT NULL, note TEXT NOT NULL, PRIMARY KEY (log, size))";

    private static final String ERASURE_TABLE =
            "CREATE TABLE audit_erasure (older_than INTEGER NOT NULL, erased INTEGER NOT NULL)";

    private final String log;
    private final SigningKey key;
    private final Random random;
    private final int every;
    private final Frontier frontier = new Frontier();
    private final List<SignedNote> notes = new ArrayList<>();
    private byte[] previous = new byte[32];
    private long saidLater;

    /** @param every how many entries there are from one checkpoint to the next */
    public StoredLog(String log, SigningKey key, Random random, int every) {
        this.log = log;
        this.key = key;
        this.random = random;
        this.every = every;
    }

    public static void tables(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(ENTRY_TABLE);
            statement.executeUpdate(PAYLOAD_TABLE);
            statement.executeUpdate(CHECKPOINT_TABLE);
            statement.executeUpdate(ERASURE_TABLE);
        }
    }

    public void append(Connection connection, int entries) throws SQLException {
        try (PreparedStatement entry = connection.prepareStatement("INSERT INTO audit_entry VALUES (?,?,?,?,?,?)");
                PreparedStatement payload = connection.prepareStatement(
                        "INSERT INTO audit_payload VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
                PreparedStatement checkpoint =
                        connection.prepareStatement("INSERT INTO audit_checkpoint VALUES (?,?,?)")) {
            for (int i = 0; i < entries; i++) {
                append(entry, payload);
                if (frontier.size() % every == 0) {
                    sign(checkpoint);
                }
            }
            entry.executeBatch();
            payload.executeBatch();
        }
    }

    /** An entry, with all its hashes, that was recorded at another time than it says. */
    void appendMisdated(Connection connection) throws SQLException {
        saidLater = 1;
        append(connection, 1);
        saidLater = 0;
    }

    private void append(PreparedStatement entry, PreparedStatement payload) throws SQLException {
        long sequence = frontier.size();
        long recorded = START + sequence * 10;
        byte[] salt = new byte[32];
        random.nextBytes(salt);
        String[] says = says();
        byte[] payloadHash = sha256(salt, canonical(says, recorded + saidLater));
        byte[] leaf = sha256(new byte[] {0}, entryBytes(sequence, recorded, previous, payloadHash));
        set(entry, log, sequence, recorded, previous, payloadHash, leaf);
        set(
                payload,
                log,
                sequence,
                says[0],
                recorded + saidLater,
                says[1],
                says[2],
                says[3],
                says[4],
                says[5],
                says[6],
                says[7],
                says[8],
                says[9],
                says[10],
                salt,
                says[11]);
        previous = leaf;
        frontier.append(TreeHash.of(leaf));
    }

    private void sign(PreparedStatement checkpoint) throws SQLException {
        SignedNote note = key.sign(new Checkpoint(key.vkey().name(), frontier.size(), frontier.root()).text());
        notes.add(note);
        set(checkpoint, log, frontier.size(), note.toString());
        checkpoint.executeBatch();
    }

    private String[] says() {
        String number = Integer.toHexString(random.nextInt());
        boolean system = random.nextInt(10) == 0;
        return new String[] {
            new UUID(random.nextLong(), random.nextLong()).toString(),
            random.nextInt(10) == 0 ? null : "c" + random.nextInt(500),
            "rest",
            random.nextBoolean() ? "read" : "search-type",
            "R",
            random.nextInt(20) == 0 ? "8" : "0",
            system ? null : "https://idp.example|user-" + random.nextInt(100),
            "client-" + random.nextInt(5),
            "sor:" + (100_000 + random.nextInt(50)),
            random.nextInt(10) == 0 ? null : "TREAT",
            "req-" + number,
            "{\"asked\":\"Patient\\u0001?name=æøå \\\" 😀\",\n\t\"shown\":["
                    + "\"EpisodeOfCare\",".repeat(random.nextInt(30)) + "\"" + number + "\"]}"
        };
    }

    private static byte[] canonical(String[] says, long recorded) {
        StringBuilder json =
                new StringBuilder("[").append(quoted(says[0])).append(',').append(recorded);
        for (int i = 1; i < says.length; i++) {
            json.append(',').append(quoted(says[i]));
        }
        return json.append(']').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String text) {
        return text == null
                ? "null"
                : '"'
                        + text.replace("\\", "\\\\")
                                .replace("\"", "\\\"")
                                .replace("\n", "\\n")
                                .replace("\t", "\\t")
                        + '"';
    }

    private byte[] entryBytes(long sequence, long recorded, byte[] before, byte[] payloadHash) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream data = new DataOutputStream(bytes)) {
            // a short with the length in bytes, then the name
            data.writeUTF(log);
            data.writeLong(sequence);
            data.writeLong(recorded);
            data.write(before);
            data.write(payloadHash);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** When an entry was recorded. */
    public static Instant recorded(long sequence) {
        return Instant.ofEpochMilli(START + sequence * 10);
    }

    private static byte[] sha256(byte[] first, byte[] second) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(first);
            return digest.digest(second);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.addBatch();
    }

    /** All checkpoints so far, as an anchor's file. */
    public String anchor() {
        StringBuilder file = new StringBuilder();
        notes.forEach(file::append);
        return file.toString();
    }

    String log() {
        return log;
    }

    long size() {
        return frontier.size();
    }

    /** Hashes of an entry made anew by somebody who rewrites it and knows how. */
    byte[] leafOf(long sequence, long recorded, byte[] before, byte[] payloadHash) {
        return sha256(new byte[] {0}, entryBytes(sequence, recorded, before, payloadHash));
    }
}

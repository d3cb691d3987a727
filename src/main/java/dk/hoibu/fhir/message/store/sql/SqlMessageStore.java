package dk.hoibu.fhir.message.store.sql;

import dk.hoibu.fhir.message.store.Arrival;
import dk.hoibu.fhir.message.store.Decision;
import dk.hoibu.fhir.message.store.DeliveryState;
import dk.hoibu.fhir.message.store.Draft;
import dk.hoibu.fhir.message.store.KeptMessage;
import dk.hoibu.fhir.message.store.MessageFacts;
import dk.hoibu.fhir.message.store.MessageKey;
import dk.hoibu.fhir.message.store.MessageQuery;
import dk.hoibu.fhir.message.store.MessageStore;
import dk.hoibu.fhir.message.store.Outbox;
import dk.hoibu.fhir.message.store.Retention;
import dk.hoibu.fhir.message.store.StoreUnavailable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The store in an SQL database. It is made without asking the database for anything; one that goes away is found again when it is back. */
public final class SqlMessageStore implements MessageStore {

    private static final String SKELETON = "SELECT skeleton FROM message WHERE id = ?";
    private static final String PIECE = "SELECT bytes FROM message_chunk WHERE message = ? AND n = ?";
    private static final String PROBE = "UPDATE message_probe SET asked = ?";

    private final Writes writes;
    private final Reads reads;
    private final SqlOutbox outbox;
    private final Predicate<String> local;
    private final Clock clock;

    SqlMessageStore(Database database, Duration patience, Predicate<String> local, Clock clock) {
        this.writes = new Writes(database, patience);
        this.reads = new Reads(database);
        this.outbox = new SqlOutbox(writes, reads, database);
        this.local = local;
        this.clock = clock;
    }

    /**
     * In one file, which is made when it is missing, with its folder.
     *
     * @param patience how long keeping may take at most
     * @param local whether the mailbox of the organisation with a SOR id is here
     */
    public static SqlMessageStore sqlite(Path file, Duration patience, Predicate<String> local, Clock clock) {
        return new SqlMessageStore(new SqliteDatabase(file, patience), patience, local, clock);
    }

    /** The same where all mailboxes are here. */
    public static SqlMessageStore sqlite(Path file, Duration patience, Clock clock) {
        return sqlite(file, patience, sor -> true, clock);
    }

    /**
     * On a PostgreSQL server, which other servers may use too.
     *
     * @param url {@code jdbc:postgresql://host/database} with parameters, such as {@code sslmode}
     * @param password asked for with each connection, so that it may change
     * @param patience how long keeping may take at most
     * @param local whether the mailbox of the organisation with a SOR id is here
     */
    public static SqlMessageStore postgresql(
            String url,
            String user,
            Supplier<String> password,
            Duration patience,
            Predicate<String> local,
            Clock clock) {
        return new SqlMessageStore(new PostgresDatabase(url, user, password, patience), patience, local, clock);
    }

    /** The same where all mailboxes are here. */
    public static SqlMessageStore postgresql(
            String url, String user, Supplier<String> password, Duration patience, Clock clock) {
        return postgresql(url, user, password, patience, sor -> true, clock);
    }

    /** Deletes what was kept long enough. */
    public Retention retention() {
        return new SqlRetention(writes, reads);
    }

    @Override
    public Draft draft(UUID id) {
        return new SqlDraft(writes, id);
    }

    @Override
    public Decision keep(Arrival arrival, Draft draft, Optional<byte[]> skeleton) {
        SqlDraft own = own(draft, arrival.id());
        MessageRow row = new MessageRow("in", arrival.id(), arrival.key(), own, skeleton);
        // if this fails nobody knows whether it was done: the pieces are then left to be swept
        own.settle(true);
        Decision decision = writes.write(new Keeping(arrival, row, local, clock.instant()));
        own.settle(decision.kind() == Decision.Kind.NEW && arrival.accepted().isPresent());
        return decision;
    }

    @Override
    public void dispatch(UUID id, MessageKey key, MessageFacts facts, Draft draft, Optional<byte[]> skeleton) {
        SqlDraft own = own(draft, id);
        MessageRow row = new MessageRow("out", id, key, own, skeleton);
        boolean here = local.test(facts.receiver().sor());
        own.settle(true);
        writes.write(connection -> {
            row.keep(connection, facts);
            DeliveryState state = here ? DeliveryState.DELIVERED : DeliveryState.QUEUED;
            return OutboxRow.queue(connection, id, key, facts, state, clock.instant());
        });
    }

    private static SqlDraft own(Draft draft, UUID id) {
        if (!(draft instanceof SqlDraft own) || !own.id().equals(id)) {
            throw new IllegalArgumentException("not the draft of that message");
        }
        return own;
    }

    @Override
    public Outbox outbox() {
        return outbox;
    }

    @Override
    public List<KeptMessage> page(MessageQuery query) {
        return reads.read(new Finding(query));
    }

    @Override
    public void mark(UUID id, String organisation, boolean read) {
        writes.write(connection -> ReadState.mark(connection, id, organisation, read, clock.instant()));
    }

    @Override
    public Set<UUID> readBy(String organisation, Set<UUID> ids) {
        return ids.isEmpty() ? Set.of() : reads.read(connection -> ReadState.of(connection, organisation, ids));
    }

    @Override
    public byte[] skeleton(UUID id) {
        Optional<byte[]> skeleton = reads.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(SKELETON)) {
                select.setString(1, id.toString());
                return bytes(select);
            }
        });
        // without attachments the message is its own skeleton
        return skeleton.orElseGet(() -> whole(id));
    }

    private byte[] whole(UUID id) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            copy(id, all);
        } catch (IOException e) {
            throw new IllegalStateException("memory takes all bytes", e);
        }
        return all.toByteArray();
    }

    @Override
    public void copy(UUID id, OutputStream out) throws IOException {
        Optional<byte[]> piece = piece(id, 0);
        if (piece.isEmpty()) {
            throw new StoreUnavailable("the message is not there any more");
        }
        for (int n = 1; piece.isPresent(); n++) {
            out.write(piece.get());
            piece = piece.get().length < SqlDraft.PIECE ? Optional.empty() : piece(id, n);
        }
    }

    private Optional<byte[]> piece(UUID id, int n) {
        return reads.read(connection -> piece(connection, id, n));
    }

    private static Optional<byte[]> piece(Connection connection, UUID id, int n) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(PIECE)) {
            select.setString(1, id.toString());
            select.setInt(2, n);
            return bytes(select);
        }
    }

    private static Optional<byte[]> bytes(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.ofNullable(row.getBytes(1)) : Optional.empty();
        }
    }

    @Override
    public boolean isWritable() {
        try {
            writes.write(connection -> {
                try (PreparedStatement update = connection.prepareStatement(PROBE)) {
                    update.setLong(1, clock.millis());
                    return update.executeUpdate();
                }
            });
            return true;
        } catch (StoreUnavailable e) {
            reads.closeIdle();
            return false;
        }
    }

    @Override
    public void close() {
        writes.close();
        reads.close();
    }
}

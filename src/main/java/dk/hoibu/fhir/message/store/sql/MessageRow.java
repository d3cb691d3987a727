package dk.hoibu.fhir.message.store.sql;

import dk.hoibu.fhir.message.store.MessageFacts;
import dk.hoibu.fhir.message.store.MessageKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** A message with its bytes, on its way into the tables. With this it is found. */
final class MessageRow {

    private static final String KEEP =
            "INSERT INTO message (id, direction, header_id, bundle_id, kind, content_type, received,"
                    + " sent, thread, category, sender_sor, sender_gln, receiver_sor, receiver_gln, subject, attachments, size, sha256,"
                    + " skeleton) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final String direction;
    private final UUID id;
    private final MessageKey key;
    private final SqlDraft draft;
    private final byte[] digest;
    private final Optional<byte[]> skeleton;

    /** {@code direction}: {@code in} or {@code out}. Once for a draft. */
    MessageRow(String direction, UUID id, MessageKey key, SqlDraft draft, Optional<byte[]> skeleton) {
        this.direction = direction;
        this.id = id;
        this.key = key;
        this.draft = draft;
        this.digest = draft.digest();
        this.skeleton = skeleton;
    }

    void keep(Connection connection, MessageFacts facts) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(KEEP)) {
            insert.setString(1, id.toString());
            insert.setString(2, direction);
            insert.setString(3, key.headerId());
            insert.setString(4, key.bundleId());
            insert.setString(5, facts.kind());
            insert.setString(6, facts.contentType());
            insert.setLong(7, facts.received().toEpochMilli());
            insert.setLong(8, facts.sent().toEpochMilli());
            insert.setString(9, facts.thread());
            insert.setString(10, facts.category());
            insert.setString(11, facts.sender().sor());
            insert.setString(12, facts.sender().gln());
            insert.setString(13, facts.receiver().sor());
            insert.setString(14, facts.receiver().gln());
            insert.setString(15, facts.subject().orElse(null));
            insert.setString(
                    16, facts.attachments().stream().map(String::valueOf).collect(Collectors.joining(" ")));
            insert.setLong(17, draft.size());
            insert.setBytes(18, digest);
            insert.setBytes(19, skeleton.orElse(null));
            insert.executeUpdate();
        }
        draft.writeLast(connection);
    }
}

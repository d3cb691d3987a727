package dk.hoibu.fhir.message.store.sql;

import dk.hoibu.fhir.message.store.DeliveryState;
import dk.hoibu.fhir.message.store.Reply;
import dk.hoibu.fhir.message.store.Reply.Effect;
import dk.hoibu.fhir.message.store.Reply.Verdict;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Keeps an acknowledgement and notes what it says, inside a transaction. What was decided first stands: {@code ok} and {@code fatal-error} are
 * final, after {@code transient-error} either may come.
 */
final class Acknowledging implements Writes.Work<Effect> {

    private static final String KEEP =
            "INSERT INTO message_reply (sender, header_id, answered, verdict, came, media_type, bytes)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (sender, header_id) DO NOTHING";
    private static final String FIND =
            "SELECT message, state FROM message_outbox WHERE kind = 'message' AND header_id = ?"
                    + " AND sender_sor = ? AND receiver_sor = ?";
    private static final String FIND_LETTER =
            "SELECT message, state FROM message_outbox WHERE kind = 'message' AND letter = ?"
                    + " AND sender_gln = ? AND receiver_gln = ?";
    private static final String BELONGS = "UPDATE message_reply SET message = ? WHERE sender = ? AND header_id = ?";
    private static final String DECIDED =
            "UPDATE message_outbox SET state = ?, due = NULL, lease = NULL, locked_until = 0,"
                    + " reason = ?, acknowledgement = ? WHERE message = ? AND state NOT IN ('delivered', 'refused')";
    private static final String DELAYED = "UPDATE message_outbox SET state = 'delayed', due = ?, lease = NULL,"
            + " locked_until = 0, attempts = 0, reason = ? WHERE message = ? AND state IN ('queued', 'sent')";

    private final Reply reply;
    private final Instant now;
    private final Instant resend;

    Acknowledging(Reply reply, Instant now, Instant resend) {
        this.reply = reply;
        this.now = now;
        this.resend = resend;
    }

    private record Found(String message, DeliveryState state) {}

    @Override
    public Effect by(Connection connection) throws SQLException {
        int kept = SqlOutbox.change(
                connection,
                KEEP,
                who(),
                reply.headerId(),
                reply.answered(),
                verdict(),
                now.toEpochMilli(),
                reply.mediaType(),
                reply.bytes());
        if (kept == 0) {
            return Effect.REPEATED;
        }
        Optional<Found> found = find(connection);
        if (found.isEmpty()) {
            return Effect.UNKNOWN;
        }
        String message = found.get().message();
        SqlOutbox.change(connection, BELONGS, message, who(), reply.headerId());
        return reply.verdict() == Verdict.TRANSIENT_ERROR
                ? delay(connection, message)
                : decide(connection, message, found.get().state());
    }

    private String who() {
        return reply.isReceipt() ? reply.sender().gln() : reply.sender().sor();
    }

    private String verdict() {
        return reply.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Optional<Found> find(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(reply.isReceipt() ? FIND_LETTER : FIND)) {
            select.setString(1, reply.answered());
            select.setString(
                    2,
                    reply.isReceipt()
                            ? reply.receiver().gln()
                            : reply.receiver().sor());
            select.setString(
                    3, reply.isReceipt() ? reply.sender().gln() : reply.sender().sor());
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Found(row.getString(1), DeliveryState.of(row.getString(2))))
                        : Optional.empty();
            }
        }
    }

    private Effect delay(Connection connection, String message) throws SQLException {
        int changed = SqlOutbox.change(connection, DELAYED, resend.toEpochMilli(), reason(), message);
        return changed > 0 ? Effect.DELAYED : Effect.REPEATED;
    }

    private Effect decide(Connection connection, String message, DeliveryState before) throws SQLException {
        DeliveryState state = reply.verdict() == Verdict.OK ? DeliveryState.DELIVERED : DeliveryState.REFUSED;
        int changed = SqlOutbox.change(connection, DECIDED, state.column(), reason(), reply.headerId(), message);
        if (changed == 0) {
            return before == state ? Effect.REPEATED : Effect.CONTRADICTED;
        }
        return state == DeliveryState.DELIVERED ? Effect.DELIVERED : Effect.REFUSED;
    }

    private String reason() {
        return reply.verdict() == Verdict.OK ? "" : (verdict() + " " + reply.reason()).strip();
    }
}

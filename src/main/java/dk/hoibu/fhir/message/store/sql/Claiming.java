package dk.hoibu.fhir.message.store.sql;

import dk.hoibu.fhir.message.store.Consignment;
import dk.hoibu.fhir.message.store.DeliveryState;
import dk.hoibu.fhir.message.store.MessageKey;
import dk.hoibu.fhir.message.store.Outbox.Terms;
import dk.hoibu.fhir.message.store.Outbox.Work;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Lends what is due, inside a transaction. A message whose acknowledgement is overdue gets its new Bundle.id here, before it is sent, so that a
 * worker that dies and the one after it send the same.
 */
final class Claiming implements Writes.Work<Work> {

    private static final String RESENT = "UPDATE message_outbox SET state = 'queued', bundle_id = ?, resent = ?,"
            + " resends = resends + 1, attempts = 0 WHERE message = ?";
    private static final String DEAD =
            "UPDATE message_outbox SET state = 'dead', due = NULL, lease = NULL, locked_until = 0,"
                    + " reason = ? WHERE message = ?";

    static final String SILENT = "no-acknowledgement";
    static final String STILL_BUSY = "transient-error";

    private final String lease;
    private final Instant now;
    private final Terms terms;
    private final int count;
    private final String skippingLocked;

    Claiming(String worker, Instant now, Terms terms, int count, String skippingLocked) {
        this.lease = worker + " " + UUID.randomUUID();
        this.now = now;
        this.terms = terms;
        this.count = count;
        this.skippingLocked = skippingLocked;
    }

    static String newBundleId() {
        return UUID.randomUUID().toString();
    }

    @Override
    public Work by(Connection connection) throws SQLException {
        List<Consignment> lent = new ArrayList<>();
        List<Consignment> overdue = new ArrayList<>();
        List<DeliveryState> states = new ArrayList<>();
        try (PreparedStatement lend = connection.prepareStatement(
                "WITH ready AS MATERIALIZED (SELECT message FROM message_outbox WHERE due <= ? AND locked_until <= ?"
                        + " ORDER BY due LIMIT ?" + skippingLocked + ")"
                        + " UPDATE message_outbox SET lease = ?, locked_until = ? WHERE message IN (SELECT message FROM ready)"
                        + " RETURNING " + OutboxRow.COLUMNS)) {
            lend.setLong(1, now.toEpochMilli());
            lend.setLong(2, now.toEpochMilli());
            lend.setInt(3, count);
            lend.setString(4, lease);
            lend.setLong(5, now.plus(terms.lease()).toEpochMilli());
            try (ResultSet row = lend.executeQuery()) {
                while (row.next()) {
                    DeliveryState state = DeliveryState.of(row.getString(16));
                    Consignment one = OutboxRow.consignment(row);
                    (state == DeliveryState.QUEUED ? lent : overdue).add(one);
                    if (state != DeliveryState.QUEUED) {
                        states.add(state);
                    }
                }
            }
        }
        List<UUID> givenUp = new ArrayList<>();
        for (int at = 0; at < overdue.size(); at++) {
            Consignment one = overdue.get(at);
            if (one.resends() < terms.resends()) {
                lent.add(resent(connection, one));
            } else {
                String reason = states.get(at) == DeliveryState.DELAYED ? STILL_BUSY : SILENT;
                SqlOutbox.change(connection, DEAD, reason, one.id());
                givenUp.add(one.id());
            }
        }
        return new Work(lent, givenUp);
    }

    private Consignment resent(Connection connection, Consignment one) throws SQLException {
        String bundleId = newBundleId();
        SqlOutbox.change(connection, RESENT, bundleId, now.toEpochMilli(), one.id());
        return new Consignment(
                one.id(),
                one.kind(),
                new MessageKey(one.key().sender(), one.key().headerId(), bundleId),
                one.sender(),
                one.receiver(),
                one.category(),
                one.contentType(),
                one.queued(),
                Optional.of(now),
                one.body(),
                0,
                one.resends() + 1,
                one.lease());
    }
}

package dk.hoibu.fhir.message.store;

import java.util.Locale;

/** How far a message is on its way out. */
public enum DeliveryState {
    /** It is to be handed to the message service handler. */
    QUEUED,
    /** The message service handler has it; the receiver has not acknowledged it yet. */
    SENT,
    /** The receiver could not take it for the time being; it is sent again. */
    DELAYED,
    /** The receiver has it. */
    DELIVERED,
    /** The receiver refused it, or it cannot be written as the receiver must have it. */
    REFUSED,
    /** It was tried for too long. Nothing more is done unless an operator says so. */
    DEAD,
    /** An operator decided that nothing more is done. */
    DROPPED;

    /** As it is told to the sender: one of {@code queued}, {@code sent}, {@code delayed}, {@code delivered}, {@code refused}, {@code dead}. */
    public String code() {
        return (this == DROPPED ? DEAD : this).column();
    }

    /** As it is written down. */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one that is written down as {@code column}. */
    public static DeliveryState of(String column) {
        return valueOf(column.toUpperCase(Locale.ROOT));
    }
}

package dk.hoibu.fhir.message.xdis;

import java.util.Optional;

/** Port to what has gone out and come in as letters: receipts name a letter by what it was called as one. */
public interface Exchanged {

    /** The MessageHeader id of the message that went out as the letter of this {@link XdisLetter#key()}; empty when none did. */
    Optional<String> messageOf(String key);

    /** The letter that came in and became the message with this MessageHeader id; empty when none did. */
    Optional<XdisLetter> letterOf(String messageHeaderId);

    /** Where nothing is remembered. */
    static Exchanged nothing() {
        return new Exchanged() {
            @Override
            public Optional<String> messageOf(String key) {
                return Optional.empty();
            }

            @Override
            public Optional<XdisLetter> letterOf(String messageHeaderId) {
                return Optional.empty();
            }
        };
    }
}

package dk.hoibu.fhir.message.xdis;

import java.util.Optional;

/** Port to what is known of the thread that a letter belongs to; a letter itself says nothing of it. */
@FunctionalInterface
public interface Conversations {

    /** What {@code letter} belongs to; {@link Place#first()} when it begins a thread. */
    Place of(XdisLetter letter);

    /** Where every letter begins a thread. */
    static Conversations unknown() {
        return letter -> Place.first();
    }

    /**
     * A letter's place in a thread.
     *
     * @param thread the thread's id, {@code urn:uuid:} and a UUID in lower case; a new one is given when empty
     * @param earlierLetter the letter that this one answers, {@code [lokationsnummer]#[brevid]}
     * @param earlierMessage the MessageHeader id of the CareCommunication message that this one answers
     */
    record Place(Optional<String> thread, Optional<String> earlierLetter, Optional<String> earlierMessage) {

        /** Of a letter that begins a thread. */
        public static Place first() {
            return new Place(Optional.empty(), Optional.empty(), Optional.empty());
        }

        /** Of a letter that answers a letter of that key in that thread. */
        public static Place afterLetter(String thread, String key) {
            return new Place(Optional.of(thread), Optional.of(key), Optional.empty());
        }

        /** Of a letter that answers a CareCommunication message in that thread. */
        public static Place afterMessage(String thread, String messageHeaderId) {
            return new Place(Optional.of(thread), Optional.empty(), Optional.of(messageHeaderId));
        }

        boolean isAnswer() {
            return earlierLetter.isPresent() || earlierMessage.isPresent();
        }
    }
}

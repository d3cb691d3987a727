package dk.hoibu.fhir.message.xdis;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Gives ids to what has none in the letter. */
@FunctionalInterface
public interface IdSource {

    /**
     * A UUID in lower case.
     *
     * @param letter the letter's {@link XdisLetter#key()}
     * @param part what of it the id is for
     */
    String uuid(String letter, String part);

    /** The same id each time for the same part of the same letter, so that a letter converted twice is the same message twice. */
    static IdSource byName() {
        return (letter, part) -> UUID.nameUUIDFromBytes((letter + "\n" + part).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}

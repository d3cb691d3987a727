package dk.hoibu.fhir.message.xdis;

import java.util.Optional;

/** Port to the objects that travel in letters of their own (XBIN01), by the name that a letter refers to them with. */
public interface AttachedObjects {

    /** The bytes of an object that came; empty when it did not, or not yet. */
    Optional<byte[]> find(String identifier);

    /** Takes an object that a letter refers to, for sending. */
    void keep(String identifier, byte[] bytes);

    /** Where none comes and what is to be sent goes nowhere. */
    static AttachedObjects none() {
        return new AttachedObjects() {
            @Override
            public Optional<byte[]> find(String identifier) {
                return Optional.empty();
            }

            @Override
            public void keep(String identifier, byte[] bytes) {
                // nobody sends it
            }
        };
    }
}

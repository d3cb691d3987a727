package dk.hoibu.fhir.audit;

/** Hears of accesses when they have been kept. It holds nobody up, and whatever goes wrong in it is its own affair: it never throws. */
public interface Onlooker {

    /** Hears and does nothing. */
    Onlooker BLIND = new Onlooker() {
        @Override
        public void kept(AccessFacts facts, Circumstances circumstances) {
            // nobody looks
        }

        @Override
        public void tokenRefused(String address, String requestId) {
            // nobody looks
        }
    };

    /** An access is in the trail. */
    void kept(AccessFacts facts, Circumstances circumstances);

    /** A token was not believed, so that nobody knows who asked; that is in no trail. */
    void tokenRefused(String address, String requestId);
}

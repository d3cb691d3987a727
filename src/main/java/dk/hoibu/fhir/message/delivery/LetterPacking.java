package dk.hoibu.fhir.message.delivery;

import dk.hoibu.fhir.message.store.Consignment;

/** Port to what writes messages for receivers that know the old format alone. Safe for use by many threads. */
public interface LetterPacking {

    /** Whether its receiver is one of those. */
    boolean wants(Consignment message);

    /**
     * A message as a letter. What does not fit is kept beside the message, for the operator.
     *
     * @param text all of the message, as it is to go
     * @throws Unfit when it cannot become one
     */
    Parcel pack(Consignment message, byte[] text);

    /** A receipt. */
    Parcel receipt(Consignment receipt);

    /** Where nobody is one of those. */
    static LetterPacking none() {
        return new LetterPacking() {
            @Override
            public boolean wants(Consignment message) {
                return false;
            }

            @Override
            public Parcel pack(Consignment message, byte[] text) {
                throw new IllegalStateException("nobody wants letters");
            }

            @Override
            public Parcel receipt(Consignment receipt) {
                throw new Unfit("no letters are exchanged any longer");
            }
        };
    }
}

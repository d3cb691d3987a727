package dk.hoibu.fhir.message.delivery;

import dk.hoibu.fhir.forward.Fate;

/** Port to the message service handler (MSH) that brings messages to their receivers. Safe for use by many threads. */
public interface Msh {

    /** Hands a parcel over. One that was handed over already may be handed over again: it knows messages by their ids. */
    Fate hand(Parcel parcel);
}

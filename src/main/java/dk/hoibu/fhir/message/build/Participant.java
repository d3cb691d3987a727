package dk.hoibu.fhir.message.build;

/** For whom in the receiving organisation, or from whom in the sending one, a message is in particular. */
public sealed interface Participant {

    /** Somebody in a role. */
    record Somebody(PersonName name, Role role) implements Participant {}

    /** A group, or a unit within the organisation that the message is sent from or to. */
    record Team(String name) implements Participant {}
}

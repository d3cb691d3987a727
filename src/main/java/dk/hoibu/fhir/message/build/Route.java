package dk.hoibu.fhir.message.build;

import dk.hoibu.fhir.message.ack.Party;

/** From whom a message goes, and to whom. */
public record Route(Party sender, Party receiver) {}

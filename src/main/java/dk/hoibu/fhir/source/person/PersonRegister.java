package dk.hoibu.fhir.source.person;

import dk.hoibu.fhir.access.CitizenGrant;
import dk.hoibu.fhir.source.Source;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The national person register (CPR, SF1520). */
public interface PersonRegister extends Source {

    /** The person with the grant's number, past or present; empty when the register does not know it. */
    CompletableFuture<Optional<Person>> person(CitizenGrant grant);
}

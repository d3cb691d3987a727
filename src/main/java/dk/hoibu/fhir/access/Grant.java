package dk.hoibu.fhir.access;

/**
 * The proof that a rule allowed a question. Every source port takes one, and only this package can make one: code that asks a source
 * without a decision does not compile.
 */
public sealed interface Grant permits CitizenGrant, DirectoryGrant {

    /** Who asks, for the upstreams' own logs. */
    Requester requester();
}

package dk.hoibu.fhir.http;

/**
 * How many requests a minute one address, one application and one user may send, evenly or all at once; 0 is any number.
 *
 * @param perClient by token, of one application with all its users
 * @param perUser by token, of one user in whatever applications; a system that asks for itself is no user
 * @param launches by token, of one application that prepares launches, beside its other requests
 */
public record Rates(int perAddress, int perClient, int perUser, int launches) {}

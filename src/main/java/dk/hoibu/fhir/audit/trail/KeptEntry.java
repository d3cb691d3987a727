package dk.hoibu.fhir.audit.trail;

/**
 * An entry that is in the trail.
 *
 * @param log whose it is: each node writes a log of its own
 * @param sequence its place there, from 0 without gaps
 */
public record KeptEntry(String log, long sequence, AuditEntry entry) {}

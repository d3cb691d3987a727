package dk.hoibu.fhir.message.rule;

/**
 * A rule that a message breaks, and where. Holds no value of the message.
 *
 * @param where a FHIRPath that finds the element, or the one it is missing from
 */
public record Finding(Rule rule, String where) {}

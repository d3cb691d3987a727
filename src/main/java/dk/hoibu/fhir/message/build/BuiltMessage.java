package dk.hoibu.fhir.message.build;

import org.hl7.fhir.r4.model.Bundle;

/**
 * A message that was built.
 *
 * @param earlier how many segments of earlier messages stand before its own
 */
public record BuiltMessage(Bundle bundle, int earlier) {}

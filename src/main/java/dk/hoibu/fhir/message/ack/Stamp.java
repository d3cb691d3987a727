package dk.hoibu.fhir.message.ack;

import java.time.OffsetDateTime;
import java.util.function.Supplier;

/**
 * What makes one acknowledgement another than the next.
 *
 * @param time when it is sent, in the zone it is told in
 * @param ids gives a new UUID in lower case each time it is asked; for the resources of the acknowledgement
 */
public record Stamp(OffsetDateTime time, Supplier<String> ids) {}

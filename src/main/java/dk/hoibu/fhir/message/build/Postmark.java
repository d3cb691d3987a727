package dk.hoibu.fhir.message.build;

import java.time.OffsetDateTime;
import java.util.function.Supplier;

/**
 * What makes one message another than the next.
 *
 * @param time when it is sent, in the zone it is told in
 * @param ids gives a new UUID in lower case each time it is asked; for the thread, the segments and the resources
 */
public record Postmark(String bundleId, String headerId, OffsetDateTime time, Supplier<String> ids) {}

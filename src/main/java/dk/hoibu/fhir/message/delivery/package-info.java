/** Brings messages to those whose mailbox is elsewhere, and fetches theirs: from the outbox to a message service handler (MSH) and back. */
@NullMarked
package dk.hoibu.fhir.message.delivery;

import org.jspecify.annotations.NullMarked;

/** Deletes messages when they were kept as long as the settings say, and what was never finished; tells how many are unread. */
@NullMarked
package dk.hoibu.fhir.message.keeping;

import org.jspecify.annotations.NullMarked;

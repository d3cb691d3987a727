/** Messages as bytes: taken in as they come, in little memory, with the bytes of attachments set apart from what has to be understood. */
@NullMarked
package dk.hoibu.fhir.message.wire;

import org.jspecify.annotations.NullMarked;

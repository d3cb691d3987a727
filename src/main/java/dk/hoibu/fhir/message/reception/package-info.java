/** Receiving a message: from its bytes to the answer, by way of the rules, what is known of it already, and the store. */
@NullMarked
package dk.hoibu.fhir.message.reception;

import org.jspecify.annotations.NullMarked;

/** Messages: the rules beside the official validator, and the acknowledgements. */
@NullMarked
package dk.hoibu.fhir.message;

import org.jspecify.annotations.NullMarked;

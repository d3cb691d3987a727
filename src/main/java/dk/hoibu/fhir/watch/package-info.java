/** Looks at accesses as they are kept, and raises an alarm at those that somebody should look into. */
@NullMarked
package dk.hoibu.fhir.watch;

import org.jspecify.annotations.NullMarked;

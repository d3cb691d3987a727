/** Gives what is in the audit trail to other systems: each entry at least once, in order for each child, and never while a request waits. */
@NullMarked
package dk.hoibu.fhir.forward;

import org.jspecify.annotations.NullMarked;

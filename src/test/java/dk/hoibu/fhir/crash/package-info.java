/** The real server, killed again and again while it answers: nothing that a client was told may be missing from the audit trail. */
@NullMarked
package dk.hoibu.fhir.crash;

import org.jspecify.annotations.NullMarked;

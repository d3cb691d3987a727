/** Gives the trail to an audit record repository as AuditEvents: the FHIR feed of IHE ATNA (ITI-20). */
@NullMarked
package dk.hoibu.fhir.forward.atna;

import org.jspecify.annotations.NullMarked;

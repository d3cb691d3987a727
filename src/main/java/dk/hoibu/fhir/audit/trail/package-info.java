/** Where what happened is kept: appended durably and in order, found again, and never changed. */
@NullMarked
package dk.hoibu.fhir.audit.trail;

import org.jspecify.annotations.NullMarked;

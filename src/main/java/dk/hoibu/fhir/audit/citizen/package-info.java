/** The log as the citizen may see it: who looked at what, in plain Danish. */
@NullMarked
package dk.hoibu.fhir.audit.citizen;

import org.jspecify.annotations.NullMarked;

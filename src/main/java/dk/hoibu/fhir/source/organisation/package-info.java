/** Municipal units and staff: the port to FK Organisation and its records. */
@NullMarked
package dk.hoibu.fhir.source.organisation;

import org.jspecify.annotations.NullMarked;

/** Hospital appointments: the port to the national appointment overview and the record of a booking. */
@NullMarked
package dk.hoibu.fhir.source.booking;

import org.jspecify.annotations.NullMarked;

/** The appointment overview played by a file of the data folder. */
@NullMarked
package dk.hoibu.fhir.source.booking.sample;

import org.jspecify.annotations.NullMarked;

/** The person register played by a file of the data folder. */
@NullMarked
package dk.hoibu.fhir.source.person.sample;

import org.jspecify.annotations.NullMarked;

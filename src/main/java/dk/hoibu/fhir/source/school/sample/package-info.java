/** The register of schools, daycares and pupils played by two files of the data folder. */
@NullMarked
package dk.hoibu.fhir.source.school.sample;

import org.jspecify.annotations.NullMarked;

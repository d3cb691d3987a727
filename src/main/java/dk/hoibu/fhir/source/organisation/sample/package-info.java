/** The register of municipal units and staff played by two files of the data folder. */
@NullMarked
package dk.hoibu.fhir.source.organisation.sample;

import org.jspecify.annotations.NullMarked;

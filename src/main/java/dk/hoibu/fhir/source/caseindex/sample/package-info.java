/** The case index played by a file of the data folder. */
@NullMarked
package dk.hoibu.fhir.source.caseindex.sample;

import org.jspecify.annotations.NullMarked;

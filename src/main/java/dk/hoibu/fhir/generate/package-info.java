/** Invents a country of children, and everybody who works with them, and writes it as a data folder. */
@NullMarked
package dk.hoibu.fhir.generate;

import org.jspecify.annotations.NullMarked;

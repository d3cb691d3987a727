/** Health organisations: the port to SOR and its record. */
@NullMarked
package dk.hoibu.fhir.source.healthorg;

import org.jspecify.annotations.NullMarked;

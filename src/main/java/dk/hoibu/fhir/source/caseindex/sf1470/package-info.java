/** The case index played by recorded answers of the real one, SF1470 version 6. */
@NullMarked
package dk.hoibu.fhir.source.caseindex.sf1470;

import org.jspecify.annotations.NullMarked;

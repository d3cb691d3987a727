/** Municipal cases: the port to FK Sags- og Dokumentindeks and the record of a case. */
@NullMarked
package dk.hoibu.fhir.source.caseindex;

import org.jspecify.annotations.NullMarked;

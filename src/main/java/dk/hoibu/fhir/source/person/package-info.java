/** Persons: the port to CPR and its record. */
@NullMarked
package dk.hoibu.fhir.source.person;

import org.jspecify.annotations.NullMarked;

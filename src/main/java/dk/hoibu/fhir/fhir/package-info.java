/** FHIR words that several parts share: identifier systems, profiles, opaque ids, messages and problems. */
@NullMarked
package dk.hoibu.fhir.fhir;

import org.jspecify.annotations.NullMarked;

/** FHIR words that several parts share: identifier systems, the terminology of the guide, opaque ids, messages and problems. */
@NullMarked
package dk.hoibu.fhir.fhir;

import org.jspecify.annotations.NullMarked;

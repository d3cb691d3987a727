/** Messages built from drafts, rule by rule. */
@NullMarked
package dk.hoibu.fhir.message.build;

import org.jspecify.annotations.NullMarked;

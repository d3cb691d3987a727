/** A FHIR resource as a plain tree, read from JSON, XML or HAPI's model, and what of it does not fit FHIR R4's structure. */
@NullMarked
package dk.hoibu.fhir.message.tree;

import org.jspecify.annotations.NullMarked;

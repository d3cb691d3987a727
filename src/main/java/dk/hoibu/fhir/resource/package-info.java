/** What we say in FHIR: one provider per resource type, and what can be asked of each. */
@NullMarked
package dk.hoibu.fhir.resource;

import org.jspecify.annotations.NullMarked;

/** Pure functions from what the sources say to FHIR R4: one class per resource, a record in, a resource out, nothing else read. */
@NullMarked
package dk.hoibu.fhir.mapping;

import org.jspecify.annotations.NullMarked;

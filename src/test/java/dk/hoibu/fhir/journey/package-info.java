/** Records what the server answers to the journeys that the guide tells, so that its pages show real answers of this version. */
@NullMarked
package dk.hoibu.fhir.journey;

import org.jspecify.annotations.NullMarked;

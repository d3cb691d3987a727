/** Records what the server answers to the journeys that the guide tells, so that its pages show real answers of this version. */
@org.jspecify.annotations.NullMarked
package dk.hoibu.fhir.guide;

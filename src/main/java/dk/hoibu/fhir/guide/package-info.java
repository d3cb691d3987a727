/** The implementation guide and the published packages it builds on, as the server and its tools find them. */
@NullMarked
package dk.hoibu.fhir.guide;

import org.jspecify.annotations.NullMarked;

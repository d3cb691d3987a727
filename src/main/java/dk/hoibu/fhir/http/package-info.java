/** The door: Jetty, the FHIR servlet, and what every request passes on its way in and out. */
@NullMarked
package dk.hoibu.fhir.http;

import org.jspecify.annotations.NullMarked;

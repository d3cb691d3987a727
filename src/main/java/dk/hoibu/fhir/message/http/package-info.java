/** Messages over HTTP: handed in with {@code $process-message} or as a Bundle, found and read by those who sent or received them. */
@NullMarked
package dk.hoibu.fhir.message.http;

import org.jspecify.annotations.NullMarked;

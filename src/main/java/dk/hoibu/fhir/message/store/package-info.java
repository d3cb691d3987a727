/** Port to where messages are kept: byte for byte as they came, each once, with the answer that was given, found again by what they say. */
@NullMarked
package dk.hoibu.fhir.message.store;

import org.jspecify.annotations.NullMarked;

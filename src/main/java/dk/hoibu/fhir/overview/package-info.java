/** What the sources say of one child just now: asked side by side, each with its own deadline, and cut down by the rules. */
@NullMarked
package dk.hoibu.fhir.overview;

import org.jspecify.annotations.NullMarked;

/** Checks a stored audit trail against itself, its signed checkpoints and its anchors, with no code of what wrote it. */
@NullMarked
package dk.hoibu.fhir.verify;

import org.jspecify.annotations.NullMarked;

/** The command line: one class per command. */
@NullMarked
package dk.hoibu.fhir.cli;

import org.jspecify.annotations.NullMarked;

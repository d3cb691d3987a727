/** HOI BU on FHIR: the command line, the settings, and the one place where everything is put together. */
@NullMarked
package dk.hoibu.fhir;

import org.jspecify.annotations.NullMarked;

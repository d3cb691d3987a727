/** Says whether FHIR resources keep the rules of R4, of our guide and of the published Danish profiles behind it; offline. */
@NullMarked
package dk.hoibu.fhir.validation;

import org.jspecify.annotations.NullMarked;

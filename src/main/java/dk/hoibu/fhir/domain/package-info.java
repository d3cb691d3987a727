/** Values every part of the facade speaks: person numbers, validity, Danish time. Depends on the JDK only. */
@NullMarked
package dk.hoibu.fhir.domain;

import org.jspecify.annotations.NullMarked;

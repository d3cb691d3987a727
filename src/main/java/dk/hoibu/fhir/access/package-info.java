/** What they may see: the rules as pure functions, and the {@link dk.hoibu.fhir.access.Grant} that proves a rule was asked. */
@NullMarked
package dk.hoibu.fhir.access;

import org.jspecify.annotations.NullMarked;

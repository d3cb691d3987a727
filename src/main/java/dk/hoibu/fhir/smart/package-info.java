/** Who asks: access tokens, the issuers whose word counts, and the {@link dk.hoibu.fhir.access.Identity} a token tells of. */
@NullMarked
package dk.hoibu.fhir.smart;

import org.jspecify.annotations.NullMarked;

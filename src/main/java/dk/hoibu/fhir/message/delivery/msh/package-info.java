/** A message service handler that is spoken to over HTTP. */
@NullMarked
package dk.hoibu.fhir.message.delivery.msh;

import org.jspecify.annotations.NullMarked;

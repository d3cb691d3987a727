/** What messages travel in: the EHMI SBDH of the coming network and the VANSEnvelope of today's. */
@NullMarked
package dk.hoibu.fhir.message.delivery.envelope;

import org.jspecify.annotations.NullMarked;

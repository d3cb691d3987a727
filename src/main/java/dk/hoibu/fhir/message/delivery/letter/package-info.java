/** Letters of the old format (XDIS91) in the path of messages: out to those who know nothing else, and in from them. */
@NullMarked
package dk.hoibu.fhir.message.delivery.letter;

import org.jspecify.annotations.NullMarked;

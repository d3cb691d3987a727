/** Building complete CareCommunication messages from drafts: new ones, replies and forwards, with the history that goes along. */
@NullMarked
package dk.hoibu.fhir.message.build;

import org.jspecify.annotations.NullMarked;

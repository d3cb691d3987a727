/** The rules a MedCom CareCommunication 5.x keeps, each by its name, and whether a message keeps them: pure, and fast enough for each message. */
@NullMarked
package dk.hoibu.fhir.message.rule;

import org.jspecify.annotations.NullMarked;

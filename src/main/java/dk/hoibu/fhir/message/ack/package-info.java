/** MedCom's Acknowledgement 2.0: what is answered to a message that was received, taken or not. Pure: ids and times are passed in. */
@NullMarked
package dk.hoibu.fhir.message.ack;

import org.jspecify.annotations.NullMarked;

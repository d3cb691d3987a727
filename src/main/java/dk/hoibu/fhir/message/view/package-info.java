/** Messages as they are told to those who sent and received them: one by one as Communication, and a thread with all that was said in it. */
@NullMarked
package dk.hoibu.fhir.message.view;

import org.jspecify.annotations.NullMarked;

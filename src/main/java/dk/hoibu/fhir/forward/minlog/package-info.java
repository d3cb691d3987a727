/** Registers accesses to children in the citizens' national log (MinLog2) over SOAP, in the shape that a mapping file gives. */
@NullMarked
package dk.hoibu.fhir.forward.minlog;

import org.jspecify.annotations.NullMarked;

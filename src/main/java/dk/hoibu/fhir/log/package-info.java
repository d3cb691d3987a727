/** What is written about requests, and what must never be: person numbers. */
@NullMarked
package dk.hoibu.fhir.log;

import org.jspecify.annotations.NullMarked;

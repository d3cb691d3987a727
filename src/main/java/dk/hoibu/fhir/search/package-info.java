/** FHIR search over resources at hand: what a request means, what matches, in which order, on which page, and the Bundle that says it. */
@NullMarked
package dk.hoibu.fhir.search;

import org.jspecify.annotations.NullMarked;

/** What a record system leaves for the application it opens: which child, for whom, and the handle that the browser carries instead. */
@NullMarked
package dk.hoibu.fhir.launch;

import org.jspecify.annotations.NullMarked;

/** What is to be remembered of each access to a child: who asked what, for which child, why, and what came of it. */
@NullMarked
package dk.hoibu.fhir.audit;

import org.jspecify.annotations.NullMarked;

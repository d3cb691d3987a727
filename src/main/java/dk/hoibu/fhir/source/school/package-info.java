/** Schools and daycares: the port to STIL's registers and its records. */
@NullMarked
package dk.hoibu.fhir.source.school;

import org.jspecify.annotations.NullMarked;

/** What we ask of the world: one sub-package per kind of source with its port and records, and below it the adapters. */
@NullMarked
package dk.hoibu.fhir.source;

import org.jspecify.annotations.NullMarked;

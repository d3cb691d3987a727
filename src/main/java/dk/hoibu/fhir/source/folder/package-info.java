/**
 * What the adapters that read the data folder share: its files, its times, and the faults people set to see what
 * happens.
 */
@NullMarked
package dk.hoibu.fhir.source.folder;

import org.jspecify.annotations.NullMarked;

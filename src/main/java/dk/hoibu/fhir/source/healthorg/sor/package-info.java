/** The health sector's organisations as SOR publishes them, read from its daily file. */
@NullMarked
package dk.hoibu.fhir.source.healthorg.sor;

import org.jspecify.annotations.NullMarked;

/** How fast the server is beside a bare servlet and beside HAPI as it comes; run by {@code mvn -Pbench verify} (docs/performance.md). */
@NullMarked
package dk.hoibu.fhir.bench;

import org.jspecify.annotations.NullMarked;

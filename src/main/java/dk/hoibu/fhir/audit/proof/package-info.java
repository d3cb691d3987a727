/** What makes the audit trail evident: a Merkle tree over each log, signed checkpoints of it, and anchors that remember them elsewhere. */
@NullMarked
package dk.hoibu.fhir.audit.proof;

import org.jspecify.annotations.NullMarked;

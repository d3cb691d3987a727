package dk.hoibu.fhir.message.rule;

import dk.hoibu.fhir.message.tree.Node;

/** Holds an element against a demand. */
@FunctionalInterface
interface Check {

    /** Tells {@code run} of what is not as demanded. */
    void on(Node element, Run run);
}

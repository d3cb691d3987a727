package dk.hoibu.fhir.cli;

import dk.hoibu.fhir.validation.Verdict;

/** Where the verdicts of a run are written. */
sealed interface Report permits TextReport, JsonReport {

    void add(String input, Verdict verdict);

    /** After the last. */
    void end();
}

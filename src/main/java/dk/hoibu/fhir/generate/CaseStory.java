package dk.hoibu.fhir.generate;

/**
 * What a case is about and how it has gone.
 *
 * @param owner the municipality that has it
 * @param kle its primary class
 * @param timeline counts from the day it was opened
 * @param days how many days of it may be told: none of its events is later than that after the first day
 */
record CaseStory(Subject subject, CaseKind kind, Town owner, String kle, Timeline timeline, int days) {}

package dk.hoibu.fhir.overview;

/** A part of an {@link Overview} that a question needs. */
public enum Part {
    CASES,
    APPOINTMENTS,
    /** School and daycare. */
    SCHOOL,
    /** The GP clinic. */
    GP
}

package dk.hoibu.fhir.access;

/** A register that numbers organisations. */
public enum Register {
    /** The health sector's organisation register. */
    SOR,
    /** The business register, which numbers municipalities too. */
    CVR
}

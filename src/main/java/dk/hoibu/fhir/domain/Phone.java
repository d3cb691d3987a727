package dk.hoibu.fhir.domain;

/** A way to reach somebody at work: a telephone number or an e-mail address, as the upstream writes it. */
public record Phone(Kind kind, String value) {

    /** How the value is used. */
    public enum Kind {
        TELEPHONE,
        MOBILE,
        EMAIL
    }
}

package dk.hoibu.fhir.source;

import java.net.URI;

/** The upstream systems the facade asks. The key is used in settings, metrics and outcomes (CodeSystem hoibu-source). */
public enum SourceId {
    PERSONS("persons"),
    CASE_INDEX("case-index"),
    APPOINTMENTS("appointments"),
    MUNICIPAL_ORGANISATION("municipal-organisation"),
    HEALTH_ORGANISATION("health-organisation"),
    SCHOOLS("schools");

    private final String key;

    SourceId(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }

    /** What {@code meta.source} names. */
    public URI uri() {
        return URI.create("https://hoibu.dk/fhir/source/" + key);
    }
}

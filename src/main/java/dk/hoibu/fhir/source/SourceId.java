package dk.hoibu.fhir.source;

import java.net.URI;

/** The upstream systems the facade asks. The key is used in settings, metrics and outcomes; the title is what people call it. */
public enum SourceId {
    PERSONS("persons", "CPR"),
    CASE_INDEX("case-index", "FK Sags- og Dokumentindeks"),
    APPOINTMENTS("appointments", "NSP Aftaleoversigt"),
    MUNICIPAL_ORGANISATION("municipal-organisation", "FK Organisation"),
    HEALTH_ORGANISATION("health-organisation", "SOR"),
    SCHOOLS("schools", "STIL Unilogin");

    private final String key;
    private final String title;

    SourceId(String key, String title) {
        this.key = key;
        this.title = title;
    }

    public String key() {
        return key;
    }

    public String title() {
        return title;
    }

    /** What {@code meta.source} names. */
    public URI uri() {
        return URI.create("https://hoibu.dk/fhir/source/" + key);
    }
}

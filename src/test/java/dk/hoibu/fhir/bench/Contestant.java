package dk.hoibu.fhir.bench;

import java.util.List;

/** A server under load. All give the same answers to the same URLs. */
enum Contestant {
    OURS("this server"),
    SERVLET("bare servlet"),
    DEFAULTS("HAPI as it comes"),
    WRITER("  + no flush per value"),
    NO_CONTAINED("  + no search for contained"),
    BUNDLE("  + Bundle, not list");

    /** Those of the main table. */
    static final List<Contestant> MAIN = List.of(OURS, SERVLET, DEFAULTS);

    /** Those that show what each of HAPI's levers gives, each with the ones before it. */
    static final List<Contestant> LEVERS = List.of(SERVLET, DEFAULTS, WRITER, NO_CONTAINED, BUNDLE, OURS);

    private final String title;

    Contestant(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}

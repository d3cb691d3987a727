package dk.hoibu.fhir.bench;

/** What is asked about a child. */
enum Question {
    SEARCH("EpisodeOfCare?patient=[id]", "/fhir/EpisodeOfCare?patient=", ""),
    INCLUDES(
            "the same with _include of organization and care-manager",
            "/fhir/EpisodeOfCare?patient=",
            "&_include=EpisodeOfCare:organization&_include=EpisodeOfCare:care-manager"),
    EVERYTHING("Patient/[id]/$everything", "/fhir/Patient/", "/$everything");

    private final String title;
    private final String before;
    private final String after;

    Question(String title, String before, String after) {
        this.title = title;
        this.before = before;
        this.after = after;
    }

    String title() {
        return title;
    }

    /** Path and query about the patient with that id. */
    String target(String patient) {
        return before + patient + after;
    }
}

package dk.hoibu.fhir.generate;

/** The five regions, which run the hospitals. */
enum Region {
    HOVEDSTADEN("Region Hovedstaden", "29190623"),
    SJAELLAND("Region Sjælland", "29190658"),
    SYDDANMARK("Region Syddanmark", "29190909"),
    MIDTJYLLAND("Region Midtjylland", "29190925"),
    NORDJYLLAND("Region Nordjylland", "29190941");

    private final String title;
    private final String cvr;

    Region(String title, String cvr) {
        this.title = title;
        this.cvr = cvr;
    }

    String title() {
        return title;
    }

    String cvr() {
        return cvr;
    }
}

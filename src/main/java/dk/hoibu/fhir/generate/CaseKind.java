package dk.hoibu.fhir.generate;

/** What becomes of a case when somebody asks for it: most are shown, the others are there so that each rule has something to hide. */
enum CaseKind {
    ACTIVE(72),
    CLOSED(15),
    /** Begins later. */
    PLANNED(1),
    /** Hidden by a Sikkerhedsprofil. */
    PROFILED(2),
    /** Hidden by a Visningsklasse. */
    CLASSED(2),
    /** Hidden by its sensitivity, VIP_SAGER. */
    VIP(1),
    /** Hidden by a subject that is never shown. */
    DENIED(3),
    /** Hidden by a subject that has nothing to do with the purpose. */
    IRRELEVANT(3),
    /** Hidden because it is somebody else's, and the child only a secondary party. */
    SECONDARY(1);

    private static final CaseKind[] BY_PER_CENT = new CaseKind[100];

    static {
        int next = 0;
        for (CaseKind kind : values()) {
            for (int i = 0; i < kind.perCent; i++) {
                BY_PER_CENT[next++] = kind;
            }
        }
    }

    private final int perCent;

    CaseKind(int perCent) {
        this.perCent = perCent;
    }

    static CaseKind any(Randomness randomness) {
        return BY_PER_CENT[randomness.below(BY_PER_CENT.length)];
    }
}

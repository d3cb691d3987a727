package dk.hoibu.fhir.mapping;

/** What somebody is in a child's network (CodeSystem hoibu-network-role). */
public enum NetworkRole {
    CASEWORKER("sagsbehandler", "Sagsbehandler"),
    FAMILY("familie", "Familieafdeling"),
    PPR("ppr", "PPR"),
    DAYCARE_SUPPORT("dagtilbud-støtte", "Støtte i dagtilbud"),
    HEALTH_VISITING("sundhedspleje", "Sundhedspleje"),
    PSYCHIATRY("psykiatri", "Børne- og ungdomspsykiatri"),
    GENERAL_PRACTITIONER("almen-praksis", "Almen praksis"),
    SCHOOL("skole", "Skole"),
    DAYCARE("dagtilbud", "Dagtilbud");

    private final String code;
    private final String display;

    NetworkRole(String code, String display) {
        this.code = code;
        this.display = display;
    }

    public String code() {
        return code;
    }

    public String display() {
        return display;
    }
}

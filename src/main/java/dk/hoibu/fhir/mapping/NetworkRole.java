package dk.hoibu.fhir.mapping;

/** What somebody is in a child's network (CodeSystem hoibu-network-role). */
public enum NetworkRole {
    CASEWORKER("sagsbehandler"),
    FAMILY("familie"),
    PPR("ppr"),
    DAYCARE_SUPPORT("dagtilbud-støtte"),
    HEALTH_VISITING("sundhedspleje"),
    PSYCHIATRY("psykiatri"),
    GENERAL_PRACTITIONER("almen-praksis"),
    SCHOOL("skole"),
    DAYCARE("dagtilbud");

    private final String code;

    NetworkRole(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}

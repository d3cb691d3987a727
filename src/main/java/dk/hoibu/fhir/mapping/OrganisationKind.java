package dk.hoibu.fhir.mapping;

import dk.hoibu.fhir.source.healthorg.HealthUnit;
import dk.hoibu.fhir.source.organisation.Unit;
import dk.hoibu.fhir.source.school.Institution;

/** What an organisation is (CodeSystem hoibu-organization-kind). */
public enum OrganisationKind {
    MUNICIPALITY("kommune", "hoibu-municipality"),
    MUNICIPAL_UNIT("forvaltning", "hoibu-municipal-unit"),
    REGION("region", "hoibu-organization"),
    HOSPITAL("hospital", "hoibu-organization"),
    PSYCHIATRIC_UNIT("psykiatri", "hoibu-psychiatric-unit"),
    CLINIC("almen-praksis", "hoibu-clinic"),
    HEALTH_UNIT("sundhedsenhed", "hoibu-organization"),
    SCHOOL("skole", "hoibu-institution"),
    DAYCARE("dagtilbud", "hoibu-institution");

    private final String code;
    private final String profile;

    OrganisationKind(String code, String profile) {
        this.code = code;
        this.profile = profile;
    }

    public String code() {
        return code;
    }

    /** The name of the profile that such an organisation claims: that of its kind, else the general one. */
    public String profile() {
        return profile;
    }

    static OrganisationKind of(Unit unit) {
        return unit.kind() == Unit.Kind.MUNICIPALITY ? MUNICIPALITY : MUNICIPAL_UNIT;
    }

    static OrganisationKind of(HealthUnit unit) {
        return switch (unit.kind()) {
            case REGION -> REGION;
            case HOSPITAL -> HOSPITAL;
            case PSYCHIATRIC_UNIT -> PSYCHIATRIC_UNIT;
            case CLINIC -> CLINIC;
            case OTHER -> HEALTH_UNIT;
        };
    }

    static OrganisationKind of(Institution institution) {
        return switch (institution.kind()) {
            case SCHOOL -> SCHOOL;
            case DAYCARE -> DAYCARE;
        };
    }
}

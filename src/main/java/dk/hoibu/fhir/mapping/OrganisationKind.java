package dk.hoibu.fhir.mapping;

import dk.hoibu.fhir.source.healthorg.HealthUnit;
import dk.hoibu.fhir.source.organisation.Unit;
import dk.hoibu.fhir.source.school.Institution;

/** What an organisation is (CodeSystem hoibu-organization-kind). */
public enum OrganisationKind {
    MUNICIPALITY("kommune"),
    MUNICIPAL_UNIT("forvaltning"),
    REGION("region"),
    HOSPITAL("hospital"),
    PSYCHIATRIC_UNIT("psykiatri"),
    CLINIC("almen-praksis"),
    HEALTH_UNIT("sundhedsenhed"),
    SCHOOL("skole"),
    DAYCARE("dagtilbud");

    private final String code;

    OrganisationKind(String code) {
        this.code = code;
    }

    public String code() {
        return code;
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

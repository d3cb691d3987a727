package dk.hoibu.fhir.access;

/** What somebody does who asks: the people and systems that the rules tell apart. */
public enum Role {
    GP("gp"),
    PSYCHIATRIST("psychiatrist"),
    /** Staff of a municipality's educational psychology service (PPR). */
    PPR("ppr"),
    CASEWORKER("caseworker"),
    /** A municipality's own viewer, as SAPA. */
    MUNICIPAL_SYSTEM("municipal-system"),
    MESSAGE_HANDLER("message-handler"),
    /** A record system itself, no user of it: it says for whom a view is to be opened, and reads nothing. */
    EHR("ehr"),
    AUDITOR("auditor"),
    OPERATOR("operator");

    private final String code;

    Role(String code) {
        this.code = code;
    }

    /** Whether it is somebody who works with children, and no system, auditor or operator. */
    public boolean worksWithChildren() {
        return switch (this) {
            case GP, PSYCHIATRIST, PPR, CASEWORKER -> true;
            case MUNICIPAL_SYSTEM, MESSAGE_HANDLER, EHR, AUDITOR, OPERATOR -> false;
        };
    }

    public String code() {
        return code;
    }

    /** The role with that code. */
    public static Role ofCode(String code) {
        for (Role role : values()) {
            if (role.code.equals(code)) {
                return role;
            }
        }
        throw new IllegalArgumentException("unknown role");
    }
}

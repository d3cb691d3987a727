package dk.hoibu.fhir.access;

import java.util.Optional;

/** The rules of disclosure, in the order of the policy file. Each does one thing and can be named to a lawyer. */
public enum RuleId {
    SAMPLE_REQUESTER("sample-requester"),
    IDENTIFIED_REQUESTER("identified-requester"),
    ROLE_WITHOUT_CHILD_DATA("role-without-child-data"),
    PARTICIPATING_ORGANISATION("participating-organisation"),
    TREATMENT_RELATION("treatment-relation"),
    PURPOSE("purpose"),
    DECEASED("deceased"),
    YOUNG_ADULT("young-adult"),
    AGE_GATE("age-gate"),
    TO_HEALTH("to-health"),
    TO_MUNICIPALITY("to-municipality"),
    APPOINTMENTS_SWITCHED_ON("appointments-switched-on"),
    NOT_ALLOWED("not-allowed"),
    LIFECYCLE("lifecycle"),
    PRIMARY_PARTY("primary-party"),
    PARTICIPANT("participant"),
    SECURITY_PROFILE("security-profile"),
    DISPLAY_CLASS("display-class"),
    SENSITIVITY("sensitivity"),
    KLE("kle"),
    KLE_NUMBER("kle-number"),
    APPOINTMENT_KIND("appointment-kind"),
    APPOINTMENT_SPECIALTY("appointment-specialty"),
    PROTECTED_PERSON("protected-person"),
    PROTECTED_WHEREABOUTS("protected-whereabouts"),
    CONCEALED_STAFF("concealed-staff");

    private final String code;

    RuleId(String code) {
        this.code = code;
    }

    /** The name in the policy file, the metrics and the documentation. */
    public String code() {
        return code;
    }

    /** The rule with that name; empty when there is none. */
    static Optional<RuleId> ofCode(String code) {
        for (RuleId rule : values()) {
            if (rule.code.equals(code)) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }
}

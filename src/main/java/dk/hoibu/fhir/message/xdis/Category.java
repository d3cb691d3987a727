package dk.hoibu.fhir.message.xdis;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The categories of a CareCommunication message, with the Danish names that a letter's subject may be. */
public enum Category {
    ALCOHOL_AND_DRUG_TREATMENT("Rusmiddelbehandling"),
    ASSISTIVE_DEVICES("Hjælpemidler"),
    CARECOORDINATION("Forløbskoordinering"),
    DECEASE("Dødsfald"),
    DISCHARGE("Udskrivelse"),
    EXAMINATION_RESULTS("Undersøgelsessvar"),
    HEALTHCARE("Sundhedspleje"),
    HOME_CARE_ASSESSMENT("Visitation"),
    MEDICINE("Medicin"),
    NURSING("Sygepleje"),
    OUTPATIENT("Ambulant"),
    PSYCHIATRY_SOCIAL_DISABILITY("Psykiatri, social, handicap"),
    REGARDING_REFERRAL("Vedr. henvisning"),
    TELEMEDICINE("Telemedicin"),
    TRAINING("Træning"),
    ACUTE_AMBULANT("Akut ambulant"),
    EXTENDED_CARE_RESPONSIBILITY("Udvidet behandlingsansvar"),
    OTHER("Andet");

    private final String danish;

    Category(String danish) {
        this.danish = danish;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String danish() {
        return danish;
    }

    public static Optional<Category> of(String code) {
        return Arrays.stream(values())
                .filter(category -> category.code().equals(code))
                .findFirst();
    }

    /** The one that a letter's subject names; empty when it says something else. */
    static Optional<Category> named(String subject) {
        return Arrays.stream(values())
                .filter(category -> category.danish.equalsIgnoreCase(subject))
                .findFirst();
    }
}

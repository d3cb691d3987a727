package dk.hoibu.fhir.mapping;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import dk.hoibu.fhir.domain.DanishTime;
import dk.hoibu.fhir.domain.Phone;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.source.SourceId;
import dk.hoibu.fhir.source.healthorg.HealthUnit;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Reference;

/** FHIR elements that several mappers write the same way. */
final class Elements {

    private static final TimeZone DENMARK = TimeZone.getTimeZone(DanishTime.ZONE);

    private Elements() {}

    /** meta with profile, upstream and the upstream's own registration time. */
    static Meta meta(DomainResource resource, String profile, SourceId source) {
        return resource.getMeta()
                .addProfile(Systems.profile(profile))
                .setSource(source.uri().toString());
    }

    static void lastUpdated(DomainResource resource, Instant instant) {
        resource.getMeta().setLastUpdatedElement(instant(instant));
    }

    static InstantType instant(Instant instant) {
        return new InstantType(Date.from(instant), TemporalPrecisionEnum.MILLI, DENMARK);
    }

    static DateTimeType dateTime(Instant instant) {
        return new DateTimeType(Date.from(instant), TemporalPrecisionEnum.SECOND, DENMARK);
    }

    static DateTimeType date(LocalDate date) {
        return new DateTimeType(Date.from(DanishTime.startOf(date)), TemporalPrecisionEnum.DAY, DENMARK);
    }

    /** Marks what must be handled with more care than usual (v3-Confidentiality). */
    static void security(DomainResource resource, String code, String display) {
        resource.getMeta()
                .addSecurity()
                .setSystem(Systems.CONFIDENTIALITY)
                .setCode(code)
                .setDisplay(display);
    }

    static void restricted(DomainResource resource) {
        security(resource, "R", "restricted");
    }

    static Identifier identifier(String system, String value) {
        return new Identifier().setSystem(system).setValue(value);
    }

    static Identifier official(String system, String value) {
        return identifier(system, value).setUse(Identifier.IdentifierUse.OFFICIAL);
    }

    static Reference reference(String target) {
        return new Reference(target);
    }

    static CodeableConcept concept(String system, String code, String display) {
        CodeableConcept concept = new CodeableConcept();
        concept.addCoding().setSystem(system).setCode(code).setDisplay(display);
        return concept;
    }

    static List<ContactPoint> telecom(List<Phone> phones) {
        return phones.stream().map(Elements::telecom).toList();
    }

    private static ContactPoint telecom(Phone phone) {
        ContactPoint point = new ContactPoint().setValue(phone.value());
        return switch (phone.kind()) {
            case TELEPHONE ->
                point.setSystem(ContactPoint.ContactPointSystem.PHONE).setUse(ContactPoint.ContactPointUse.WORK);
            case MOBILE ->
                point.setSystem(ContactPoint.ContactPointSystem.PHONE).setUse(ContactPoint.ContactPointUse.MOBILE);
            case EMAIL ->
                point.setSystem(ContactPoint.ContactPointSystem.EMAIL).setUse(ContactPoint.ContactPointUse.WORK);
        };
    }

    /** How to reach a health unit; nothing when it is closed, for then nobody answers there, or somebody else. */
    static List<Phone> contacts(HealthUnit unit) {
        return unit.active() ? unit.contacts() : List.of();
    }

    /** The first telephone number. */
    static Optional<String> telephone(List<Phone> phones) {
        return phones.stream()
                .filter(phone -> phone.kind() != Phone.Kind.EMAIL)
                .map(Phone::value)
                .findFirst();
    }
}

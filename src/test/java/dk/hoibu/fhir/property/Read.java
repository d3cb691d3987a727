package dk.hoibu.fhir.property;

import dk.hoibu.fhir.domain.DanishTime;
import dk.hoibu.fhir.domain.Phone;
import dk.hoibu.fhir.fhir.Terminology;
import dk.hoibu.fhir.fhir.TestIds;
import dk.hoibu.fhir.mapping.Targets;
import dk.hoibu.fhir.source.healthorg.HealthUnit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Meta;

/** Reads FHIR elements back into the upstream's words, so that the two can be compared. */
final class Read {

    static final Targets TARGETS = new Targets(TestIds.known());
    static final Terminology TERMS = Terminology.builtIn();
    static final Instant NOW = Instant.parse("2026-06-10T10:00:00Z");

    private Read() {}

    /** The values of the identifiers in that system. */
    static List<String> values(List<Identifier> identifiers, String system) {
        return identifiers.stream()
                .filter(identifier -> system.equals(identifier.getSystem()))
                .map(Identifier::getValue)
                .toList();
    }

    static Optional<Instant> lastUpdated(Meta meta) {
        return Optional.ofNullable(meta.getLastUpdated()).map(java.util.Date::toInstant);
    }

    /** FHIR instants in HAPI hold milliseconds. */
    static Instant millis(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }

    static Optional<LocalDate> day(BaseDateTimeType date) {
        return Optional.ofNullable(date.getValue()).map(value -> DanishTime.dateOf(value.toInstant()));
    }

    /** System, use and value of each way to reach somebody, in order. */
    static List<Tuple> contacts(List<ContactPoint> telecom) {
        return telecom.stream()
                .map(point ->
                        Tuple.tuple(point.getSystem().toCode(), point.getUse().toCode(), point.getValue()))
                .toList();
    }

    static List<Tuple> expected(List<Phone> phones) {
        return phones.stream()
                .map(phone -> switch (phone.kind()) {
                    case TELEPHONE -> Tuple.tuple("phone", "work", phone.value());
                    case MOBILE -> Tuple.tuple("phone", "mobile", phone.value());
                    case EMAIL -> Tuple.tuple("email", "work", phone.value());
                })
                .toList();
    }

    /** How to reach a health unit: a closed one, not at all. */
    static List<Phone> contacts(HealthUnit unit) {
        return unit.active() ? unit.contacts() : List.of();
    }

    static boolean hasTelephone(List<Phone> phones) {
        return phones.stream().anyMatch(phone -> phone.kind() != Phone.Kind.EMAIL);
    }

    /** How to reach a health unit: not at all once it is closed. */
    static List<Phone> inUse(HealthUnit unit) {
        return unit.active() ? unit.contacts() : List.of();
    }
}

package dk.hoibu.fhir.message.xdis;

import dk.hoibu.fhir.domain.DanishTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.TimeZone;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.InstantType;

/** Letters' times without a zone as instants, and back. */
final class DanishClock {

    private DanishClock() {}

    /** When {@code time} was in Denmark; of an hour that came twice, its first coming. */
    static Instant instant(String element, LocalDateTime time, Differences differences) {
        int offsets = DanishTime.ZONE.getRules().getValidOffsets(time).size();
        if (offsets == 2) {
            differences.assumed(element, "the hour came twice that night; taken as summer time");
        } else if (offsets == 0) {
            differences.changed(element, "the hour did not exist that night; taken as the hour after");
        }
        return ZonedDateTime.ofLocal(time, DanishTime.ZONE, null).toInstant();
    }

    /** The Danish minute that {@code instant} is in. */
    static LocalDateTime local(Instant instant) {
        return LocalDateTime.ofInstant(instant, DanishTime.ZONE).truncatedTo(ChronoUnit.MINUTES);
    }

    static DateTimeType dateTime(Instant instant) {
        return new DateTimeType(
                Date.from(instant),
                ca.uhn.fhir.model.api.TemporalPrecisionEnum.SECOND,
                TimeZone.getTimeZone(DanishTime.ZONE));
    }

    static InstantType instantType(Instant instant) {
        return new InstantType(
                Date.from(instant),
                ca.uhn.fhir.model.api.TemporalPrecisionEnum.SECOND,
                TimeZone.getTimeZone(DanishTime.ZONE));
    }

    /** The instant of a value that has one; a date alone is its first instant in Denmark. */
    static Instant instant(BaseDateTimeType value) {
        String text = value.getValueAsString();
        return text.length() <= 10
                ? DanishTime.startOf(java.time.LocalDate.parse((text + "-01-01").substring(0, 10)))
                : value.getValue().toInstant();
    }
}

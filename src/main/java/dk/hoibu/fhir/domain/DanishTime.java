package dk.hoibu.fhir.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Danish civil time, in which ages turn and appointments end. */
public final class DanishTime {

    public static final ZoneId ZONE = ZoneId.of("Europe/Copenhagen");

    private DanishTime() {}

    public static LocalDate dateOf(Instant instant) {
        return instant.atZone(ZONE).toLocalDate();
    }

    /** The first instant of {@code date} in Denmark. */
    public static Instant startOf(LocalDate date) {
        return date.atStartOfDay(ZONE).toInstant();
    }
}

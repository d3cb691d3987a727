package dk.hoibu.fhir.source.booking;

import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.access.Grants;
import dk.hoibu.fhir.source.Faults.Mode;
import dk.hoibu.fhir.source.Findings;
import dk.hoibu.fhir.source.Gap;
import dk.hoibu.fhir.source.SourceContract;
import dk.hoibu.fhir.source.SourceId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * What every appointment overview must do. Lars has the appointments lars-1, lars-2 (moved once) and lars-3, and had
 * one that was cancelled; Gitte has gitte-1; Pia has none.
 */
public interface AppointmentOverviewContract extends SourceContract<AppointmentOverview> {

    @Override
    default List<CompletableFuture<?>> askAll(AppointmentOverview source) {
        return List.of(source.appointmentsOf(Grants.citizen(LARS)));
    }

    default Findings<Booking> appointmentsOf(AppointmentOverview source, String number) {
        return source.appointmentsOf(Grants.citizen(number)).join();
    }

    @Test
    default void findsTheAppointmentsThatStandWithNothingMissing() {
        Findings<Booking> found = appointmentsOf(source(), LARS);

        assertThat(found.items())
                .extracting(Booking::encounterId)
                .containsExactlyInAnyOrder("lars-1", "lars-2", "lars-3");
        assertThat(found.gaps()).isEmpty();
    }

    @Test
    default void findsAMovedAppointmentOnceAsItIsNow() {
        assertThat(appointmentsOf(source(), LARS).items())
                .filteredOn(booking -> booking.encounterId().equals("lars-2"))
                .extracting(Booking::documentId)
                .containsExactly("lars-2-moved");
    }

    @Test
    default void findsNobodyElsesAppointments() {
        assertThat(appointmentsOf(source(), GITTE).items())
                .extracting(Booking::encounterId)
                .containsExactly("gitte-1");
    }

    @Test
    default void findsNothingAndMissesNothingForACitizenWithoutAppointments() {
        assertThat(appointmentsOf(source(), PIA)).isEqualTo(Findings.none());
    }

    @Test
    default void answersWithHalfAndSaysSoWhenItAnswersInPart() {
        Findings<Booking> found = appointmentsOf(sourceThat(Mode.PARTIAL), LARS);

        assertThat(found.items()).hasSize(1);
        assertThat(found.gaps())
                .containsExactly(
                        new Gap(SourceId.APPOINTMENTS, Gap.Reason.UNAVAILABLE, Optional.empty(), CLOCK.instant()));
    }
}

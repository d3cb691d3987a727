package dk.hoibu.fhir.property;

import static dk.hoibu.fhir.property.Read.TARGETS;
import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.conformance.R4Validator;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.mapping.ServiceMapper;
import dk.hoibu.fhir.overview.BookingView;
import dk.hoibu.fhir.source.healthorg.HealthUnit;
import dk.hoibu.fhir.source.organisation.Unit;
import java.util.Optional;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.Location;
import org.junit.jupiter.api.Test;

/** Any health unit, unit of an appointment and municipal contact point as a HealthcareService; any meeting place as a Location. */
class ServiceMapperPropertyTest {

    @Test
    void losesNothingOfAHealthUnit() {
        Samples.each(Samples.RECORDS, samples -> {
            HealthUnit unit = samples.healthUnit();
            HealthcareService service = ServiceMapper.toFhir(unit);

            assertThat(service.getIdElement().getIdPart()).isEqualTo(unit.sor());
            assertThat(Read.values(service.getIdentifier(), Systems.SOR)).containsExactly(unit.sor());
            assertThat(service.getName()).isEqualTo(unit.name());
            assertThat(service.getActive()).isEqualTo(unit.active());
            assertThat(service.getProvidedBy().getReference()).isEqualTo("Organization/" + unit.sor());
            assertThat(specialty(service)).isEqualTo(unit.specialty());
            assertThat(Read.contacts(service.getTelecom())).isEqualTo(Read.expected(Read.inUse(unit)));
            assertThat(Read.lastUpdated(service.getMeta()))
                    .isEqualTo(unit.updated().map(Read::millis));
            RoundTrip.survives(service);
        });
    }

    @Test
    void losesNothingOfAUnitThatOnlyAnAppointmentNames() {
        Samples.each(Samples.RECORDS, samples -> {
            BookingView view = new Views(samples).bookingView();
            Optional<HealthcareService> made = ServiceMapper.toFhir(view, TARGETS);

            assertThat(made.isPresent())
                    .as("only when SOR was asked and does not have it")
                    .isEqualTo(view.performerKnown() && view.performer().isEmpty());
            made.ifPresent(service -> {
                assertThat("HealthcareService/" + service.getIdElement().getIdPart())
                        .isEqualTo(TARGETS.performer(view));
                assertThat(service.getName())
                        .isEqualTo(view.booking().performer().name());
                assertThat(Read.values(service.getIdentifier(), Systems.SOR))
                        .containsExactly(view.booking().performer().sor());
                assertThat(specialty(service)).isEqualTo(view.booking().specialty());
                assertThat(service.hasTelecom()).isFalse();
                RoundTrip.survives(service);
            });
        });
    }

    @Test
    void losesNothingOfAContactPoint() {
        Samples.each(Samples.RECORDS, samples -> {
            Unit unit = samples.unit();
            Unit.ContactPoint point = samples.contactPoint();
            HealthcareService service = ServiceMapper.toFhir(unit, point);

            assertThat(service.getIdElement().getIdPart())
                    .isEqualTo(unit.uuid() + "-" + point.kle().replace(".", ""));
            assertThat(service.getName()).isEqualTo(point.name());
            assertThat(service.getActive()).isEqualTo(unit.active());
            assertThat(service.getProvidedBy().getReference()).isEqualTo("Organization/" + unit.uuid());
            assertThat(service.getTypeFirstRep().getCodingFirstRep().getSystem())
                    .isEqualTo(Systems.KLE);
            assertThat(service.getTypeFirstRep().getCodingFirstRep().getCode()).isEqualTo(point.kle());
            assertThat(Read.contacts(service.getTelecom())).isEqualTo(Read.expected(point.contacts()));
            assertThat(Read.lastUpdated(service.getMeta()))
                    .isEqualTo(unit.registered().map(Read::millis));
            RoundTrip.survives(service);
        });
    }

    @Test
    void losesNothingOfAMeetingPlaceAndGivesNoAddress() {
        Samples.each(Samples.RECORDS, samples -> {
            HealthUnit unit = samples.healthUnit();
            Location location = ServiceMapper.toLocation(unit);

            assertThat(location.getIdElement().getIdPart()).isEqualTo(unit.sor());
            assertThat(Read.values(location.getIdentifier(), Systems.SOR)).containsExactly(unit.sor());
            assertThat(location.getName()).isEqualTo(unit.name());
            assertThat(location.getStatus() == Location.LocationStatus.ACTIVE).isEqualTo(unit.active());
            assertThat(location.getManagingOrganization().getReference()).isEqualTo("Organization/" + unit.sor());
            assertThat(Read.contacts(location.getTelecom())).isEqualTo(Read.expected(Read.inUse(unit)));
            assertThat(location.hasAddress()).isFalse();
            RoundTrip.survives(location);
        });
    }

    @Test
    void isValidFhir() {
        Samples.each(Samples.VALIDATED, samples -> {
            R4Validator validator = R4Validator.plain();
            validator.requireValid(ServiceMapper.toFhir(samples.healthUnit()));
            validator.requireValid(ServiceMapper.toFhir(samples.unit(), samples.contactPoint()));
            validator.requireValid(ServiceMapper.toLocation(samples.healthUnit()));
            ServiceMapper.toFhir(new Views(samples).bookingView(), TARGETS).ifPresent(validator::requireValid);
        });
    }

    private static Optional<String> specialty(HealthcareService service) {
        return service.getSpecialty().stream()
                .map(specialty -> specialty.getCodingFirstRep().getCode())
                .findFirst();
    }
}

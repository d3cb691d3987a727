package dk.hoibu.fhir.mapping;

import dk.hoibu.fhir.fhir.Narratives;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.overview.BookingView;
import dk.hoibu.fhir.source.SourceId;
import dk.hoibu.fhir.source.booking.Booking;
import dk.hoibu.fhir.source.healthorg.HealthUnit;
import dk.hoibu.fhir.source.organisation.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.Location;

/**
 * What can be called, as HealthcareService: a health unit's service (an appointment's participant cannot be an Organization in R4), and a
 * municipal unit's contact point for a KLE subject. And where an appointment is, as Location.
 */
public final class ServiceMapper {

    private ServiceMapper() {}

    public static HealthcareService toFhir(HealthUnit unit) {
        HealthcareService service =
                service(Targets.healthService(unit.sor()), SourceId.HEALTH_ORGANISATION, unit.name());
        unit.updated().ifPresent(instant -> Elements.lastUpdated(service, instant));
        service.addIdentifier(Elements.official(Systems.SOR, unit.sor()));
        service.setActive(unit.active());
        service.setProvidedBy(Elements.reference(Targets.healthUnit(unit.sor())).setDisplay(unit.name()));
        unit.specialty().ifPresent(code -> service.addSpecialty(snomed(code)));
        service.setTelecom(Elements.telecom(Elements.contacts(unit)));
        return finish(service);
    }

    /** The unit of an appointment that only the appointment's document names. */
    public static Optional<HealthcareService> toFhir(BookingView view, Targets targets) {
        if (view.performer().isPresent() || !view.performerKnown()) {
            return Optional.empty();
        }
        Booking.Place performer = view.booking().performer();
        HealthcareService service = service(targets.performer(view), SourceId.APPOINTMENTS, performer.name());
        Elements.lastUpdated(service, view.booking().registered());
        service.addIdentifier(Elements.official(Systems.SOR, performer.sor()));
        view.booking().specialty().ifPresent(code -> service.addSpecialty(snomed(code)));
        return Optional.of(finish(service));
    }

    /** A Henvendelsessted. */
    public static HealthcareService toFhir(Unit unit, Unit.ContactPoint point) {
        HealthcareService service =
                service(Targets.contactPoint(unit.uuid(), point.kle()), SourceId.MUNICIPAL_ORGANISATION, point.name());
        unit.registered().ifPresent(instant -> Elements.lastUpdated(service, instant));
        service.setActive(unit.active());
        service.setProvidedBy(Elements.reference(Targets.unit(unit.uuid())).setDisplay(unit.name()));
        CodeableConcept kle = new CodeableConcept();
        kle.addCoding().setSystem(Systems.KLE).setCode(point.kle());
        service.addType(kle);
        service.setTelecom(Elements.telecom(point.contacts()));
        return finish(service);
    }

    public static Location toLocation(HealthUnit unit) {
        Location location = new Location();
        location.setId(Targets.location(unit.sor()));
        Elements.meta(location, "hoibu-location", SourceId.HEALTH_ORGANISATION);
        unit.updated().ifPresent(instant -> Elements.lastUpdated(location, instant));
        location.addIdentifier(Elements.official(Systems.SOR, unit.sor()));
        location.setStatus(unit.active() ? Location.LocationStatus.ACTIVE : Location.LocationStatus.INACTIVE);
        location.setName(unit.name());
        location.setManagingOrganization(
                Elements.reference(Targets.healthUnit(unit.sor())).setDisplay(unit.name()));
        location.setTelecom(Elements.telecom(Elements.contacts(unit)));
        Narratives.write(location, List.of(unit.name()));
        return location;
    }

    /** The Danish name of the specialties this facade meets; else the code itself. */
    static String specialty(String code) {
        return switch (code) {
            case "394588006" -> "Børne- og ungdomspsykiatri";
            case "394587001" -> "Psykiatri";
            case "408443003" -> "Almen medicin";
            default -> code;
        };
    }

    private static CodeableConcept snomed(String code) {
        CodeableConcept concept = new CodeableConcept();
        concept.addCoding().setSystem(Systems.SNOMED).setCode(code);
        return concept.setText(specialty(code));
    }

    private static HealthcareService service(String target, SourceId source, String name) {
        HealthcareService service = new HealthcareService();
        service.setId(target);
        Elements.meta(service, "hoibu-healthcareservice", source);
        service.setName(name);
        return service;
    }

    private static HealthcareService finish(HealthcareService service) {
        List<String> lines = new ArrayList<>();
        lines.add(service.getName());
        service.getSpecialty().forEach(specialty -> lines.add(specialty.getText()));
        service.getTelecom().forEach(point -> lines.add(point.getValue()));
        Narratives.write(service, lines);
        return service;
    }
}

package dk.hoibu.fhir.resource;

import dk.hoibu.fhir.fhir.Terminology;
import dk.hoibu.fhir.mapping.BookingMapper;
import dk.hoibu.fhir.mapping.CaseMapper;
import dk.hoibu.fhir.mapping.NetworkMapper;
import dk.hoibu.fhir.mapping.OrganisationMapper;
import dk.hoibu.fhir.mapping.PatientMapper;
import dk.hoibu.fhir.mapping.ReceiverMapper;
import dk.hoibu.fhir.mapping.ServiceMapper;
import dk.hoibu.fhir.mapping.StaffMapper;
import dk.hoibu.fhir.mapping.Targets;
import dk.hoibu.fhir.overview.CaseView;
import dk.hoibu.fhir.overview.Overview;
import dk.hoibu.fhir.search.Searcher;
import dk.hoibu.fhir.source.organisation.Unit;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.EpisodeOfCare;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/** Everything one {@link Overview} says, as FHIR. */
final class ChildResources {

    private final Targets targets;
    private final Terminology terms;
    private final boolean withCaseNumber;
    private final Clock clock;

    ChildResources(Targets targets, Terminology terms, boolean withCaseNumber, Clock clock) {
        this.targets = targets;
        this.terms = terms;
        this.withCaseNumber = withCaseNumber;
        this.clock = clock;
    }

    Patient patient(Overview overview) {
        return overview.person()
                .map(person -> PatientMapper.toFhir(person, targets))
                .orElseGet(() -> PatientMapper.withoutRegister(overview.child(), targets));
    }

    List<EpisodeOfCare> cases(Overview overview) {
        return overview.cases().stream()
                .map(view -> ReceiverMapper.offer(
                        CaseMapper.toFhir(view, targets, terms, withCaseNumber), view, overview.units()))
                .toList();
    }

    List<Appointment> bookings(Overview overview) {
        return overview.bookings().stream()
                .map(view -> BookingMapper.toFhir(view, targets, terms))
                .toList();
    }

    Optional<CareTeam> network(Overview overview) {
        return NetworkMapper.toFhir(overview, targets, terms);
    }

    /** The organisations, staff, services and places that the child's resources refer to, by {@code Type/id}. */
    Map<String, Resource> related(Overview overview) {
        Map<String, Resource> related = new TreeMap<>();
        overview.units().values().forEach(unit -> put(related, OrganisationMapper.toFhir(unit, terms)));
        overview.healthUnits().values().forEach(unit -> put(related, OrganisationMapper.toFhir(unit, terms)));
        overview.cases().forEach(view -> caseRelated(view, overview, related));
        overview.bookings().forEach(view -> {
            view.performer().ifPresent(unit -> put(related, ServiceMapper.toFhir(unit)));
            ServiceMapper.toFhir(view, targets).ifPresent(service -> put(related, service));
            view.location().ifPresent(unit -> put(related, ServiceMapper.toLocation(unit)));
        });
        overview.schools()
                .forEach(place -> place.institution()
                        .ifPresent(institution -> put(
                                related,
                                OrganisationMapper.toFhir(
                                        institution, NetworkMapper.municipality(overview, institution.cvr()), terms))));
        return related;
    }

    private void caseRelated(CaseView view, Overview overview, Map<String, Resource> related) {
        Optional<Unit> municipality = NetworkMapper.municipality(overview, view.ownerCvr());
        OrganisationMapper.toFhir(view, targets, municipality, terms).ifPresent(unit -> put(related, unit));
        view.manager().ifPresent(manager -> {
            if (manager instanceof CaseView.Manager.Known known && known.inResponsibleUnit()) {
                Optional<Unit> unit = Optional.ofNullable(
                        overview.units().get(known.membership().unit()));
                put(
                        related,
                        StaffMapper.toRole(
                                known.employee(), known.membership(), unit, targets, terms, clock.instant()));
            } else {
                put(related, StaffMapper.toCaseRole(view, manager, targets, terms, clock.instant()));
            }
            if (manager instanceof CaseView.Manager.Known known) {
                StaffMapper.toPerson(known.employee(), targets).ifPresent(person -> put(related, person));
            }
            StaffMapper.toCasePerson(view, manager, targets).ifPresent(person -> put(related, person));
        });
    }

    private static void put(Map<String, Resource> related, Resource resource) {
        related.put(Searcher.key(resource), resource);
    }
}

package dk.hoibu.fhir.mapping;

import dk.hoibu.fhir.access.KleSubject;
import dk.hoibu.fhir.fhir.Narratives;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.fhir.Terminology;
import dk.hoibu.fhir.overview.BookingView;
import dk.hoibu.fhir.overview.CaseView;
import dk.hoibu.fhir.overview.CaseView.Responsible;
import dk.hoibu.fhir.overview.Overview;
import dk.hoibu.fhir.overview.SchoolPlace;
import dk.hoibu.fhir.source.healthorg.HealthUnit;
import dk.hoibu.fhir.source.organisation.Unit;
import dk.hoibu.fhir.source.school.Institution;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.CareTeam.CareTeamStatus;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;

/** Whom to call about a child, as one CareTeam: caseworkers, units, psychiatry, GP, school or daycare, each with role and telephone. */
public final class NetworkMapper {

    private NetworkMapper() {}

    /** The child's network; empty when there is nobody in it. */
    public static Optional<CareTeam> toFhir(Overview overview, Targets targets, Terminology terms) {
        Map<String, Member> members = new LinkedHashMap<>();
        overview.cases().stream()
                .filter(view -> view.status() != CaseView.Status.FINISHED)
                .flatMap(view -> caseMembers(view, overview, targets))
                .forEach(member -> members.putIfAbsent(member.key(), member));
        overview.bookings().stream()
                .flatMap(view -> view.performer().stream())
                .map(unit -> healthMember(unit, NetworkRole.PSYCHIATRY))
                .forEach(member -> members.putIfAbsent(member.key(), member));
        overview.gp()
                .map(unit -> healthMember(unit, NetworkRole.GENERAL_PRACTITIONER))
                .ifPresent(member -> members.putIfAbsent(member.key(), member));
        overview.schools().stream()
                .flatMap(place -> schoolMember(place).stream())
                .forEach(member -> members.putIfAbsent(member.key(), member));
        return members.isEmpty()
                ? Optional.empty()
                : Optional.of(team(overview, targets, terms, List.copyOf(members.values())));
    }

    private record Member(
            NetworkRole role, String target, String name, Optional<String> telephone, Optional<LocalDate> since) {

        String key() {
            return role.code() + " " + target;
        }

        String display() {
            return name + telephone.map(number -> ", tlf. " + number).orElse("");
        }
    }

    private static CareTeam team(Overview overview, Targets targets, Terminology terms, List<Member> members) {
        CareTeam team = new CareTeam();
        team.setId(targets.careTeam(overview.child()));
        team.getMeta().addProfile(Systems.profile("hoibu-careteam")).setSource(Systems.BASE + "/source/facade");
        lastRegistered(overview).ifPresent(instant -> Elements.lastUpdated(team, instant));
        if (overview.childProtected()) {
            Elements.restricted(team);
        }
        team.setStatus(CareTeamStatus.ACTIVE);
        team.addCategory(
                Elements.concept("http://loinc.org", "LA28865-6", "Longitudinal care-coordination focused care team"));
        team.setName("Barnets netværk");
        team.setSubject(Elements.reference(targets.patient(overview.child())));
        members.stream()
                .flatMap(member -> member.since().stream())
                .min(Comparator.naturalOrder())
                .ifPresent(day -> team.setPeriod(new Period().setStartElement(Elements.date(day))));
        for (Member member : members) {
            CareTeam.CareTeamParticipantComponent participant = team.addParticipant()
                    .addRole(terms.codeable(Systems.NETWORK_ROLE, member.role().code()))
                    .setMember(new Reference(member.target()).setDisplay(member.display()));
            member.since().ifPresent(day -> participant.setPeriod(new Period().setStartElement(Elements.date(day))));
        }
        List<String> lines = new ArrayList<>();
        members.forEach(member ->
                lines.add(terms.display(Systems.NETWORK_ROLE, member.role().code()) + ": " + member.display()));
        Narratives.write(team, lines);
        return team;
    }

    private static Stream<Member> caseMembers(CaseView view, Overview overview, Targets targets) {
        NetworkRole role = areaRole(view.subject().area());
        Optional<Member> manager = view.manager()
                .map(m -> new Member(
                        NetworkRole.CASEWORKER,
                        targets.manager(view, m),
                        StaffMapper.display(m)
                                + CaseMapper.responsibleName(view)
                                        .map(name -> ", " + name)
                                        .orElse(""),
                        managerTelephone(m).or(() -> unitTelephone(view, overview)),
                        view.start()));
        return Stream.concat(manager.stream(), Stream.of(unitMember(view, overview, targets, role)));
    }

    private static Member unitMember(CaseView view, Overview overview, Targets targets, NetworkRole role) {
        if (view.responsible() instanceof Responsible.Known known) {
            // a closed unit is not to be called: the nearest open one above it is
            Unit unit = nearestActive(known.unit(), overview);
            return new Member(
                    role, Targets.unit(unit.uuid()), unit.name(), telephone(unit, view, overview), view.start());
        }
        return new Member(
                role,
                targets.responsible(view),
                CaseMapper.responsibleName(view).orElse("Kommunal enhed"),
                unitTelephone(view, overview),
                view.start());
    }

    private static Unit nearestActive(Unit unit, Overview overview) {
        Unit nearest = unit;
        for (int level = 0; level < overview.units().size() && !nearest.active(); level++) {
            Optional<Unit> parent = nearest.parent()
                    .flatMap(id -> Optional.ofNullable(overview.units().get(id)));
            if (parent.isEmpty()) {
                return nearest;
            }
            nearest = parent.get();
        }
        return nearest;
    }

    private static Optional<String> managerTelephone(CaseView.Manager manager) {
        return manager instanceof CaseView.Manager.Known known
                        && !known.employee().concealed()
                ? Elements.telephone(known.employee().contacts())
                : Optional.empty();
    }

    private static Optional<String> unitTelephone(CaseView view, Overview overview) {
        if (view.responsible() instanceof Responsible.Known known) {
            return telephone(nearestActive(known.unit(), overview), view, overview);
        }
        return municipality(overview, view.ownerCvr()).flatMap(unit -> Elements.telephone(unit.contacts()));
    }

    /** Henvendelsessted for the case's subject, else the unit's own telephone, else the one above. */
    private static Optional<String> telephone(Unit unit, CaseView view, Overview overview) {
        Optional<String> contactPoint = unit.contactPoints().stream()
                .filter(point -> point.kle().equals(view.subject().number()))
                .findFirst()
                .flatMap(point -> Elements.telephone(point.contacts()));
        return contactPoint
                .or(() -> Elements.telephone(unit.contacts()))
                .or(() -> unit.parent()
                        .flatMap(id -> Optional.ofNullable(overview.units().get(id)))
                        .flatMap(parent -> Elements.telephone(parent.contacts())));
    }

    /** The municipality with that CVR number among the units at hand. */
    public static Optional<Unit> municipality(Overview overview, String cvr) {
        return overview.units().values().stream()
                .filter(unit ->
                        unit.kind() == Unit.Kind.MUNICIPALITY && unit.cvr().equals(cvr))
                .findFirst();
    }

    private static Member healthMember(HealthUnit unit, NetworkRole role) {
        return new Member(
                role,
                Targets.healthUnit(unit.sor()),
                unit.name(),
                Elements.telephone(Elements.contacts(unit)),
                Optional.empty());
    }

    private static Optional<Member> schoolMember(SchoolPlace place) {
        return place.institution()
                .map(institution -> new Member(
                        institution.kind() == Institution.Kind.SCHOOL ? NetworkRole.SCHOOL : NetworkRole.DAYCARE,
                        Targets.institution(institution.number()),
                        institution.name(),
                        Elements.telephone(institution.contacts()),
                        place.attendance().from()));
    }

    private static NetworkRole areaRole(KleSubject.Area area) {
        return switch (area) {
            case PPR -> NetworkRole.PPR;
            case FAMILY -> NetworkRole.FAMILY;
            case DAYCARE_SUPPORT -> NetworkRole.DAYCARE_SUPPORT;
            case HEALTH_VISITING -> NetworkRole.HEALTH_VISITING;
        };
    }

    private static Optional<Instant> lastRegistered(Overview overview) {
        return Stream.concat(
                        overview.cases().stream().map(view -> view.careCase().registered()),
                        overview.bookings().stream().map(BookingView::booking).map(b -> b.registered()))
                .max(Comparator.naturalOrder())
                .or(() -> overview.gp().flatMap(HealthUnit::updated))
                .or(() -> overview.schools().stream()
                        .flatMap(place -> place.institution().stream())
                        .flatMap(institution -> institution.registered().stream())
                        .max(Comparator.naturalOrder()));
    }
}

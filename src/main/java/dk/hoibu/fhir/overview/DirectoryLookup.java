package dk.hoibu.fhir.overview;

import dk.hoibu.fhir.access.DirectoryGrant;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.overview.Overviews.ShownCase;
import dk.hoibu.fhir.source.Findings;
import dk.hoibu.fhir.source.SourceId;
import dk.hoibu.fhir.source.booking.Booking;
import dk.hoibu.fhir.source.caseindex.CareCase;
import dk.hoibu.fhir.source.caseindex.CareCase.Actor;
import dk.hoibu.fhir.source.caseindex.CareCase.ActorRole;
import dk.hoibu.fhir.source.healthorg.HealthUnit;
import dk.hoibu.fhir.source.organisation.Employee;
import dk.hoibu.fhir.source.organisation.Unit;
import dk.hoibu.fhir.source.person.Person;
import dk.hoibu.fhir.source.school.Attendance;
import dk.hoibu.fhir.source.school.Institution;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks up, in the registers, the units, staff and institutions that one child's data refer to: each register once, side by side. */
final class DirectoryLookup {

    /** A chain of units longer than this is taken for a mistake in the register. */
    private static final int MAX_LEVELS = 8;

    private final Sources sources;
    private final Gathering gathering;
    private final DirectoryGrant grant;
    private final Map<UUID, Unit> units = new HashMap<>();
    private final Map<String, Unit> municipalities = new HashMap<>();
    private final Map<UUID, Employee> employees = new HashMap<>();
    private final Map<String, HealthUnit> healthUnits = new HashMap<>();
    private final Map<String, Institution> institutions = new HashMap<>();
    private Optional<HealthUnit> gp = Optional.empty();

    DirectoryLookup(Sources sources, Gathering gathering, DirectoryGrant grant) {
        this.sources = sources;
        this.gathering = gathering;
        this.grant = grant;
    }

    void start(
            List<ShownCase> cases,
            List<Booking> bookings,
            List<Attendance> attending,
            Optional<Person> gpOf,
            Instant now) {
        Set<UUID> unitIds = new HashSet<>();
        Set<UUID> userIds = new HashSet<>();
        Set<String> cvrNumbers = new HashSet<>();
        for (ShownCase shown : cases) {
            references(shown.careCase(), now, unitIds, userIds);
            CaseReading.ownerCvr(shown.careCase(), now).ifPresent(cvrNumbers::add);
        }
        Set<String> sorIds = bookings.stream()
                .flatMap(b -> Stream.concat(Stream.of(b.performer()), b.location().stream()))
                .map(Booking.Place::sor)
                .collect(Collectors.toSet());
        Set<String> providers =
                gpOf.flatMap(Person::gpProviderNumber).map(Set::of).orElse(Set.of());
        Set<String> numbers =
                attending.stream().map(Attendance::institutionNumber).collect(Collectors.toSet());

        var unitsAsked = askIfAny(
                SourceId.MUNICIPAL_ORGANISATION,
                unitIds,
                () -> sources.municipalities().units(grant, unitIds));
        var ownersAsked = askIfAny(
                SourceId.MUNICIPAL_ORGANISATION,
                cvrNumbers,
                () -> sources.municipalities().municipalities(grant, cvrNumbers));
        var staffAsked = askIfAny(
                SourceId.MUNICIPAL_ORGANISATION,
                userIds,
                () -> sources.municipalities().employees(grant, userIds));
        var healthAsked = askIfAny(
                SourceId.HEALTH_ORGANISATION, sorIds, () -> sources.health().units(grant, sorIds));
        var gpAsked = askIfAny(
                SourceId.HEALTH_ORGANISATION, providers, () -> sources.health().byProviderNumber(grant, providers));
        var schoolsAsked =
                askIfAny(SourceId.SCHOOLS, numbers, () -> sources.schools().institutions(grant, numbers));

        gathering.items(unitsAsked).forEach(this::add);
        gathering.items(ownersAsked).forEach(this::add);
        gathering.items(staffAsked).forEach(e -> employees.put(e.uuid(), e));
        gathering.items(healthAsked).forEach(u -> healthUnits.put(u.sor(), u));
        gp = gathering.items(gpAsked).stream().findFirst();
        gp.ifPresent(u -> healthUnits.put(u.sor(), u));
        gathering.items(schoolsAsked).forEach(i -> institutions.put(i.number(), i));
        climbUnits();
        climbHealthUnits();
        schoolOwners();
    }

    private static void references(CareCase careCase, Instant now, Set<UUID> units, Set<UUID> users) {
        for (ActorRole role : List.of(ActorRole.RESPONSIBLE, ActorRole.OWNER, ActorRole.PRIMARY_HANDLER)) {
            CaseReading.actor(careCase, role, now)
                    .flatMap(DirectoryLookup::uuid)
                    .ifPresent(uuid -> {
                        boolean person = role == ActorRole.PRIMARY_HANDLER
                                && CaseReading.actor(careCase, role, now)
                                        .filter(a -> a.type() == CareCase.ActorType.USER)
                                        .isPresent();
                        (person ? users : units).add(uuid);
                    });
        }
    }

    private static Optional<UUID> uuid(Actor actor) {
        return actor.reference().uuid();
    }

    private <T> CompletableFuture<Optional<Findings<T>>> askIfAny(
            SourceId source,
            Collection<?> wanted,
            java.util.function.Supplier<CompletableFuture<Findings<T>>> question) {
        return gathering.askIf(!wanted.isEmpty(), true, source, question);
    }

    private void add(Unit unit) {
        units.put(unit.uuid(), unit);
        if (unit.kind() == Unit.Kind.MUNICIPALITY) {
            municipalities.put(unit.cvr(), unit);
        }
    }

    private void climbUnits() {
        for (int level = 0; level < MAX_LEVELS && !gathering.silent(SourceId.MUNICIPAL_ORGANISATION); level++) {
            Set<UUID> missing = units.values().stream()
                    .flatMap(unit -> unit.parent().stream())
                    .filter(parent -> !units.containsKey(parent))
                    .collect(Collectors.toSet());
            if (missing.isEmpty()) {
                return;
            }
            List<Unit> found = gathering.items(gathering.ask(
                    SourceId.MUNICIPAL_ORGANISATION,
                    () -> sources.municipalities().units(grant, missing)));
            if (found.isEmpty()) {
                return;
            }
            found.forEach(this::add);
        }
    }

    private void climbHealthUnits() {
        for (int level = 0; level < MAX_LEVELS && !gathering.silent(SourceId.HEALTH_ORGANISATION); level++) {
            Set<String> missing = healthUnits.values().stream()
                    .flatMap(unit -> unit.parent().stream())
                    .filter(parent -> !healthUnits.containsKey(parent))
                    .collect(Collectors.toSet());
            if (missing.isEmpty()) {
                return;
            }
            List<HealthUnit> found = gathering.items(gathering.ask(
                    SourceId.HEALTH_ORGANISATION, () -> sources.health().units(grant, missing)));
            if (found.isEmpty()) {
                return;
            }
            found.forEach(unit -> healthUnits.put(unit.sor(), unit));
        }
    }

    private void schoolOwners() {
        if (gathering.silent(SourceId.MUNICIPAL_ORGANISATION)) {
            return; // its deadline is not waited for twice
        }
        Set<String> owners = institutions.values().stream()
                .map(Institution::cvr)
                .filter(cvr -> !municipalities.containsKey(cvr))
                .collect(Collectors.toSet());
        gathering
                .items(askIfAny(
                        SourceId.MUNICIPAL_ORGANISATION,
                        owners,
                        () -> sources.municipalities().municipalities(grant, owners)))
                .forEach(this::add);
    }

    BookingView bookingView(PersonNumber child, Booking booking, boolean childProtected) {
        return new BookingView(
                child,
                booking,
                Optional.ofNullable(healthUnits.get(booking.performer().sor())),
                booking.location().flatMap(place -> Optional.ofNullable(healthUnits.get(place.sor()))),
                !gathering.silent(SourceId.HEALTH_ORGANISATION),
                childProtected);
    }

    SchoolPlace schoolPlace(Attendance attendance) {
        return new SchoolPlace(attendance, Optional.ofNullable(institutions.get(attendance.institutionNumber())));
    }

    Optional<Unit> unit(UUID id) {
        return Optional.ofNullable(units.get(id));
    }

    Optional<Employee> employee(UUID id) {
        return Optional.ofNullable(employees.get(id));
    }

    boolean municipalRegisterSilent() {
        return gathering.silent(SourceId.MUNICIPAL_ORGANISATION);
    }

    Optional<HealthUnit> gp() {
        return gp;
    }

    Map<UUID, Unit> units() {
        return units;
    }

    Map<String, HealthUnit> healthUnits() {
        return healthUnits;
    }
}

package dk.hoibu.fhir.resource;

import dk.hoibu.fhir.access.AccessDecision;
import dk.hoibu.fhir.access.AccessRule;
import dk.hoibu.fhir.access.DirectoryGrant;
import dk.hoibu.fhir.access.Requester;
import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.fhir.Problem;
import dk.hoibu.fhir.fhir.Terminology;
import dk.hoibu.fhir.mapping.OrganisationMapper;
import dk.hoibu.fhir.mapping.ServiceMapper;
import dk.hoibu.fhir.mapping.StaffMapper;
import dk.hoibu.fhir.mapping.Targets;
import dk.hoibu.fhir.overview.SourceCalls;
import dk.hoibu.fhir.overview.Sources;
import dk.hoibu.fhir.source.Findings;
import dk.hoibu.fhir.source.Gap;
import dk.hoibu.fhir.source.SourceId;
import dk.hoibu.fhir.source.healthorg.HealthUnit;
import dk.hoibu.fhir.source.organisation.Employee;
import dk.hoibu.fhir.source.organisation.Unit;
import dk.hoibu.fhir.source.school.Institution;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Resource;

/** The registers of organisations, staff and institutions as FHIR: what says nothing about any child. */
final class Directory {

    /** Resources found, what is missing, and how many of the sources asked gave at least a part. */
    record Found(List<Resource> resources, List<Gap> gaps, int answered) {}

    private final Sources sources;
    private final SourceCalls calls;
    private final AccessRule access;
    private final Targets targets;
    private final Terminology terms;
    private final Clock clock;

    Directory(Sources sources, SourceCalls calls, AccessRule access, Targets targets, Terminology terms, Clock clock) {
        this.sources = sources;
        this.calls = calls;
        this.access = access;
        this.targets = targets;
        this.terms = terms;
        this.clock = clock;
    }

    /** Every resource of that directory type. */
    Found all(Requester requester, String type) {
        Lookup lookup = new Lookup(grant(requester));
        return switch (type) {
            case "Organization" -> lookup.allOrganisations();
            case "PractitionerRole" -> lookup.allRoles();
            case "Practitioner" -> lookup.allStaff();
            case "HealthcareService" -> lookup.allServices();
            case "Location" -> lookup.allLocations();
            default -> throw new IllegalArgumentException("not a directory type: " + type);
        };
    }

    /** The resource at {@code Type/id} if that is in a register; those known only from a child's data are not found here. */
    Found one(Requester requester, String type, String id) {
        Lookup lookup = new Lookup(grant(requester));
        return switch (type) {
            case "Organization" -> lookup.organisation(id);
            case "PractitionerRole" -> lookup.role(id);
            case "Practitioner" -> lookup.person(id);
            case "HealthcareService" -> lookup.service(id);
            case "Location" -> lookup.health(id, unit -> Stream.of(ServiceMapper.toLocation(unit)));
            default -> new Found(List.of(), List.of(), 0);
        };
    }

    /** The municipality with that CVR number. */
    Found municipality(Requester requester, String cvr) {
        return new Lookup(grant(requester)).municipality(cvr);
    }

    private DirectoryGrant grant(Requester requester) {
        if (access.directory(requester) instanceof AccessDecision.Granted<DirectoryGrant> yes) {
            return yes.grant();
        }
        throw Problem.refused();
    }

    /** One request's look into the registers. */
    private final class Lookup {

        private final DirectoryGrant grant;
        private final List<Gap> gaps = new ArrayList<>();
        private int answered;

        private Lookup(DirectoryGrant grant) {
            this.grant = grant;
        }

        private <T> CompletableFuture<SourceCalls.Result<Findings<T>>> ask(
                SourceId source, Supplier<CompletableFuture<Findings<T>>> question) {
            return calls.ask(source, question).thenApply(result -> {
                grant.requester()
                        .journal()
                        .lookedUp(
                                source.key(),
                                result.gap()
                                        .map(gap -> gap.reason().name().toLowerCase(Locale.ROOT))
                                        .orElse("ok"));
                return result;
            });
        }

        private <T> List<T> items(CompletableFuture<SourceCalls.Result<Findings<T>>> asked) {
            SourceCalls.Result<Findings<T>> result = asked.join();
            result.gap().ifPresent(this::gap);
            if (result.value().isPresent()) {
                answered++;
                result.value().get().gaps().forEach(this::gap);
            }
            return result.value().map(Findings::items).orElse(List.of());
        }

        private void gap(Gap gap) {
            if (gaps.stream()
                    .noneMatch(g -> g.source() == gap.source() && g.part().equals(gap.part()))) {
                gaps.add(gap);
            }
        }

        private Found found(Stream<? extends Resource> resources) {
            List<Resource> list = new ArrayList<>();
            resources.forEach(list::add);
            return new Found(list, gaps, answered);
        }

        private Found allOrganisations() {
            var units = ask(
                    SourceId.MUNICIPAL_ORGANISATION,
                    () -> sources.municipalities().allUnits(grant));
            var health =
                    ask(SourceId.HEALTH_ORGANISATION, () -> sources.health().allUnits(grant));
            var institutions = ask(SourceId.SCHOOLS, () -> sources.schools().allInstitutions(grant));
            List<Unit> allUnits = items(units);
            Map<String, Unit> byCvr = municipalities(allUnits);
            List<HealthUnit> allHealth = items(health);
            List<Institution> allInstitutions = items(institutions);
            return found(Stream.of(
                            allUnits.stream().map(unit -> OrganisationMapper.toFhir(unit, terms)),
                            allHealth.stream().map(unit -> OrganisationMapper.toFhir(unit, terms)),
                            allInstitutions.stream()
                                    .map(i -> OrganisationMapper.toFhir(
                                            i, Optional.ofNullable(byCvr.get(i.cvr())), terms)))
                    .flatMap(stream -> stream));
        }

        private Found allRoles() {
            var staff = ask(
                    SourceId.MUNICIPAL_ORGANISATION,
                    () -> sources.municipalities().allEmployees(grant));
            var units = ask(
                    SourceId.MUNICIPAL_ORGANISATION,
                    () -> sources.municipalities().allUnits(grant));
            Map<UUID, Unit> byId = new HashMap<>();
            items(units).forEach(unit -> byId.put(unit.uuid(), unit));
            return found(items(staff).stream().flatMap(employee -> roles(employee, byId)));
        }

        private Stream<Resource> roles(Employee employee, Map<UUID, Unit> units) {
            return employee.memberships().stream()
                    .map(membership -> StaffMapper.toRole(
                            employee,
                            membership,
                            Optional.ofNullable(units.get(membership.unit())),
                            targets,
                            terms,
                            clock.instant()));
        }

        private Found allStaff() {
            var staff = ask(
                    SourceId.MUNICIPAL_ORGANISATION,
                    () -> sources.municipalities().allEmployees(grant));
            return found(items(staff).stream().flatMap(employee -> StaffMapper.toPerson(employee, targets).stream()));
        }

        private Found allServices() {
            var health =
                    ask(SourceId.HEALTH_ORGANISATION, () -> sources.health().allUnits(grant));
            var units = ask(
                    SourceId.MUNICIPAL_ORGANISATION,
                    () -> sources.municipalities().allUnits(grant));
            List<HealthUnit> allHealth = items(health);
            List<Unit> allUnits = items(units);
            return found(Stream.concat(
                    allHealth.stream().map(ServiceMapper::toFhir),
                    allUnits.stream().flatMap(this::contactPoints)));
        }

        private Stream<Resource> contactPoints(Unit unit) {
            return unit.contactPoints().stream().map(point -> ServiceMapper.toFhir(unit, point));
        }

        private Found allLocations() {
            var health =
                    ask(SourceId.HEALTH_ORGANISATION, () -> sources.health().allUnits(grant));
            return found(items(health).stream().map(ServiceMapper::toLocation));
        }

        private Found organisation(String id) {
            Optional<UUID> uuid = uuid(id);
            if (uuid.isPresent()) {
                return found(units(Set.of(uuid.get())).stream().map(unit -> OrganisationMapper.toFhir(unit, terms)));
            }
            if (id.matches("[A-Z0-9]{6}")) {
                return institution(id);
            }
            return health(id, unit -> Stream.of(OrganisationMapper.toFhir(unit, terms)));
        }

        private Found municipality(String cvr) {
            var asked = ask(
                    SourceId.MUNICIPAL_ORGANISATION,
                    () -> sources.municipalities().municipalities(grant, Set.of(cvr)));
            return found(items(asked).stream().map(unit -> OrganisationMapper.toFhir(unit, terms)));
        }

        private Found institution(String number) {
            var asked = ask(SourceId.SCHOOLS, () -> sources.schools().institutions(grant, Set.of(number)));
            List<Institution> institutions = items(asked);
            if (institutions.isEmpty()) {
                return found(Stream.empty());
            }
            Institution institution = institutions.get(0);
            var owner = ask(
                    SourceId.MUNICIPAL_ORGANISATION,
                    () -> sources.municipalities().municipalities(grant, Set.of(institution.cvr())));
            return found(Stream.of(
                    OrganisationMapper.toFhir(institution, items(owner).stream().findFirst(), terms)));
        }

        private Found health(String sor, java.util.function.Function<HealthUnit, Stream<? extends Resource>> mapping) {
            if (!sor.matches("\\d{11,18}")) {
                return found(Stream.empty());
            }
            var asked = ask(SourceId.HEALTH_ORGANISATION, () -> sources.health().units(grant, Set.of(sor)));
            return found(items(asked).stream().flatMap(mapping));
        }

        private Found role(String id) {
            Optional<Ids.StaffRole> role = targets.ids().staffRole(id);
            if (role.isEmpty()) {
                return found(Stream.empty());
            }
            List<Employee> staff = employees(role.get().user());
            Map<UUID, Unit> byId = new HashMap<>();
            staff.stream()
                    .flatMap(employee -> employee.memberships().stream())
                    .filter(membership ->
                            Ids.unitMark(membership.unit()) == role.get().unitMark())
                    .findFirst()
                    .ifPresent(membership ->
                            units(Set.of(membership.unit())).forEach(unit -> byId.put(unit.uuid(), unit)));
            return found(staff.stream()
                    .flatMap(employee -> roles(employee, byId))
                    .filter(resource -> resource.getIdElement().getIdPart().equals(currentRoleId(role.get(), staff))));
        }

        /** The id with the present key: the one asked for may be older. */
        private String currentRoleId(Ids.StaffRole role, List<Employee> staff) {
            return staff.stream()
                    .flatMap(employee -> employee.memberships().stream())
                    .filter(membership -> Ids.unitMark(membership.unit()) == role.unitMark())
                    .findFirst()
                    .map(membership -> targets.ids().ofStaffRole(role.user(), membership.unit()))
                    .orElse("");
        }

        private Found person(String id) {
            return targets.ids()
                    .staff(id)
                    .map(user -> found(employees(user).stream()
                            .flatMap(employee -> StaffMapper.toPerson(employee, targets).stream())))
                    .orElseGet(() -> found(Stream.empty()));
        }

        private Found service(String id) {
            if (id.matches("[0-9a-f\\-]{36}-\\d{6}")) {
                Optional<UUID> unit = uuid(id.substring(0, 36));
                Set<UUID> wanted = unit.map(Set::of).orElse(Set.of());
                return found(units(wanted).stream()
                        .flatMap(this::contactPoints)
                        .filter(service -> service.getIdElement().getIdPart().equals(id)));
            }
            return health(id, unit -> Stream.of(ServiceMapper.toFhir(unit)));
        }

        private List<Unit> units(Set<UUID> wanted) {
            return items(ask(
                    SourceId.MUNICIPAL_ORGANISATION,
                    () -> sources.municipalities().units(grant, wanted)));
        }

        private List<Employee> employees(UUID user) {
            return items(ask(
                    SourceId.MUNICIPAL_ORGANISATION,
                    () -> sources.municipalities().employees(grant, Set.of(user))));
        }
    }

    private static Map<String, Unit> municipalities(List<Unit> units) {
        Map<String, Unit> byCvr = new HashMap<>();
        units.stream()
                .filter(unit -> unit.kind() == Unit.Kind.MUNICIPALITY)
                .forEach(unit -> byCvr.put(unit.cvr(), unit));
        return byCvr;
    }

    private static Optional<UUID> uuid(String id) {
        return id.matches("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
                ? Optional.of(UUID.fromString(id))
                : Optional.empty();
    }
}

package dk.hoibu.fhir;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dk.hoibu.fhir.access.AccessDecision;
import dk.hoibu.fhir.access.AccessRule;
import dk.hoibu.fhir.access.DirectoryGrant;
import dk.hoibu.fhir.access.Identity;
import dk.hoibu.fhir.access.Organisation;
import dk.hoibu.fhir.access.Register;
import dk.hoibu.fhir.access.Requester;
import dk.hoibu.fhir.access.Role;
import dk.hoibu.fhir.access.Scopes;
import dk.hoibu.fhir.audit.Asker;
import dk.hoibu.fhir.overview.SourceCalls;
import dk.hoibu.fhir.overview.Sources;
import dk.hoibu.fhir.source.Findings;
import dk.hoibu.fhir.source.SourceId;
import dk.hoibu.fhir.source.healthorg.HealthUnit;
import dk.hoibu.fhir.source.organisation.Unit;
import dk.hoibu.fhir.watch.Areas;
import dk.hoibu.fhir.watch.Regions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Where organisations are: as the settings say, else a municipality by its code in FK Organisation, a health unit by the region above it in SOR.
 * A clinic has no region above it there. Asked as this server itself, and remembered for a while.
 */
final class OrganisationAreas implements Areas {

    /** Longer chains of units are mistakes in the register. */
    private static final int MAX_LEVELS = 8;

    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final String OURSELVES = "audit-watch";

    private final Map<String, String> configured;
    private final Sources sources;
    private final SourceCalls calls;
    private final AccessRule access;
    private final Cache<Asker.Organisation, Optional<String>> known = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(REMEMBERED)
            .build();

    /** {@code configured} are regions by {@code sor:} or {@code cvr:} and the number. */
    OrganisationAreas(Map<String, String> configured, Sources sources, SourceCalls calls, AccessRule access) {
        this.configured = Map.copyOf(configured);
        this.sources = sources;
        this.calls = calls;
        this.access = access;
    }

    @Override
    public Optional<String> regionOf(Asker.Organisation organisation) {
        String key = organisation.register().name().toLowerCase(Locale.ROOT) + ":" + organisation.id();
        return Optional.ofNullable(configured.get(key)).or(() -> known.get(organisation, this::lookUp));
    }

    private Optional<String> lookUp(Asker.Organisation organisation) {
        Organisation same =
                new Organisation(Register.valueOf(organisation.register().name()), organisation.id());
        if (!(access.directory(ourselves(same)) instanceof AccessDecision.Granted<DirectoryGrant> granted)) {
            return Optional.empty();
        }
        return switch (same.register()) {
            case CVR -> ofMunicipality(granted.grant(), same.id());
            case SOR -> ofHealthUnit(granted.grant(), same.id());
        };
    }

    /** This server, as it asks registers for itself. */
    static Requester ourselves(Organisation organisation) {
        Identity identity = new Identity(
                "urn:hoibu:server",
                OURSELVES,
                OURSELVES,
                Optional.empty(),
                Role.OPERATOR,
                organisation,
                Optional.empty(),
                false,
                Scopes.parse(""),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new Requester(true, UUID.randomUUID().toString(), Optional.of(identity));
    }

    private Optional<String> ofMunicipality(DirectoryGrant grant, String cvr) {
        return asked(
                        SourceId.MUNICIPAL_ORGANISATION,
                        () -> sources.municipalities().municipalities(grant, Set.of(cvr)))
                .stream()
                .flatMap((Unit unit) -> unit.municipalityCode().stream())
                .findFirst()
                .flatMap(Regions::named);
    }

    private Optional<String> ofHealthUnit(DirectoryGrant grant, String sor) {
        Optional<String> next = Optional.of(sor);
        for (int level = 0; level < MAX_LEVELS && next.isPresent(); level++) {
            Set<String> one = Set.of(next.get());
            Optional<HealthUnit> unit =
                    asked(SourceId.HEALTH_ORGANISATION, () -> sources.health().units(grant, one)).stream()
                            .findFirst();
            if (unit.flatMap(HealthUnit::regionCode).isPresent()) {
                return unit.flatMap(HealthUnit::regionCode);
            }
            next = unit.flatMap(HealthUnit::parent);
        }
        return Optional.empty();
    }

    private <T> List<T> asked(SourceId source, Supplier<CompletableFuture<Findings<T>>> question) {
        return calls.ask(source, question).join().value().map(Findings::items).orElse(List.of());
    }
}

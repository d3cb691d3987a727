package dk.hoibu.fhir.resource;

import dk.hoibu.fhir.access.DirectoryGrant;
import dk.hoibu.fhir.audit.Asker.Organisation;
import dk.hoibu.fhir.audit.Asker.Register;
import dk.hoibu.fhir.audit.citizen.Organisations;
import dk.hoibu.fhir.overview.SourceCalls;
import dk.hoibu.fhir.source.Findings;
import dk.hoibu.fhir.source.SourceId;
import dk.hoibu.fhir.source.healthorg.HealthOrganisation;
import dk.hoibu.fhir.source.healthorg.HealthUnit;
import dk.hoibu.fhir.source.organisation.MunicipalOrganisation;
import dk.hoibu.fhir.source.organisation.Unit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks the registers of municipalities and of the health sector what organisations are called, and to whom they belong. */
public final class RegisteredOrganisations implements Organisations {

    /** A chain of units longer than this is taken for a mistake in the register. */
    private static final int MAX_LEVELS = 8;

    private final MunicipalOrganisation municipalities;
    private final HealthOrganisation health;
    private final SourceCalls calls;
    private final DirectoryGrant grant;

    public RegisteredOrganisations(
            MunicipalOrganisation municipalities, HealthOrganisation health, SourceCalls calls, DirectoryGrant grant) {
        this.municipalities = municipalities;
        this.health = health;
        this.calls = calls;
        this.grant = grant;
    }

    @Override
    public Found find(Collection<Organisation> wanted) {
        Lookup lookup = new Lookup();
        lookup.owners(ids(wanted, Register.CVR));
        lookup.units(ids(wanted, Register.SOR));
        return new Found(lookup.known, lookup.whole);
    }

    private static Set<String> ids(Collection<Organisation> wanted, Register register) {
        return wanted.stream()
                .filter(it -> it.register() == register)
                .map(Organisation::id)
                .collect(Collectors.toSet());
    }

    /** One look into the registers. */
    private final class Lookup {

        private final Map<String, Known> known = new HashMap<>();
        private boolean whole = true;

        /** A municipality, or whoever else has units in the health sector. */
        private void owners(Set<String> numbers) {
            if (numbers.isEmpty()) {
                return;
            }
            for (Unit unit :
                    ask(SourceId.MUNICIPAL_ORGANISATION, () -> municipalities.municipalities(grant, numbers))) {
                known.put("cvr:" + unit.cvr(), new Known(unit.name(), Set.of()));
            }
            if (known.size() < numbers.size()) {
                for (HealthUnit unit : ask(SourceId.HEALTH_ORGANISATION, () -> health.allUnits(grant))) {
                    unit.cvr()
                            .filter(numbers::contains)
                            .filter(cvr -> unit.parent().isEmpty())
                            .ifPresent(cvr -> known.putIfAbsent("cvr:" + cvr, new Known(unit.name(), Set.of())));
                }
            }
        }

        private void units(Set<String> numbers) {
            Map<String, HealthUnit> units = new HashMap<>();
            Set<String> next = new HashSet<>(numbers);
            for (int level = 0; level < MAX_LEVELS && !next.isEmpty(); level++) {
                Set<String> asked = Set.copyOf(next);
                List<HealthUnit> found = ask(SourceId.HEALTH_ORGANISATION, () -> health.units(grant, asked));
                found.forEach(unit -> units.put(unit.sor(), unit));
                next = found.stream()
                        .flatMap(unit -> unit.parent().stream())
                        .filter(parent -> !units.containsKey(parent))
                        .collect(Collectors.toSet());
            }
            for (String number : numbers) {
                HealthUnit unit = units.get(number);
                if (unit != null) {
                    known.put("sor:" + number, new Known(unit.name(), above(unit, units)));
                }
            }
        }

        /** The units above, and the owners of all of them. */
        private static Set<String> above(HealthUnit unit, Map<String, HealthUnit> units) {
            Set<String> above = new HashSet<>();
            @Nullable HealthUnit at = unit;
            while (at != null) {
                at.cvr().ifPresent(cvr -> above.add("cvr:" + cvr));
                Optional<String> parent = at.parent().filter(sor -> above.add("sor:" + sor));
                at = parent.map(units::get).orElse(null);
            }
            return above;
        }

        private <T> List<T> ask(SourceId source, Supplier<CompletableFuture<Findings<T>>> question) {
            SourceCalls.Result<Findings<T>> result = calls.ask(source, question).join();
            grant.requester()
                    .journal()
                    .lookedUp(
                            source.key(),
                            result.gap()
                                    .map(gap -> gap.reason().name().toLowerCase(Locale.ROOT))
                                    .orElse("ok"));
            whole &= result.value().filter(found -> found.gaps().isEmpty()).isPresent();
            return result.value().map(Findings::items).orElse(List.of());
        }
    }
}

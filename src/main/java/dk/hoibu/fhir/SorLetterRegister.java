package dk.hoibu.fhir;

import dk.hoibu.fhir.access.AccessDecision;
import dk.hoibu.fhir.access.AccessRule;
import dk.hoibu.fhir.access.DirectoryGrant;
import dk.hoibu.fhir.access.Organisation;
import dk.hoibu.fhir.access.Register;
import dk.hoibu.fhir.domain.Phone;
import dk.hoibu.fhir.message.xdis.OrganisationRegister;
import dk.hoibu.fhir.message.xdis.XdisLetter.IdentifierCode;
import dk.hoibu.fhir.message.xdis.XdisLetter.Party;
import dk.hoibu.fhir.overview.SourceCalls;
import dk.hoibu.fhir.source.Findings;
import dk.hoibu.fhir.source.SourceId;
import dk.hoibu.fhir.source.healthorg.HealthOrganisation;
import dk.hoibu.fhir.source.healthorg.HealthUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The open organisations in SOR, for letters, which name them by location number: by neither number those that share it. While SOR does not answer,
 * nobody is known.
 */
final class SorLetterRegister implements OrganisationRegister {

    /** Of nobody: the server asks for itself. */
    private static final Organisation NOBODY = new Organisation(Register.SOR, "000000");

    private final HealthOrganisation register;
    private final SourceCalls calls;
    private final AccessRule access;

    SorLetterRegister(HealthOrganisation register, SourceCalls calls, AccessRule access) {
        this.register = register;
        this.calls = calls;
        this.access = access;
    }

    @Override
    public Optional<Registered> find(Party party) {
        Optional<HealthUnit> own = party.identifierCode() == IdentifierCode.SORKODE
                ? only(
                        asked(grant -> register.units(grant, Set.of(party.identifier()))),
                        unit -> unit.sor().equals(party.identifier()))
                : Optional.empty();
        return own.or(() -> only(asked(register::allUnits), unit -> unit.gln().equals(Optional.of(party.ean()))))
                .map(SorLetterRegister::registered);
    }

    private static Optional<HealthUnit> only(List<HealthUnit> units, Predicate<HealthUnit> wanted) {
        List<HealthUnit> found = units.stream()
                .filter(unit -> unit.active() && wanted.test(unit))
                .toList();
        // a unit without a location number of its own has that of the one above it
        Set<String> sors = found.stream().map(HealthUnit::sor).collect(Collectors.toSet());
        List<HealthUnit> uppermost = found.stream()
                .filter(unit -> unit.parent().filter(sors::contains).isEmpty())
                .toList();
        return uppermost.size() == 1 ? Optional.of(uppermost.get(0)) : Optional.empty();
    }

    private List<HealthUnit> asked(Function<DirectoryGrant, CompletableFuture<Findings<HealthUnit>>> question) {
        if (!(access.directory(OrganisationAreas.ourselves(NOBODY))
                instanceof AccessDecision.Granted<DirectoryGrant> granted)) {
            return List.of();
        }
        return calls.ask(SourceId.HEALTH_ORGANISATION, () -> question.apply(granted.grant()))
                .join()
                .value()
                .map(Findings::items)
                .orElse(List.of());
    }

    private static Registered registered(HealthUnit unit) {
        return new Registered(
                unit.sor(),
                unit.gln(),
                Optional.of(unit.name()),
                unit.contacts().stream()
                        .map(Phone::value)
                        .filter(number -> number.matches("[+0-9 ]{8,}"))
                        .findFirst());
    }
}

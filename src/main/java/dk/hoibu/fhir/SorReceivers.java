package dk.hoibu.fhir;

import dk.hoibu.fhir.access.AccessDecision;
import dk.hoibu.fhir.access.AccessRule;
import dk.hoibu.fhir.access.DirectoryGrant;
import dk.hoibu.fhir.access.Requester;
import dk.hoibu.fhir.domain.Phone;
import dk.hoibu.fhir.message.http.OrganisationNames;
import dk.hoibu.fhir.message.reception.Receivers;
import dk.hoibu.fhir.overview.SourceCalls;
import dk.hoibu.fhir.source.Findings;
import dk.hoibu.fhir.source.SourceId;
import dk.hoibu.fhir.source.healthorg.HealthOrganisation;
import dk.hoibu.fhir.source.healthorg.HealthUnit;
import dk.hoibu.fhir.source.organisation.MunicipalOrganisation;
import dk.hoibu.fhir.source.organisation.Unit;
import java.util.Optional;
import java.util.Set;

/**
 * Receivers of messages are the open organisations in SOR, and the municipal units that FK Organisation says SOR has. The built-in sample has a handful of invented ones: beside those it takes any
 * number that SOR could have given, so that MedCom's own examples can be sent to it.
 */
final class SorReceivers implements Receivers, OrganisationNames {

    private final HealthOrganisation register;
    private final MunicipalOrganisation municipalities;
    private final SourceCalls calls;
    private final AccessRule access;
    private final boolean sample;
    private final boolean any;

    /**
     * @param sample whether the register is the built-in sample
     * @param any whether the register is not asked
     */
    SorReceivers(
            HealthOrganisation register,
            MunicipalOrganisation municipalities,
            SourceCalls calls,
            AccessRule access,
            boolean sample,
            boolean any) {
        this.register = register;
        this.municipalities = municipalities;
        this.calls = calls;
        this.access = access;
        this.sample = sample;
        this.any = any;
    }

    @Override
    public Known of(Requester requester, String sor) {
        if (any || sample && Verhoeff.isValid(sor)) {
            return Known.YES;
        }
        if (!(access.directory(requester) instanceof AccessDecision.Granted<DirectoryGrant> granted)) {
            return Known.NOT_NOW;
        }
        Optional<Findings<HealthUnit>> found = ask(granted.grant(), sor);
        if (found.isEmpty()) {
            return Known.NOT_NOW;
        }
        boolean open = found.get().items().stream().anyMatch(unit -> unit.sor().equals(sor) && unit.active());
        boolean whole = found.get().gaps().isEmpty();
        return open ? Known.YES : whole ? municipal(granted.grant(), sor) : Known.NOT_NOW;
    }

    /** SOR has municipal units too; a file of it need not. */
    private Known municipal(DirectoryGrant grant, String sor) {
        SourceCalls.Result<Findings<Unit>> result = calls.ask(
                        SourceId.MUNICIPAL_ORGANISATION, () -> municipalities.allUnits(grant))
                .join();
        return result.value()
                .map(found -> found.items().stream()
                                .anyMatch(unit -> unit.active() && unit.sor().equals(Optional.of(sor)))
                        ? Known.YES
                        : Known.NO)
                .orElse(Known.NOT_NOW);
    }

    /** Empty when the register does not answer. */
    private Optional<Findings<HealthUnit>> ask(DirectoryGrant grant, String sor) {
        SourceCalls.Result<Findings<HealthUnit>> result = calls.ask(
                        SourceId.HEALTH_ORGANISATION, () -> register.units(grant, Set.of(sor)))
                .join();
        return result.value();
    }

    private Optional<HealthUnit> unit(Requester requester, String sor) {
        if (!(access.directory(requester) instanceof AccessDecision.Granted<DirectoryGrant> granted)) {
            return Optional.empty();
        }
        return ask(granted.grant(), sor).stream()
                .flatMap(found -> found.items().stream())
                .filter(unit -> unit.sor().equals(sor))
                .findFirst();
    }

    @Override
    public Optional<String> phone(Requester requester, String sor) {
        return unit(requester, sor).stream()
                .flatMap(unit -> unit.contacts().stream())
                .filter(contact -> contact.kind() != Phone.Kind.EMAIL)
                .map(Phone::value)
                .findFirst();
    }

    @Override
    public Optional<String> name(Requester requester, String sor) {
        return unit(requester, sor).map(HealthUnit::name);
    }
}

package dk.hoibu.fhir.message.xdis;

import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.message.xdis.OrganisationRegister.Registered;
import dk.hoibu.fhir.message.xdis.XdisLetter.IdentifierCode;
import dk.hoibu.fhir.message.xdis.XdisLetter.Party;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Identifier.IdentifierUse;
import org.hl7.fhir.r4.model.Organization;

/**
 * A letter's party as an organisation, which must have a SOR id and a location number.
 *
 * <p>The letter's own numbers go along under the systems of their registers; that which the letter called its identifier is marked
 * {@code usual}. A number that stands in for one nobody knows is marked with the extension data-absent-reason.
 */
final class PartyToOrganisation {

    /** Between the names of organisation, department and unit, where no register has one name for them. */
    static final String BETWEEN_NAMES = " / ";

    private final OrganisationRegister register;
    private final boolean standIns;
    private final Differences differences;

    PartyToOrganisation(OrganisationRegister register, boolean standIns, Differences differences) {
        this.register = register;
        this.standIns = standIns;
        this.differences = differences;
    }

    /**
     * The organisation, without an id.
     *
     * @param role {@code Sender} or {@code Receiver}, for the report
     */
    Organization convert(String role, Party party) {
        Optional<Registered> registered = register.find(party);
        Organization organisation = new Organization();
        organisation.addIdentifier(gln(role, party, registered));
        organisation.addIdentifier(sor(role, party, registered));
        if (!PartyNumbers.isGln(party.ean())) {
            organisation.addIdentifier(
                    new Identifier().setSystem(CareTerms.LOCATION_NUMBER).setValue(party.ean()));
        }
        ownNumber(party).ifPresent(organisation::addIdentifier);
        if (party.identifierCode() == IdentifierCode.LOKATIONSNUMMER
                && registered.isPresent()
                && party.identifier().equals(party.ean())) {
            differences.changed(
                    role + ".Identifier", "the register's SOR id goes along and is the identifier from now on");
        }
        organisation.setName(name(role, party, registered));
        return organisation;
    }

    private Identifier gln(String role, Party party, Optional<Registered> registered) {
        if (PartyNumbers.isGln(party.ean())) {
            return official(Systems.GLN, party.ean());
        }
        Optional<String> known = registered.flatMap(Registered::gln).filter(PartyNumbers::isGln);
        differences.changed(
                role + ".EANIdentifier", "its check digit is wrong; the message has it as a number of system 1.3.88");
        if (known.isPresent()) {
            differences.assumed("Organization.identifier", "location number of the " + role + ", from the register");
            return official(Systems.GLN, known.get());
        }
        return standIn(role, "location number", Systems.GLN, PartyNumbers.glnStandIn(party.ean()));
    }

    private Identifier sor(String role, Party party, Optional<Registered> registered) {
        if (party.identifierCode() == IdentifierCode.SORKODE && PartyNumbers.isSor(party.identifier())) {
            return official(Systems.SOR, party.identifier());
        }
        if (registered.isPresent()) {
            differences.assumed("Organization.identifier", "SOR id of the " + role + ", from the register");
            return official(Systems.SOR, registered.get().sor());
        }
        return standIn(role, "SOR id", Systems.SOR, PartyNumbers.sorStandIn(party.ean()));
    }

    private Identifier standIn(String role, String what, String system, String number) {
        if (!standIns) {
            throw new ConversionRefused(role, "the register knows no " + what + " of the organisation");
        }
        differences.assumed(
                "Organization.identifier", what + " of the " + role + ": not known, a marked number stands in for it");
        Identifier identifier = official(system, number);
        identifier.addExtension(Systems.DATA_ABSENT_REASON, new CodeType("unknown"));
        return identifier;
    }

    private static Identifier official(String system, String value) {
        return new Identifier().setUse(IdentifierUse.OFFICIAL).setSystem(system).setValue(value);
    }

    /** The letter's identifier, where it is neither of the two that every organisation has. */
    private static Optional<Identifier> ownNumber(Party party) {
        boolean said = party.identifierCode() == IdentifierCode.SORKODE && PartyNumbers.isSor(party.identifier())
                || party.identifierCode() == IdentifierCode.LOKATIONSNUMMER
                        && party.identifier().equals(party.ean());
        return said
                ? Optional.empty()
                : Optional.of(new Identifier()
                        .setUse(IdentifierUse.USUAL)
                        .setSystem(PartyNumbers.system(party.identifierCode(), party.identifier()))
                        .setValue(party.identifier()));
    }

    private String name(String role, Party party, Optional<Registered> registered) {
        String written = Stream.of(party.organisation(), party.department(), party.unit())
                .flatMap(Optional::stream)
                .collect(Collectors.joining(BETWEEN_NAMES));
        Optional<String> known = registered.flatMap(Registered::name);
        if (known.isPresent()) {
            if (!known.get().equals(written)) {
                differences.changed(role + ".OrganisationName", "the register's name is in its place");
            }
            return known.get();
        }
        if (!written.isEmpty()) {
            differences.assumed(
                    "Organization.name",
                    "name of the " + role + " as the letter has it; no register was found to have it");
        }
        return written;
    }

    /** What the narrative tells. */
    static List<String> said(Organization organisation) {
        return Stream.concat(
                        Stream.of(organisation.hasName() ? organisation.getName() : ""),
                        organisation.getIdentifier().stream()
                                .map(identifier -> identifier.getSystem() + " " + identifier.getValue()
                                        + (isStandIn(identifier) ? " (ukendt / unknown)" : "")))
                .toList();
    }

    /** Whether the number stands in for one that nobody knew. */
    static boolean isStandIn(Identifier identifier) {
        return identifier.hasExtension(Systems.DATA_ABSENT_REASON);
    }
}

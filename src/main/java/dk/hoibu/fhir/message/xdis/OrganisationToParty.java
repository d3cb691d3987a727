package dk.hoibu.fhir.message.xdis;

import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.message.xdis.OrganisationRegister.Registered;
import dk.hoibu.fhir.message.xdis.XdisLetter.Address;
import dk.hoibu.fhir.message.xdis.XdisLetter.IdentifierCode;
import dk.hoibu.fhir.message.xdis.XdisLetter.Party;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Identifier.IdentifierUse;
import org.hl7.fhir.r4.model.Organization;

/** An organisation of a message as a letter's party. */
final class OrganisationToParty {

    private static final int NAME = 35;
    /** The other way to write the GLN system, of later dk-core. */
    private static final String GLN_PLAIN = "http://www.gs1.org/gln";

    private final OrganisationRegister register;
    private final Differences differences;

    OrganisationToParty(OrganisationRegister register, Differences differences) {
        this.register = register;
        this.differences = differences;
    }

    /**
     * The party.
     *
     * @param role {@code Sender} or {@code Receiver}; a sender must have a name
     * @throws ConversionRefused when the organisation has no location number
     */
    Party convert(String role, Organization organisation) {
        String ean = locationNumber(organisation)
                .orElseThrow(() -> new ConversionRefused(
                        "Organization.identifier",
                        "the " + role + " has no location number, by which letters are sent"));
        Identifier own = ownNumber(organisation, ean);
        List<String> names = names(role, organisation);
        Party party = new Party(
                ean,
                own.getValue(),
                PartyNumbers.code(own.getSystem()).orElse(IdentifierCode.LOKATIONSNUMMER),
                at(names, 0),
                at(names, 1),
                at(names, 2),
                Address.NONE,
                Optional.empty(),
                Optional.empty());
        return names.isEmpty() && role.equals("Sender") ? named(party) : party;
    }

    private static Optional<String> locationNumber(Organization organisation) {
        return organisation.getIdentifier().stream()
                .filter(identifier -> Systems.GLN.equals(identifier.getSystem())
                        || GLN_PLAIN.equals(identifier.getSystem())
                        || CareTerms.LOCATION_NUMBER.equals(identifier.getSystem())
                                && identifier.getUse() != IdentifierUse.USUAL)
                .filter(identifier -> !PartyToOrganisation.isStandIn(identifier) && identifier.hasValue())
                .map(identifier -> words(identifier.getValue()))
                .filter(number -> !number.isEmpty() && number.length() <= NAME)
                .findFirst();
    }

    /** What a letter said of itself goes before the SOR id, and that before the location number. */
    private static Identifier ownNumber(Organization organisation, String ean) {
        List<Identifier> fit = organisation.getIdentifier().stream()
                .filter(identifier -> identifier.hasSystem() && identifier.hasValue())
                .filter(identifier -> !PartyToOrganisation.isStandIn(identifier))
                .filter(identifier -> PartyNumbers.code(identifier.getSystem()).isPresent())
                .filter(identifier -> identifier.getValue().equals(words(identifier.getValue()))
                        && !identifier.getValue().isEmpty()
                        && Fields.length(identifier.getValue()) <= 17)
                .toList();
        return fit.stream()
                .filter(identifier -> identifier.getUse() == IdentifierUse.USUAL)
                .findFirst()
                .or(() -> fit.stream()
                        .filter(identifier -> Systems.SOR.equals(identifier.getSystem()))
                        .findFirst())
                .orElseGet(() ->
                        new Identifier().setSystem(CareTerms.LOCATION_NUMBER).setValue(cut(ean)));
    }

    private static String cut(String ean) {
        return ean.substring(0, Math.min(17, ean.length()));
    }

    private List<String> names(String role, Organization organisation) {
        String name = organisation.hasName() ? words(organisation.getName()) : "";
        if (name.isEmpty()) {
            return List.of();
        }
        List<String> parts = List.of(name.split(PartyToOrganisation.BETWEEN_NAMES));
        if (parts.size() <= 3 && parts.stream().allMatch(part -> !part.isBlank() && Fields.length(part) <= NAME)) {
            return parts;
        }
        differences.changed(
                "Organization.name", "the name of the " + role + " is spread over the letter's three names");
        return lines(name);
    }

    private List<String> lines(String name) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : name.split(" ")) {
            if (!line.isEmpty() && Fields.length(line.toString()) + 1 + Fields.length(word) > NAME) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(differences.cut("Organization.name", word, NAME));
        }
        lines.add(line.toString());
        if (lines.size() > 3) {
            differences.shortened("Organization.name", 3 * NAME);
        }
        return lines.subList(0, Math.min(3, lines.size()));
    }

    private Party named(Party party) {
        Optional<String> name = register.find(party).flatMap(Registered::name);
        differences.assumed(
                "Sender.OrganisationName",
                name.isPresent()
                        ? "from the register"
                        : "the message has no name of the sender: its number stands for it");
        String known = name.map(found -> lines(found).get(0)).orElse(party.ean());
        return new Party(
                party.ean(),
                party.identifier(),
                party.identifierCode(),
                Optional.of(known),
                Optional.empty(),
                Optional.empty(),
                Address.NONE,
                Optional.empty(),
                Optional.empty());
    }

    private static Optional<String> at(List<String> names, int place) {
        return place < names.size() ? Optional.of(names.get(place)) : Optional.empty();
    }

    /** As a reader of letters takes a field. */
    static String words(String text) {
        return text.replaceAll("[ \\t\\r\\n]+", " ").strip();
    }
}

package dk.hoibu.fhir.mapping;

import dk.hoibu.fhir.access.Identity;
import dk.hoibu.fhir.access.Organisation;
import dk.hoibu.fhir.access.Role;
import dk.hoibu.fhir.fhir.Narratives;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.fhir.Terminology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;

/** Whoever asks, as PractitionerRole: what the issuer of the token says of them, and nothing else (SMART App Launch 2.2, fhirUser). */
public final class UserMapper {

    private UserMapper() {}

    /**
     * The user's work; empty for those who have no place in a child's network: systems, auditors, operators.
     *
     * @param id what it is to be found by
     * @param organisation the resource of the organisation asked for, when a register has it
     */
    public static Optional<PractitionerRole> toRole(
            Identity user, String id, Optional<Organization> organisation, Terminology terms) {
        return networkRole(user.role()).map(code -> {
            PractitionerRole role = new PractitionerRole();
            role.setId("PractitionerRole/" + id);
            role.getMeta()
                    .addProfile(Systems.profile("hoibu-practitionerrole"))
                    .setSource(Systems.BASE + "/source/facade");
            role.setActive(true);
            user.name().ifPresent(name -> role.setPractitioner(new Reference().setDisplay(name)));
            role.setOrganization(reference(user.organisation(), organisation));
            role.addCode(terms.codeable(Systems.NETWORK_ROLE, code.code()));
            List<String> lines = new ArrayList<>();
            lines.add(
                    user.name().map(name -> name + ", ").orElse("") + terms.display(Systems.NETWORK_ROLE, code.code()));
            organisation.map(Organization::getName).ifPresent(lines::add);
            Narratives.write(role, lines);
            return role;
        });
    }

    private static Reference reference(Organisation organisation, Optional<Organization> resource) {
        String system = switch (organisation.register()) {
            case SOR -> Systems.SOR;
            case CVR -> Systems.CVR;
        };
        Reference reference = new Reference().setIdentifier(Elements.identifier(system, organisation.id()));
        resource.ifPresent(found -> reference
                .setReference("Organization/" + found.getIdElement().getIdPart())
                .setDisplay(found.getName()));
        return reference;
    }

    private static Optional<NetworkRole> networkRole(Role role) {
        return switch (role) {
            case GP -> Optional.of(NetworkRole.GENERAL_PRACTITIONER);
            case PSYCHIATRIST -> Optional.of(NetworkRole.PSYCHIATRY);
            case PPR -> Optional.of(NetworkRole.PPR);
            case CASEWORKER -> Optional.of(NetworkRole.CASEWORKER);
            case MUNICIPAL_SYSTEM, MESSAGE_HANDLER, EHR, AUDITOR, OPERATOR -> Optional.empty();
        };
    }
}

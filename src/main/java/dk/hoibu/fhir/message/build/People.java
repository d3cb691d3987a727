package dk.hoibu.fhir.message.build;

import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;

/** Those who sign a message, or whom it is from and for in particular. */
final class People {

    private final Assembly assembly;

    People(Assembly assembly) {
        this.assembly = assembly;
    }

    /** As somebody of the organisation: the rules hold both together (cc-11, cc-12). */
    DomainResource participant(Participant participant, Organization organisation) {
        if (participant instanceof Participant.Team team) {
            CareTeam careTeam = new CareTeam().setName(team.name());
            careTeam.addManagingOrganization(Assembly.to(organisation));
            return assembly.add(careTeam, Terms.CORE + "careteam", Narration.of(careTeam));
        }
        if (participant instanceof Participant.Somebody somebody) {
            return role(somebody.name(), somebody.role(), organisation);
        }
        throw new IllegalStateException("a participant of another kind");
    }

    PractitionerRole role(PersonName name, Role role, Organization organisation) {
        Practitioner practitioner = new Practitioner().addName(name.toFhir());
        assembly.add(practitioner, Terms.CORE + "practitioner", Narration.of(practitioner));
        PractitionerRole asRole = new PractitionerRole()
                .setPractitioner(Assembly.to(practitioner))
                .setOrganization(Assembly.to(organisation))
                .addCode(role.toFhir());
        return assembly.add(
                asRole,
                Terms.CORE + "practitionerrole",
                java.util.List.of("Medarbejder / Practitioner: " + name.whole(), "Stilling / Role: " + role.words()));
    }
}

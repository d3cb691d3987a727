package dk.hoibu.fhir.property;

import static dk.hoibu.fhir.property.Read.TERMS;
import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.access.Identity;
import dk.hoibu.fhir.access.Organisation;
import dk.hoibu.fhir.access.Register;
import dk.hoibu.fhir.access.Role;
import dk.hoibu.fhir.access.Scopes;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.mapping.OrganisationMapper;
import dk.hoibu.fhir.mapping.UserMapper;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.junit.jupiter.api.Test;

/** Anybody who may ask, as PractitionerRole. */
class UserMapperPropertyTest {

    private static final Map<Role, String> PLACES = Map.of(
            Role.GP, "almen-praksis",
            Role.PSYCHIATRIST, "psykiatri",
            Role.PPR, "ppr",
            Role.CASEWORKER, "sagsbehandler");

    private static Identity user(Samples samples) {
        Register register = samples.oneOf(Register.values());
        return new Identity(
                "https://issuer.test/" + samples.word(),
                samples.word(),
                samples.word(),
                samples.perhaps(samples::text),
                samples.oneOf(Role.values()),
                new Organisation(register, register == Register.SOR ? samples.sor() : samples.cvr()),
                samples.perhaps(samples::word),
                samples.flag(),
                Scopes.parse(samples.word()),
                samples.perhaps(samples::word),
                samples.perhaps(samples::word),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void tellsOfAUserWhatTheTokenDoesAndNoMore() {
        Samples.each(Samples.RECORDS, samples -> {
            Identity user = user(samples);
            Optional<Organization> organisation =
                    samples.perhaps(() -> OrganisationMapper.toFhir(samples.unit(), TERMS));
            Optional<PractitionerRole> made = UserMapper.toRole(user, "user-1", organisation, TERMS);

            assertThat(made.isPresent())
                    .isEqualTo(PLACES.containsKey(user.role()))
                    .isEqualTo(user.role().worksWithChildren());
            made.ifPresent(role -> {
                assertThat(role.getId()).isEqualTo("PractitionerRole/user-1");
                assertThat(role.getActive()).isTrue();
                assertThat(role.getCodeFirstRep().getCodingFirstRep().getCode()).isEqualTo(PLACES.get(user.role()));
                assertThat(Optional.ofNullable(role.getPractitioner().getDisplay()))
                        .isEqualTo(user.name());
                assertThat(role.getPractitioner().hasReference()).isFalse();
                namesTheOrganisation(user, organisation, role);
                assertThat(role.hasIdentifier() || role.hasTelecom() || role.hasPeriod())
                        .isFalse();
                String text = RoundTrip.json(role);
                assertThat(text).doesNotContain(user.issuer(), user.subject(), user.clientId());
                RoundTrip.survives(role);
            });
        });
    }

    private static void namesTheOrganisation(
            Identity user, Optional<Organization> organisation, PractitionerRole role) {
        boolean health = user.organisation().register() == Register.SOR;
        assertThat(role.getOrganization().getIdentifier().getSystem()).isEqualTo(health ? Systems.SOR : Systems.CVR);
        assertThat(role.getOrganization().getIdentifier().getValue())
                .isEqualTo(user.organisation().id());
        assertThat(Optional.ofNullable(role.getOrganization().getReference()))
                .isEqualTo(organisation.map(
                        found -> "Organization/" + found.getIdElement().getIdPart()));
        assertThat(Optional.ofNullable(role.getOrganization().getDisplay()))
                .isEqualTo(organisation.map(Organization::getName));
    }
}

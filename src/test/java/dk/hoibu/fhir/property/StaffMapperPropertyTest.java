package dk.hoibu.fhir.property;

import static dk.hoibu.fhir.property.Read.NOW;
import static dk.hoibu.fhir.property.Read.TARGETS;
import static dk.hoibu.fhir.property.Read.TERMS;
import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.conformance.R4Validator;
import dk.hoibu.fhir.domain.DanishTime;
import dk.hoibu.fhir.domain.Phone;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.mapping.StaffMapper;
import dk.hoibu.fhir.overview.CaseView;
import dk.hoibu.fhir.overview.CaseView.Manager;
import dk.hoibu.fhir.overview.CaseView.Responsible;
import dk.hoibu.fhir.source.organisation.Employee;
import dk.hoibu.fhir.source.organisation.Employee.Membership;
import dk.hoibu.fhir.source.organisation.Unit;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.junit.jupiter.api.Test;

/** Anybody of a municipality's staff, in the register or only in a case, as PractitionerRole and Practitioner. */
class StaffMapperPropertyTest {

    @Test
    void losesNothingOfSomebodysWork() {
        Samples.each(Samples.RECORDS, samples -> {
            Employee employee = samples.employee();
            Membership membership = samples.membership();
            Optional<Unit> unit = samples.perhaps(samples::unit);
            PractitionerRole role = StaffMapper.toRole(employee, membership, unit, TARGETS, TERMS, NOW);

            assertThat("PractitionerRole/" + role.getIdElement().getIdPart())
                    .isEqualTo(TARGETS.staffRole(employee, membership.unit()));
            assertThat(role.getOrganization().getReference()).isEqualTo("Organization/" + membership.unit());
            assertThat(Optional.ofNullable(role.getOrganization().getDisplay())).isEqualTo(unit.map(Unit::name));
            saysAllOf(employee, membership, role);
            assertThat(Read.contacts(role.getTelecom()))
                    .isEqualTo(Read.expected(contacts(employee, unit.stream().toList())));
            hidesWhoIsConcealed(employee, role);
            RoundTrip.survives(role);
        });
    }

    @Test
    void losesNothingOfTheWorkOnACase() {
        Samples.each(Samples.RECORDS, samples -> {
            CaseView view = new Views(samples).caseView();
            view.manager().ifPresent(manager -> {
                PractitionerRole role = StaffMapper.toCaseRole(view, manager, TARGETS, TERMS, NOW);

                assertThat("PractitionerRole/" + role.getIdElement().getIdPart())
                        .isEqualTo(TARGETS.manager(view, manager));
                assertThat(role.getOrganization().getReference()).isEqualTo(TARGETS.responsible(view));
                List<Unit> unit =
                        view.responsible() instanceof Responsible.Known known ? List.of(known.unit()) : List.of();
                if (manager instanceof Manager.Known known) {
                    saysAllOf(known.employee(), known.membership(), role);
                    assertThat(Read.contacts(role.getTelecom()))
                            .isEqualTo(Read.expected(contacts(known.employee(), unit)));
                    hidesWhoIsConcealed(known.employee(), role);
                } else if (manager instanceof Manager.Named named) {
                    saysAllOf(named, role);
                    assertThat(Read.contacts(role.getTelecom()))
                            .isEqualTo(unit.stream()
                                    .flatMap(u -> Read.expected(u.contacts()).stream())
                                    .toList());
                }
                RoundTrip.survives(role);
            });
        });
    }

    @Test
    void losesNothingOfAPersonAndTellsNothingOfOneWhoIsConcealed() {
        Samples.each(Samples.RECORDS, samples -> {
            Employee employee = samples.employee();
            Optional<Practitioner> person = StaffMapper.toPerson(employee, TARGETS);

            assertThat(person.isPresent()).isEqualTo(!employee.concealed());
            person.ifPresent(practitioner -> {
                assertThat("Practitioner/" + practitioner.getIdElement().getIdPart())
                        .isEqualTo(TARGETS.staff(employee));
                assertThat(practitioner.getNameFirstRep().getText()).isEqualTo(employee.name());
                assertThat(practitioner.getActive()).isEqualTo(employee.active());
                assertThat(Read.values(practitioner.getIdentifier(), Systems.URI))
                        .containsExactly("urn:uuid:" + employee.uuid());
                assertThat(Read.lastUpdated(practitioner.getMeta()))
                        .isEqualTo(employee.registered().map(Read::millis));
                assertThat(practitioner.hasBirthDate()
                                || practitioner.hasAddress()
                                || practitioner.hasGender()
                                || practitioner.hasTelecom())
                        .isFalse();
                RoundTrip.survives(practitioner);
            });
        });
    }

    @Test
    void losesNothingOfAPersonThatOnlyACaseNames() {
        Samples.each(Samples.RECORDS, samples -> {
            CaseView view = new Views(samples).caseView();
            Manager.Named named = new Manager.Named(samples.reference(), samples.perhaps(samples::text));
            Optional<Practitioner> person = StaffMapper.toCasePerson(view, named, TARGETS);

            assertThat(person.map(practitioner -> practitioner.getNameFirstRep().getText()))
                    .isEqualTo(named.name());
            person.ifPresent(practitioner -> {
                assertThat("Practitioner/" + practitioner.getIdElement().getIdPart())
                        .isEqualTo(TARGETS.caseManagerPerson(view));
                assertThat(Read.values(practitioner.getIdentifier(), Systems.URI).stream()
                                .findFirst())
                        .as("who is not named is not identified either")
                        .isEqualTo(named.name()
                                .flatMap(name -> named.reference().uuid())
                                .map(uuid -> "urn:uuid:" + uuid));
                RoundTrip.survives(practitioner);
            });
        });
    }

    @Test
    void isValidFhir() {
        Samples.each(Samples.VALIDATED, samples -> {
            R4Validator validator = R4Validator.plain();
            Employee employee = samples.employee();
            validator.requireValid(StaffMapper.toRole(
                    employee, samples.membership(), samples.perhaps(samples::unit), TARGETS, TERMS, NOW));
            StaffMapper.toPerson(employee, TARGETS).ifPresent(validator::requireValid);
            CaseView view = new Views(samples).caseView();
            view.manager().ifPresent(manager -> {
                validator.requireValid(StaffMapper.toCaseRole(view, manager, TARGETS, TERMS, NOW));
                StaffMapper.toCasePerson(view, manager, TARGETS).ifPresent(validator::requireValid);
            });
        });
    }

    private static void saysAllOf(Employee employee, Membership membership, PractitionerRole role) {
        assertThat(role.getActive()).isEqualTo(employee.active() && membership.holdsOn(DanishTime.dateOf(NOW)));
        assertThat(Read.day(role.getPeriod().getStartElement())).contains(membership.start());
        assertThat(Read.day(role.getPeriod().getEndElement()))
                .as("the last day, where the register has the first day no longer")
                .isEqualTo(membership.end().map(end -> later(membership.start(), end.minusDays(1))));
        assertThat(role.getCodeFirstRep().getText()).isEqualTo(membership.title());
        assertThat(role.getCodeFirstRep().getCodingFirstRep().getCode()).isEqualTo("sagsbehandler");
        assertThat(Read.lastUpdated(role.getMeta()))
                .isEqualTo(employee.registered().map(Read::millis));
    }

    private static void saysAllOf(Manager.Named named, PractitionerRole role) {
        assertThat(role.getActive()).isTrue();
        assertThat(Optional.ofNullable(role.getPractitioner().getDisplay())).isEqualTo(named.name());
        assertThat(Read.values(role.getIdentifier(), Systems.URI).stream().findFirst())
                .as("who is not named is not identified either")
                .isEqualTo(
                        named.name().flatMap(name -> named.reference().uuid()).map(uuid -> "urn:uuid:" + uuid));
    }

    private static void hidesWhoIsConcealed(Employee employee, PractitionerRole role) {
        if (employee.concealed()) {
            String json = RoundTrip.json(role);
            assertThat(role.hasPractitioner()).isFalse();
            assertThat(json)
                    .doesNotContain(employee.name().substring(employee.name().lastIndexOf(' ') + 1));
            assertThat(json).doesNotContain(employee.uuid().toString());
        } else {
            assertThat(role.getPractitioner().getReference()).isEqualTo(TARGETS.staff(employee));
            assertThat(role.getPractitioner().getDisplay()).isEqualTo(employee.name());
            assertThat(Read.values(role.getIdentifier(), Systems.URI)).containsExactly("urn:uuid:" + employee.uuid());
        }
    }

    /** Their own, if they are not concealed; with the unit's behind when they have no telephone. */
    private static List<Phone> contacts(Employee employee, List<Unit> unit) {
        List<Phone> all = new ArrayList<>(employee.concealed() ? List.of() : employee.contacts());
        if (!Read.hasTelephone(all)) {
            unit.forEach(u -> all.addAll(u.contacts()));
        }
        return all;
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}

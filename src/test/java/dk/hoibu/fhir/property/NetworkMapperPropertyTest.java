package dk.hoibu.fhir.property;

import static dk.hoibu.fhir.property.Read.TARGETS;
import static dk.hoibu.fhir.property.Read.TERMS;
import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.conformance.R4Validator;
import dk.hoibu.fhir.mapping.NetworkMapper;
import dk.hoibu.fhir.overview.CaseView;
import dk.hoibu.fhir.overview.CaseView.Responsible;
import dk.hoibu.fhir.overview.Overview;
import dk.hoibu.fhir.overview.SchoolPlace;
import dk.hoibu.fhir.source.organisation.Unit;
import dk.hoibu.fhir.source.school.Institution;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.CareTeam.CareTeamParticipantComponent;
import org.junit.jupiter.api.Test;

/** Any overview's network as a CareTeam. */
class NetworkMapperPropertyTest {

    @Test
    void nobodyWhoCanBeCalledIsLeftOut() {
        Samples.each(Samples.RECORDS, samples -> {
            Overview overview = new Views(samples).overview();
            Optional<CareTeam> made = NetworkMapper.toFhir(overview, TARGETS, TERMS);

            assertThat(made.isPresent()).isEqualTo(hasSomebody(overview));
            made.ifPresent(team -> {
                openCases(overview).forEach(view -> hasThoseOf(view, team));
                overview.bookings().stream()
                        .flatMap(view -> view.performer().stream())
                        .forEach(unit -> has(team, "psykiatri", "Organization/" + unit.sor(), unit.name()));
                overview.gp().ifPresent(unit -> has(team, "almen-praksis", "Organization/" + unit.sor(), unit.name()));
                institutions(overview)
                        .forEach(it -> has(
                                team,
                                it.kind() == Institution.Kind.SCHOOL ? "skole" : "dagtilbud",
                                "Organization/" + it.number(),
                                it.name()));
                RoundTrip.survives(team);
            });
        });
    }

    @Test
    void saysWhoseItIsAndHowCarefulToBe() {
        Samples.each(Samples.RECORDS, samples -> {
            Overview overview = new Views(samples).overview();
            NetworkMapper.toFhir(overview, TARGETS, TERMS).ifPresent(team -> {
                assertThat(team.getSubject().getReference()).isEqualTo(TARGETS.patient(overview.child()));
                assertThat(team.getSubject().hasDisplay()).isFalse();
                assertThat(team.getMeta().hasSecurity()).isEqualTo(overview.childProtected());
                assertThat(RoundTrip.json(team)).doesNotContain(overview.child().value());
                assertThat(team.hasNote() || team.hasReasonCode() || team.hasEncounter())
                        .isFalse();
            });
        });
    }

    @Test
    void aMemberIsThereOnlyOnceInOneRole() {
        Samples.each(
                1000,
                samples -> NetworkMapper.toFhir(new Views(samples).overview(), TARGETS, TERMS)
                        .ifPresent(team -> assertThat(team.getParticipant())
                                .extracting(p -> role(p) + p.getMember().getReference())
                                .doesNotHaveDuplicates()));
    }

    @Test
    void aClosedUnitIsNotToBeCalledWhenOneAboveItIsOpen() {
        Samples.each(Samples.RECORDS, samples -> {
            Overview overview = new Views(samples).overview();
            NetworkMapper.toFhir(overview, TARGETS, TERMS)
                    .ifPresent(team -> openCases(overview)
                            .filter(view -> view.responsible() instanceof Responsible.Known known
                                    && !known.unit().active()
                                    && ancestors(known.unit(), overview).anyMatch(Unit::active))
                            .forEach(view -> {
                                Unit nearest = ancestors(((Responsible.Known) view.responsible()).unit(), overview)
                                        .filter(Unit::active)
                                        .findFirst()
                                        .orElseThrow();
                                has(team, areaRole(view), "Organization/" + nearest.uuid(), nearest.name());
                            }));
        });
    }

    @Test
    void aMemberWithATelephoneIsShownWithIt() {
        Samples.each(Samples.RECORDS, samples -> {
            Overview overview = new Views(samples).overview();
            NetworkMapper.toFhir(overview, TARGETS, TERMS).ifPresent(team -> {
                Stream.concat(
                                overview.gp().stream(),
                                overview.bookings().stream().flatMap(b -> b.performer().stream()))
                        .filter(unit -> Read.hasTelephone(Read.inUse(unit)))
                        .forEach(unit -> assertThat(display(team, "Organization/" + unit.sor()))
                                .isNotEmpty()
                                .allMatch(text -> text.contains(", tlf. +45")));
                institutions(overview)
                        .filter(it -> Read.hasTelephone(it.contacts()))
                        .forEach(it -> assertThat(display(team, "Organization/" + it.number()))
                                .isNotEmpty()
                                .allMatch(text -> text.contains(", tlf. +45")));
                openCases(overview)
                        .filter(view -> view.responsible() instanceof Responsible.Known known
                                && known.unit().active()
                                && Read.hasTelephone(known.unit().contacts()))
                        .forEach(view -> assertThat(display(team, TARGETS.responsible(view)))
                                .isNotEmpty()
                                .allMatch(text -> text.contains(", tlf. +45")));
            });
        });
    }

    @Test
    void isValidFhir() {
        Samples.each(
                Samples.VALIDATED,
                samples -> NetworkMapper.toFhir(new Views(samples).overview(), TARGETS, TERMS)
                        .ifPresent(R4Validator.plain()::requireValid));
    }

    private static void hasThoseOf(CaseView view, CareTeam team) {
        assertThat(team.getParticipant()).anyMatch(p -> role(p).equals(areaRole(view)));
        view.manager()
                .ifPresent(manager -> assertThat(team.getParticipant())
                        .anyMatch(p -> role(p).equals("sagsbehandler")
                                && p.getMember().getReference().equals(TARGETS.manager(view, manager))));
        if (!(view.responsible() instanceof Responsible.Known known)
                || known.unit().active()) {
            assertThat(team.getParticipant())
                    .anyMatch(p -> role(p).equals(areaRole(view))
                            && p.getMember().getReference().equals(TARGETS.responsible(view)));
        }
    }

    private static boolean hasSomebody(Overview overview) {
        return openCases(overview).findAny().isPresent()
                || overview.bookings().stream()
                        .anyMatch(view -> view.performer().isPresent())
                || overview.gp().isPresent()
                || institutions(overview).findAny().isPresent();
    }

    private static Stream<CaseView> openCases(Overview overview) {
        return overview.cases().stream().filter(view -> view.status() != CaseView.Status.FINISHED);
    }

    private static Stream<Institution> institutions(Overview overview) {
        return overview.schools().stream().map(SchoolPlace::institution).flatMap(Optional::stream);
    }

    private static Stream<Unit> ancestors(Unit unit, Overview overview) {
        return Stream.iterate(
                        overview.units().get(unit.parent().orElse(unit.uuid())),
                        above -> above != null,
                        above -> above.parent().map(overview.units()::get).orElse(null))
                .limit(8);
    }

    private static String areaRole(CaseView view) {
        return view.subject().area().code();
    }

    private static String role(CareTeamParticipantComponent participant) {
        return participant.getRoleFirstRep().getCodingFirstRep().getCode();
    }

    private static void has(CareTeam team, String role, String target, String name) {
        assertThat(team.getParticipant())
                .anyMatch(p -> role(p).equals(role)
                        && p.getMember().getReference().equals(target)
                        && p.getMember().getDisplay().startsWith(name));
    }

    private static List<String> display(CareTeam team, String target) {
        return team.getParticipant().stream()
                .filter(p -> p.getMember().getReference().equals(target))
                .map(p -> p.getMember().getDisplay())
                .toList();
    }
}

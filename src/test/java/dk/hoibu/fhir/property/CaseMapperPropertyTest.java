package dk.hoibu.fhir.property;

import static dk.hoibu.fhir.property.Read.TARGETS;
import static dk.hoibu.fhir.property.Read.TERMS;
import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.conformance.R4Validator;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.mapping.CaseMapper;
import dk.hoibu.fhir.overview.CaseView;
import dk.hoibu.fhir.overview.CaseView.Manager;
import dk.hoibu.fhir.overview.CaseView.Responsible;
import dk.hoibu.fhir.source.caseindex.CareCase;
import dk.hoibu.fhir.source.caseindex.CareCase.Sensitivity;
import java.util.Optional;
import org.hl7.fhir.r4.model.EpisodeOfCare;
import org.junit.jupiter.api.Test;

/** Any case the rules show, as an EpisodeOfCare. */
class CaseMapperPropertyTest {

    @Test
    void losesNothingAndTellsNothingMore() {
        Samples.each(Samples.RECORDS, samples -> {
            CaseView view = new Views(samples).caseView();
            boolean withNumber = samples.flag();
            EpisodeOfCare episode = CaseMapper.toFhir(view, TARGETS, TERMS, withNumber);

            saysWhatItIs(view, episode, withNumber);
            saysWhomItConcerns(view, episode);
            saysHowCarefulToBe(view, episode);
            tellsNothingMoreThan(view, episode);
            RoundTrip.survives(episode);
        });
    }

    @Test
    void isValidFhir() {
        Samples.each(
                Samples.VALIDATED,
                samples -> R4Validator.plain()
                        .requireValid(
                                CaseMapper.toFhir(new Views(samples).caseView(), TARGETS, TERMS, samples.flag())));
    }

    private static void saysWhatItIs(CaseView view, EpisodeOfCare episode, boolean withNumber) {
        CareCase careCase = view.careCase();
        assertThat(Read.values(episode.getIdentifier(), Systems.URI)).containsExactly("urn:uuid:" + careCase.uuid());
        assertThat(Read.values(episode.getIdentifier(), Systems.BASE + "/sid/sagsnummer/" + view.ownerCvr()))
                .isEqualTo(careCase.caseNumber().filter(number -> withNumber).stream()
                        .toList());
        assertThat(episode.getStatus().name()).isEqualTo(view.status().name());
        assertThat(episode.getTypeFirstRep().getCodingFirstRep().getCode())
                .isEqualTo(view.subject().area().code());
        assertThat(episode.getType()).hasSize(view.subject().detail() ? 2 : 1);
        if (view.subject().detail()) {
            assertThat(episode.getType().get(1).getCoding()).singleElement().satisfies(kle -> {
                assertThat(kle.getSystem()).isEqualTo(Systems.KLE);
                assertThat(kle.getCode()).isEqualTo(view.subject().number());
                assertThat(Optional.ofNullable(kle.getDisplay()))
                        .isEqualTo(view.subject().title());
            });
        }
        boolean backwards = view.start().isPresent()
                && view.end().filter(end -> end.isBefore(view.start().get())).isPresent();
        assertThat(Read.day(episode.getPeriod().getStartElement()))
                .isEqualTo(view.start().filter(day -> !backwards));
        assertThat(Read.day(episode.getPeriod().getEndElement())).isEqualTo(view.end());
        assertThat(Read.lastUpdated(episode.getMeta())).contains(Read.millis(careCase.registered()));
        assertThat(episode.getMeta().getSource())
                .isEqualTo("https://hoibu.dk/fhir/source/case-index"
                        + careCase.masterSystem().map(system -> "#" + system).orElse(""));
    }

    private static void saysWhomItConcerns(CaseView view, EpisodeOfCare episode) {
        assertThat(episode.getPatient().getReference()).isEqualTo(TARGETS.patient(view.child()));
        assertThat(episode.getPatient().hasDisplay()).isFalse();
        assertThat(episode.getManagingOrganization().getReference()).isEqualTo(TARGETS.responsible(view));
        assertThat(Optional.ofNullable(episode.getManagingOrganization().getDisplay()))
                .isEqualTo(responsibleName(view));
        assertThat(episode.hasCareManager()).isEqualTo(view.manager().isPresent());
        view.manager().ifPresent(manager -> {
            assertThat(episode.getCareManager().getReference()).isEqualTo(TARGETS.manager(view, manager));
            assertThat(episode.getCareManager().getDisplay()).isEqualTo(managerName(manager));
        });
    }

    private static void saysHowCarefulToBe(CaseView view, EpisodeOfCare episode) {
        String expected = switch (view.careCase().sensitivity().orElse(Sensitivity.FOELSOMME_PERSONOPLYSNINGER)) {
            case IKKE_FORTROLIGE_DATA -> view.childProtected() ? "R" : "N";
            case FORTROLIGE_PERSONOPLYSNINGER -> "R";
            case FOELSOMME_PERSONOPLYSNINGER, VIP_SAGER -> "V";
        };
        assertThat(episode.getMeta().getSecurity())
                .singleElement()
                .satisfies(coding -> assertThat(coding.getCode()).isEqualTo(expected));
    }

    private static void tellsNothingMoreThan(CaseView view, EpisodeOfCare episode) {
        assertThat(episode.hasStatusHistory()
                        || episode.hasDiagnosis()
                        || episode.hasReferralRequest()
                        || episode.hasTeam()
                        || episode.hasAccount())
                .isFalse();
        CareCase careCase = view.careCase();
        String json = RoundTrip.json(episode);
        assertThat(json).doesNotContain(view.child().value()).doesNotContain(careCase.lifecycle());
        careCase.parties().forEach(party -> assertThat(json).doesNotContain(party.urn()));
        careCase.classes()
                .forEach(c -> c.key().ifPresent(key -> assertThat(json).doesNotContain(key)));
        careCase.actors()
                .forEach(actor -> actor.fullName()
                        .ifPresent(name -> assertThat(json).doesNotContain(name.substring(name.lastIndexOf(' ') + 1))));
        view.manager().ifPresent(manager -> {
            if (manager instanceof Manager.Known known && known.employee().concealed()) {
                String name = known.employee().name();
                assertThat(json).doesNotContain(name.substring(name.lastIndexOf(' ') + 1));
                assertThat(json).doesNotContain(known.employee().uuid().toString());
            }
        });
    }

    private static Optional<String> responsibleName(CaseView view) {
        if (view.responsible() instanceof Responsible.Known known) {
            return Optional.of(known.unit().name());
        }
        if (view.responsible() instanceof Responsible.Referred referred) {
            return referred.name();
        }
        return ((Responsible.Named) view.responsible()).name();
    }

    private static String managerName(Manager manager) {
        if (manager instanceof Manager.Named named) {
            return named.name().orElse("Navn vises ikke");
        }
        Manager.Known known = (Manager.Known) manager;
        return known.employee().concealed()
                ? "Navn vises ikke"
                : known.employee().name();
    }
}

package dk.hoibu.fhir.mapping;

import dk.hoibu.fhir.access.KleSubject;
import dk.hoibu.fhir.fhir.Narratives;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.fhir.Terminology;
import dk.hoibu.fhir.overview.CaseView;
import dk.hoibu.fhir.overview.CaseView.Responsible;
import dk.hoibu.fhir.source.SourceId;
import dk.hoibu.fhir.source.caseindex.CareCase.Sensitivity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.EpisodeOfCare;
import org.hl7.fhir.r4.model.EpisodeOfCare.EpisodeOfCareStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;

/** A municipal case (Danish: <i>sag</i>) as an EpisodeOfCare. Titles, texts and other parties never reach this far. */
public final class CaseMapper {

    private CaseMapper() {}

    /** {@code withCaseNumber}: whether the municipality's own case number is shown beside the UUID. */
    public static EpisodeOfCare toFhir(CaseView view, Targets targets, Terminology terms, boolean withCaseNumber) {
        EpisodeOfCare episode = new EpisodeOfCare();
        episode.setId(targets.careCase(view));
        meta(view, episode);
        // UUIDIdentifikator -> identifier[official] [1..1]
        episode.addIdentifier(
                Elements.official(Systems.URI, "urn:uuid:" + view.careCase().uuid()));
        if (withCaseNumber) {
            view.careCase().caseNumber().ifPresent(number -> episode.addIdentifier(caseNumber(view, number)));
        }
        episode.setStatus(
                switch (view.status()) {
                    case PLANNED -> EpisodeOfCareStatus.PLANNED;
                    case ACTIVE -> EpisodeOfCareStatus.ACTIVE;
                    case FINISHED -> EpisodeOfCareStatus.FINISHED;
                });
        types(view, terms, episode);
        episode.setPatient(Elements.reference(targets.patient(view.child())));
        // Ansvarlig, else Ejer -> managingOrganization [1..1]
        episode.setManagingOrganization(responsible(view, targets));
        Period period = new Period();
        // a case put into the index after it was closed is created after its end, and per-1 allows no such period
        view.start()
                .filter(day -> view.end().map(end -> !end.isBefore(day)).orElse(true))
                .ifPresent(day -> period.setStartElement(Elements.date(day)));
        view.end().ifPresent(day -> period.setEndElement(Elements.date(day)));
        if (!period.isEmpty()) {
            episode.setPeriod(period);
        }
        // Primær behandler, a person -> careManager [0..1]; none means: call the unit
        view.manager()
                .ifPresent(manager -> episode.setCareManager(
                        Elements.reference(targets.manager(view, manager)).setDisplay(StaffMapper.display(manager))));
        Narratives.write(episode, lines(view, episode));
        return episode;
    }

    private static void meta(CaseView view, EpisodeOfCare episode) {
        Elements.meta(episode, "hoibu-case", SourceId.CASE_INDEX);
        // SagsitsystemRelation Master -> meta.source: the index, and in it the system the case lives in
        view.careCase()
                .masterSystem()
                .ifPresent(system -> episode.getMeta().setSource(SourceId.CASE_INDEX.uri() + "#" + system));
        Elements.lastUpdated(episode, view.careCase().registered());
        // Foelsomhed -> meta.security; a protected child is never less than restricted
        Sensitivity sensitivity = view.careCase().sensitivity().orElse(Sensitivity.FOELSOMME_PERSONOPLYSNINGER);
        switch (sensitivity) {
            case IKKE_FORTROLIGE_DATA -> {
                if (view.childProtected()) {
                    Elements.restricted(episode);
                } else {
                    Elements.security(episode, "N", "normal");
                }
            }
            case FORTROLIGE_PERSONOPLYSNINGER -> Elements.restricted(episode);
            case FOELSOMME_PERSONOPLYSNINGER, VIP_SAGER -> Elements.security(episode, "V", "very restricted");
        }
    }

    /** Sagsnummer, unique within the authority only, hence the system with its CVR number. */
    private static Identifier caseNumber(CaseView view, String number) {
        Identifier identifier = Elements.identifier(Systems.BASE + "/sid/sagsnummer/" + view.ownerCvr(), number)
                .setUse(Identifier.IdentifierUse.USUAL);
        identifier.getAssigner().setIdentifier(Elements.official(Systems.CVR, view.ownerCvr()));
        return identifier;
    }

    private static void types(CaseView view, Terminology terms, EpisodeOfCare episode) {
        KleSubject subject = view.subject();
        episode.addType(terms.codeable(Systems.CASE_AREA, subject.area().code()));
        if (subject.detail()) {
            CodeableConcept kle = new CodeableConcept();
            kle.addCoding().setSystem(Systems.KLE).setCode(subject.number());
            subject.title().ifPresent(title -> kle.getCodingFirstRep().setDisplay(title));
            episode.addType(kle);
        }
    }

    private static Reference responsible(CaseView view, Targets targets) {
        Reference reference = Elements.reference(targets.responsible(view));
        responsibleName(view).ifPresent(reference::setDisplay);
        return reference;
    }

    static Optional<String> responsibleName(CaseView view) {
        Responsible responsible = view.responsible();
        if (responsible instanceof Responsible.Known known) {
            return Optional.of(known.unit().name());
        }
        if (responsible instanceof Responsible.Referred referred) {
            return referred.name();
        }
        return responsible instanceof Responsible.Named named ? named.name() : Optional.empty();
    }

    private static List<String> lines(CaseView view, EpisodeOfCare episode) {
        List<String> lines = new ArrayList<>();
        lines.add("Sag: " + episode.getTypeFirstRep().getCodingFirstRep().getDisplay());
        lines.add(
                switch (view.status()) {
                    case PLANNED -> "Planlagt";
                    case ACTIVE ->
                        "Aktiv" + view.start().map(day -> " siden " + day).orElse("");
                    case FINISHED ->
                        "Afsluttet" + view.end().map(day -> " " + day).orElse("");
                });
        responsibleName(view).ifPresent(name -> lines.add("Ansvarlig enhed: " + name));
        if (episode.getCareManager().hasDisplay()) {
            lines.add("Primær behandler: " + episode.getCareManager().getDisplay());
        }
        return lines;
    }
}

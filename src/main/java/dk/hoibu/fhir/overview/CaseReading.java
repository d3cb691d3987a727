package dk.hoibu.fhir.overview;

import dk.hoibu.fhir.access.CaseFacts;
import dk.hoibu.fhir.domain.DanishTime;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.source.caseindex.CareCase;
import dk.hoibu.fhir.source.caseindex.CareCase.Actor;
import dk.hoibu.fhir.source.caseindex.CareCase.ActorRole;
import dk.hoibu.fhir.source.caseindex.CareCase.ClassRole;
import dk.hoibu.fhir.source.caseindex.CareCase.Classification;
import dk.hoibu.fhir.source.caseindex.CareCase.PartyRole;
import dk.hoibu.fhir.source.caseindex.CareCase.Progress;
import dk.hoibu.fhir.source.caseindex.CareCase.Status;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a case as it is at one instant: pure functions over its bitemporal relations. */
final class CaseReading {

    private static final String CPR_URN = "urn:oio:cpr-nr:";

    private CaseReading() {}

    /** What the rules need to know. */
    static CaseFacts facts(CareCase careCase, PersonNumber child, Instant now) {
        return new CaseFacts(
                ownerCvr(careCase, now),
                classesInForce(careCase, now)
                        .filter(c -> c.role() == ClassRole.PRIMARY)
                        .max(Comparator.comparing(c -> c.validity().from()))
                        .flatMap(Classification::key),
                careCase.sensitivity().map(Enum::name),
                careCase.securityProfiles().stream().anyMatch(v -> !v.isOver(now)),
                careCase.classes().stream()
                        .filter(c -> !c.validity().isOver(now))
                        .anyMatch(c -> c.role() == ClassRole.HIDING || c.role() == ClassRole.UNKNOWN),
                isPrimaryParty(careCase, child, now),
                careCase.lifecycle().equals("Importeret"));
    }

    /**
     * How far the case has come: the progress in force (the latest begun, if several overlap); planned when all lies ahead; empty when none
     * holds, which leaves the case out.
     */
    static Optional<CaseView.Status> status(CareCase careCase, Instant now) {
        Optional<Progress> inForce = progressInForce(careCase, now);
        if (inForce.isPresent()) {
            return inForce.map(p -> switch (p.status()) {
                case OPSTAAET, OPLYST, AFGJORT -> CaseView.Status.ACTIVE;
                case AFSLUTTET -> CaseView.Status.FINISHED;
            });
        }
        boolean allAhead = !careCase.progress().isEmpty()
                && careCase.progress().stream().allMatch(p -> p.validity().startsAfter(now));
        return allAhead ? Optional.of(CaseView.Status.PLANNED) : Optional.empty();
    }

    static Optional<LocalDate> start(CareCase careCase) {
        return careCase.created()
                .or(() -> careCase.progress().stream()
                        .filter(p -> p.status() == Status.OPSTAAET)
                        .map(p -> p.validity().from())
                        .filter(from -> from.isAfter(Instant.MIN))
                        .min(Comparator.naturalOrder()))
                .map(DanishTime::dateOf);
    }

    /** The day the closing in force began; empty while the case is open. */
    static Optional<LocalDate> end(CareCase careCase, Instant now) {
        return progressInForce(careCase, now)
                .filter(p -> p.status() == Status.AFSLUTTET)
                .map(p -> p.validity().from())
                .filter(from -> from.isAfter(Instant.MIN))
                .map(DanishTime::dateOf);
    }

    static Optional<String> ownerCvr(CareCase careCase, Instant now) {
        return actor(careCase, ActorRole.OWNER, now)
                .flatMap(owner -> owner.cvr().or(() -> owner.reference().cvrNumber()));
    }

    /** The actor with that role now; the one begun last when there are several. */
    static Optional<Actor> actor(CareCase careCase, ActorRole role, Instant now) {
        return careCase.actors().stream()
                .filter(a -> a.role() == role && a.validity().includes(now))
                .max(Comparator.comparing(a -> a.validity().from()));
    }

    private static boolean isPrimaryParty(CareCase careCase, PersonNumber child, Instant now) {
        return careCase.parties().stream()
                .filter(p -> p.role() == PartyRole.PRIMARY && p.validity().includes(now))
                .anyMatch(p -> p.urn().equals(CPR_URN + child.value()));
    }

    private static Stream<Classification> classesInForce(CareCase careCase, Instant now) {
        return careCase.classes().stream().filter(c -> c.validity().includes(now));
    }

    private static Optional<Progress> progressInForce(CareCase careCase, Instant now) {
        return careCase.progress().stream()
                .filter(p -> p.validity().includes(now))
                .max(Comparator.comparing((Progress p) -> p.validity().from()).thenComparing(p -> p.status()));
    }
}

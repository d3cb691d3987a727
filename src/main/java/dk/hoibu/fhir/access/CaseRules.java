package dk.hoibu.fhir.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether a municipal case may be shown. Each step hides when in doubt; the first that hides names itself. A hidden case must
 * look exactly like no case, so this is asked before anything is counted, sorted or referred to.
 *
 * @param participants CVR numbers of the municipalities that take part; empty means all
 * @param policy the relevant subjects
 * @param sensitivityLimit the highest Foelsomhed shown
 */
public record CaseRules(Set<String> participants, KlePolicy policy, String sensitivityLimit) {

    /** Foelsomhed, least first; VIP_SAGER is never shown, whatever the limit. */
    private static final List<String> LEVELS =
            List.of("IKKE_FORTROLIGE_DATA", "FORTROLIGE_PERSONOPLYSNINGER", "FOELSOMME_PERSONOPLYSNINGER");

    public CaseRules {
        participants = Set.copyOf(participants);
        if (!LEVELS.contains(sensitivityLimit)) {
            throw new IllegalArgumentException("sensitivity limit must be one of " + LEVELS);
        }
    }

    public Disclosure decide(CaseFacts facts) {
        if (!facts.imported()) {
            return new Disclosure.Hidden("lifecycle");
        }
        if (!facts.childIsPrimaryParty()) {
            return new Disclosure.Hidden("primary-party");
        }
        if (facts.ownerCvr().isEmpty()
                || !participants.isEmpty()
                        && !participants.contains(facts.ownerCvr().get())) {
            return new Disclosure.Hidden("participant");
        }
        if (facts.hasSecurityProfile()) {
            return new Disclosure.Hidden("security-profile");
        }
        if (facts.hasHidingClass()) {
            return new Disclosure.Hidden("display-class");
        }
        int level = facts.sensitivity().map(LEVELS::indexOf).orElse(-1);
        if (level < 0 || level > LEVELS.indexOf(sensitivityLimit)) {
            return new Disclosure.Hidden("sensitivity");
        }
        Optional<KleSubject> subject = facts.kle().flatMap(policy::subject);
        return subject.<Disclosure>map(Disclosure.Shown::new).orElseGet(() -> new Disclosure.Hidden("kle"));
    }
}

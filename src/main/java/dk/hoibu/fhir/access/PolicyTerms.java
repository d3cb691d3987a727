package dk.hoibu.fhir.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the rules of a policy apply to: everything in the policy file that is not prose.
 *
 * @param sampleRequester whether somebody unknown on this machine is served
 * @param purposes codes of v3-PurposeOfUse
 * @param adultFrom the age at which the gate closes
 * @param youngAdultUntil the age before which some cases of adults are shown; empty when none are
 * @param youngAdultKle the KLE numbers of those cases
 * @param appointmentsFor CVR numbers of the municipalities that appointments are switched on for
 * @param sensitivityLimit the highest Foelsomhed shown
 * @param kle the relevant subjects
 * @param kleOf the relevant subjects of municipalities with a list of their own, by CVR number
 * @param appointmentUnits SOR ids of units whose appointments count whatever specialty they have
 */
record PolicyTerms(
        boolean sampleRequester,
        Participants participants,
        Set<String> purposes,
        int adultFrom,
        Optional<Integer> youngAdultUntil,
        Set<String> youngAdultKle,
        Direction toHealth,
        Direction toMunicipality,
        Set<String> appointmentsFor,
        String sensitivityLimit,
        KlePolicy kle,
        Map<String, KlePolicy> kleOf,
        Set<String> appointmentKinds,
        Set<String> specialties,
        Set<String> appointmentUnits) {

    /** Foelsomhed, least first; VIP_SAGER is never shown, whatever the limit. */
    static final List<String> LEVELS =
            List.of("IKKE_FORTROLIGE_DATA", "FORTROLIGE_PERSONOPLYSNINGER", "FOELSOMME_PERSONOPLYSNINGER");

    PolicyTerms {
        purposes = Set.copyOf(purposes);
        youngAdultKle = Set.copyOf(youngAdultKle);
        appointmentsFor = Set.copyOf(appointmentsFor);
        kleOf = Map.copyOf(kleOf);
        appointmentKinds = Set.copyOf(appointmentKinds);
        specialties = Set.copyOf(specialties);
        appointmentUnits = Set.copyOf(appointmentUnits);
        if (!LEVELS.contains(sensitivityLimit)) {
            throw new IllegalArgumentException("sensitivity limit must be one of " + LEVELS);
        }
    }

    boolean within(Optional<String> sensitivity) {
        int level = sensitivity.map(LEVELS::indexOf).orElse(-1);
        return level >= 0 && level <= LEVELS.indexOf(sensitivityLimit);
    }

    /** The subject of a case, when its municipality shows it. */
    Optional<KleSubject> subject(CaseFacts facts) {
        KlePolicy list =
                facts.ownerCvr().map(cvr -> kleOf.getOrDefault(cvr, kle)).orElse(kle);
        return facts.kle().flatMap(list::subject);
    }

    PolicyTerms with(Participants others, String limit) {
        return new PolicyTerms(
                sampleRequester,
                others,
                purposes,
                adultFrom,
                youngAdultUntil,
                youngAdultKle,
                toHealth,
                toMunicipality,
                appointmentsFor,
                limit,
                kle,
                kleOf,
                appointmentKinds,
                specialties,
                appointmentUnits);
    }
}

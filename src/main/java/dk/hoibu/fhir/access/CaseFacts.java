package dk.hoibu.fhir.access;

import java.util.Optional;

/**
 * What a rule needs to know of a case to decide whether it may be shown. Everything is as it is now.
 *
 * @param ownerCvr CVR number of the municipality that owns it; empty when the index does not tell
 * @param kle KLE number of its primary class; empty when there is none in force, or only a UUID
 * @param sensitivity Foelsomhed as the index writes it; empty when missing
 * @param hasSecurityProfile whether any Sikkerhedsprofil is in force
 * @param hasHidingClass whether a display, security or unknown class is in force
 * @param childIsPrimaryParty whether the child asked about is the primary party, known by CPR number
 * @param imported whether LivscyklusKode is Importeret
 */
public record CaseFacts(
        Optional<String> ownerCvr,
        Optional<String> kle,
        Optional<String> sensitivity,
        boolean hasSecurityProfile,
        boolean hasHidingClass,
        boolean childIsPrimaryParty,
        boolean imported) {}

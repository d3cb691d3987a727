package dk.hoibu.fhir.message.xdis;

import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.message.xdis.PersonToPatient.Stay;
import dk.hoibu.fhir.message.xdis.XdisLetter.Address;
import dk.hoibu.fhir.message.xdis.XdisLetter.EpisodeStatus;
import dk.hoibu.fhir.message.xdis.XdisLetter.Person;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.PrimitiveType;

/** A message's patient, and the stay the message is about, as whom a letter is about. */
final class PatientToPerson {

    private static final int NAME = 70;
    private static final int LINE = 35;
    private static final int EPISODE = 35;

    private final Differences differences;

    PatientToPerson(Differences differences) {
        this.differences = differences;
    }

    /** @throws ConversionRefused when the patient has no number of ten characters, or no surname */
    Person convert(Patient patient, Optional<Encounter> encounter) {
        Optional<String> cpr = numbers(patient, true).stream().findFirst();
        String number = cpr.or(() -> numbers(patient, false).stream().findFirst())
                .orElseThrow(() ->
                        new ConversionRefused("Patient.identifier", "none is a number that a letter has room for"));
        HumanName name = patient.getName().stream()
                .filter(candidate -> candidate.getUse() == HumanName.NameUse.OFFICIAL)
                .findFirst()
                .orElseGet(patient::getNameFirstRep);
        return new Person(
                number,
                cpr.isEmpty(),
                field("Patient.name.family", name.getFamily(), NAME)
                        .orElseThrow(() -> new ConversionRefused("Patient.name.family", "a letter must have it")),
                field("Patient.name.given", joined(name.getGiven(), " "), NAME),
                address(patient),
                Optional.empty(),
                status(patient, encounter));
    }

    private static List<String> numbers(Patient patient, boolean cpr) {
        return patient.getIdentifier().stream()
                .filter(identifier -> cpr == Systems.CPR.equals(identifier.getSystem()))
                .filter(Identifier::hasValue)
                .map(identifier -> OrganisationToParty.words(identifier.getValue()))
                .filter(value -> cpr ? value.matches("[0-9]{10}") : Fields.length(value) == 10)
                .toList();
    }

    private Address address(Patient patient) {
        if (!patient.hasAddress()) {
            return Address.NONE;
        }
        org.hl7.fhir.r4.model.Address address = patient.getAddressFirstRep();
        return new Address(
                field("Patient.address.line", joined(address.getLine(), ", "), LINE),
                Optional.empty(),
                field("Patient.address.city", address.getCity(), LINE),
                field("Patient.address.postalCode", address.getPostalCode(), 9));
    }

    private static String joined(List<? extends PrimitiveType<String>> values, String between) {
        return values.stream()
                .filter(PrimitiveType::hasValue)
                .map(PrimitiveType::getValue)
                .collect(Collectors.joining(between));
    }

    private Optional<String> field(String element, @org.jspecify.annotations.Nullable String text, int most) {
        return Optional.ofNullable(text)
                .map(OrganisationToParty::words)
                .filter(words -> !words.isEmpty())
                .map(words -> differences.cut(element, words, most));
    }

    /** Exact for what a letter became; else what comes nearest. */
    private EpisodeStatus status(Patient patient, Optional<Encounter> encounter) {
        boolean dead = patient.hasDeceasedDateTimeType()
                || patient.hasDeceasedBooleanType()
                        && patient.getDeceasedBooleanType().booleanValue();
        if (dead) {
            return EpisodeStatus.DOED;
        }
        if (encounter.isEmpty()) {
            differences.assumed("Patient.EpisodeOfCareStatusCode", "the message has no Encounter: taken as inactive");
            return EpisodeStatus.INAKTIV;
        }
        EpisodeStatus status = status(encounter.get());
        Stay exact = Stay.of(status);
        if (encounter.get().getStatus() != exact.status()
                || !exact.coding().getCode().equals(encounter.get().getClass_().getCode())) {
            differences.changed("Encounter.status", "with class, the nearest of the letter's five values");
        }
        return status;
    }

    private static EpisodeStatus status(Encounter encounter) {
        EncounterStatus status = encounter.getStatus();
        boolean now = status == EncounterStatus.INPROGRESS
                || status == EncounterStatus.ARRIVED
                || status == EncounterStatus.TRIAGED
                || status == EncounterStatus.ONLEAVE;
        if (!now) {
            return EpisodeStatus.INAKTIV;
        }
        String code = encounter.getClass_().getCode();
        if (List.of("IMP", "ACUTE", "NONAC").contains(code == null ? "" : code)) {
            return EpisodeStatus.INDLAGT;
        }
        return encounter.getType().stream()
                        .anyMatch(type -> EpisodeStatus.AMBULANT_ROENTGEN.code().equals(type.getText()))
                ? EpisodeStatus.AMBULANT_ROENTGEN
                : EpisodeStatus.AMBULANT;
    }

    /**
     * What the course of treatment is known by: with several the local one, which alone its owner knows again. A UUID loses what a
     * letter has no room for, its hyphens.
     */
    Optional<String> episode(Optional<Encounter> encounter) {
        List<Identifier> known = encounter.stream()
                .flatMap(stay -> stay.getEpisodeOfCare().stream())
                .map(org.hl7.fhir.r4.model.Reference::getIdentifier)
                .filter(Identifier::hasValue)
                .toList();
        Optional<String> value = known.stream()
                .filter(identifier -> !CareTerms.LPR3.equals(identifier.getSystem()))
                .findFirst()
                .or(() -> known.stream().findFirst())
                .map(identifier -> OrganisationToParty.words(identifier.getValue()))
                .filter(words -> !words.isEmpty());
        if (value.isPresent() && Fields.length(value.get()) > EPISODE) {
            value = value.map(long36 -> long36.replaceFirst("^urn:uuid:", ""))
                    .filter(uuid -> uuid.matches("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"))
                    .map(uuid -> uuid.replace("-", ""));
            if (value.isPresent()) {
                differences.changed("Encounter.episodeOfCare.identifier.value", "a UUID without its hyphens");
            } else {
                differences.lost("Encounter.episodeOfCare.identifier.value", "a letter has room for 35 characters");
            }
        }
        return value;
    }
}

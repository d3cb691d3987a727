package dk.hoibu.fhir.message.xdis;

import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.message.xdis.XdisLetter.Address;
import dk.hoibu.fhir.message.xdis.XdisLetter.EpisodeStatus;
import dk.hoibu.fhir.message.xdis.XdisLetter.Person;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Identifier.IdentifierUse;
import org.hl7.fhir.r4.model.Patient;

/** Whom a letter is about, and how they stand in the course of treatment, as Patient and Encounter. */
final class PersonToPatient {

    private final Differences differences;

    PersonToPatient(Differences differences) {
        this.differences = differences;
    }

    /**
     * The patient, without an id.
     *
     * @throws ConversionRefused when the letter's CPR number is none: a message must be about somebody
     */
    Patient patient(Person person) {
        Patient patient = new Patient();
        patient.addIdentifier(number(person));
        HumanName name = patient.addName().setUse(HumanName.NameUse.OFFICIAL).setFamily(person.surname());
        person.given().ifPresent(given -> Arrays.stream(given.split(" ")).forEach(name::addGiven));
        Address address = person.address();
        address.street().ifPresent(street -> patient.getAddressFirstRep().addLine(street));
        address.district().ifPresent(district -> patient.getAddressFirstRep().setCity(district));
        address.postCode().ifPresent(code -> patient.getAddressFirstRep().setPostalCode(code));
        if (person.status() == EpisodeStatus.DOED) {
            patient.setDeceased(new BooleanType(true));
        }
        return patient;
    }

    private Identifier number(Person person) {
        Optional<PersonNumber> number = PersonNumber.parse(person.number());
        if (!person.alternative()) {
            return number.filter(known -> known.kind() == PersonNumber.Kind.CPR)
                    .map(known -> new Identifier()
                            .setUse(IdentifierUse.OFFICIAL)
                            .setSystem(Systems.CPR)
                            .setValue(known.value()))
                    .orElseThrow(() -> new ConversionRefused(
                            "Patient.CivilRegistrationNumber", "it is no CPR number, so the letter is about nobody"));
        }
        Identifier identifier = new Identifier().setUse(IdentifierUse.TEMP).setValue(person.number());
        if (number.filter(known -> known.kind() == PersonNumber.Kind.REPLACEMENT
                        && known.value().equals(person.number()))
                .isPresent()) {
            return identifier.setSystem(Systems.X_ECPR);
        }
        differences.changed(
                "Patient.AlternativeIdentifier",
                "the letter does not say which register it is of, so it has no system");
        return identifier;
    }

    /**
     * The patient's stay, without an id; empty when the letter has no identifier of the course of treatment, which an Encounter must
     * have.
     *
     * @param system whose identifier it is taken to be
     */
    Optional<Encounter> encounter(XdisLetter letter, String system) {
        EpisodeStatus status = letter.patient().status();
        Optional<String> episode = letter.heading().episode();
        if (episode.isEmpty()) {
            if (status != EpisodeStatus.DOED && status != EpisodeStatus.INAKTIV) {
                differences.lost(
                        "Patient.EpisodeOfCareStatusCode",
                        "the message has it in an Encounter, which needs an EpisodeOfCareIdentifier");
            }
            return Optional.empty();
        }
        Encounter encounter = new Encounter()
                .setStatus(Stay.of(status).status())
                .setClass_(Stay.of(status).coding());
        if (status == EpisodeStatus.AMBULANT_ROENTGEN) {
            encounter.addType().setText(status.code());
        }
        differences.assumed(
                "Encounter.episodeOfCare.identifier.system",
                "the letter does not say whose identifier it is: taken as the sender's");
        encounter
                .addEpisodeOfCare()
                .setIdentifier(new Identifier().setSystem(system).setValue(episode.get()));
        return Optional.of(encounter);
    }

    /** What a status of the letter is in an Encounter. */
    enum Stay {
        NONE(EncounterStatus.FINISHED, CareTerms.ENCOUNTER_CLASS, "other"),
        INPATIENT(EncounterStatus.INPROGRESS, CareTerms.ACT, "IMP"),
        OUTPATIENT(EncounterStatus.INPROGRESS, CareTerms.ACT, "AMB");

        private final EncounterStatus status;
        private final String system;
        private final String code;

        Stay(EncounterStatus status, String system, String code) {
            this.status = status;
            this.system = system;
            this.code = code;
        }

        static Stay of(EpisodeStatus status) {
            return switch (status) {
                case INAKTIV, DOED -> NONE;
                case INDLAGT -> INPATIENT;
                case AMBULANT, AMBULANT_ROENTGEN -> OUTPATIENT;
            };
        }

        EncounterStatus status() {
            return status;
        }

        Coding coding() {
            return new Coding().setSystem(system).setCode(code);
        }
    }

    /** What the narrative tells. */
    static List<String> said(Patient patient) {
        List<String> said = new ArrayList<>();
        patient.getName().forEach(name -> said.add(name.getNameAsSingleString()));
        patient.getIdentifier().forEach(identifier -> said.add("CPR / ID: " + identifier.getValue()));
        patient.getAddress().forEach(address -> {
            address.getLine().forEach(line -> said.add(line.getValue()));
            said.add(((address.hasPostalCode() ? address.getPostalCode() : "") + " "
                            + (address.hasCity() ? address.getCity() : ""))
                    .strip());
        });
        if (patient.hasDeceased()) {
            said.add("Død / deceased");
        }
        return said;
    }

    /** What the narrative tells. */
    static List<String> said(Encounter encounter) {
        List<String> said = new ArrayList<>(List.of(
                "Status: " + encounter.getStatus().toCode(),
                "Klasse / class: " + encounter.getClass_().getCode()));
        encounter.getType().forEach(type -> said.add(type.getText()));
        encounter
                .getEpisodeOfCare()
                .forEach(episode -> said.add(
                        "Forløb / episode of care: " + episode.getIdentifier().getValue()));
        return said;
    }
}

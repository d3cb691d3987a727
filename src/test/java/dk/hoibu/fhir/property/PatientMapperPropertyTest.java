package dk.hoibu.fhir.property;

import static dk.hoibu.fhir.property.Read.TARGETS;
import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.conformance.R4Validator;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.mapping.PatientMapper;
import dk.hoibu.fhir.source.person.Person;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;

/** Any person of the register as a Patient. */
class PatientMapperPropertyTest {

    @Test
    void losesNothingAndTellsNothingMore() {
        Samples.each(Samples.RECORDS, samples -> {
            Person person = samples.person();
            Patient patient = PatientMapper.toFhir(person, TARGETS);

            saysAllOf(person, patient);
            tellsNothingMoreThan(person, patient);
            RoundTrip.survives(patient);
        });
    }

    @Test
    void isValidFhir() {
        Samples.each(
                Samples.VALIDATED,
                samples -> R4Validator.plain().requireValid(PatientMapper.toFhir(samples.person(), TARGETS)));
    }

    @Test
    void withoutTheRegisterOnlyTheNumberIsKnownAndTheRestTakenForProtected() {
        Samples.each(Samples.VALIDATED, samples -> {
            PersonNumber number = samples.personNumber();
            Patient patient = PatientMapper.withoutRegister(number, TARGETS);

            assertThat(Read.values(patient.getIdentifier(), system(number))).containsExactly(number.value());
            assertThat(patient.getMeta().getSecurity("http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "R"))
                    .isNotNull();
            assertThat(patient.hasName() || patient.hasBirthDate() || patient.hasGender())
                    .isFalse();
            RoundTrip.survives(patient);
            R4Validator.plain().requireValid(patient);
        });
    }

    private static void saysAllOf(Person person, Patient patient) {
        assertThat(TARGETS.patient(person.number()))
                .isEqualTo("Patient/" + patient.getIdElement().getIdPart());
        assertThat(Read.values(patient.getIdentifier(), system(person.number())))
                .containsExactly(person.number().value());
        assertThat(patient.getLink())
                .extracting(link -> link.getOther().getIdentifier())
                .allMatch(identifier -> identifier.getUse() == Identifier.IdentifierUse.OLD)
                .extracting(Identifier::getValue)
                .containsExactlyElementsOf(
                        person.formerNumbers().stream().map(PersonNumber::value).toList());
        assertThat(patient.getGender().name()).isEqualTo(person.gender().name());
        assertThat(patient.getBirthDateElement().getValueAsString())
                .isEqualTo(person.birthDate().toString());
        assertThat(patient.hasDeceasedBooleanType()).isEqualTo(person.status() == 90);
        assertThat(Read.lastUpdated(patient.getMeta()))
                .isEqualTo(person.registered().map(Read::millis));
        assertThat(patient.getMeta().getSource()).endsWith("/source/persons");
        assertThat(patient.getMeta().hasSecurity()).isEqualTo(person.nameAndAddressProtected());
        if (!person.nameAndAddressProtected()) {
            assertThat(Optional.ofNullable(patient.getNameFirstRep().getFamily()))
                    .isEqualTo(person.family());
            assertThat(String.join(" ", words(patient.getNameFirstRep().getGivenAsSingleString())))
                    .isEqualTo(person.given()
                            .map(given -> String.join(" ", words(given)))
                            .orElse(""));
        }
    }

    private static void tellsNothingMoreThan(Person person, Patient patient) {
        assertThat(patient.hasAddress()
                        || patient.hasTelecom()
                        || patient.hasContact()
                        || patient.hasGeneralPractitioner()
                        || patient.hasManagingOrganization())
                .isFalse();
        String json = RoundTrip.json(patient);
        person.gpProviderNumber().ifPresent(number -> assertThat(json).doesNotContain("\"" + number + "\""));
        if (person.nameAndAddressProtected()) {
            assertThat(patient.hasName()).isFalse();
            person.family().ifPresent(name -> assertThat(json).doesNotContain(lastWord(name)));
            person.given().ifPresent(name -> assertThat(json).doesNotContain(lastWord(name)));
        }
        assertThat(patient.getIdElement().getIdPart())
                .doesNotContain(person.number().value());
        assertThat(patient.getText().getDivAsString())
                .doesNotContain(person.number().value());
    }

    private static String system(PersonNumber number) {
        return number.kind() == PersonNumber.Kind.CPR ? Systems.CPR : Systems.X_ECPR;
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split(" +"));
    }

    private static String lastWord(String text) {
        return text.substring(text.lastIndexOf(' ') + 1);
    }
}

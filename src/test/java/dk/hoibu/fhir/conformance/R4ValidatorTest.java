package dk.hoibu.fhir.conformance;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.hoibu.fhir.fhir.Systems;
import java.util.List;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.EpisodeOfCare;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

/** That the validator of the tests finds what is wrong. */
class R4ValidatorTest {

    @Test
    void aResourceThatBreaksARuleOfFhirIsNotValid() {
        Appointment bookedWithoutTime = new Appointment().setStatus(Appointment.AppointmentStatus.BOOKED);
        EpisodeOfCare withoutStatus = new EpisodeOfCare();
        Patient emptyContact = new Patient();
        emptyContact.addContact().getPeriod().getStartElement().setValueAsString("2026-01-01");

        for (Resource wrong : List.of(bookedWithoutTime, withoutStatus, emptyContact)) {
            assertThatThrownBy(() -> R4Validator.plain().requireValid(wrong)).isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void aProfileOfOursThatNobodyHasPublishedIsAnError() {
        Patient patient = new Patient().setActive(true);
        patient.getMeta().addProfile(Systems.profile("hoibu-not-published"));

        assertThatThrownBy(() -> R4Validator.plain().requireValid(patient)).hasMessageContaining("hoibu-not-published");
    }
}

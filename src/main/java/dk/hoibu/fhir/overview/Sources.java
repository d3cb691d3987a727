package dk.hoibu.fhir.overview;

import dk.hoibu.fhir.source.Source;
import dk.hoibu.fhir.source.booking.AppointmentOverview;
import dk.hoibu.fhir.source.caseindex.CaseIndex;
import dk.hoibu.fhir.source.healthorg.HealthOrganisation;
import dk.hoibu.fhir.source.organisation.MunicipalOrganisation;
import dk.hoibu.fhir.source.person.PersonRegister;
import dk.hoibu.fhir.source.school.SchoolRegister;
import java.util.List;

/** The six ports, together. */
public record Sources(
        PersonRegister persons,
        CaseIndex cases,
        AppointmentOverview appointments,
        MunicipalOrganisation municipalities,
        HealthOrganisation health,
        SchoolRegister schools) {

    public List<Source> all() {
        return List.of(persons, cases, appointments, municipalities, health, schools);
    }
}

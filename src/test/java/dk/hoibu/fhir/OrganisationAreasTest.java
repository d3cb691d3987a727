package dk.hoibu.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.access.KnownRequester;
import dk.hoibu.fhir.audit.Asker.Organisation;
import dk.hoibu.fhir.audit.Asker.Register;
import dk.hoibu.fhir.overview.SourceCalls;
import dk.hoibu.fhir.overview.Sources;
import dk.hoibu.fhir.source.Faults;
import dk.hoibu.fhir.source.booking.sample.SampleAppointmentOverview;
import dk.hoibu.fhir.source.caseindex.sample.SampleCaseIndex;
import dk.hoibu.fhir.source.folder.DataFolder;
import dk.hoibu.fhir.source.healthorg.sor.SorCsvHealthOrganisation;
import dk.hoibu.fhir.source.organisation.sample.SampleMunicipalOrganisation;
import dk.hoibu.fhir.source.person.sample.SamplePersonRegister;
import dk.hoibu.fhir.source.school.sample.SampleSchoolRegister;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the organisations of the sample are. */
class OrganisationAreasTest {

    private final Faults faults = new Faults();
    private final OrganisationAreas areas = areas(Map.of("sor:9901911000016008", "DK-84"));

    private OrganisationAreas areas(Map<String, String> configured) {
        Clock clock = Clock.systemUTC();
        DataFolder data = DataFolder.builtIn();
        Sources sources = new Sources(
                new SamplePersonRegister(data, clock, faults),
                new SampleCaseIndex(data, clock, faults),
                new SampleAppointmentOverview(data, clock, faults),
                new SampleMunicipalOrganisation(data, clock, faults),
                SorCsvHealthOrganisation.in(data, clock, faults),
                new SampleSchoolRegister(data, clock, faults));
        SourceCalls calls = new SourceCalls(Map.of(), clock, (source, took, outcome) -> {});
        return new OrganisationAreas(configured, sources, calls, new KnownRequester());
    }

    @ParameterizedTest
    @CsvSource({
        "CVR, 29189420, DK-81",
        "SOR, 9900811000016001, DK-81",
        "SOR, 9900511000016008, DK-81",
        "SOR, 9901911000016008, DK-84"
    })
    void aMunicipalityAHospitalAndWhatIsSetUpAreSomewhere(Register register, String id, String region) {
        assertThat(areas.regionOf(new Organisation(register, id, Optional.empty())))
                .hasValue(region);
    }

    @ParameterizedTest
    @CsvSource({"SOR, 9901711000016001", "SOR, 9999999", "CVR, 99999999"})
    void aClinicAndWhomTheRegistersDoNotKnowAreNowhere(Register register, String id) {
        assertThat(areas.regionOf(new Organisation(register, id, Optional.empty())))
                .isEmpty();
    }

    @Test
    void aRegisterThatDoesNotAnswerTellsNothing() {
        faults.set(
                dk.hoibu.fhir.source.SourceId.HEALTH_ORGANISATION,
                new Faults.Fault(Faults.Mode.ERROR, java.time.Duration.ZERO));

        assertThat(areas.regionOf(new Organisation(Register.SOR, "9900811000016001", Optional.empty())))
                .isEmpty();
    }
}

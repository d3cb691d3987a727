package dk.hoibu.fhir.blackbox;

import static dk.hoibu.fhir.blackbox.TestServer.LARS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.model.api.Include;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.SearchStyleEnum;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import ca.uhn.fhir.rest.gclient.IQuery;
import ca.uhn.fhir.rest.gclient.StringClientParam;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.NotModifiedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import dk.hoibu.fhir.fhir.Systems;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.EpisodeOfCare;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

/** HAPI's own client, as a hospital's patient record would use it. */
class GenericClientTest {

    private final IGenericClient client = client();

    private static IGenericClient client() {
        FhirContext context = FhirContext.forR4Cached();
        context.getRestfulClientFactory().setServerValidationMode(ServerValidationModeEnum.NEVER);
        return context.newRestfulGenericClient(TestServer.shared().base());
    }

    private Patient lars() {
        Bundle found = client.search()
                .forResource(Patient.class)
                .where(Patient.IDENTIFIER.exactly().systemAndIdentifier(Systems.CPR, LARS))
                .usingStyle(SearchStyleEnum.POST)
                .returnBundle(Bundle.class)
                .execute();
        assertThat(found.getTotal()).isEqualTo(1);
        return (Patient) found.getEntryFirstRep().getResource();
    }

    private static <R extends Resource> List<R> all(Bundle bundle, Class<R> type) {
        return bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** The client takes the ETag of a read for a version. */
    private static Patient unversioned(Patient patient) {
        patient.setId(patient.getIdElement().toUnqualifiedVersionless());
        patient.getMeta().setVersionId(null);
        return patient;
    }

    @Test
    void findsAPatientByNumberInABody() {
        assertThat(lars().getNameFirstRep().getNameAsSingleString()).isEqualTo("Lars Test Berggren");
        assertThat(lars().getIdElement().getIdPart())
                .isEqualTo(TestServer.shared().patientId(LARS));
    }

    @Test
    void findsCasesWithTheirUnits() {
        Bundle cases = client.search()
                .forResource(EpisodeOfCare.class)
                .where(EpisodeOfCare.PATIENT.hasId(lars().getIdElement().toUnqualifiedVersionless()))
                .and(EpisodeOfCare.STATUS.exactly().code("active"))
                .include(EpisodeOfCare.INCLUDE_ORGANIZATION)
                .include(EpisodeOfCare.INCLUDE_CARE_MANAGER)
                .include(new Include("Organization:partof").setRecurse(true))
                .sort()
                .descending(EpisodeOfCare.DATE)
                .returnBundle(Bundle.class)
                .execute();
        assertThat(all(cases, EpisodeOfCare.class)).hasSize(2);
        assertThat(all(cases, Organization.class))
                .extracting(Organization::getName)
                .contains("PPR Aalborg, Team Øst", "Aalborg Kommune", "Jammerbugt Kommune");
    }

    @Test
    void findsCasesByTheChildsNumberInABody() {
        Bundle cases = client.search()
                .forResource(EpisodeOfCare.class)
                .where(EpisodeOfCare.PATIENT.hasChainedProperty(
                        Patient.IDENTIFIER.exactly().systemAndIdentifier(Systems.CPR, LARS)))
                .usingStyle(SearchStyleEnum.POST)
                .returnBundle(Bundle.class)
                .execute();
        assertThat(all(cases, EpisodeOfCare.class)).hasSize(2);
    }

    @Test
    void readsWhatWasFound() {
        Patient found = lars();
        Patient read = client.read()
                .resource(Patient.class)
                .withId(found.getIdElement().getIdPart())
                .execute();
        assertThat(unversioned(read).equalsDeep(unversioned(found))).isTrue();
        assertThatThrownBy(() ->
                        client.read().resource(Patient.class).withId("abc").execute())
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void isToldWhenNothingHasChanged() {
        String id = lars().getIdElement().getIdPart();
        String tag = TestServer.shared().get("Patient/" + id).header("ETag").orElseThrow();
        assertThatThrownBy(() -> client.read()
                        .resource(Patient.class)
                        .withId(id)
                        .withAdditionalHeader("If-None-Match", tag)
                        .execute())
                .isInstanceOf(NotModifiedException.class);
    }

    @Test
    void asksForEverythingEitherWay() {
        Bundle byPost = client.operation()
                .onInstance(lars().getIdElement().toUnqualifiedVersionless())
                .named("$everything")
                .withNoParameters(Parameters.class)
                .returnResourceType(Bundle.class)
                .execute();
        Bundle byGet = client.operation()
                .onInstance(lars().getIdElement().toUnqualifiedVersionless())
                .named("$everything")
                .withNoParameters(Parameters.class)
                .returnResourceType(Bundle.class)
                .useHttpGet()
                .execute();
        assertThat(byGet.getTotal()).isEqualTo(5);
        assertThat(byPost.equalsDeep(byGet)).isTrue();
    }

    @Test
    void pagesThroughAllOrganisations() {
        List<String> names = new ArrayList<>();
        Bundle page = client.search()
                .forResource(Organization.class)
                .count(10)
                .returnBundle(Bundle.class)
                .execute();
        int total = page.getTotal();
        int pages = 1;
        all(page, Organization.class).forEach(organisation -> names.add(organisation.getIdPart()));
        while (page.getLink(Bundle.LINK_NEXT) != null) {
            page = client.loadPage().next(page).execute();
            pages++;
            all(page, Organization.class).forEach(organisation -> names.add(organisation.getIdPart()));
        }
        assertThat(names).hasSize(total).doesNotHaveDuplicates();
        assertThat(pages).isEqualTo((total + 9) / 10);
        assertThat(client.loadPage().previous(page).execute().getEntry()).hasSize(10);
    }

    @Test
    void mayAskForXml() {
        IGenericClient xml = client();
        xml.setEncoding(EncodingEnum.XML);
        String id = lars().getIdElement().getIdPart();
        Patient asXml = xml.read().resource(Patient.class).withId(id).execute();
        Patient asJson = client.read().resource(Patient.class).withId(id).execute();
        assertThat(unversioned(asXml).equalsDeep(unversioned(asJson))).isTrue();
    }

    @Test
    void isToldWhatWasWrong() {
        IQuery<Bundle> unknown = client.search()
                .forResource(Organization.class)
                .where(new StringClientParam("address-city").matches().value("Pandrup"))
                .returnBundle(Bundle.class);
        assertThatThrownBy(unknown::execute).isInstanceOfSatisfying(InvalidRequestException.class, refused -> {
            OperationOutcome outcome = (OperationOutcome) refused.getOperationOutcome();
            assertThat(outcome.getIssueFirstRep().getCode()).isEqualTo(IssueType.NOTSUPPORTED);
            assertThat(outcome.getIssueFirstRep().getDiagnostics()).contains("address-city");
        });
    }

    @Test
    void isToldThatANumberMustNotBeInAUrl() {
        IQuery<Bundle> byUrl = client.search()
                .forResource(Patient.class)
                .where(Patient.IDENTIFIER.exactly().systemAndIdentifier(Systems.CPR, LARS))
                .returnBundle(Bundle.class);
        assertThatThrownBy(byUrl::execute)
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refused -> assertThat(((OperationOutcome) refused.getOperationOutcome())
                                        .getIssueFirstRep()
                                        .getCode())
                                .isEqualTo(IssueType.SECURITY));
    }

    @Test
    void readsWhatTheServerCanDo() {
        CapabilityStatement statement =
                client.capabilities().ofType(CapabilityStatement.class).execute();
        assertThat(statement.getFhirVersion().toCode()).isEqualTo("4.0.1");
        assertThat(statement.getRestFirstRep().getResource())
                .hasSize(12 + (int) GuideServedTest.types().count());
    }
}

package dk.hoibu.fhir.search;

import static dk.hoibu.fhir.search.Things.APPOINTMENT;
import static dk.hoibu.fhir.search.Things.BASE;
import static dk.hoibu.fhir.search.Things.IDS;
import static dk.hoibu.fhir.search.Things.LARS;
import static dk.hoibu.fhir.search.Things.LARS_ID;
import static dk.hoibu.fhir.search.Things.ORGANISATION;
import static dk.hoibu.fhir.search.Things.get;
import static dk.hoibu.fhir.search.Things.organisation;
import static dk.hoibu.fhir.search.Things.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Bundle that answers a search: which resources, in which order, on which page, and with what beside them. */
class SearcherTest {

    private static final List<Organization> ELEVEN = IntStream.range(0, 11)
            .mapToObj(i -> organisation("id" + (i * 7 % 11 + 10), i % 3 == 0 ? "Same" : "Name " + i))
            .toList();

    private final Searcher searcher = new Searcher(Things.ALL, IDS, BASE);

    @Test
    void matchesComeInTheOrderAskedForThenById() {
        Organization noName = organisation("a0", "x").setName(null);
        List<Organization> all =
                List.of(organisation("c", "Beta"), noName, organisation("b", "Alfa"), organisation("a", "Beta"));

        assertThat(ids(search(all, "_sort=name"))).containsExactly("b", "a", "c", "a0");
        assertThat(ids(search(all, "_sort=-name")))
                .as("what has no name is last either way")
                .containsExactly("a", "c", "b", "a0");
        assertThat(ids(search(all, "_sort=-_id"))).containsExactly("c", "b", "a0", "a");
        assertThat(ids(search(all, "_sort=name,-_id"))).containsExactly("b", "c", "a", "a0");
        assertThat(ids(search(all))).as("the default").containsExactly("a", "a0", "b", "c");
    }

    @Test
    void timesAreSortedAsTimesAndNoTimeIsLast() {
        List<Appointment> all =
                List.of(appointment("none"), at("late", "2026-06-10T10:00:00Z"), at("early", "2026-06-10T09:00:00Z"));
        Query<Appointment> query = get(APPOINTMENT, "patient=" + LARS_ID);

        assertThat(ids(searcher.search(APPOINTMENT, query, answer(all), target -> Optional.empty())))
                .containsExactly("early", "late", "none");
    }

    @Test
    void onlyWhatMatchesIsThere() {
        Bundle bundle = search(ELEVEN, "name=same");

        assertThat(bundle.getTotal()).isEqualTo(4);
        assertThat(bundle.getEntry()).hasSize(4).allSatisfy(entry -> {
            assertThat(entry.getSearch().getMode()).isEqualTo(SearchEntryMode.MATCH);
            assertThat(entry.getFullUrl())
                    .isEqualTo(BASE + "/Organization/"
                            + entry.getResource().getIdElement().getIdPart());
        });
        assertThat(bundle.getType()).isEqualTo(Bundle.BundleType.SEARCHSET);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 1000})
    void walkingTheNextLinksMeetsEverythingOnceInOrder(int size) {
        for (String sort : List.of("name", "-name", "_id")) {
            List<String> whole = ids(search(ELEVEN, "_sort=" + sort));
            List<String> walked = new ArrayList<>();
            List<Bundle> pages = new ArrayList<>();
            Optional<Bundle> page = Optional.of(search(ELEVEN, "_sort=" + sort, "_count=" + size));
            while (page.isPresent()) {
                pages.add(page.get());
                walked.addAll(ids(page.get()));
                page = link(page.get(), "next").map(this::follow);
            }

            assertThat(whole).hasSize(11).doesNotHaveDuplicates();
            assertThat(walked).isEqualTo(whole);
            assertThat(pages)
                    .hasSize((10 + size) / size)
                    .allSatisfy(p -> assertThat(p.getTotal()).isEqualTo(11));
        }
    }

    @Test
    void thePreviousLinkLeadsBackAndTheFirstPageHasNone() {
        Bundle first = search(ELEVEN, "_count=4");
        Bundle second = follow(link(first, "next").orElseThrow());
        Bundle third = follow(link(second, "next").orElseThrow());

        assertThat(link(first, "previous")).isEmpty();
        assertThat(link(third, "next")).isEmpty();
        assertThat(ids(follow(link(third, "previous").orElseThrow()))).isEqualTo(ids(second));
        assertThat(ids(follow(link(second, "previous").orElseThrow()))).isEqualTo(ids(first));
        assertThat(ids(follow(link(second, "self").orElseThrow()))).isEqualTo(ids(second));
    }

    @Test
    void theSelfLinkSaysWhatWasUnderstood() {
        assertThat(link(search(ELEVEN), "self")).contains(BASE + "/Organization");
        assertThat(link(search(ELEVEN, "name=same", "_format=json"), "self"))
                .contains(BASE + "/Organization?name=same");
        assertThat(link(search(ELEVEN, "name=a b&c+æ"), "self"))
                .contains(BASE + "/Organization?name=a%20b%26c%2B%C3%A6");
    }

    @Test
    void noLinkHoldsAPersonNumber() {
        List<Appointment> all = List.of(appointment("a"), appointment("b"), appointment("c"));
        Query<Appointment> query = post(APPOINTMENT, "patient.identifier=" + LARS.value(), "_count=1");
        Bundle bundle = searcher.search(APPOINTMENT, query, answer(all), target -> Optional.empty());

        assertThat(bundle.getLink())
                .hasSize(2)
                .allSatisfy(link -> assertThat(link.getUrl()).doesNotContain(LARS.value()));
        assertThat(link(bundle, "self")).contains(BASE + "/Appointment?patient=Patient%2F" + LARS_ID + "&_count=1");
        assertThat(link(bundle, "next").orElseThrow()).matches(".*/Appointment\\?_page=[a-z2-7]+");
    }

    @Test
    void theTotalIsLeftOutWhenNotWantedOrNotKnown() {
        assertThat(search(ELEVEN, "_total=none").hasTotal()).isFalse();
        Answer<Organization> partial = new Answer<>(ELEVEN, Map.of(), false, Optional.empty());

        assertThat(searcher.search(ORGANISATION, get(ORGANISATION), partial, target -> Optional.empty())
                        .hasTotal())
                .isFalse();
        assertThat(searcher.search(
                                ORGANISATION, get(ORGANISATION, "_summary=count"), partial, target -> Optional.empty())
                        .hasTotal())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"_count=0", "_summary=count"})
    void theCountAloneHasNoEntriesAndNoPages(String parameter) {
        Bundle bundle = search(ELEVEN, parameter, "name=same");

        assertThat(bundle.getTotal()).isEqualTo(4);
        assertThat(bundle.getEntry()).isEmpty();
        assertThat(bundle.getLink())
                .extracting(Bundle.BundleLinkComponent::getRelation)
                .containsExactly("self");
    }

    @Test
    void anOutcomeIsAddedToEveryPage() {
        OperationOutcome outcome = new OperationOutcome();
        Answer<Organization> answer = new Answer<>(ELEVEN, Map.of(), false, Optional.of(outcome));

        for (String count : List.of("_count=0", "_count=1", "_count=50")) {
            Bundle bundle = searcher.search(ORGANISATION, get(ORGANISATION, count), answer, target -> Optional.empty());
            assertThat(bundle.getEntry())
                    .filteredOn(entry -> entry.getSearch().getMode() == SearchEntryMode.OUTCOME)
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.getResource()).isSameAs(outcome));
        }
    }

    @Test
    void anIncludeAddsWhatMatchesReferToOnceAndNotWhatTheInclusionsReferTo() {
        List<Organization> all = List.of(below("1", "3"), below("2", "3"), below("3", "4"), organisation("4", "Top"));

        Bundle bundle = search(all, "_id=1,2", "_include=Organization:partof");

        assertThat(ids(bundle)).containsExactly("1", "2", "3");
        assertThat(included(bundle)).containsExactly("3");
        assertThat(bundle.getTotal()).as("inclusions do not count").isEqualTo(2);
    }

    @Test
    void anIterativeIncludeGoesOnEvenInCircles() {
        List<Organization> all = List.of(below("1", "2"), below("2", "3"), below("3", "1"));

        assertThat(included(search(all, "_id=1", "_include:iterate=Organization:partof")))
                .containsExactly("2", "3");
    }

    @Test
    void anIncludeLeavesOutWhatIsAMatchOnThePageOrNotToBeFound() {
        List<Organization> all = List.of(below("1", "2"), below("2", "9"));

        Bundle bundle = search(all, "_include=Organization:partof");

        assertThat(ids(bundle)).containsExactly("1", "2");
        assertThat(included(bundle)).isEmpty();
    }

    @Test
    void anIncludeOfAnotherTargetTypeAddsNothing() {
        Appointment appointment = appointment("a");
        appointment.addParticipant().getActor().setReference("HealthcareService/1");
        appointment.addParticipant().getActor().setReference("Patient/" + LARS_ID);
        Patient patient = new Patient();
        patient.setId("Patient/" + LARS_ID);
        Query<Appointment> query = get(APPOINTMENT, "patient=" + LARS_ID, "_include=Appointment:patient:Patient");
        Answer<Appointment> answer =
                new Answer<>(List.of(appointment), Map.of("Patient/" + LARS_ID, patient), true, Optional.empty());

        Bundle bundle = searcher.search(APPOINTMENT, query, answer, target -> {
            throw new AssertionError("what is at hand is not read, and nothing else is wanted: " + target);
        });

        assertThat(included(bundle)).containsExactly(LARS_ID);
    }

    private Bundle search(List<Organization> all, String... parameters) {
        return search(all, get(ORGANISATION, parameters));
    }

    private Bundle search(List<Organization> all, Query<Organization> query) {
        return searcher.search(
                ORGANISATION,
                query,
                answer(all),
                target -> all.stream()
                        .filter(organization -> Searcher.key(organization).equals(target))
                        .map(Resource.class::cast)
                        .findFirst());
    }

    private Bundle follow(String url) {
        return search(ELEVEN, url.substring(url.indexOf('?') + 1));
    }

    private static <R extends Resource> Answer<R> answer(List<R> all) {
        return new Answer<>(all, Map.of(), true, Optional.empty());
    }

    private static Optional<String> link(Bundle bundle, String relation) {
        return Optional.ofNullable(bundle.getLink(relation)).map(Bundle.BundleLinkComponent::getUrl);
    }

    private static List<String> ids(Bundle bundle) {
        return entries(bundle)
                .map(entry -> entry.getResource().getIdElement().getIdPart())
                .toList();
    }

    private static List<String> included(Bundle bundle) {
        return entries(bundle)
                .filter(entry -> entry.getSearch().getMode() == SearchEntryMode.INCLUDE)
                .map(entry -> entry.getResource().getIdElement().getIdPart())
                .toList();
    }

    private static Stream<Bundle.BundleEntryComponent> entries(Bundle bundle) {
        return bundle.getEntry().stream();
    }

    private static Organization below(String id, String parent) {
        Organization organization = organisation(id, "Name");
        organization.getPartOf().setReference("Organization/" + parent);
        return organization;
    }

    private static Appointment appointment(String id) {
        Appointment appointment = new Appointment();
        appointment.setId("Appointment/" + id);
        return appointment;
    }

    private static Appointment at(String id, String start) {
        Appointment appointment = appointment(id);
        appointment.setStart(Date.from(Instant.parse(start)));
        return appointment;
    }
}

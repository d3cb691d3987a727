package dk.hoibu.fhir.search;

import static dk.hoibu.fhir.search.Things.APPOINTMENT;
import static dk.hoibu.fhir.search.Things.GITTE;
import static dk.hoibu.fhir.search.Things.IDS;
import static dk.hoibu.fhir.search.Things.LARS;
import static dk.hoibu.fhir.search.Things.LARS_ID;
import static dk.hoibu.fhir.search.Things.ORGANISATION;
import static dk.hoibu.fhir.search.Things.PATIENT;
import static dk.hoibu.fhir.search.Things.get;
import static dk.hoibu.fhir.search.Things.matching;
import static dk.hoibu.fhir.search.Things.organisation;
import static dk.hoibu.fhir.search.Things.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.hoibu.fhir.fhir.Ids.Purpose;
import dk.hoibu.fhir.fhir.Language;
import dk.hoibu.fhir.fhir.Message;
import dk.hoibu.fhir.fhir.Problem;
import dk.hoibu.fhir.fhir.TestIds;
import dk.hoibu.fhir.search.Query.Pair;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hl7.fhir.r4.model.Organization;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a search request means, and all it may not say. */
class QueryParserTest {

    private static final String PERSON = "urn:oid:1.2.208.176.1.2|" + LARS.value();

    @Nested
    class IsRefused {

        @ParameterizedTest(name = "{0}: {1} about {2}")
        @CsvSource(delimiter = ';', textBlock = """
                nosuch=x;                     UNKNOWN_PARAMETER;    nosuch
                Name=x;                       UNKNOWN_PARAMETER;    Name
                _content=x;                   UNKNOWN_PARAMETER;    _content
                _has:Patient:x:y=z;           UNKNOWN_PARAMETER;    _has
                _revinclude=x:y;              UNKNOWN_PARAMETER;    _revinclude
                <script>=x;                   UNKNOWN_PARAMETER;    ?
                name=;                        INVALID_VALUE;        name
                nosuch=;                      INVALID_VALUE;        nosuch
                name=,;                       INVALID_VALUE;        name
                name=a,,b;                    INVALID_VALUE;        name
                identifier=|;                 INVALID_VALUE;        identifier
                identifier=a|b|c;             INVALID_VALUE;        identifier
                name:text=x;                  UNSUPPORTED_MODIFIER; name
                name:Contains=x;              UNSUPPORTED_MODIFIER; name
                name:missing=true;            UNSUPPORTED_MODIFIER; name
                identifier:not=x;             UNSUPPORTED_MODIFIER; identifier
                identifier:missing=true;      UNSUPPORTED_MODIFIER; identifier
                _id:not=x;                    UNSUPPORTED_MODIFIER; _id
                partof:Patient=x;             UNSUPPORTED_MODIFIER; partof
                partof:identifier=x;          UNSUPPORTED_MODIFIER; partof
                partof.name=x;                UNKNOWN_PARAMETER;    partof.name
                partof=Patient/x;             INVALID_VALUE;        partof
                partof=http://other/Organization/x; INVALID_VALUE;  partof
                partof=a/b/c;                 INVALID_VALUE;        partof
                partof=æ;                     INVALID_VALUE;        partof
                _count=-1;                    INVALID_VALUE;        _count
                _count=many;                  INVALID_VALUE;        _count
                _count=1.5;                   INVALID_VALUE;        _count
                _count=9999999999;            INVALID_VALUE;        _count
                _count=1001;                  COUNT_TOO_HIGH;       _count
                _count=;                      INVALID_VALUE;        _count
                _count:exact=1;               UNKNOWN_PARAMETER;    _count
                _sort=nosuch;                 UNSUPPORTED_VALUE;    _sort
                _sort=name,;                  UNSUPPORTED_VALUE;    _sort
                _sort=--name;                 UNSUPPORTED_VALUE;    _sort
                _sort=+name;                  UNSUPPORTED_VALUE;    _sort
                _include=Organization;        UNSUPPORTED_VALUE;    _include
                _include=Organization:nosuch; UNSUPPORTED_VALUE;    _include
                _include=Organization:partof:Patient; UNSUPPORTED_VALUE; _include
                _include=Organization:partof:Organization:x; UNSUPPORTED_VALUE; _include
                _include=Appointment:patient; UNSUPPORTED_VALUE;    _include
                _include=*;                   UNSUPPORTED_VALUE;    _include
                _include:recurse=Organization:partof; UNSUPPORTED_MODIFIER; _include
                _include:iterate=Nosuch:partof; UNSUPPORTED_VALUE;  _include
                _summary=all;                 UNSUPPORTED_VALUE;    _summary
                _summary=TRUE;                UNSUPPORTED_VALUE;    _summary
                _total=exact;                 UNSUPPORTED_VALUE;    _total
                _elements=nosuch;             UNSUPPORTED_VALUE;    _elements
                _elements=name,;              UNSUPPORTED_VALUE;    _elements
                _elements=Nosuch.name;        UNSUPPORTED_VALUE;    _elements
                _elements=0505159995;         UNSUPPORTED_VALUE;    _elements
                """)
        void whatIsNotUnderstood(String parameter, Message text, String name) {
            refused(text, name, () -> get(ORGANISATION, parameter));
        }

        @ParameterizedTest
        @ValueSource(strings = {"_count", "_sort", "_summary", "_total", "_elements"})
        void aControlParameterThatIsRepeated(String name) {
            String value = Map.of("_count", "5", "_sort", "name", "_summary", "true", "_total", "none")
                    .getOrDefault(name, "name");

            refused(Message.REPEATED_PARAMETER, name, () -> get(ORGANISATION, name + "=" + value, name + "=" + value));
        }

        @ParameterizedTest
        @ValueSource(strings = {"xx2026", "2020-13-01", "2021-02-29", "0000", "2020-01-01T12:00+15:00", "2026,2020-13"})
        void aDateThatIsNone(String date) {
            refused(Message.INVALID_VALUE, "date", () -> get(APPOINTMENT, "patient=" + LARS_ID, "date=" + date));
        }

        @Test
        void aCodeOrSystemThatNeverOccurs() {
            refused(Message.UNSUPPORTED_VALUE, "status", () -> get(APPOINTMENT, "patient=" + LARS_ID, "status=done"));
            refused(
                    Message.UNSUPPORTED_VALUE,
                    "status",
                    () -> get(APPOINTMENT, "patient=" + LARS_ID, "status=x|booked"));
        }

        @Test
        void aSearchForNoChild() {
            refused(Message.ONE_CHILD, "patient", () -> get(APPOINTMENT));
            refused(Message.ONE_CHILD, "patient", () -> get(APPOINTMENT, "status=booked"));
            refused(Message.ONE_CHILD, "patient", () -> get(APPOINTMENT, "actor=HealthcareService/123456000016008"));
            refused(Message.PATIENT_NEEDS_IDENTIFIER, "identifier", () -> get(PATIENT));
            refused(Message.PATIENT_NEEDS_IDENTIFIER, "identifier", () -> get(PATIENT, "_count=5"));
        }

        @Test
        void aSearchForTwoChildren() {
            String gitte = IDS.ofPerson(Purpose.PATIENT, GITTE);

            refused(Message.ONE_CHILD, "patient", () -> get(APPOINTMENT, "patient=" + LARS_ID + "," + gitte));
            refused(Message.ONE_CHILD, "patient", () -> get(APPOINTMENT, "patient=" + LARS_ID, "patient=" + gitte));
            refused(
                    Message.ONE_CHILD,
                    "patient",
                    () -> get(APPOINTMENT, "patient=" + LARS_ID, "actor=Patient/" + gitte));
            refused(
                    Message.ONE_CHILD,
                    "patient",
                    () -> get(APPOINTMENT, "patient=" + LARS_ID, "actor=HealthcareService/1," + gitte));
            refused(
                    Message.ONE_CHILD,
                    "patient",
                    () -> post(APPOINTMENT, "patient.identifier=" + LARS.value() + "," + GITTE.value()));
            refused(
                    Message.ONE_CHILD,
                    "identifier",
                    () -> post(PATIENT, "identifier=" + LARS.value(), "identifier=" + GITTE.value()));
            refused(
                    Message.ONE_CHILD,
                    "identifier",
                    () -> post(PATIENT, "identifier=" + LARS.value() + "," + GITTE.value()));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "patient.identifier",
                    "patient:Patient.identifier",
                    "patient:identifier",
                    "actor.identifier",
                    "actor:Patient.identifier"
                })
        void aPersonNumberInAUrl(String name) {
            assertThatThrownBy(() -> get(APPOINTMENT, name + "=" + PERSON))
                    .isInstanceOfSatisfying(Problem.class, problem -> {
                        assertThat(problem.status()).isEqualTo(400);
                        assertThat(problem.text()).isEqualTo(Message.POST_ONLY);
                        assertThat(said(problem)).doesNotContain(LARS.value());
                    });
            refused(Message.POST_ONLY, "identifier", () -> get(PATIENT, "identifier=" + PERSON));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "0505",
                    "0505159",
                    "x",
                    "urn:oid:1.2.208.176.1.2|",
                    "urn:oid:1.2.208.176.1.2|0505151AB1",
                    "urn:oid:1.2.208.176.1.6.1.1|0505159995",
                    "|x"
                })
        void aPersonNumberThatIsNone(String value) {
            refused(Message.INVALID_VALUE, "identifier", () -> post(PATIENT, "identifier=" + value));
        }

        @Test
        void aPersonNumberOfAnotherSystem() {
            refused(Message.UNSUPPORTED_VALUE, "identifier", () -> post(PATIENT, "identifier=urn:other|0505159995"));
            refused(Message.UNSUPPORTED_VALUE, "identifier", () -> post(PATIENT, "identifier=a|b|0505159995"));
            refused(Message.UNSUPPORTED_MODIFIER, "identifier", () -> post(PATIENT, "identifier:exact=0505159995"));
        }

        @Test
        void aChainOtherThanToTheIdentifier() {
            refused(Message.UNSUPPORTED_MODIFIER, "patient", () -> post(APPOINTMENT, "patient.identifier.value=x"));
            refused(Message.UNKNOWN_PARAMETER, "patient.name", () -> post(APPOINTMENT, "patient.name=Lars"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"abc", "Patient/abc", "0505159995", "Patient/0505159995"})
        void aPatientIdThatWasNotMadeHere(String id) {
            assertThatThrownBy(() -> post(APPOINTMENT, "patient=" + id))
                    .isInstanceOfSatisfying(Problem.class, problem -> {
                        assertThat(problem.status()).isEqualTo(404);
                        assertThat(problem.text()).isEqualTo(Message.PATIENT_ID_UNKNOWN);
                    });
        }

        @Test
        void aPatientIdMadeWithAnotherKeyOrForSomethingElse() {
            for (String id : List.of(
                    TestIds.withKeyOf(9).ofPerson(Purpose.PATIENT, LARS), IDS.ofPerson(Purpose.CARE_TEAM, LARS))) {
                assertThatThrownBy(() -> get(APPOINTMENT, "patient=" + id))
                        .isInstanceOfSatisfying(
                                Problem.class,
                                problem -> assertThat(problem.status()).isEqualTo(404));
            }
        }

        @Test
        void aPersonNumberWhereNoneBelongs() {
            for (String value :
                    List.of("0505159995", "050515-9995", "050515 9995", "Lars 0505159995", "a,0505151AB1")) {
                refused(Message.INVALID_VALUE, "name", () -> post(ORGANISATION, "name=" + value));
                refused(Message.INVALID_VALUE, "_id", () -> post(PATIENT, "_id=" + value));
                refused(Message.INVALID_VALUE, "identifier", () -> post(ORGANISATION, "identifier=urn:x|" + value));
            }
        }

        @Test
        void aPageLinkThatWasMadeUpOrAltered() {
            String token = new PageLinks(IDS).write("Organization", "", List.of(new Pair("name", "a")), 10);
            String altered = (token.charAt(0) == 'a' ? "b" : "a") + token.substring(1);

            for (String bad : List.of("x", altered, token + "a", token.substring(1), LARS_ID)) {
                refused(Message.BAD_PAGE_LINK, "_page", () -> get(ORGANISATION, "_page=" + bad));
            }
            refused(Message.BAD_PAGE_LINK, "_page", () -> get(PATIENT, "_page=" + token));
            refused(Message.BAD_PAGE_LINK, "_page", () -> get(ORGANISATION, "_page=" + token, "name=b"));
            refused(Message.BAD_PAGE_LINK, "_page", () -> get(ORGANISATION, "_page=" + token, "_page=" + token));
            refused(
                    Message.BAD_PAGE_LINK,
                    "_page",
                    () -> get(
                            ORGANISATION,
                            "_page=" + new PageLinks(TestIds.withKeyOf(9)).write("Organization", "", List.of(), 0)));
        }

        private static void refused(Message text, String parameter, ThrowingCallable search) {
            assertThatThrownBy(search).isInstanceOfSatisfying(Problem.class, problem -> {
                assertThat(problem.status()).isEqualTo(400);
                assertThat(problem.text()).isEqualTo(text);
                assertThat(problem.expression()).contains("http." + parameter);
            });
        }

        private static String said(Problem problem) {
            return problem.text().in(Language.ENGLISH, problem.names()) + problem.expression();
        }
    }

    @Nested
    class NamesTheChild {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "patient=Patient/%s",
                    "patient=%s",
                    "patient:Patient=%s",
                    "actor=Patient/%s",
                    "actor:Patient=%s",
                    "patient=http://127.0.0.1:8080/fhir/Patient/%s",
                    "actor=%s"
                })
        void byItsOpaqueId(String parameter) {
            Query<?> query = get(APPOINTMENT, String.format(parameter, LARS_ID));

            assertThat(query.child()).contains(LARS);
            assertThat(query.canonical())
                    .singleElement()
                    .satisfies(pair -> assertThat(pair.value()).isEqualTo("Patient/" + LARS_ID));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "patient.identifier",
                    "patient:Patient.identifier",
                    "patient:identifier",
                    "actor:Patient.identifier",
                    "actor.identifier"
                })
        void byItsNumberInTheBody(String name) {
            for (String value : List.of(PERSON, LARS.value(), "050515-9995", "|0505159995")) {
                Query<?> query = post(APPOINTMENT, name + "=" + value);

                assertThat(query.child()).contains(LARS);
                holdsNoNumber(query);
            }
        }

        @Test
        void twiceIfItIsTheSame() {
            Query<?> query = post(APPOINTMENT, "patient=" + LARS_ID, "patient.identifier=" + PERSON);

            assertThat(query.child()).contains(LARS);
            assertThat(query.canonical()).hasSize(1);
        }

        @Test
        void whileAnotherActorFilters() {
            Query<?> query = get(APPOINTMENT, "patient=" + LARS_ID, "actor=HealthcareService/123456000016008");

            assertThat(query.child()).contains(LARS);
            assertThat(query.filters()).hasSize(1);
            assertThat(get(APPOINTMENT, "patient=" + LARS_ID, "actor=HealthcareService/1,HealthcareService/2")
                            .filters())
                    .hasSize(1);
        }

        @Test
        void asAPersonByNumberOrById() {
            Query<?> byNumber = post(PATIENT, "identifier=" + PERSON);
            assertThat(byNumber.child()).contains(LARS);
            assertThat(byNumber.canonical()).containsExactly(new Pair("_id", LARS_ID));
            holdsNoNumber(byNumber);

            assertThat(get(PATIENT, "_id=" + LARS_ID).ids()).contains(Set.of(LARS_ID));
        }

        private static void holdsNoNumber(Query<?> query) {
            assertThat(query.canonical()).allSatisfy(pair -> {
                assertThat(pair.name()).doesNotContain("identifier");
                assertThat(pair.value()).doesNotContain(LARS.value()).doesNotContain("050515-9995");
            });
        }
    }

    @Nested
    class SaysHowToAnswer {

        @Test
        void inTheUsualWayWhenItSaysNothing() {
            Query<Organization> query = get(ORGANISATION);

            assertThat(query.count()).isEqualTo(50);
            assertThat(query.offset()).isZero();
            assertThat(query.countOnly()).isFalse();
            assertThat(query.withTotal()).isTrue();
            assertThat(query.sort()).extracting(key -> key.param().name()).containsExactly("_id");
            assertThat(query.includes()).isEmpty();
            assertThat(query.ids()).isEmpty();
            assertThat(query.canonical()).isEmpty();
        }

        @Test
        void withAnyPageSizeUpToTheLimit() {
            assertThat(get(ORGANISATION, "_count=1").count()).isEqualTo(1);
            assertThat(get(ORGANISATION, "_count=1000").count()).isEqualTo(1000);
            assertThat(get(ORGANISATION, "_count=0").countOnly()).isTrue();
        }

        @Test
        void withTheCountOnly() {
            assertThat(get(ORGANISATION, "_summary=count").countOnly()).isTrue();
            for (String other : List.of("true", "text", "data", "false")) {
                assertThat(get(ORGANISATION, "_summary=" + other).countOnly()).isFalse();
            }
        }

        @Test
        void withOrWithoutATotal() {
            assertThat(get(ORGANISATION, "_total=none").withTotal()).isFalse();
            assertThat(get(ORGANISATION, "_total=estimate").withTotal()).isTrue();
            assertThat(get(ORGANISATION, "_total=accurate").withTotal()).isTrue();
        }

        @Test
        void inAnOrder() {
            assertThat(get(ORGANISATION, "_sort=-name,_id").sort())
                    .extracting(key -> key.param().name(), Query.SortKey::descending)
                    .containsExactly(
                            org.assertj.core.api.Assertions.tuple("name", true),
                            org.assertj.core.api.Assertions.tuple("_id", false));
        }

        @Test
        void withSomeElementsOnly() {
            assertThat(get(ORGANISATION, "_elements=name,Organization.id,Patient.name")
                            .canonical())
                    .containsExactly(new Pair("_elements", "name,Organization.id,Patient.name"));
        }

        @Test
        void withIncludes() {
            assertThat(get(
                                    ORGANISATION,
                                    "_include=Organization:partof",
                                    "_include:iterate=Organization:partof:Organization")
                            .includes())
                    .containsExactlyInAnyOrder(
                            new Query.Include("Organization", "partof", Optional.empty(), false),
                            new Query.Include("Organization", "partof", Optional.of("Organization"), true));
        }

        @Test
        void whatTheHttpSideHasReadAlready() {
            assertThat(get(ORGANISATION, "_format=json", "_pretty=true").canonical())
                    .isEmpty();
        }

        @Test
        void onALaterPageAllThatWasAskedFirst() {
            String token = new PageLinks(IDS)
                    .write(
                            "Appointment",
                            "",
                            List.of(
                                    new Pair("patient", "Patient/" + LARS_ID),
                                    new Pair("date", "ge2026-06-10T12:00+02:00"),
                                    new Pair("_count", "7")),
                            14);
            Query<?> query = get(APPOINTMENT, "_page=" + token, "_format=xml");

            assertThat(query.child()).contains(LARS);
            assertThat(query.count()).isEqualTo(7);
            assertThat(query.offset()).isEqualTo(14);
            assertThat(query.filters()).hasSize(1);
            assertThat(query.canonical()).extracting(Pair::value).contains("ge2026-06-10T12:00+02:00");
        }
    }

    @Nested
    class Finds {

        private final Organization aero = organisation("1", "Ærø Kommune, Børn & Unge");
        private final Organization cafe = organisation("2", "Café René, Århus");
        private final Organization odd = organisation("3", "a,b|c\\d");
        private final Organization aa = organisation("4", "Aalborg");

        @ParameterizedTest(name = "{0}={1} finds {2}")
        @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
                name;          ærø;            1
                name;          ÆRØ;            1
                name;          børn;           1
                name;          ørn;            -
                name;          aero;           -
                name;          born;           -
                name;          cafe;           2
                name;          CAFÉ;           2
                name;          rene;           2
                name;          århus;          2
                name;          aarhus;         2
                name;          arhus;          -
                name;          Ålborg;         4
                name;          unge,aal;       1 4
                name;          a\\,b;          3
                name;          a,zzz;          2 3 4
                name;          a\\,b|c\\\\d;   3
                name:contains; ommune;         1
                name:contains; ORG;            4
                name:contains; rhus;           2
                name:contains; \\, b;         1
                name:exact;    Aalborg;        4
                name:exact;    aalborg;        -
                name:exact;    Aalbor;         -
                name:exact;    a\\,b|c\\\\d;   3
                """)
        void names(String parameter, String value, String expected) {
            assertThat(found(parameter + "=" + value))
                    .isEqualTo(expected == null ? List.of() : List.of(expected.split(" ")));
        }

        @Test
        void namesWhoseLettersAreTypedWithLooseAccents() {
            assertThat(found("name=A\u030Arhus")).as("Å of two characters").containsExactly("2");
            assertThat(found("name=cafe\u0301")).containsExactly("2");
        }

        @Test
        void formerNamesToo() {
            Organization renamed = organisation("5", "New");
            renamed.addAlias("Old");

            assertThat(matching(get(ORGANISATION, "name=old"), renamed)).containsExactly("5");
            assertThat(matching(get(ORGANISATION, "name=new"), renamed)).containsExactly("5");
        }

        @Test
        void tokensWithTheirSystemWithoutOrOfAnyCode() {
            Organization coded = organisation("5", "Coded");
            coded.addIdentifier().setSystem("urn:a").setValue("1");
            Organization bare = organisation("6", "Bare");
            bare.addIdentifier().setValue("1");

            assertThat(matching(get(ORGANISATION, "identifier=1"), coded, bare)).containsExactly("5", "6");
            assertThat(matching(get(ORGANISATION, "identifier=urn:a|1"), coded, bare))
                    .containsExactly("5");
            assertThat(matching(get(ORGANISATION, "identifier=urn:a|"), coded, bare))
                    .containsExactly("5");
            assertThat(matching(get(ORGANISATION, "identifier=|1"), coded, bare))
                    .containsExactly("6");
            assertThat(matching(get(ORGANISATION, "identifier=urn:b|1"), coded, bare))
                    .isEmpty();
            assertThat(matching(get(ORGANISATION, "identifier=2,urn:a|1"), coded, bare))
                    .containsExactly("5");
        }

        @Test
        void referencesInAnyForm() {
            Organization below = organisation("5", "Below");
            below.getPartOf().setReference("Organization/1");

            for (String form : List.of("1", "Organization/1", "http://127.0.0.1:8080/fhir/Organization/1", "7,1")) {
                assertThat(matching(get(ORGANISATION, "partof=" + form), below, aero))
                        .containsExactly("5");
            }
            assertThat(matching(get(ORGANISATION, "partof:Organization=1"), below, aero))
                    .containsExactly("5");
            assertThat(matching(get(ORGANISATION, "partof=11"), below, aero)).isEmpty();
        }

        @Test
        void onlyWhatMatchesEveryParameter() {
            assertThat(found("name=a", "_id=4")).containsExactly("4");
            assertThat(found("name=ærø", "_id=4")).isEmpty();
            assertThat(get(ORGANISATION, "_id=1,2", "_id=2,3").ids()).contains(Set.of("2"));
            assertThat(found("_id=1,2", "_id=2,3")).containsExactly("2");
        }

        private List<String> found(String... parameters) {
            return matching(get(ORGANISATION, parameters), aero, cafe, odd, aa);
        }
    }

    @Test
    void remembersTheStatusesAskedFor() {
        assertThat(get(APPOINTMENT, "patient=" + LARS_ID, "status=booked,s|proposed")
                        .statuses())
                .containsExactlyInAnyOrder("booked", "proposed");
        assertThat(get(APPOINTMENT, "patient=" + LARS_ID).statuses()).isEmpty();
    }
}

package dk.hoibu.fhir.blackbox;

import static dk.hoibu.fhir.blackbox.TestServer.ALI;
import static dk.hoibu.fhir.blackbox.TestServer.BO;
import static dk.hoibu.fhir.blackbox.TestServer.GITTE;
import static dk.hoibu.fhir.blackbox.TestServer.LARS;
import static dk.hoibu.fhir.blackbox.TestServer.PIA;
import static dk.hoibu.fhir.blackbox.TestServer.RIKKE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.IdKeys;
import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.fhir.Ids.Purpose;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The persons of the sample and what docs/sample-data.md promises of them; the numbers in brackets are its edge cases. */
class SampleAnswersTest {

    private static final Ids IDS =
            IdKeys.loadOrCreate(TestServer.shared().folder().resolve("keys").resolve("ids.json"));

    private static PersonNumber number(String number) {
        return PersonNumber.parse(number).orElseThrow();
    }

    @Nested
    class Lars {

        private final Child lars = Child.of(LARS);

        @Test
        void hasTwoActiveCasesInTwoMunicipalities() {
            assertThat(lars.cases())
                    .containsExactly(
                            "active ppr 17.03.04 | PPR Aalborg, Team Øst | Anne Test Kirkegaard",
                            "active familie 34.10.10 | Familieteam Pandrup | Mette Test Storgaard");
        }

        @Test
        void hasAClosedCaseThatIsShownToWhoAsksForClosedOnes() {
            assertThat(lars.closedCases())
                    .containsExactly("finished familie 34.15.25 | Familieafdelingen Jammerbugt | Camilla Test Bak");
            assertThat(lars.search("EpisodeOfCare", "&status=active,finished").matches())
                    .hasSize(3);
        }

        @Test
        void hasAnAppointmentInFourteenDays() {
            assertThat(lars.appointments())
                    .containsExactly("+14 10:30-11:30 Børne- og Ungdomspsykiatrisk Ambulatorium, Aalborg");
        }

        @Test
        void hasANetworkWithATelephoneForEverybody() {
            assertThat(lars.network())
                    .containsExactly(
                            "sagsbehandler: Mette Test Storgaard, Familieteam Pandrup, tlf. 99 00 16 37",
                            "familie: Familieteam Pandrup, tlf. 99 00 12 60",
                            "sagsbehandler: Anne Test Kirkegaard, PPR Aalborg, Team Øst, tlf. 99 00 14 68",
                            "ppr: PPR Aalborg, Team Øst, tlf. 99 00 10 52",
                            "psykiatri: Børne- og Ungdomspsykiatrisk Ambulatorium, Aalborg, tlf. 99 00 18 32",
                            "almen-praksis: Lægerne i Pandrup, tlf. 99 00 19 62",
                            "skole: Østerlund Skole, tlf. 99 00 21 57");
            List<JsonNode> members =
                    lars.search("CareTeam", "&_include=CareTeam:participant").included();
            assertThat(members)
                    .hasSize(7)
                    .allSatisfy(member -> assertThat(member.path("telecom").findValuesAsText("system"))
                            .contains("phone"));
        }

        @Test
        void isAnsweredWholeInOneCall() {
            Answer everything = lars.everything();
            assertThat(everything.matches().stream()
                            .map(m -> m.path("resourceType").asText()))
                    .containsExactly("Patient", "EpisodeOfCare", "EpisodeOfCare", "Appointment", "CareTeam");
            assertThat(everything.total()).contains(5);
            assertThat(everything.included().stream()
                            .map(i -> i.path("resourceType").asText()))
                    .contains("Organization", "PractitionerRole", "Practitioner", "HealthcareService", "Location");
            assertThat(everything.outcomes()).isEmpty();
        }
    }

    @Nested
    class Rikke {

        private final Child rikke = Child.of(RIKKE);

        @Test
        void isProtectedSoThatNeitherNameNorAddressIsShown24() {
            assertThat(rikke.patient().has("name")).isFalse();
            assertThat(rikke.patient().has("address")).isFalse();
            assertThat(Child.securityOf(rikke.patient())).containsExactly("R");
            assertThat(rikke.everything().body()).doesNotContain("Berggren", "Klitgård");
        }

        @Test
        void hasACaseAndANetworkWithoutSchoolAndClinicWhichTellWhereSheLives24() {
            assertThat(rikke.cases())
                    .containsExactly("active familie 34.10.10 | Familieafdelingen Jammerbugt | Kasper Test Biersted");
            assertThat(rikke.network())
                    .containsExactly(
                            "sagsbehandler: Kasper Test Biersted, Familieafdelingen Jammerbugt, tlf. 99 00 23 78",
                            "familie: Familieafdelingen Jammerbugt, tlf. 99 00 12 47");
            assertThat(Child.notes(rikke.search("CareTeam", ""))).containsExactly("protected");
        }

        @Test
        void isMarkedRestrictedInEveryAnswerAboutHer24() {
            assertThat(rikke.everything().matches())
                    .hasSize(3)
                    .allSatisfy(
                            resource -> assertThat(Child.securityOf(resource)).containsAnyOf("R", "V"));
        }

        @Test
        void isAnsweredWithoutHerGuardianOrHerMother25() {
            assertThat(rikke.everything().body()).doesNotContain("Ruddi", "Kirsten", "RelatedPerson");
        }
    }

    /** Bo has a case that a security profile hides, Ali has none: nobody can tell the two answers apart. */
    @Nested
    class BoAndAli {

        private static final UUID HIDDEN_CASE = UUID.fromString("b8f17bf9-19c3-48b2-ba54-f5851cfcc714");

        private final Child bo = Child.of(BO);
        private final Child ali = Child.of(ALI);

        /** The answer without what is the child's own, which the asker knew before. */
        private static String impersonal(String text, Child child) {
            return text.replace(child.id(), "ID")
                    .replace(child.number(), "NUMBER")
                    .replace("Bo Test Vestergaard", "NAME")
                    .replace("Ali Test Jensen", "NAME")
                    .replace("\"Bo\"", "\"GIVEN\"")
                    .replace("\"Ali\"", "\"GIVEN\"")
                    .replace("Vestergaard", "FAMILY")
                    .replace("Jensen", "FAMILY")
                    .replace("2015-12-02", "BORN")
                    .replace("2022-01-31", "BORN");
        }

        private static Map<String, String> headers(Answer answer, Child child) {
            Map<String, String> headers = new TreeMap<>();
            answer.headers().forEach((name, values) -> headers.put(name, impersonal(values.toString(), child)));
            // these differ between any two answers
            headers.computeIfPresent("etag", (name, value) -> "present");
            headers.computeIfPresent("content-length", (name, value) -> "present");
            headers.computeIfPresent("x-request-id", (name, value) -> "present");
            headers.remove("date");
            return headers;
        }

        private void assertAlike(Answer aboutBo, Answer aboutAli) {
            assertThat(aboutBo.status()).isEqualTo(aboutAli.status());
            assertThat(impersonal(aboutBo.body(), bo)).isEqualTo(impersonal(aboutAli.body(), ali));
            assertThat(headers(aboutBo, bo)).isEqualTo(headers(aboutAli, ali));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Patient/{id}",
                    "Patient?_id={id}",
                    "Patient/{id}/$everything",
                    "Patient/{id}/$everything?_summary=true",
                    "EpisodeOfCare?patient={id}",
                    "EpisodeOfCare?patient={id}&_summary=count",
                    "EpisodeOfCare?patient={id}&_count=0",
                    "EpisodeOfCare?patient={id}&status=active",
                    "EpisodeOfCare?patient={id}&status=finished",
                    "EpisodeOfCare?patient={id}&status=active,finished,planned&_total=accurate",
                    "EpisodeOfCare?patient={id}&type=familie",
                    "EpisodeOfCare?patient={id}&identifier=urn:uuid:b8f17bf9-19c3-48b2-ba54-f5851cfcc714",
                    "EpisodeOfCare?patient={id}&organization=7699b22b-e85e-492a-a7b4-5f9861fe325d",
                    "EpisodeOfCare?patient={id}&_include=EpisodeOfCare:organization&_include:iterate=Organization:partof",
                    "EpisodeOfCare?patient={id}&_include=EpisodeOfCare:patient",
                    "EpisodeOfCare?patient={id}&_elements=status",
                    "EpisodeOfCare?patient={id}&date=ge2000&_sort=date",
                    "Appointment?patient={id}",
                    "Appointment?patient={id}&_summary=count",
                    "CareTeam?patient={id}",
                    "CareTeam?patient={id}&_summary=count",
                    "CareTeam?subject={id}&_include=CareTeam:participant"
                })
        void answerAlikeToEveryQuestion16(String question) {
            for (String format : List.of("application/fhir+json", "application/fhir+xml")) {
                Answer aboutBo = bo.server().get(question.replace("{id}", bo.id()), "Accept", format);
                assertThat(aboutBo.status()).as(aboutBo.toString()).isEqualTo(200);
                assertAlike(aboutBo, ali.server().get(question.replace("{id}", ali.id()), "Accept", format));
            }
            Answer head = bo.server().head(question.replace("{id}", bo.id()));
            assertThat(head.bytes()).isEmpty();
            assertAlike(head, ali.server().head(question.replace("{id}", ali.id())));
        }

        @ParameterizedTest
        @CsvSource({
            "Patient, identifier",
            "EpisodeOfCare, patient.identifier",
            "Appointment, patient.identifier",
            "CareTeam, subject.identifier",
            "EpisodeOfCare, patient:identifier"
        })
        void answerAlikeWhenAskedForByNumber16(String type, String parameter) {
            Answer aboutBo = bo.server().search(type, parameter, BO);
            assertThat(aboutBo.status()).isEqualTo(200);
            assertAlike(aboutBo, ali.server().search(type, parameter, ALI));
        }

        @Test
        void giveNothingToWhoKnowsOrMakesTheHiddenCasesId16() {
            Answer hidden = bo.server().get("EpisodeOfCare/" + IDS.ofItem(Purpose.CASE, number(BO), HIDDEN_CASE));
            Answer none = ali.server().get("EpisodeOfCare/" + IDS.ofItem(Purpose.CASE, number(ALI), HIDDEN_CASE));
            assertThat(hidden.status()).isEqualTo(404);
            assertAlike(hidden, none);
            assertAlike(
                    bo.server().get("CareTeam/" + IDS.ofPerson(Purpose.CARE_TEAM, number(BO))),
                    ali.server().get("CareTeam/" + IDS.ofPerson(Purpose.CARE_TEAM, number(ALI))));
        }
    }

    @Nested
    class OtherPersons {

        @Test
        void asSecondaryPartyInHerBrothersCaseGitteHasNone18() {
            Child gitte = Child.of(GITTE);
            assertThat(gitte.cases()).isEmpty();
            assertThat(gitte.network())
                    .containsExactly(
                            "almen-praksis: Lægerne i Pandrup, tlf. 99 00 19 62",
                            "skole: Klitgårdskolen, tlf. 99 00 22 09");
        }

        @ParameterizedTest
        @ValueSource(strings = {PIA, "2911829996", "1502779995", "2111089995"})
        void ofAnAdultThereIsARecordAndNothingElse23And25(String adult) {
            assertClosed(Child.of(adult), "out-of-age");
        }

        @Test
        void ofTheDeadThereIsARecordAndNothingElse22() {
            Child asta = Child.of("0303149990");
            assertThat(asta.patient().path("deceasedBoolean").asBoolean()).isTrue();
            assertClosed(asta, "deceased");
        }

        private static void assertClosed(Child person, String why) {
            assertThat(person.patient().has("name")).isTrue();
            for (String question : List.of("EpisodeOfCare", "Appointment", "CareTeam")) {
                Answer answer = person.search(question, "");
                assertThat(answer.matches()).as(answer.toString()).isEmpty();
                assertThat(answer.total())
                        .as("an answer that says nothing has no count")
                        .isEmpty();
                assertThat(Child.notes(answer)).containsExactly(why);
            }
            assertThat(person.search("EpisodeOfCare", "&status=finished").matches())
                    .isEmpty();
            assertThat(person.everything().matches()).hasSize(1);
            assertThat(person.everything().included()).isEmpty();
        }

        @Test
        void amonthBeforeEighteenIsAChild23() {
            assertThat(Child.of("2112089990").cases())
                    .containsExactly("active familie 34.50.00 | Ungeteamet, Jammerbugt | Camilla Test Bak");
        }

        @ParameterizedTest
        @CsvSource({"1501159996, 1512159996, Luna", "2011149995, 0211149995, Elias"})
        void aFormerNumberAndAnIdMadeOfItLeadToThePresentPatient22(String former, String present, String name) {
            Child child = Child.of(present);
            assertThat(TestServer.shared().patientId(former)).isEqualTo(child.id());
            assertThat(child.patient().path("link").path(0).path("type").asText())
                    .isEqualTo("replaces");
            assertThat(child.patient().path("link").findValuesAsText("value")).containsExactly(former);
            assertThat(child.patient().path("identifier").findValuesAsText("value"))
                    .containsExactly(present);

            Child byFormerId = new Child(child.server(), former, IDS.ofPerson(Purpose.PATIENT, number(former)));
            assertThat(byFormerId.id()).isNotEqualTo(child.id());
            assertThat(byFormerId.patient().path("name").findValuesAsText("family"))
                    .isEqualTo(child.patient().path("name").findValuesAsText("family"));
            assertThat(byFormerId.patient().path("name").toString()).contains(name);
            assertThat(byFormerId.cases()).hasSize(1).isEqualTo(child.cases());
            assertThat(byFormerId.network()).isEqualTo(child.network());
            assertThat(byFormerId.everything().ids())
                    .isEqualTo(child.everything().ids());
        }

        @Test
        void theDisappearedAndTheEmigratedAreStillShown22() {
            assertThat(Child.of("1308149995").cases())
                    .containsExactly(
                            "active familie 34.10.10 | Børne- og Familieafdelingen, Thisted | Ida Test Klitgaard");
            assertThat(Child.of("1010139996").cases())
                    .containsExactly(
                            "active familie 34.15.25 | Børne- og Familierådgivningen, Brønderslev | Birgitte Test Thorup");
        }

        @Test
        void aReplacementNumberCannotBeAskedAboutEverywhereAndTheAnswerSaysSo48() {
            Child samira = Child.of("0101241AB2");
            assertThat(samira.appointments())
                    .containsExactly("+9 12:15-13:00 Børne- og Ungdomspsykiatrisk Ambulatorium, Aalborg");
            Answer cases = samira.search("EpisodeOfCare", "");
            assertThat(cases.total()).isEmpty();
            assertThat(cases.saysSomethingIsMissing()).isTrue();
            assertThat(Child.notes(cases)).containsExactly("not-askable");
            assertThat(Child.notes(samira.everything())).containsExactly("not-askable", "not-askable");
            assertThat(samira.everything().total()).isEmpty();
            assertThat(samira.patient().path("identifier").findValuesAsText("system"))
                    .containsExactly("urn:oid:1.2.208.176.1.6.1.1");
        }

        @Test
        void aNewbornWithoutAGivenNameHasTheFamilysOnly48() {
            Child newborn = Child.of("2810259996");
            assertThat(newborn.patient().path("name").findValuesAsText("family"))
                    .containsExactly("Vadum");
            assertThat(newborn.patient().path("name").path(0).has("given")).isFalse();
            assertThat(newborn.everything().body()).doesNotContain("UKENDT");
            assertThat(newborn.cases()).hasSize(1);
            assertThat(newborn.network()).noneMatch(member -> member.startsWith("almen-praksis"));
        }

        @Test
        void specialLettersArriveUnharmed45() {
            Child andre = Child.of("0202159995");
            JsonNode name = andre.patient().path("name").path(0);
            assertThat(name.path("family").asText()).isEqualTo("d'Æstrup-Ølholm");
            assertThat(Child.stream(name.path("given")).map(JsonNode::asText))
                    .containsExactly("André", "Bjørg-Åse", "Test");
            assertThat(andre.cases())
                    .containsExactly(
                            "active ppr 17.03.04 | Pædagogisk Psykologisk Rådgivning, Thisted | Åse Test Ærøskov");
            assertThat(andre.closedCases())
                    .containsExactly(
                            "finished ppr 17.03.10 | Pædagogisk Psykologisk Rådgivning, Thisted | René Test O'Hara");
        }
    }

    @Test
    void whatMustNeverBeShownIsInNoAnswer17And26And27() throws IOException {
        TestServer server = TestServer.shared();
        try (InputStream persons = SampleAnswersTest.class.getResourceAsStream("/sample/personer.json")) {
            for (JsonNode person : new ObjectMapper().readTree(persons)) {
                Child child = Child.of(person.path("personnummer").asText());
                assertNothingForbidden(child.everything());
                assertNothingForbidden(
                        child.search(
                                "EpisodeOfCare",
                                "&status=active,planned,finished&_include=EpisodeOfCare:care-manager&_include:iterate=PractitionerRole:practitioner"));
            }
        }
        for (String directory :
                List.of("Organization", "PractitionerRole", "Practitioner", "HealthcareService", "Location")) {
            assertNothingForbidden(server.get(directory + "?_count=1000"));
        }
    }

    private static void assertNothingForbidden(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .doesNotContain("MÅ IKKE VISES", "00 00 66 66", "00006666")
                .doesNotContainIgnoringCase("Postadresse må ikke vises")
                .doesNotContainIgnoringCase("Skovgaard");
    }
}

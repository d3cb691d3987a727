package dk.hoibu.fhir.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dk.hoibu.fhir.fhir.Systems;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample's cases and whom to call about them, as docs/sample-data.md promises; the numbers at the end are its edge cases. */
class SampleCasesTest {

    private static JsonNode only(List<JsonNode> resources) {
        assertThat(resources).hasSize(1);
        return resources.get(0);
    }

    private static JsonNode read(Child child, JsonNode reference) {
        Answer answer = child.server().get(reference.path("reference").asText());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    @Test
    void aCaseSaysToWhomAMessageAboutItGoes() {
        List<String> receivers = Child.of("0505159995").search("EpisodeOfCare", "").matches().stream()
                .map(one -> one.path("extension").path(0))
                .peek(one -> assertThat(one.path("url").asText()).isEqualTo(Systems.MESSAGE_RECEIVER))
                .map(one -> one.at("/extension/0/valueReference/display").asText() + ", "
                        + one.at("/extension/1/valueIdentifier/value").asText() + ", "
                        + one.at("/extension/2/valueIdentifier/value").asText() + ", "
                        + one.at("/extension/3/valueCoding/code").asText())
                .toList();

        assertThat(receivers)
                .as("the teams have no numbers of their own")
                .containsExactlyInAnyOrder(
                        "PPR Aalborg, 9900111000016004, 5790009900146, carecoordination",
                        "Familieafdelingen Jammerbugt, 9900311000016007, 5790009900634, carecoordination");
    }

    @Nested
    class Progress {

        @Test
        void aReopenedCaseIsActiveHoweverItsStatesAreListed2() {
            Child oskar = Child.of("1102149995");
            assertThat(oskar.cases())
                    .containsExactly(
                            "active familie 34.10.10 | Børne- og Familierådgivningen, Brønderslev | Birgitte Test Thorup");
            assertThat(oskar.closedCases()).isEmpty();
            assertThat(only(oskar.search("EpisodeOfCare", "").matches())
                            .path("period")
                            .has("end"))
                    .isFalse();
        }

        @Test
        void aCaseThatClosesInTheFutureIsActive3() {
            Child freja = Child.of("2006139996");
            assertThat(freja.cases())
                    .containsExactly("active familie 34.15.25 | Familieteam Hjallerup | Ole Test Hjorth");
            assertThat(only(freja.search("EpisodeOfCare", "").matches())
                            .path("period")
                            .has("end"))
                    .isFalse();
        }

        @Test
        void aCaseWithoutProgressNowIsNeitherOpenNorClosed4() {
            Child noah = Child.of("0309149995");
            assertThat(noah.cases()).isEmpty();
            assertThat(noah.closedCases()).isEmpty();
            assertThat(noah.schools()).containsExactly("skole: Sølvbækskolen, tlf. 99 00 21 96");
        }

        @Test
        void ofOverlappingProgressTheLatestBegunCounts4() {
            Child ella = Child.of("1403159996");
            assertThat(ella.cases())
                    .containsExactly("active familie 34.10.10 | Familieafdelingen Jammerbugt | Kasper Test Biersted");
            assertThat(ella.closedCases())
                    .containsExactly("finished ppr 17.03.04 | PPR Jammerbugt | Nanna Test Houmann");
        }

        @Test
        void aCaseWhoseProgressAllLiesAheadIsPlanned4() {
            Child tobias = Child.of("1804169995");
            assertThat(tobias.cases()).containsExactly("planned ppr 17.03.04 | PPR Jammerbugt | Nanna Test Houmann");
            assertThat(tobias.search("EpisodeOfCare", "&status=active").matches())
                    .isEmpty();
        }

        @Test
        void aDecidedCaseIsStillActive() {
            assertThat(Child.of("1310169996").cases())
                    .containsExactly(
                            "active familie 34.15.25 | Modtagelsen for børn og unge, Thisted | Søren Test Toft");
        }
    }

    @Nested
    class Hidden {

        /** 13 KLE unknown, irrelevant, missing; 14 denied; 16 display and security class, unknown class, lifecycle; 18, 19 other parties. */
        @ParameterizedTest
        @ValueSource(strings = {"2205159995", "0803139996", "2412139996", "2805149995"})
        void aCaseThatARuleHidesIsAsIfThereWereNone(String number) {
            Child child = Child.of(number);
            assertThat(child.cases()).isEmpty();
            assertThat(child.closedCases()).isEmpty();
            Answer answer = child.search("EpisodeOfCare", "");
            assertThat(answer.total()).contains(0);
            assertThat(answer.outcomes()).isEmpty();
            assertThat(child.network())
                    .hasSize(2)
                    .noneMatch(member -> member.startsWith("sagsbehandler")
                            || member.startsWith("familie")
                            || member.startsWith("ppr"));
        }

        @Test
        void vipAndMissingSensitivityAreHiddenAndTheRestShownUpToTheLimit15() {
            Child victor = Child.of("1901149995");
            assertThat(victor.cases())
                    .containsExactly(
                            "active ppr 17.03.04 | PPR Aalborg, Team Øst | Anne Test Kirkegaard",
                            "active familie 34.15.25 | Specialgruppen, børn med handicap | Jens Test Mølbak");
            assertThat(victor.search("EpisodeOfCare", "").matches().stream().map(Child::securityOf))
                    .containsExactly(List.of("N"), List.of("V"));
        }

        @Test
        void aLowerLimitHidesWhatIsMoreSensitive15() {
            try (TestServer server = TestServer.start("disclosure.sensitivity-limit=FORTROLIGE_PERSONOPLYSNINGER")) {
                assertThat(Child.of(server, "1901149995").cases())
                        .containsExactly("active ppr 17.03.04 | PPR Aalborg, Team Øst | Anne Test Kirkegaard");
            }
        }

        @Test
        void aProfileAndAClassThatHaveEndedNoLongerHide16() {
            assertThat(Child.of("0606159995").cases())
                    .containsExactly(
                            "active ppr 17.03.04 | PPR Brønderslev | nobody",
                            "active ppr 17.03.04 | PPR Brønderslev | Karen Test Vinther");
        }

        @Test
        void ofACaseExemptFromPublicityNeitherTitleIsShown17() {
            Child liva = Child.of("1509169996");
            assertThat(liva.cases())
                    .containsExactly("active familie 34.10.10 | Familieafdelingen Jammerbugt | Kasper Test Biersted");
            assertThat(liva.everything().body()).doesNotContain("titel", "TITEL", "HEMMELIG", "HJEMMEL");
        }
    }

    @Nested
    class Municipalities {

        @Test
        void twoMunicipalitiesCasesAreBothFamilyUnderOldAndNewKle12And20() {
            Child juliane = Child.of("1110109996");
            assertThat(juliane.cases())
                    .containsExactly(
                            "active familie 34.10.10 | Børne- og Familierådgivningen, Brønderslev | Birgitte Test Thorup",
                            "active familie 27.24.03 | Familiegruppe Centrum | Henrik Test Overgaard");
            assertThat(juliane.search("EpisodeOfCare", "&type=familie").matches())
                    .hasSize(2);
        }

        @Test
        void aMovedChildsCaseKeepsItsOwner20() {
            Child storm = Child.of("0707139995");
            assertThat(storm.cases())
                    .containsExactly("active familie 34.25.00 | Familieafdelingen Jammerbugt | Kasper Test Biersted");
            assertThat(storm.everything().included().stream()
                            .map(i -> i.path("name").toString()))
                    .contains("\"Jammerbugt Kommune\"");
        }

        @Test
        void aCaseOfAMunicipalityOutsideThePilotIsNotShown21() {
            Child nora = Child.of("3110149996");
            assertThat(nora.cases())
                    .containsExactly("active familie 34.15.25 | Familiegruppe Nørresundby | Fatima Test Rahimi");
            assertThat(nora.everything().body()).doesNotContain("Frederikshavn", "29189498");
        }
    }

    @Nested
    class Caseworkers {

        @Test
        void ofSeveralHandlersTheLatestIsShown8() {
            Child emma = Child.of("2711139996");
            assertThat(emma.cases())
                    .containsExactly("active ppr 17.03.04 | PPR Aalborg, Team Vest | Mikkel Test Lindholm");
            assertThat(emma.everything().body()).doesNotContain("Sofie", "Kirkegaard");
        }

        @Test
        void aFormerCaseworkerIsNeverShown5And7() {
            Child villads = Child.of("0908159995");
            assertThat(villads.cases())
                    .containsExactly(
                            "active ppr 17.03.04 | PPR Jammerbugt | Nanna Test Houmann",
                            "active familie 34.10.10 | Familieteam Pandrup | Mette Test Storgaard");
            assertThat(villads.everything().body()).doesNotContain("Torben", "Kvist");
        }

        @Test
        void withoutACaseworkerTheUnitsContactPointForTheSubjectIsCalled9() {
            Child clara = Child.of("2501179996");
            assertThat(clara.cases())
                    .containsExactly(
                            "active ppr 17.03.04 | Pædagogisk Psykologisk Rådgivning, Thisted | nobody",
                            "active familie 34.10.10 | Børne- og Familieafdelingen, Thisted | nobody");
            assertThat(clara.network())
                    .contains(
                            "ppr: Pædagogisk Psykologisk Rådgivning, Thisted, tlf. 99 00 13 77",
                            "familie: Børne- og Familieafdelingen, Thisted, tlf. 99 00 13 38");
            assertThat(clara.network()).noneMatch(member -> member.startsWith("sagsbehandler"));
        }

        @Test
        void aUnitAndACaseworkerThatOnlyTheIndexNamesCanBeRead10() {
            Child malthe = Child.of("0512149989");
            assertThat(malthe.cases())
                    .containsExactly(
                            "active ppr 17.03.04 | PPR Thisted, Team Nord | Dagny Test Hillerslev",
                            "active familie 34.10.10 | Familiegruppe Syd, Thisted | Viggo Test Harring");
            for (JsonNode episode : malthe.search("EpisodeOfCare", "").matches()) {
                JsonNode unit = read(malthe, episode.path("managingOrganization"));
                assertThat(unit.path("name").asText())
                        .isEqualTo(episode.path("managingOrganization")
                                .path("display")
                                .asText());
                assertThat(read(malthe, unit.path("partOf")).path("name").asText())
                        .isEqualTo("Thisted Kommune");
                JsonNode role = read(malthe, episode.path("careManager"));
                JsonNode person = read(malthe, role.path("practitioner"));
                assertThat(person.path("name").path(0).path("text").asText())
                        .isEqualTo(episode.path("careManager").path("display").asText());
            }
            JsonNode byUrn = read(
                    malthe, malthe.search("EpisodeOfCare", "").matches().get(1).path("managingOrganization"));
            assertThat(byUrn.path("identifier").findValuesAsText("value"))
                    .contains("urn:oio:kmd:sag:administrativenhed:LOSID:990077", "29189560");
        }

        @Test
        void insteadOfAnInactiveUnitTheOneAboveIsCalled11() {
            Child alma = Child.of("3007149996");
            assertThat(alma.cases()).containsExactly("active familie 34.15.25 | Familieteam Syd, Rebild | nobody");
            assertThat(alma.network()).contains("familie: Familie og Rådgivning Rebild, tlf. 99 00 14 03");
            assertThat(String.join(" ", alma.network())).doesNotContain("99 00 14 29");
        }

        @Test
        void aCaseworkerWhoHasLeftIsNotShown9And11() {
            Child ebba = Child.of("2902169996");
            assertThat(ebba.cases())
                    .containsExactly(
                            "active familie 34.10.10 | Familie og Rådgivning Rebild | nobody",
                            "active familie 34.15.25 | Familiegruppe Vest | nobody");
            assertThat(ebba.network())
                    .contains(
                            "familie: Familie og Rådgivning Rebild, tlf. 99 00 14 16",
                            "familie: Familieafdelingen Aalborg, tlf. 99 00 10 78");
            assertThat(ebba.everything().body()).doesNotContain("Claus", "Poul");
        }

        @Test
        void aConcealedCaseworkerIsAFunctionInAUnitWithoutNameIdentifierOrPerson26() {
            Child ravn = Child.of("1710159995");
            assertThat(ravn.cases())
                    .containsExactly("active familie 34.10.10 | Familiegruppe Centrum | Navn vises ikke");
            JsonNode role =
                    read(ravn, only(ravn.search("EpisodeOfCare", "").matches()).path("careManager"));
            assertThat(role.has("practitioner")).isFalse();
            assertThat(role.has("identifier")).isFalse();
            assertThat(ravn.network())
                    .contains("sagsbehandler: Navn vises ikke, Familiegruppe Centrum, tlf. 99 00 11 04");
            assertThat(role.path("code").path(0).path("text").asText()).isEqualTo("Socialrådgiver");
            assertThat(ravn.everything().body())
                    .doesNotContain("Skovgaard", "skovgaard", "Lone", "25bc76f3", "99 00 15 46", "\"Practitioner\"");
        }

        @Test
        void acaseworkerOfTwoUnitsIsShownInTheOneTheCaseBelongsTo() {
            Child laura = Child.of("1209139996");
            assertThat(laura.cases())
                    .containsExactly(
                            "active ppr 17.03.04 | PPR Rebild | Peter Test Lund-Ravnkilde",
                            "active familie 34.15.25 | Familie og Rådgivning Rebild | Peter Test Lund-Ravnkilde");
            for (JsonNode episode : laura.search("EpisodeOfCare", "").matches()) {
                assertThat(read(laura, episode.path("careManager"))
                                .path("organization")
                                .path("reference"))
                        .isEqualTo(episode.path("managingOrganization").path("reference"));
            }
        }

        @Test
        void aPrivateTelephoneIsNeverShown27() {
            Child freja = Child.of("2006139996");
            JsonNode role = read(
                    freja, only(freja.search("EpisodeOfCare", "").matches()).path("careManager"));
            assertThat(role.path("telecom").findValuesAsText("value"))
                    .containsExactly("99 00 15 98", "99 00 77 02", "ole.hjorth@broenderslev.example.dk");
        }
    }

    @Test
    void aCaseSaysWhereItIsFromAndNothingMore() {
        JsonNode episode =
                Child.of(TestServer.LARS).search("EpisodeOfCare", "").matches().get(1);
        assertThat(episode.path("identifier").path(0).path("system").asText()).isEqualTo(Systems.URI);
        assertThat(episode.path("identifier").findValuesAsText("value"))
                .containsExactly("urn:uuid:65bf0aa3-a592-450f-9a30-b1b2a5a5c633");
        assertThat(episode.path("meta").path("source").asText()).endsWith("#c79e714d-0c33-480f-9955-c3a7dc80eb42");
        assertThat(episode.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "resourceType",
                        "id",
                        "meta",
                        "text",
                        // to whom a message about it goes: aCaseSaysToWhomAMessageAboutItGoes
                        "extension",
                        "identifier",
                        "status",
                        "type",
                        "patient",
                        "managingOrganization",
                        "period",
                        "careManager");
    }
}

package dk.hoibu.fhir.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the sample's children go to school or daycare, as docs/sample-data.md promises; the numbers at the end are its edge cases. */
class SampleSchoolsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2711139996 | skole: Limfjordens Specialskole, tlf. 99 00 21 70",
                "0908159995 | skole: Havbakkeskolen, tlf. 99 00 22 22",
                "0112209996 | dagtilbud: Børnehuset Solstrålen, tlf. 99 00 22 87"
            })
    void thePresentSchoolYearCountsAndTheLastOneUntilThereIsOne39(String number, String school) {
        assertThat(Child.of(number).schools()).containsExactly(school);
    }

    @Test
    void anAttendanceThatHasEndedIsNotShown39() {
        Child ella = Child.of("1403159996");
        assertThat(ella.schools()).isEmpty();
        assertThat(Child.notes(ella.search("CareTeam", ""))).containsExactly("school-unknown");
    }

    @Test
    void ofTwoPlacesTheSchoolComesFirst40() {
        assertThat(Child.of("1102149995").schools())
                .containsExactly(
                        "skole: Møllebakkens Skole, tlf. 99 00 21 83", "dagtilbud: Møllebakkens SFO, tlf. 99 00 23 13");
    }

    /** No register has childminders, and Nora's school is outside the pilot. */
    @ParameterizedTest
    @ValueSource(strings = {"1306249996", "2501179996", "3110149996"})
    void noKnownInstitutionIsSaidToBeUnknownNotNone41(String number) {
        Child child = Child.of(number);
        assertThat(child.schools()).isEmpty();
        assertThat(Child.notes(child.search("CareTeam", ""))).containsExactly("school-unknown");
        assertThat(Child.notes(child.everything())).containsExactly("school-unknown");
        assertThat(child.search("CareTeam", "").total()).contains(1);
    }

    @Test
    void aClosedSchoolIsShownAsNotActive42() {
        Child alma = Child.of("3007149996");
        assertThat(alma.schools()).hasSize(1).allMatch(school -> school.startsWith("skole: Lindholt Skole"));
        JsonNode school = alma.server().get("Organization/990502").json();
        assertThat(school.path("active").asBoolean(true)).isFalse();
    }

    @Test
    void aSchoolThatMarksTheChildAsProtectedIsNotShownNorIsTheClinic24() {
        Child otto = Child.of("1606169995");
        assertThat(otto.network())
                .containsExactly(
                        "sagsbehandler: Mikkel Test Lindholm, PPR Aalborg, Team Vest, tlf. 99 00 14 81",
                        "ppr: PPR Aalborg, Team Vest, tlf. 99 00 10 65");
        assertThat(Child.notes(otto.search("CareTeam", ""))).containsExactly("protected");
        assertThat(otto.everything().body()).doesNotContain("Fjordbyens", "Lægerne i Nibe");
    }

    @Test
    void aProtectionThatHasEndedHidesNothing24() {
        Child filippa = Child.of("0404179996");
        assertThat(filippa.patient().has("name")).isTrue();
        assertThat(filippa.schools()).containsExactly("skole: Østerlund Skole, tlf. 99 00 21 57");
        assertThat(Child.notes(filippa.search("CareTeam", ""))).isEmpty();
    }
}

package dk.hoibu.fhir.log;

import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.property.Samples;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be a person number in any text, and what is not. */
class CprPatternTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0505159995", "050515-9995", "050515 9995", "050515_9995", "050515+9995", "050515.9995",
                "cpr0505159995", "a0505159995b", "CPR:0505159995.", "(0505159995)", "/Patient?identifier=0505159995",
                "urn:oio:cpr-nr:0505159995", "urn:oid:1.2.208.176.1.2|0505159995",
                "{\"value\":\"0505159995\"}", "{\"value\":\"050515-9995\"}", "{\"value\":0505159995}",
                "050515-9995-1", "Aftale for 0505159995",
                "0505151AB1", "050515-1AB1", "050515-7xy9", "{\"value\":\"0505151AB1\"}", "2902000000",
                "6505159995"
            })
    void aPersonNumberIsRecognisedInAnyForm(String text) {
        assertThat(CprPattern.isIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "Barn", "050515", "050515999", "05051599950", "10505159995", "0513159995", "3213159995", "0005159995",
                "1385391000016001", "394588006", "5790001234567", "29189420", "280295",
                "2026-06-10T12:00:00.123+02:00", "2026-06-10T10:00:00Z", "20260610120000", "1795271376197",
                "+45 99 00 12 34", "99001234", "99 00 12 34", "99-00-12-34", "4599001234",
                "00000000-0000-4000-8000-00000000aaaa", "34.10.10", "17.03.04", "0851", "127.0.0.1:8080", "050515-999"
            })
    void otherNumbersAreNot(String text) {
        assertThat(CprPattern.isIn(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01010112-1234-4abc-8def-00000000aaaa",
                "ab010112-1234-4abc-8def-00000000aaaa",
                "00000000-0000-4000-8000-a0101121234b",
                "Organization/AB010112-1234-4ABC-8DEF-00000000AAAA"
            })
    void aUuidIsNotOneHoweverItsDigitsFall(String text) {
        assertThat(CprPattern.isIn(text)).isFalse();
    }

    @Test
    void noUuidOrSorIdIsTakenForOne() {
        Samples.each(10_000, samples -> {
            assertThat(CprPattern.isIn("Organization/" + samples.uuid())).isFalse();
            assertThat(CprPattern.isIn("HealthcareService/" + samples.uuid() + "-341010")).isFalse();
            assertThat(CprPattern.isIn("urn:uuid:" + samples.uuid())).isFalse();
            assertThat(CprPattern.isIn(samples.sor())).isFalse();
            assertThat(CprPattern.isIn(samples.instant().toString())).isFalse();
            assertThat(CprPattern.isIn(samples.phone().value())).isFalse();
        });
    }

    @Test
    void everyTestPersonsNumberIsRecognised() {
        Samples.each(10_000, samples -> {
            String number = samples.personNumber().value();
            assertThat(CprPattern.isIn(number)).as(number).isTrue();
            assertThat(CprPattern.isIn(samples.uuid() + " " + number)).isTrue();
            assertThat(CprPattern.isIn(number.substring(0, 6) + "-" + number.substring(6))).isTrue();
        });
    }

    /** The same without its care for UUIDs, as a regular expression: easier to read, and much slower. */
    private static final Pattern SPECIFICATION =
            Pattern.compile("(?<![0-9])(?:0[1-9]|[12][0-9]|3[01]|[4-7][0-9])(?:0[1-9]|1[0-2])[0-9]{2}"
                    + "[-+_. ]?(?:[0-9]{4}(?![0-9])|[01567][A-Za-z]{2}[0-9](?![0-9A-Za-z]))");

    @Test
    void itAgreesWithTheRegularExpressionOnAnyText() {
        Random random = new Random(1);
        String alphabet = "000111223345678999-+_. aZ@[`{";
        int found = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = 9 + random.nextInt(8); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(length < 8 ? alphabet.length() : 18)));
            }
            boolean specified = SPECIFICATION.matcher(text).find();
            assertThat(CprPattern.isIn(text)).as(text.toString()).isEqualTo(specified);
            found += specified ? 1 : 0;
        }
        assertThat(found).isGreaterThan(1_000);
    }
}

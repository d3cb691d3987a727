package dk.hoibu.fhir.source.person.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.source.Faults;
import dk.hoibu.fhir.source.SettableClock;
import dk.hoibu.fhir.source.SourceException;
import dk.hoibu.fhir.source.folder.TestFolder;
import dk.hoibu.fhir.source.person.Person;
import dk.hoibu.fhir.source.person.PersonRegister;
import dk.hoibu.fhir.source.person.PersonRegisterContract;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplePersonRegisterTest implements PersonRegisterContract {

    private static final String PERSONS = """
            [{"personnummer": "0212159995", "gaeldendePersonnummer": "0505109990", "foedselsdato": "2010-05-05",
              "koen": "K", "status": 60},
             {"personnummer": "0505159995", "fornavn": "Lars", "mellemnavn": "Test", "efternavn": "Berggren",
              "foedselsdato": "2015-05-05", "koen": "M", "status": 1, "kommunekode": "0849", "ydernummer": "000000001",
              "adressebeskyttelse": {"startdato": "2026-06-01", "slutdato": "2026-06-30", "beskyttet": true},
              "relationer": {"mor": "2911829996", "foraeldremyndighed": [{"relationPersonnummer": "2911829996"},
                {"relationPersonnummer": "150277-9995"}]},
              "registreretTidspunkt": "2026-01-02T03:04:05+01:00"},
             {"personnummer": "0505109990", "fornavn": "UKENDT", "efternavn": "UKENDT", "foedselsdato": "2010-05-05",
              "koen": "U", "status": 1, "kommunekode": "0000", "ydernummer": "0000"}]""";

    @TempDir
    private Path folder;

    @Override
    public PersonRegister source(Clock clock, Faults faults) {
        return source(PERSONS, clock, faults);
    }

    private PersonRegister source(String persons, Clock clock, Faults faults) {
        return new SamplePersonRegister(
                new TestFolder(folder).with("personer.json", persons).open(), clock, faults);
    }

    @Test
    void readsEveryField() {
        assertThat(person(source(), LARS))
                .contains(new Person(
                        PersonNumber.parse(LARS).orElseThrow(),
                        List.of(),
                        Optional.of("Lars Test"),
                        Optional.of("Berggren"),
                        LocalDate.parse("2015-05-05"),
                        Person.Gender.MALE,
                        1,
                        true,
                        Optional.of("0849"),
                        Optional.of("000000001"),
                        Optional.of(Instant.parse("2026-01-02T02:04:05Z")),
                        Set.of(
                                PersonNumber.parse("2911829996").orElseThrow(),
                                PersonNumber.parse("1502779995").orElseThrow())));
    }

    @Test
    void whatTheRegisterWritesForNotKnownIsNoValue() {
        assertThat(person(source(), GITTE)).hasValueSatisfying(person -> {
            assertThat(person.given()).isEmpty();
            assertThat(person.family()).isEmpty();
            assertThat(person.municipalityCode()).isEmpty();
            assertThat(person.gpProviderNumber()).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-31T23:59:59+02:00, false",
        "2026-06-01T00:00:00+02:00, true",
        "2026-06-30T23:59:59+02:00, true",
        "2026-07-01T00:00:00+02:00, false"
    })
    void protectionHoldsFromItsFirstDayToItsLast(String now, boolean isProtected) {
        PersonRegister source = source(new SettableClock(now), new Faults());

        assertThat(person(source, LARS).orElseThrow().nameAndAddressProtected()).isEqualTo(isProtected);
    }

    @Test
    void protectionWithoutDatesHolds() {
        String always = PERSONS.replace("\"startdato\": \"2026-06-01\", \"slutdato\": \"2026-06-30\", ", "");

        assertThat(person(source(always, CLOCK, new Faults()), LARS)
                        .orElseThrow()
                        .nameAndAddressProtected())
                .isTrue();
    }

    @Test
    void protectionThatIsNotOnDoesNotHold() {
        String off = PERSONS.replace("\"beskyttet\": true", "\"beskyttet\": false");

        assertThat(person(source(off, CLOCK, new Faults()), LARS).orElseThrow().nameAndAddressProtected())
                .isFalse();
    }

    @Test
    void collectsTheNumbersOfSeveralChanges() {
        String twice = PERSONS.replaceFirst("\\[", """
                [{"personnummer": "0505059996", "gaeldendePersonnummer": "0212159995", "foedselsdato": "2010-05-05",
                  "koen": "K", "status": 60},""");
        PersonRegister source = source(twice, CLOCK, new Faults());

        for (String number : List.of(GITTE, BO, PIA)) {
            assertThat(person(source, number)).hasValueSatisfying(person -> {
                assertThat(person.number().value()).isEqualTo(GITTE);
                assertThat(person.formerNumbers())
                        .extracting(PersonNumber::value)
                        .containsExactlyInAnyOrder(BO, PIA);
            });
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"0505109990\", \"fornavn\" | \"0505109990\", \"gaeldendePersonnummer\": \"0212159995\", \"fornavn\""
                        + " | persons: gaeldendePersonnummer leads round in a circle",
                "\"personnummer\": \"0505109990\" | \"personnummer\": \"0505059996\""
                        + " | persons: gaeldendePersonnummer leads to nobody",
                "\"personnummer\": \"0505159995\" | \"personnummer\": \"0505109990\""
                        + " | persons: personnummer is that of two records",
                "\"koen\": \"U\" | \"koen\": \"F\" | persons: koen is not K, M or U"
            })
    void whatCannotBeUnderstoodIsAnErrorAndNotNobody(String right, String wrong, String message) {
        PersonRegister source = source(PERSONS.replace(right, wrong), CLOCK, new Faults());

        assertThatThrownBy(() -> person(source, GITTE))
                .cause()
                .isInstanceOf(SourceException.Garbled.class)
                .hasMessage(message);
    }
}

package dk.hoibu.fhir.source.person.sample;

import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.source.folder.JsonRecord;
import dk.hoibu.fhir.source.person.Person;
import dk.hoibu.fhir.source.person.Person.Gender;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the register has under one number.
 *
 * @param next the number in force instead of this one
 */
record PersonEntry(
        PersonNumber number,
        Optional<PersonNumber> next,
        Optional<String> given,
        Optional<String> family,
        LocalDate birthDate,
        Gender gender,
        int status,
        Optional<Protection> protection,
        Optional<String> municipalityCode,
        Optional<String> gpProviderNumber,
        Optional<Instant> registered,
        Set<PersonNumber> parents) {

    /** What registers write where they have nothing. */
    private static final Set<String> NO_VALUE = Set.of("UKENDT", "0000");

    static PersonEntry of(JsonRecord record) {
        return new PersonEntry(
                record.as("personnummer", "a person number", PersonNumber::parse),
                number(record, "gaeldendePersonnummer"),
                given(record),
                value(record, "efternavn"),
                record.date("foedselsdato"),
                record.as("koen", "K, M or U", PersonEntry::gender),
                record.number("status"),
                record.object("adressebeskyttelse").map(Protection::of),
                value(record, "kommunekode"),
                value(record, "ydernummer"),
                record.optionalInstant("registreretTidspunkt"),
                record.object("relationer").map(PersonEntry::parents).orElse(Set.of()));
    }

    Person person(List<PersonNumber> formerNumbers, LocalDate today) {
        return new Person(
                number,
                formerNumbers,
                given,
                family,
                birthDate,
                gender,
                status,
                protection.map(there -> there.holdsOn(today)).orElse(false),
                municipalityCode,
                gpProviderNumber,
                registered,
                parents);
    }

    /** mor, far, and the numbers that have custody. */
    private static Set<PersonNumber> parents(JsonRecord record) {
        Stream<JsonRecord> custody = record.list("foraeldremyndighed").stream();
        return Stream.concat(
                        Stream.of("mor", "far").flatMap(field -> number(record, field).stream()),
                        custody.flatMap(one -> number(one, "relationPersonnummer").stream()))
                .collect(Collectors.toSet());
    }

    private static Optional<PersonNumber> number(JsonRecord record, String field) {
        return record.optionalText(field).map(there -> record.as(field, "a person number", PersonNumber::parse));
    }

    private static Optional<String> given(JsonRecord record) {
        String names = Stream.of(value(record, "fornavn"), value(record, "mellemnavn"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
        return names.isEmpty() ? Optional.empty() : Optional.of(names);
    }

    private static Optional<String> value(JsonRecord record, String field) {
        return record.optionalText(field).filter(text -> !NO_VALUE.contains(text));
    }

    private static Optional<Gender> gender(String code) {
        return switch (code) {
            case "K" -> Optional.of(Gender.FEMALE);
            case "M" -> Optional.of(Gender.MALE);
            case "U" -> Optional.of(Gender.UNKNOWN);
            default -> Optional.empty();
        };
    }

    @Override
    public String toString() {
        return "PersonEntry[**********]";
    }

    /** adressebeskyttelse; both dates are days on which it holds. */
    record Protection(boolean on, Optional<LocalDate> first, Optional<LocalDate> last) {

        static Protection of(JsonRecord record) {
            return new Protection(
                    record.flag("beskyttet"), record.optionalDate("startdato"), record.optionalDate("slutdato"));
        }

        boolean holdsOn(LocalDate day) {
            boolean begun = first.map(date -> !day.isBefore(date)).orElse(true);
            return on && begun && last.map(date -> !day.isAfter(date)).orElse(true);
        }
    }
}

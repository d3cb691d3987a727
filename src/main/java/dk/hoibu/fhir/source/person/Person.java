package dk.hoibu.fhir.source.person;

import dk.hoibu.fhir.domain.PersonNumber;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A person as the register has them. The address is never read.
 *
 * @param number gaeldendePersonnummer, else personnummer: the number in force
 * @param formerNumbers numbers the person had before
 * @param given fornavn and mellemnavn; empty when the register has none yet ("UKENDT" counts as none)
 * @param family efternavn
 * @param birthDate foedselsdato; the number itself does not tell it for certain
 * @param gender koen
 * @param status the register's status code: 1, 3, 5, 7 active, 20, 30 cancelled, 50 deleted double, 60 changed number, 70 disappeared,
 *     80 emigrated, 90 dead
 * @param nameAndAddressProtected adressebeskyttelse in force
 * @param municipalityCode aktuelAdresse.kommunekode, four digits
 * @param gpProviderNumber the ydernummer of the GP clinic the person belongs to (from the register of the insured beside CPR)
 * @param registered when the register took in the present version
 * @param parents mor, far, and whoever has custody (foraeldremyndighed.relationPersonnummer); never shown. Empty when the register does not
 *     tell
 */
public record Person(
        PersonNumber number,
        List<PersonNumber> formerNumbers,
        Optional<String> given,
        Optional<String> family,
        LocalDate birthDate,
        Gender gender,
        int status,
        boolean nameAndAddressProtected,
        Optional<String> municipalityCode,
        Optional<String> gpProviderNumber,
        Optional<Instant> registered,
        Set<PersonNumber> parents) {

    public Person {
        formerNumbers = List.copyOf(formerNumbers);
        parents = Set.copyOf(parents);
    }

    /** koen. */
    public enum Gender {
        MALE,
        FEMALE,
        UNKNOWN
    }

    /** The same person, but for the name. */
    public Person withoutName() {
        return new Person(
                number,
                formerNumbers,
                Optional.empty(),
                Optional.empty(),
                birthDate,
                gender,
                status,
                nameAndAddressProtected,
                municipalityCode,
                gpProviderNumber,
                registered,
                parents);
    }

    /** Whether that is a number of this person, in force or not. */
    public boolean hasNumber(PersonNumber other) {
        return number.equals(other) || formerNumbers.contains(other);
    }

    public boolean dead() {
        return status == 90;
    }

    /** Full years on that day, in Denmark. Whoever was born on 29 February has the birthday on the 28th when there is none. */
    public int ageOn(LocalDate day) {
        int years = Period.between(birthDate, day).getYears();
        return day.isBefore(birthDate.plusYears(years + 1L)) ? years : years + 1;
    }

    @Override
    public String toString() {
        return "Person[**********]";
    }
}

package dk.hoibu.fhir.generate;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A child.
 *
 * @param number synthetic CPR number, ten digits
 * @param hidden whether the child has name and address protection
 * @param example whether it is the one child that is sure to have something of everything to look at
 * @param sibling CPR number of the child born before this one; empty for the first
 */
record Child(
        String number,
        LocalDate birthDate,
        boolean girl,
        Town town,
        boolean hidden,
        boolean example,
        Optional<String> sibling) {

    /** The day after the youngest are born. */
    static final LocalDate LAST_BIRTHS = LocalDate.of(2026, 11, 1);

    /** The oldest are born. */
    static final LocalDate FIRST_BIRTHS = LAST_BIRTHS.minusYears(18);

    int ageInDays() {
        return (int) ChronoUnit.DAYS.between(birthDate, LAST_BIRTHS);
    }

    int age() {
        return (int) ChronoUnit.YEARS.between(birthDate, LAST_BIRTHS);
    }

    @Override
    public String toString() {
        return "Child[**********]";
    }
}

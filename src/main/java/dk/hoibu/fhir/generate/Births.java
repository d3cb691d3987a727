package dk.hoibu.fhir.generate;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Gives out birth dates and CPR numbers, oldest first. No number can be a person's: each has a high serial number and fails modulus 11.
 */
final class Births {

    private static final int HIGHEST_SERIAL = 9999;

    private final int children;
    private final long days = ChronoUnit.DAYS.between(Child.FIRST_BIRTHS, Child.LAST_BIRTHS);
    private int born = 0;
    private LocalDate day = Child.FIRST_BIRTHS;
    private int nextBoy = HIGHEST_SERIAL;
    private int nextGirl = HIGHEST_SERIAL - 1;

    Births(int children) {
        this.children = children;
    }

    /** The next child's birth date, on or after the one before. */
    LocalDate nextDay(Randomness randomness) {
        long offset = (long) ((born++ + randomness.fraction()) * days / children);
        LocalDate next = Child.FIRST_BIRTHS.plusDays(Math.min(offset, days - 1));
        if (!next.equals(day)) {
            day = next;
            nextBoy = HIGHEST_SERIAL;
            nextGirl = HIGHEST_SERIAL - 1;
        }
        return next;
    }

    /** A number not given out before, for a child born on the day last given: its last digit is even for a girl. */
    String nextNumber(boolean girl) {
        String date = Timeline.twoDigits(day.getDayOfMonth())
                + Timeline.twoDigits(day.getMonthValue())
                + Timeline.twoDigits(day.getYear() % 100);
        String number;
        do {
            number = date + nextSerial(girl);
        } while (CheckDigits.cprPasses(number));
        return number;
    }

    private int nextSerial(boolean girl) {
        int serial = girl ? nextGirl : nextBoy;
        if (girl) {
            nextGirl -= 2;
        } else {
            nextBoy -= 2;
        }
        return serial;
    }
}

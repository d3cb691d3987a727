package dk.hoibu.fhir.generate;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Days counted from a first one, written in the data folder's way: relative to today, so that they move on with it, or fixed.
 *
 * @param fixed the first day; empty when it moves on
 * @param daysAgo how many days before today the first day is, when it moves on
 */
record Timeline(Optional<LocalDate> fixed, int daysAgo) {

    static Timeline begunDaysAgo(int days) {
        return new Timeline(Optional.empty(), days);
    }

    static Timeline begunOn(LocalDate day) {
        return new Timeline(Optional.of(day), 0);
    }

    /** The time on the {@code day}th day after the first. */
    String at(int day, int minuteOfDay) {
        String time = clock(minuteOfDay);
        return fixed.map(first -> first.plusDays(day) + "T" + time + ":00")
                .orElseGet(() -> today(day - daysAgo) + "@" + time);
    }

    /** The date so many days from today; negative for days past. */
    static String today(int days) {
        if (days == 0) {
            return "today";
        }
        return days < 0 ? "today-P" + -days + "D" : "today+P" + days + "D";
    }

    private static String clock(int minuteOfDay) {
        return twoDigits(minuteOfDay / 60) + ":" + twoDigits(minuteOfDay % 60);
    }

    static String twoDigits(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}

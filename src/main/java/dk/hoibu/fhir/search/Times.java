package dk.hoibu.fhir.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Moments, to the millisecond, as stretches that neither overlap nor touch, the latest first. */
public final class Times {

    /** Every moment. */
    static final Times ALL = new Times(List.of(new Stretch(Long.MIN_VALUE, Long.MAX_VALUE)));

    private final List<Stretch> stretches;

    private Times(List<Stretch> stretches) {
        this.stretches = List.copyOf(stretches);
    }

    /** From a moment, which is in it, to another, which is not, in milliseconds since 1970; the extremes of a long are no bounds. */
    public record Stretch(long from, long before) {

        /** Empty when it is not bounded that way. */
        public Optional<Instant> start() {
            return from == Long.MIN_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(from));
        }

        /** Empty when it is not bounded that way. */
        public Optional<Instant> end() {
            return before == Long.MAX_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(before));
        }
    }

    /** The moments that a date in a search means, with its prefix; empty when it is none. */
    static Optional<Times> asked(String value, Instant now) {
        return DateCriterion.parse(value, now).map(DateCriterion::times);
    }

    static Times from(long from) {
        return between(from, Long.MAX_VALUE);
    }

    static Times before(long before) {
        return between(Long.MIN_VALUE, before);
    }

    /** None when {@code before} is not after {@code from}. */
    static Times between(long from, long before) {
        return new Times(from < before ? List.of(new Stretch(from, before)) : List.of());
    }

    public List<Stretch> latestFirst() {
        return stretches;
    }

    public boolean contains(Instant moment) {
        long millis = moment.toEpochMilli();
        return stretches.stream().anyMatch(it -> it.from() <= millis && millis < it.before());
    }

    Times and(Times other) {
        List<Stretch> both = new ArrayList<>();
        for (Stretch one : stretches) {
            for (Stretch two : other.stretches) {
                long from = Math.max(one.from(), two.from());
                long before = Math.min(one.before(), two.before());
                if (from < before) {
                    both.add(new Stretch(from, before));
                }
            }
        }
        return joined(both);
    }

    Times or(Times other) {
        List<Stretch> all = new ArrayList<>(stretches);
        all.addAll(other.stretches);
        return joined(all);
    }

    private static Times joined(List<Stretch> any) {
        List<Stretch> joined = new ArrayList<>();
        any.stream().sorted(Comparator.comparingLong(Stretch::from).reversed()).forEach(next -> {
            Stretch last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            // what began later may be within what begins now
            if (last != null && last.from() <= next.before()) {
                joined.remove(joined.size() - 1);
                joined.add(new Stretch(next.from(), Math.max(last.before(), next.before())));
            } else {
                joined.add(next);
            }
        });
        return new Times(joined);
    }
}

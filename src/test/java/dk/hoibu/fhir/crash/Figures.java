package dk.hoibu.fhir.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What all cycles of one kind came to. */
final class Figures {

    private final String title;
    private final List<Duration> ready = new ArrayList<>();
    private int cycles;
    private long asked;
    private long whole;
    private long partly;
    private long unavailable;
    private long errors;
    private long badlyUnavailable;
    private long records;
    private long missing;
    private long torn;
    private long duplicates;
    private long findings;

    Figures(String title) {
        this.title = title;
    }

    /** Adds one cycle; {@code untilReady} is how long it took from starting again what was killed. */
    void add(int requests, List<Received> received, StoreCheck.Found found, Duration untilReady) {
        cycles++;
        asked += requests;
        whole += received.stream()
                .filter(answer -> answer.whole() && !answer.isUnavailable())
                .count();
        partly += received.stream().filter(answer -> !answer.whole()).count();
        unavailable += received.stream().filter(Received::isUnavailable).count();
        errors += received.stream()
                .filter(answer -> answer.status() >= 500 && !answer.isUnavailable())
                .count();
        badlyUnavailable += received.stream()
                .filter(answer -> answer.isUnavailable() && !answer.isPlainlyUnavailable())
                .count();
        records += found.records();
        missing += found.missing().size();
        torn += found.torn();
        duplicates += found.duplicates().size();
        findings += found.findings().size();
        ready.add(untilReady);
    }

    /** Whether nothing was lost, torn, told twice or told wrongly. */
    boolean isGood() {
        return missing + torn + duplicates + findings + errors + badlyUnavailable == 0;
    }

    int cycles() {
        return cycles;
    }

    long answers() {
        return whole + partly;
    }

    long unavailable() {
        return unavailable;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %d cycles, %,d requests, %,d answers whole, %,d in part, %,d times 503 (not as promised: %d), other 5xx: %d;"
                        + " %,d records; MISSING %d, torn %d, duplicate %d, verifier's findings %d;"
                        + " until ready again: p50 %.2f s, p95 %.2f s, longest %.2f s",
                title,
                cycles,
                asked,
                whole,
                partly,
                unavailable,
                badlyUnavailable,
                errors,
                records,
                missing,
                torn,
                duplicates,
                findings,
                seconds(0.5),
                seconds(0.95),
                seconds(1));
    }

    private double seconds(double share) {
        List<Duration> sorted = ready.stream().sorted().toList();
        int index = (int) Math.ceil(share * sorted.size()) - 1;
        return sorted.isEmpty() ? 0 : sorted.get(Math.max(0, index)).toMillis() / 1000.0;
    }
}

package dk.hoibu.fhir.access;

import dk.hoibu.fhir.domain.PersonNumber;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one request did with children's data, noted while it is worked on, so that the audit can tell it. Of what was in the data it holds
 * {@link Surroundings} alone, which are not told on.
 * Safe for use by many threads.
 */
public final class Journal {

    /** Something a rule hid: what kind of thing, and the rule's id. */
    public record Hidden(String kind, String rule) {}

    /** What a child is to whoever asks. */
    public enum Closeness {
        /** The user asked with their own number. */
        SELF,
        /** The user is a parent, or has custody. */
        PARENT
    }

    /**
     * What is to be known of a child to see that somebody asks whom it does not concern; it is forgotten with the request.
     *
     * @param closeness empty when it is nobody to the user, or that cannot be told
     * @param municipality code of the one it lives in, four digits; empty when not learnt
     */
    public record Surroundings(Optional<Closeness> closeness, Optional<String> municipality) {

        static final Surroundings UNKNOWN = new Surroundings(Optional.empty(), Optional.empty());
    }

    /**
     * What was done about one child.
     *
     * @param child by the number in force, as far as that was learnt
     * @param former other numbers of the same child that were asked about
     * @param hidden how often each rule hid something of each kind, in the order it first did
     * @param lookups the sources asked about the child, and what came of it, in the order they answered
     * @param surroundings what was learnt of the child beside what was asked
     */
    public record About(
            PersonNumber child,
            Set<PersonNumber> former,
            Map<Hidden, Integer> hidden,
            Map<String, String> lookups,
            Surroundings surroundings) {

        /** Nothing was done about that child. */
        public static About nothing(PersonNumber child) {
            return new About(child, Set.of(), Map.of(), Map.of(), Surroundings.UNKNOWN);
        }

        public boolean isAbout(PersonNumber number) {
            return child.equals(number) || former.contains(number);
        }
    }

    private static final class Notes {

        private PersonNumber child;
        private final Set<PersonNumber> former = new HashSet<>();
        private final Map<Hidden, Integer> hidden = new LinkedHashMap<>();
        private final Map<String, String> lookups = new LinkedHashMap<>();
        private Surroundings surroundings = Surroundings.UNKNOWN;

        private Notes(PersonNumber child) {
            this.child = child;
        }
    }

    private final List<Notes> children = new ArrayList<>();
    private final Map<String, String> registers = new LinkedHashMap<>();
    private final Set<String> shown = new LinkedHashSet<>();
    private Consumer<PersonNumber> intent = child -> {};
    private @Nullable String refusal;
    private @Nullable String launch;
    private boolean answered;

    /** {@code intent} is to hear of a child before any source does; when it fails, no source does. */
    public synchronized void beforeAsking(Consumer<PersonNumber> intent) {
        this.intent = intent;
    }

    /** Sources are about to be asked about that child. */
    public void willAsk(PersonNumber child) {
        Consumer<PersonNumber> hears;
        synchronized (this) {
            hears = intent;
        }
        // writes, so not while others wait to note something
        hears.accept(child);
    }

    /** The request is about that child, whether or not anything may be asked. */
    public synchronized void asked(PersonNumber child) {
        notes(child);
    }

    /** The two are numbers of one child. */
    public synchronized void renumbered(PersonNumber former, PersonNumber current) {
        Notes one = notes(former);
        Notes other = notes(current);
        if (one != other) {
            other.hidden.forEach((what, count) -> one.hidden.merge(what, count, Math::max));
            other.lookups.forEach(one.lookups::putIfAbsent);
            one.former.addAll(other.former);
            children.remove(other);
        }
        one.former.add(one.child);
        one.child = current;
    }

    private Notes notes(PersonNumber child) {
        return children.stream()
                .filter(it -> it.child.equals(child) || it.former.contains(child))
                .findFirst()
                .orElseGet(() -> {
                    Notes fresh = new Notes(child);
                    children.add(fresh);
                    return fresh;
                });
    }

    /** The question itself was refused, by the rule with that id. */
    public synchronized void refused(String rule) {
        refusal = rule;
    }

    /**
     * Something of the child was found and not shown.
     *
     * @param count how many of that kind the rule hid so far: who looks twice finds the same things twice
     */
    public synchronized void hidden(PersonNumber child, Item.Kind kind, String rule, int count) {
        notes(child).hidden.merge(new Hidden(kind.code(), rule), count, Math::max);
    }

    /** The source was asked about the child; {@code outcome} is {@code ok}, or why it gave no answer. The first time counts. */
    public synchronized void lookedUp(PersonNumber child, String source, String outcome) {
        notes(child).lookups.putIfAbsent(source, outcome);
    }

    /** What was learnt of the child; the last time counts. */
    public synchronized void surroundings(PersonNumber child, Surroundings surroundings) {
        notes(child).surroundings = surroundings;
    }

    /** The source was asked about no child. */
    public synchronized void lookedUp(String source, String outcome) {
        registers.putIfAbsent(source, outcome);
    }

    /** The request belongs to the press of a button that a record system knows by that id. */
    public synchronized void launched(String correlation) {
        launch = correlation;
    }

    /** The answer holds that resource, {@code Type/id}. */
    public synchronized void shown(String resource) {
        shown.add(resource);
    }

    /** There is an answer, and all that it holds was noted. */
    public synchronized void answered() {
        answered = true;
    }

    public synchronized boolean isAnswered() {
        return answered;
    }

    /** The children that were asked about, the one it began with first; none when the request got to no child. */
    public synchronized List<About> children() {
        return children.stream()
                .map(it -> new About(
                        it.child,
                        Set.copyOf(it.former),
                        new LinkedHashMap<>(it.hidden),
                        new LinkedHashMap<>(it.lookups),
                        it.surroundings))
                .toList();
    }

    /** The sources asked about no child, and what came of it. */
    public synchronized Map<String, String> registers() {
        return new LinkedHashMap<>(registers);
    }

    /** The rule that refused the question; empty when none did. */
    public synchronized Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** The press of a button that a record system knows by that id; empty when none was told. */
    public synchronized Optional<String> launch() {
        return Optional.ofNullable(launch);
    }

    /** The resources in the answer, in its order. */
    public synchronized List<String> shown() {
        return new ArrayList<>(shown);
    }
}

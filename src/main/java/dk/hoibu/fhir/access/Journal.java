package dk.hoibu.fhir.access;

import dk.hoibu.fhir.domain.PersonNumber;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one request did with a child's data, noted while it is worked on, so that the audit can tell it. It never holds what was in the data.
 * Safe for use by many threads.
 */
public final class Journal {

    /** Something a rule hid: what kind of thing, and the rule's id. */
    public record Hidden(String kind, String rule) {}

    private @Nullable PersonNumber child;
    private @Nullable String refusal;
    private boolean answered;
    private final Map<Hidden, Integer> hidden = new LinkedHashMap<>();
    private final Map<String, String> lookups = new LinkedHashMap<>();
    private final Set<String> shown = new LinkedHashSet<>();

    /** Leave to ask the sources about that person was given or refused. A later one is the same child's present number. */
    synchronized void asked(PersonNumber person) {
        child = person;
    }

    /** The question itself was refused, by the rule with that id. */
    public synchronized void refused(String rule) {
        refusal = rule;
    }

    /** Something was found and not shown. */
    public synchronized void hidden(Item.Kind kind, String rule) {
        hidden.merge(new Hidden(kind.code(), rule), 1, Integer::sum);
    }

    /** The source was asked about the child; {@code outcome} is {@code ok}, or why it gave no answer. The first time counts. */
    public synchronized void lookedUp(String source, String outcome) {
        lookups.putIfAbsent(source, outcome);
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

    /** Who was asked about; empty when the request got to no child. */
    public synchronized Optional<PersonNumber> child() {
        return Optional.ofNullable(child);
    }

    /** The rule that refused the question; empty when none did. */
    public synchronized Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** How often each rule hid something of each kind, in the order it first did. */
    public synchronized Map<Hidden, Integer> hidden() {
        return new LinkedHashMap<>(hidden);
    }

    /** The sources asked about the child, and what came of it, in the order they answered. */
    public synchronized Map<String, String> lookups() {
        return new LinkedHashMap<>(lookups);
    }

    /** The resources in the answer, in its order. */
    public synchronized List<String> shown() {
        return new ArrayList<>(shown);
    }
}

package dk.hoibu.fhir.audit;

import java.util.List;

/**
 * What an answer told, and what it took to find it; never what was in it.
 *
 * @param status of HTTP
 * @param shown the resources in the answer, as {@code Type/id}; empty when there were none, or nothing was answered
 * @param hidden what rules hid of what was found
 * @param lookups the sources that were asked about the child
 */
public record Told(int status, List<String> shown, List<Hidden> hidden, List<Lookup> lookups) {

    public Told {
        shown = List.copyOf(shown);
        hidden = List.copyOf(hidden);
        lookups = List.copyOf(lookups);
        shown.forEach(resource -> NumberFree.require("shown resource", resource));
    }

    /** An answer of nothing but its status. */
    public static Told nothing(int status) {
        return new Told(status, List.of(), List.of(), List.of());
    }

    /**
     * Things that were found and not shown.
     *
     * @param kind what kind of thing, as the policy names it
     * @param rule id of the rule
     * @param count how many, from 1
     */
    public record Hidden(String kind, String rule, int count) {

        public Hidden {
            NumberFree.require("kind of hidden thing", kind);
            NumberFree.require("rule", rule);
        }
    }

    /**
     * A source that was asked.
     *
     * @param outcome {@code ok}, or why it gave no answer
     */
    public record Lookup(String source, String outcome) {

        public Lookup {
            NumberFree.require("source", source);
            NumberFree.require("lookup outcome", outcome);
        }
    }
}

package dk.hoibu.fhir.access;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a token permits: the union of its scopes (SMART App Launch 2.2, scopes for requesting FHIR resources). A word that is no scope of
 * that grammar permits nothing with FHIR resources.
 */
public final class Scopes {

    private final List<Scope> scopes;
    private final Set<String> words;

    private Scopes(List<Scope> scopes, Set<String> words) {
        this.scopes = List.copyOf(scopes);
        this.words = words;
    }

    /** The scopes in {@code text}, which spaces keep apart; empty text permits nothing. */
    public static Scopes parse(String text) {
        Set<String> words = new LinkedHashSet<>();
        List<Scope> scopes = new ArrayList<>();
        for (String word : text.split(" +")) {
            if (!word.isEmpty() && words.add(word)) {
                Optional<Scope> scope = Scope.parse(word);
                scope.ifPresent(scopes::add);
            }
        }
        return new Scopes(scopes, words);
    }

    /** Those that let {@code action} be done with resources of {@code type}; each still has its context and its constraints. */
    public List<Scope> covering(String type, Scope.Action action) {
        return scopes.stream().filter(scope -> scope.covers(type, action)).toList();
    }

    /** Whether any lets {@code action} be done with some resource of {@code type}. */
    public boolean cover(String type, Scope.Action action) {
        return !covering(type, action).isEmpty();
    }

    /** Whether any is about a user or the child of a launch; a system that asks for itself has none such. */
    public boolean speakOfAUser() {
        return scopes.stream().anyMatch(scope -> scope.context() != Scope.Context.SYSTEM);
    }

    /** Whether the very word was granted, as {@code openid}. */
    public boolean has(String word) {
        return words.contains(word);
    }

    /** As granted, in that order. */
    @Override
    public String toString() {
        return String.join(" ", words);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Scopes that && words.equals(that.words);
    }

    @Override
    public int hashCode() {
        return words.hashCode();
    }
}

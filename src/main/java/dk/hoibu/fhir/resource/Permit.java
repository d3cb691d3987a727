package dk.hoibu.fhir.resource;

import dk.hoibu.fhir.access.Scope;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.search.Searcher;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Resource;

/** What a token's scopes let be done with resources of one type: what any of them lets, each with its own constraints. */
final class Permit {

    /**
     * A scope that covers the type.
     *
     * @param whole whether it is without constraints
     * @param constraints what a resource must fulfil, all of it
     */
    record Term(Scope.Context context, boolean whole, Predicate<Resource> constraints) {}

    /**
     * The child of scopes in the context of a patient.
     *
     * @param referenced the resources that the child's own refer to, as {@code Type/id}
     */
    record OneChild(PersonNumber number, String id, Supplier<Set<String>> referenced) {}

    private final List<Term> terms;
    private final Optional<OneChild> child;
    private final boolean aboutNobody;

    /**
     * @param child empty when the token is for no one child; then no term may be in the context of a patient
     * @param aboutNobody whether resources of the type are about no person, and so in everybody's context
     */
    Permit(List<Term> terms, Optional<OneChild> child, boolean aboutNobody) {
        this.terms = List.copyOf(terms);
        this.child = child;
        this.aboutNobody = aboutNobody;
    }

    /** What the sample permits to everybody. */
    static Permit all() {
        return new Permit(List.of(new Term(Scope.Context.SYSTEM, true, resource -> true)), Optional.empty(), true);
    }

    boolean isNothing() {
        return terms.isEmpty();
    }

    /** Whether nothing of the type is left out for want of a scope, of the child that may be asked about. */
    boolean isWhole() {
        return terms.stream().anyMatch(Term::whole);
    }

    /** The one child that everything must be about; empty when a scope goes further. */
    Optional<OneChild> onlyChild() {
        return terms.stream().allMatch(term -> term.context() == Scope.Context.PATIENT) ? child : Optional.empty();
    }

    /** Whether a question about that person may be asked; {@code number} is empty when nobody is meant. */
    boolean isAbout(Optional<PersonNumber> number) {
        return onlyChild().map(one -> number.equals(Optional.of(one.number()))).orElse(true);
    }

    /** Whether {@code resource} may be shown, which belongs to {@code owner} or, when that is empty, to no one person. */
    boolean shows(Resource resource, Optional<PersonNumber> owner) {
        return terms.stream()
                .anyMatch(term -> term.constraints().test(resource)
                        && (term.context() != Scope.Context.PATIENT || isOfTheChild(resource, owner)));
    }

    private boolean isOfTheChild(Resource resource, Optional<PersonNumber> owner) {
        if (aboutNobody) {
            return true;
        }
        return child.map(one -> owner.map(one.number()::equals)
                        .orElseGet(() -> one.referenced().get().contains(Searcher.key(resource))))
                .orElse(false);
    }
}

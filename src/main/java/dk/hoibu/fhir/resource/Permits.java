package dk.hoibu.fhir.resource;

import com.google.common.base.Suppliers;
import dk.hoibu.fhir.access.Identity;
import dk.hoibu.fhir.access.Requester;
import dk.hoibu.fhir.access.Scope;
import dk.hoibu.fhir.access.Scope.Action;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Caller;
import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.fhir.Problem;
import dk.hoibu.fhir.search.QueryParser;
import dk.hoibu.fhir.search.SearchDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Resource;

/**
 * Holds requests to the scopes of their tokens. A scope whose constraint cannot be evaluated permits nothing, and neither does one in the
 * context of a patient when the token is for none. Safe for use by many threads.
 */
final class Permits {

    private final Map<String, SearchDefinition<?>> definitions;
    private final QueryParser parser;
    private final Ids ids;
    private final BiFunction<Requester, PersonNumber, Set<String>> referenced;

    /** {@code referenced} finds what a child's resources refer to, as {@code Type/id}. */
    Permits(
            Map<String, SearchDefinition<?>> definitions,
            QueryParser parser,
            Ids ids,
            BiFunction<Requester, PersonNumber, Set<String>> referenced) {
        this.definitions = Map.copyOf(definitions);
        this.parser = parser;
        this.ids = ids;
        this.referenced = referenced;
    }

    /** @throws Problem 403 when no scope lets {@code action} be done with any resource of that type */
    Permit require(Caller caller, String type, Action action) {
        Permit permit = of(caller, type, action);
        if (permit.isNothing()) {
            throw Problem.insufficientScope();
        }
        return permit;
    }

    /** Which resources may be in an answer beside those asked for, when they belong to {@code owner} or are the registers'. */
    Predicate<Resource> readable(Caller caller, Optional<PersonNumber> owner) {
        if (caller.requester().identity().isEmpty()) {
            return resource -> true;
        }
        Map<String, Permit> byType = new HashMap<>();
        return resource -> byType.computeIfAbsent(resource.fhirType(), type -> of(caller, type, Action.READ))
                .shows(resource, owner);
    }

    /** Whether all of these types may be read, as far as they are about the child that may be asked about. */
    boolean readWhole(Caller caller, String... types) {
        return Stream.of(types).allMatch(type -> of(caller, type, Action.READ).isWhole());
    }

    private Permit of(Caller caller, String type, Action action) {
        Optional<Identity> asking = caller.requester().identity();
        SearchDefinition<?> definition = definitions.get(type);
        // who came in without a token came in where none is asked for: the door sees to that
        if (asking.isEmpty() || definition == null) {
            return Permit.all();
        }
        Identity identity = asking.get();
        Optional<Permit.OneChild> child = identity.patientContext()
                .flatMap(id -> ids.person(Ids.Purpose.PATIENT, id).map(number -> oneChild(caller, number, id)));
        List<Permit.Term> terms = identity.scopes().covering(type, action).stream()
                .filter(scope -> scope.context() != Scope.Context.PATIENT || child.isPresent())
                .flatMap(scope -> constraints(definition, scope)
                        .map(test -> new Permit.Term(
                                scope.context(), scope.constraints().isEmpty(), test))
                        .stream())
                .toList();
        return new Permit(terms, child, definition.scope() == SearchDefinition.Scope.GUIDE);
    }

    private Permit.OneChild oneChild(Caller caller, PersonNumber number, String id) {
        return new Permit.OneChild(number, id, Suppliers.memoize(() -> referenced.apply(caller.requester(), number)));
    }

    /** All constraints of {@code scope} as one test; empty when any of them cannot be evaluated. */
    private <R extends Resource> Optional<Predicate<Resource>> constraints(
            SearchDefinition<R> definition, Scope scope) {
        Predicate<Resource> all = resource -> true;
        for (Scope.Constraint constraint : scope.constraints()) {
            Optional<Predicate<R>> test = parser.test(definition, constraint.parameter(), constraint.value());
            if (test.isEmpty()) {
                return Optional.empty();
            }
            Predicate<R> known = test.get();
            all = all.and(resource -> definition.resource().isInstance(resource)
                    && known.test(definition.resource().cast(resource)));
        }
        return Optional.of(all);
    }
}

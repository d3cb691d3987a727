package dk.hoibu.fhir.resource;

import dk.hoibu.fhir.access.Scope.Action;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Caller;
import dk.hoibu.fhir.fhir.Ids.Purpose;
import dk.hoibu.fhir.fhir.Message;
import dk.hoibu.fhir.fhir.Problem;
import dk.hoibu.fhir.fhir.Terminology;
import dk.hoibu.fhir.mapping.Targets;
import dk.hoibu.fhir.overview.Overview;
import dk.hoibu.fhir.overview.Overviews;
import dk.hoibu.fhir.search.Answer;
import dk.hoibu.fhir.search.Query;
import dk.hoibu.fhir.search.QueryParser;
import dk.hoibu.fhir.search.Request;
import dk.hoibu.fhir.search.SearchDefinition;
import dk.hoibu.fhir.search.Searcher;
import dk.hoibu.fhir.source.Gap;
import dk.hoibu.fhir.source.SourceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.EpisodeOfCare;
import org.hl7.fhir.r4.model.EpisodeOfCare.EpisodeOfCareStatus;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/**
 * Answers searches and {@code $everything}: an answer of many parts can say which of them are missing.
 * Safe for use by many threads.
 */
public final class Answers {

    private final Overviews overviews;
    private final ChildResources child;
    private final Directory directory;
    private final Guide guide;
    private final QueryParser parser;
    private final Searcher searcher;
    private final Targets targets;
    private final Needs needs;
    private final Notes notes;
    private final Permits permits;
    private final String base;
    private final boolean closedOnRequest;

    Answers(
            Overviews overviews,
            ChildResources child,
            Directory directory,
            Guide guide,
            QueryParser parser,
            Searcher searcher,
            Targets targets,
            Terminology terms,
            Permits permits,
            String base,
            boolean closedOnRequest) {
        this.permits = permits;
        this.overviews = overviews;
        this.child = child;
        this.directory = directory;
        this.guide = guide;
        this.parser = parser;
        this.searcher = searcher;
        this.targets = targets;
        this.needs = new Needs(terms);
        this.notes = new Notes(terms);
        this.base = base;
        this.closedOnRequest = closedOnRequest;
    }

    // ---- search

    /** @throws Problem 403 when no scope lets the type be searched; 400 for what is not understood */
    <R extends Resource> Query<R> parse(SearchDefinition<R> definition, Request request, Caller caller) {
        Permit permit = permits.require(caller, definition.type(), Action.SEARCH);
        return parser.parse(
                definition,
                permit.onlyChild()
                        .map(child -> narrowed(definition, request, child.id()))
                        .orElse(request));
    }

    /** For an application that was opened for one child, a search that names nobody is about that child. */
    private static Request narrowed(SearchDefinition<?> definition, Request request, String child) {
        Optional<String> parameter = switch (definition.scope()) {
            case PERSON -> Optional.of("_id");
            case CHILD -> Optional.of("patient");
            case DIRECTORY, GUIDE, AUDIT -> Optional.empty();
        };
        boolean named = request.parameters().keySet().stream()
                .map(name -> name.split("[:.]", 2)[0])
                .anyMatch(name -> Set.of("_id", "identifier").contains(name) && parameter.equals(Optional.of("_id"))
                        || definition.childParam(name).isPresent());
        if (parameter.isEmpty() || named || QueryParser.isPage(request)) {
            return request;
        }
        Map<String, List<String>> parameters = new LinkedHashMap<>(request.parameters());
        parameters.put(parameter.get(), List.of(child));
        return new Request(parameters, request.fromBody(), request.holder());
    }

    <R extends Resource> Bundle search(SearchDefinition<R> definition, Query<R> query, Caller caller) {
        return switch (definition.scope()) {
            case PERSON -> searchPerson(definition, query, caller);
            case CHILD -> searchChild(definition, query, caller);
            case DIRECTORY -> searchDirectory(definition, query, caller);
            case GUIDE -> searchGuide(definition, query, caller);
            case AUDIT -> throw new IllegalArgumentException("not searched here: " + definition.type());
        };
    }

    private <R extends Resource> Bundle searchPerson(SearchDefinition<R> definition, Query<R> query, Caller caller) {
        Optional<PersonNumber> number = personAsked(query);
        Permit permit = permitted(definition, number, caller);
        if (number.isEmpty()) {
            return searcher.search(
                    definition, query, answer(List.of(), Map.of(), true, Optional.empty()), target -> Optional.empty());
        }
        Overview overview = overviews.person(caller.requester(), number.get());
        needs.require(overview, SourceId.PERSONS);
        if (!overview.known()) {
            Optional<OperationOutcome> unknown = Optional.of(notes.personUnknown(caller.language()));
            return searcher.search(
                    definition, query, answer(List.of(), Map.of(), true, unknown), target -> Optional.empty());
        }
        Patient patient = child.patient(overview);
        // asked for by an id made of a former number, the patient answers to that id, as in a read
        query.ids().flatMap(ids -> ids.stream().findFirst()).ifPresent(id -> patient.setId("Patient/" + id));
        return searcher.search(
                definition,
                query,
                answer(
                        permit.shows(patient, number)
                                ? List.of(definition.resource().cast(patient))
                                : List.of(),
                        Map.of(),
                        true,
                        Optional.empty()),
                target -> Optional.empty());
    }

    /** The one person named by number or by id; empty when the id is not ours, or the two disagree. */
    private Optional<PersonNumber> personAsked(Query<?> query) {
        if (query.ids().isEmpty()) {
            return query.child();
        }
        Set<String> ids = query.ids().get();
        if (ids.size() > 1) {
            throw Problem.parameter("_id", IssueType.REQUIRED, Message.ONE_CHILD, "_id");
        }
        return ids.stream().findFirst().flatMap(id -> targets.ids().person(Purpose.PATIENT, id));
    }

    private <R extends Resource> Bundle searchChild(SearchDefinition<R> definition, Query<R> query, Caller caller) {
        PersonNumber number = query.child().orElseThrow(() -> new IllegalStateException("the parser requires a child"));
        Permit permit = permitted(definition, Optional.of(number), caller);
        boolean network = definition.type().equals("CareTeam");
        Overview overview = overviews.of(caller.requester(), number, Needs.parts(definition.type()));
        if (!overview.known()) {
            throw Problem.of(404, IssueType.NOTFOUND, Message.PERSON_UNKNOWN);
        }
        needs.require(overview, Needs.needed(definition.type()));
        List<R> candidates = candidates(definition, overview, query.statuses()).stream()
                .filter(resource -> permit.shows(resource, Optional.of(number)))
                .map(definition.resource()::cast)
                .toList();
        Map<String, Resource> related = new LinkedHashMap<>();
        if (!query.includes().isEmpty()) {
            related.putAll(child.related(overview));
            Patient patient = child.patient(overview);
            related.put(Searcher.key(patient), patient);
        }
        boolean complete = overview.complete() && permit.isWhole();
        return searchWithReads(
                definition,
                query,
                answer(
                        candidates,
                        only(related, permits.readable(caller, Optional.of(number))),
                        complete,
                        notes.of(overview, network, permit.isWhole(), caller.language())),
                caller,
                Optional.of(number));
    }

    /** @throws Problem 403, the same whether or not there is such a person, when the scopes are about another */
    private Permit permitted(SearchDefinition<?> definition, Optional<PersonNumber> number, Caller caller) {
        Permit permit = permits.require(caller, definition.type(), Action.SEARCH);
        if (!permit.isAbout(number)) {
            throw Problem.refused();
        }
        return permit;
    }

    private static Map<String, Resource> only(Map<String, Resource> all, Predicate<Resource> readable) {
        Map<String, Resource> some = new LinkedHashMap<>(all);
        some.values().removeIf(readable.negate());
        return some;
    }

    private List<? extends Resource> candidates(
            SearchDefinition<?> definition, Overview overview, Set<String> statuses) {
        return switch (definition.type()) {
            case "EpisodeOfCare" ->
                child.cases(overview).stream()
                        .filter(episode -> asked(episode, statuses))
                        .toList();
            case "Appointment" -> child.bookings(overview);
            case "CareTeam" -> child.network(overview).map(List::of).orElse(List.of());
            default -> throw new IllegalArgumentException("not a child's type: " + definition.type());
        };
    }

    /** A closed case is shown only to who asks for closed ones, and only if the owner lets it. */
    private boolean asked(EpisodeOfCare episode, Set<String> statuses) {
        return episode.getStatus() != EpisodeOfCareStatus.FINISHED
                || closedOnRequest && statuses.contains(EpisodeOfCareStatus.FINISHED.toCode());
    }

    private <R extends Resource> Bundle searchDirectory(SearchDefinition<R> definition, Query<R> query, Caller caller) {
        Permit permit = permits.require(caller, definition.type(), Action.SEARCH);
        Directory.Found found = query.ids()
                .filter(ids -> ids.size() == 1)
                .map(ids -> directory.one(
                        caller.requester(), definition.type(), ids.iterator().next()))
                .orElseGet(() -> directory.all(caller.requester(), definition.type()));
        if (found.answered() == 0 && !found.gaps().isEmpty()) {
            throw needs.nothingAnswered(found.gaps());
        }
        Map<String, Resource> related =
                found.resources().stream().collect(Collectors.toMap(Searcher::key, r -> r, (a, b) -> a));
        List<R> candidates = found.resources().stream()
                .filter(resource -> permit.shows(resource, Optional.empty()))
                .map(definition.resource()::cast)
                .toList();
        return searchWithReads(
                definition,
                query,
                answer(
                        candidates,
                        query.includes().isEmpty()
                                ? Map.of()
                                : only(related, permits.readable(caller, Optional.empty())),
                        found.gaps().isEmpty(),
                        notes.of(found.gaps(), caller.language())),
                caller,
                Optional.empty());
    }

    private <R extends Resource> Bundle searchGuide(SearchDefinition<R> definition, Query<R> query, Caller caller) {
        Permit permit = permits.require(caller, definition.type(), Action.SEARCH);
        List<R> all = guide.all(definition.type()).stream()
                .filter(resource -> permit.shows(resource, Optional.empty()))
                .map(definition.resource()::cast)
                .toList();
        Bundle bundle = searcher.search(
                definition, query, answer(all, Map.of(), true, Optional.empty()), target -> Optional.empty());
        // what is changed on the way out must not change the guide
        bundle.getEntry().forEach(entry -> entry.setResource(entry.getResource().copy()));
        return bundle;
    }

    /** Searches, reading what includes need and is not at hand; what cannot be read makes the answer incomplete, and says so. */
    private <R extends Resource> Bundle searchWithReads(
            SearchDefinition<R> definition,
            Query<R> query,
            Answer<R> answer,
            Caller caller,
            Optional<PersonNumber> owner) {
        Predicate<Resource> readable = permits.readable(caller, owner);
        List<Gap> missing = new ArrayList<>();
        Bundle bundle = searcher.search(definition, query, answer, target -> {
            Directory.Found found =
                    directory.one(caller.requester(), target.substring(0, target.indexOf('/')), Targets.idOf(target));
            found.gaps().stream().filter(gap -> !missing.contains(gap)).forEach(missing::add);
            return found.resources().stream().findFirst().filter(readable);
        });
        if (!missing.isEmpty() && answer.complete()) {
            bundle.setTotalElement(null);
            notes.of(missing, caller.language()).ifPresent(outcome -> Searcher.addOutcome(bundle, outcome));
        }
        return bundle;
    }

    // ---- $everything

    /** All that there is about one child, in one searchset. */
    Bundle everything(String id, Caller caller) {
        Permit permit = permits.require(caller, "Patient", Action.READ);
        PersonNumber number = targets.ids()
                .person(Purpose.PATIENT, id)
                .filter(person -> permit.isAbout(Optional.of(person)))
                .orElseThrow(Problem::notFound);
        Overview overview = overviews.of(caller.requester(), number, Needs.EVERYTHING);
        if (!overview.known()) {
            throw Problem.notFound();
        }
        needs.require(overview, Needs.needed("CareTeam"));
        Predicate<Resource> readable = permits.readable(caller, Optional.of(number));
        Map<String, Resource> related = only(child.related(overview), readable);
        List<Resource> matches = new ArrayList<>();
        matches.add(child.patient(overview));
        child.cases(overview).stream()
                .filter(episode -> asked(episode, Set.of()))
                .forEach(matches::add);
        matches.addAll(child.bookings(overview));
        child.network(overview).ifPresent(matches::add);
        if (!readable.test(matches.get(0))) {
            throw Problem.notFound();
        }
        matches.removeIf(readable.negate());

        Bundle bundle = new Bundle().setType(Bundle.BundleType.SEARCHSET);
        bundle.addLink().setRelation("self").setUrl(base + "/Patient/" + id + "/$everything");
        boolean whole = permits.readWhole(caller, "EpisodeOfCare", "Appointment", "CareTeam");
        if (overview.complete() && whole) {
            bundle.setTotal(matches.size());
        }
        matches.forEach(resource -> add(bundle, resource, SearchEntryMode.MATCH));
        Reachable.from(matches, related).forEach(resource -> add(bundle, resource, SearchEntryMode.INCLUDE));
        notes.of(overview, true, whole, caller.language()).ifPresent(outcome -> Searcher.addOutcome(bundle, outcome));
        return bundle;
    }

    private void add(Bundle bundle, Resource resource, SearchEntryMode mode) {
        bundle.addEntry()
                .setFullUrl(base + "/" + Searcher.key(resource))
                .setResource(resource)
                .getSearch()
                .setMode(mode);
    }

    private static <R extends Resource> Answer<R> answer(
            List<R> candidates, Map<String, Resource> related, boolean complete, Optional<OperationOutcome> outcome) {
        return new Answer<>(candidates, related, complete, outcome);
    }
}

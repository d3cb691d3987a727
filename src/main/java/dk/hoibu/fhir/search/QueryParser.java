package dk.hoibu.fhir.search;

import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.fhir.Message;
import dk.hoibu.fhir.fhir.Problem;
import dk.hoibu.fhir.search.Query.Pair;
import dk.hoibu.fhir.search.SearchDefinition.Scope;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;

/**
 * Reads search requests strictly: what is not understood is a 400 that names it, because an ignored filter is a wrong answer. Safe for
 * use by many threads.
 */
public final class QueryParser {

    /** Parameters that say how to answer, not what to find; the HTTP side has read them already. */
    private static final Set<String> PRESENTATION = Set.of("_format", "_pretty", "_elements");

    private final Ids ids;
    private final PageLinks links;
    private final String base;
    private final AnswerControls.Offer offer;
    private final Clock clock;

    /** {@code elements} gives the names of a type's elements, which {@code _elements} may name. */
    public QueryParser(
            Map<String, SearchDefinition<?>> definitions,
            Ids ids,
            String base,
            int defaultCount,
            int maxCount,
            Function<String, Set<String>> elements,
            Clock clock) {
        this.ids = ids;
        this.links = new PageLinks(ids);
        this.base = base;
        this.offer = new AnswerControls.Offer(Map.copyOf(definitions), elements, defaultCount, maxCount);
        this.clock = clock;
    }

    public <R extends Resource> Query<R> parse(SearchDefinition<R> definition, Request request) {
        Optional<PageLinks.Page> page = page(definition, request);
        if (page.isPresent()) {
            if (!page.get().isOf(request.holder())) {
                throw Problem.refused();
            }
            Reading<R> reading = new Reading<>(definition, true);
            page.get().parameters().forEach(reading::read);
            return reading.query(page.get().offset(), request.holder());
        }
        Reading<R> reading = new Reading<>(definition, request.fromBody());
        request.parameters().forEach((name, values) -> values.forEach(value -> reading.read(new Pair(name, value))));
        return reading.query(0, request.holder());
    }

    /** What a search with that parameter and value alone would find; empty when there is no such search. */
    public <R extends Resource> Optional<Predicate<R>> test(SearchDefinition<R> definition, String name, String value) {
        try {
            Criteria criteria = new Criteria(ids, base, clock.instant());
            return definition.param(name).map(param -> criteria.of(param, "", value));
        } catch (Problem notUnderstood) {
            return Optional.empty();
        }
    }

    /** Whether {@code request} is for a further page of an answer, whose link says all there is to say. */
    public static boolean isPage(Request request) {
        return request.parameters().containsKey(PageLinks.PARAMETER);
    }

    private Optional<PageLinks.Page> page(SearchDefinition<?> definition, Request request) {
        List<String> tokens = request.parameters().get(PageLinks.PARAMETER);
        if (tokens == null) {
            return Optional.empty();
        }
        Set<String> others = new HashSet<>(request.parameters().keySet());
        others.remove(PageLinks.PARAMETER);
        others.removeAll(PRESENTATION);
        if (tokens.size() != 1 || !others.isEmpty()) {
            throw badPage();
        }
        return Optional.of(links.read(definition.type(), tokens.get(0)).orElseThrow(QueryParser::badPage));
    }

    private static Problem badPage() {
        return Problem.parameter(PageLinks.PARAMETER, IssueType.INVALID, Message.BAD_PAGE_LINK);
    }

    /** One request being read. */
    private final class Reading<R extends Resource> {

        private final SearchDefinition<R> definition;
        private final Criteria criteria = new Criteria(ids, base, clock.instant());
        private final List<Predicate<R>> filters = new ArrayList<>();
        private final Set<String> statuses = new LinkedHashSet<>();
        private final List<Pair> canonical = new ArrayList<>();
        private final ChildNaming naming;
        private final AnswerControls<R> controls;
        private Optional<Set<String>> idsAsked = Optional.empty();

        private Reading(SearchDefinition<R> definition, boolean fromBody) {
            this.definition = definition;
            this.naming = new ChildNaming(definition, ids, criteria, fromBody, canonical);
            this.controls = new AnswerControls<>(definition, offer, canonical);
        }

        private void read(Pair pair) {
            int colon = pair.name().indexOf(':');
            String name = colon < 0 ? pair.name() : pair.name().substring(0, colon);
            String modifier = colon < 0 ? "" : pair.name().substring(colon + 1);
            if (pair.value().isEmpty()) {
                throw Criteria.invalid(definition.param(name).isPresent() ? name : Criteria.safe(name), "a value");
            }
            if (colon < 0 && controls.reads(pair)) {
                return;
            }
            if (name.equals("_include")) {
                controls.include(modifier, pair);
                return;
            }
            if (naming.reads(name, modifier, pair)) {
                return;
            }
            SearchParam<R> param = definition
                    .param(name)
                    .orElseThrow(() -> Problem.parameter(
                            Criteria.safe(name),
                            IssueType.NOTSUPPORTED,
                            Message.UNKNOWN_PARAMETER,
                            Criteria.safe(name)));
            if (definition.scope() == Scope.PERSON && name.equals("identifier")) {
                naming.person(pair, modifier);
                return;
            }
            Criteria.requireNoNumber(name, pair.value());
            if (name.equals("_id")) {
                ids(param, modifier, pair.value());
            } else {
                filters.add(criteria.of(param, modifier, pair.value()));
            }
            if (name.equals("status")) {
                Criteria.split(pair.value(), ',').forEach(v -> statuses.add(v.substring(v.indexOf('|') + 1)));
            }
            canonical.add(pair);
        }

        /** Ids made before a key rotation are asked for under their present form. */
        private void ids(SearchParam<R> param, String modifier, String value) {
            Set<String> asked = new LinkedHashSet<>();
            for (String id : Criteria.split(value, ',')) {
                asked.add(ids.renewed(definition.type(), id));
            }
            filters.add(criteria.of(param, modifier, String.join(",", asked)));
            idsAsked.ifPresent(asked::retainAll);
            idsAsked = Optional.of(asked);
        }

        private Query<R> query(int offset, String holder) {
            Optional<PersonNumber> child = naming.child();
            if (definition.scope() == Scope.CHILD && child.isEmpty()) {
                throw naming.oneChild();
            }
            if (definition.scope() == Scope.PERSON && child.isEmpty() && idsAsked.isEmpty()) {
                throw Problem.parameter("identifier", IssueType.REQUIRED, Message.PATIENT_NEEDS_IDENTIFIER);
            }
            return new Query<>(
                    child,
                    idsAsked,
                    List.copyOf(filters),
                    Set.copyOf(statuses),
                    controls.sort(),
                    controls.count(),
                    offset,
                    controls.countOnly(),
                    controls.withTotal(),
                    controls.includes(),
                    List.copyOf(canonical),
                    holder);
        }
    }
}

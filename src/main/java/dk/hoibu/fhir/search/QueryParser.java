package dk.hoibu.fhir.search;

import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.fhir.Ids.Purpose;
import dk.hoibu.fhir.fhir.Message;
import dk.hoibu.fhir.fhir.Problem;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.search.Query.Include;
import dk.hoibu.fhir.search.Query.Pair;
import dk.hoibu.fhir.search.Query.SortKey;
import dk.hoibu.fhir.search.SearchDefinition.ChildParam;
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
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;

/**
 * Reads search requests strictly: what is not understood is a 400 that names it, because an ignored filter is a wrong answer. Safe for
 * use by many threads.
 */
public final class QueryParser {

    /** Parameters that say how to answer, not what to find; the HTTP side has read them already. */
    private static final Set<String> PRESENTATION = Set.of("_format", "_pretty", "_elements");

    private final Map<String, SearchDefinition<?>> definitions;
    private final Ids ids;
    private final PageLinks links;
    private final String base;
    private final int defaultCount;
    private final int maxCount;
    private final Function<String, Set<String>> elements;
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
        this.definitions = Map.copyOf(definitions);
        this.ids = ids;
        this.links = new PageLinks(ids);
        this.base = base;
        this.defaultCount = defaultCount;
        this.maxCount = maxCount;
        this.elements = elements;
        this.clock = clock;
    }

    public <R extends Resource> Query<R> parse(SearchDefinition<R> definition, Request request) {
        Optional<PageLinks.Page> page = page(definition, request);
        if (page.isPresent()) {
            Reading<R> reading = new Reading<>(definition, true);
            page.get().parameters().forEach(reading::read);
            return reading.query(page.get().offset());
        }
        Reading<R> reading = new Reading<>(definition, request.fromBody());
        request.parameters().forEach((name, values) -> values.forEach(value -> reading.read(new Pair(name, value))));
        return reading.query(0);
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
        private final boolean fromBody;
        private final Criteria criteria = new Criteria(ids, base, clock.instant());
        private final Set<String> once = new HashSet<>();
        private final List<Predicate<R>> filters = new ArrayList<>();
        private final Set<String> statuses = new LinkedHashSet<>();
        private final List<Include> includes = new ArrayList<>();
        private final List<Pair> canonical = new ArrayList<>();
        private Optional<PersonNumber> child = Optional.empty();
        private Optional<Set<String>> idsAsked = Optional.empty();
        private List<SortKey<R>> sort = List.of();
        private int count = defaultCount;
        private boolean countOnly;
        private boolean withTotal = true;

        private Reading(SearchDefinition<R> definition, boolean fromBody) {
            this.definition = definition;
            this.fromBody = fromBody;
        }

        private void read(Pair pair) {
            int colon = pair.name().indexOf(':');
            String name = colon < 0 ? pair.name() : pair.name().substring(0, colon);
            String modifier = colon < 0 ? "" : pair.name().substring(colon + 1);
            if (pair.value().isEmpty()) {
                throw Criteria.invalid(definition.param(name).isPresent() ? name : safe(name), "a value");
            }
            if (colon < 0 && control(pair)) {
                return;
            }
            if (name.equals("_include")) {
                include(modifier, pair);
                return;
            }
            if (namesChild(name, modifier, pair)) {
                return;
            }
            SearchParam<R> param = definition
                    .param(name)
                    .orElseThrow(() -> Problem.parameter(
                            safe(name), IssueType.NOTSUPPORTED, Message.UNKNOWN_PARAMETER, safe(name)));
            if (definition.scope() == Scope.PERSON && name.equals("identifier")) {
                person(pair, modifier);
                return;
            }
            requireNoNumber(name, pair);
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

        /** Reads what says how to answer; false when the parameter is something else. */
        private boolean control(Pair pair) {
            switch (pair.name()) {
                case "_format", "_pretty" -> {
                    return true;
                }
                case "_elements" -> elements(onlyOnce(pair));
                case "_count" -> count(onlyOnce(pair).value());
                case "_sort" -> {
                    sort = sort(onlyOnce(pair).value());
                    canonical.add(pair);
                }
                case "_summary" -> summary(onlyOnce(pair));
                case "_total" -> {
                    withTotal = oneOf(onlyOnce(pair), "none", "estimate", "accurate") != 0;
                    canonical.add(pair);
                }
                default -> {
                    return false;
                }
            }
            return true;
        }

        private void elements(Pair pair) {
            for (String name : pair.value().split(",", -1)) {
                int dot = name.indexOf('.');
                String type = dot < 0 ? definition.type() : name.substring(0, dot);
                if (!definitions.containsKey(type) || !elements.apply(type).contains(name.substring(dot + 1))) {
                    throw Criteria.unsupportedValue("_elements", "elements of " + definition.type());
                }
            }
            canonical.add(pair);
        }

        private Pair onlyOnce(Pair pair) {
            if (!once.add(pair.name())) {
                throw Problem.parameter(pair.name(), IssueType.INVALID, Message.REPEATED_PARAMETER, pair.name());
            }
            return pair;
        }

        private void count(String value) {
            if (!value.matches("\\d{1,9}")) {
                throw Criteria.invalid("_count", "0-" + maxCount);
            }
            count = Integer.parseInt(value);
            if (count > maxCount) {
                throw Problem.parameter("_count", IssueType.TOOCOSTLY, Message.COUNT_TOO_HIGH, maxCount);
            }
            if (count == 0) {
                countOnly = true;
            }
            canonical.add(new Pair("_count", value));
        }

        private void summary(Pair pair) {
            countOnly |= oneOf(pair, "count", "true", "text", "data", "false") == 0;
            canonical.add(pair);
        }

        private int oneOf(Pair pair, String... values) {
            int index = List.of(values).indexOf(pair.value());
            if (index < 0) {
                throw Criteria.unsupportedValue(pair.name(), String.join(", ", values));
            }
            return index;
        }

        private List<SortKey<R>> sort(String value) {
            List<SortKey<R>> keys = new ArrayList<>();
            for (String part : value.split(",", -1)) {
                String name = part.startsWith("-") ? part.substring(1) : part;
                SearchParam<R> param =
                        definition.param(name).orElseThrow(() -> Criteria.unsupportedValue("_sort", sortable()));
                keys.add(new SortKey<>(param, part.startsWith("-")));
            }
            return keys;
        }

        private String sortable() {
            return String.join(
                    ", ", definition.params().stream().map(SearchParam::name).toList());
        }

        private void include(String modifier, Pair pair) {
            if (!modifier.isEmpty() && !modifier.equals("iterate")) {
                throw Criteria.unsupportedModifier("_include");
            }
            String[] parts = pair.value().split(":", -1);
            SearchDefinition<?> source = parts.length < 2 || parts.length > 3 ? null : definitions.get(parts[0]);
            boolean iterate = modifier.equals("iterate");
            boolean reachable = source != null && (iterate || source.type().equals(definition.type()));
            Optional<? extends IncludeParam<?>> param =
                    source != null && reachable ? source.include(parts[1]) : Optional.empty();
            boolean fits = param.isPresent()
                    && (parts.length == 2 || param.get().targets().contains(parts[2]));
            if (!fits) {
                throw Criteria.unsupportedValue("_include", includable());
            }
            includes.add(new Include(
                    parts[0], parts[1], parts.length == 3 ? Optional.of(parts[2]) : Optional.empty(), iterate));
            canonical.add(pair);
        }

        private String includable() {
            return String.join(
                    ", ",
                    definition.includes().stream()
                            .map(include -> definition.type() + ":" + include.name())
                            .toList());
        }

        /** Reads a parameter that names the child; false when it is something else. */
        private boolean namesChild(String name, String modifier, Pair pair) {
            int dot = pair.name().indexOf(".identifier");
            String plain = dot > 0 ? pair.name().substring(0, dot) : name;
            String typed = plain.endsWith(":Patient") ? plain.substring(0, plain.length() - 8) : plain;
            Optional<ChildParam> param = definition.childParam(dot > 0 ? typed : name);
            if (param.isEmpty()) {
                return false;
            }
            boolean chained = dot > 0 && pair.name().length() == dot + ".identifier".length();
            if (dot > 0 && !chained) {
                throw Criteria.unsupportedModifier(param.get().name());
            }
            if (chained || modifier.equals("identifier")) {
                requireBody(pair.name());
                name(param.get(), number(pair.name(), pair.value()));
                return true;
            }
            List<String> parts = Criteria.split(pair.value(), ',');
            if (parts.size() > 1) {
                if (param.get().required()
                        || parts.stream().anyMatch(part -> namesPatient(param.get(), modifier, part))) {
                    throw oneChild();
                }
                return false;
            }
            return byReference(param.get(), target(param.get(), modifier, pair.value()));
        }

        private String target(ChildParam param, String modifier, String value) {
            List<String> types = param.targets().stream().sorted().toList();
            return criteria.target(param.name(), modifier, Criteria.unescape(value), types);
        }

        private boolean namesPatient(ChildParam param, String modifier, String value) {
            String target = target(param, modifier, value);
            return target.startsWith("Patient/")
                    || ids.person(Purpose.PATIENT, target).isPresent();
        }

        /** False when the reference is to something else than the child, so that it filters like any other. */
        private boolean byReference(ChildParam param, String target) {
            if (target.contains("/") && !target.startsWith("Patient/")) {
                return false;
            }
            String id = target.substring(target.indexOf('/') + 1);
            Optional<PersonNumber> number = ids.person(Purpose.PATIENT, id);
            if (number.isEmpty()) {
                if (!param.required() && !target.contains("/")) {
                    return false;
                }
                throw Problem.of(404, IssueType.NOTFOUND, Message.PATIENT_ID_UNKNOWN);
            }
            name(param, number.get());
            return true;
        }

        private void name(ChildParam param, PersonNumber number) {
            if (child.isPresent() && !child.get().equals(number)) {
                throw oneChild();
            }
            if (child.isEmpty()) {
                canonical.add(new Pair(param.name(), "Patient/" + ids.ofPerson(Purpose.PATIENT, number)));
            }
            child = Optional.of(number);
        }

        /** Patient's identifier: in a link it becomes the opaque id. */
        private void person(Pair pair, String modifier) {
            if (!modifier.isEmpty()) {
                throw Criteria.unsupportedModifier("identifier");
            }
            requireBody("identifier");
            PersonNumber number = number("identifier", pair.value());
            if (child.isPresent() && !child.get().equals(number)) {
                throw oneChild();
            }
            child = Optional.of(number);
            canonical.add(new Pair("_id", ids.ofPerson(Purpose.PATIENT, number)));
        }

        /** A person's number has no place in any other parameter, and from there it would come into the links of the answer. */
        private static void requireNoNumber(String name, Pair pair) {
            boolean holdsNumber = Stream.of("[,|/]+", "[,|/\\s]+")
                    .flatMap(separator -> Stream.of(pair.value().split(separator)))
                    .anyMatch(part -> PersonNumber.parse(part).isPresent());
            if (holdsNumber) {
                throw Criteria.invalid(name, "no person number");
            }
        }

        private void requireBody(String name) {
            if (!fromBody) {
                throw Problem.parameter(name, IssueType.SECURITY, Message.POST_ONLY, name);
            }
        }

        private PersonNumber number(String name, String value) {
            if (Criteria.split(value, ',').size() > 1) {
                throw oneChild();
            }
            List<String> halves = Criteria.split(value, '|');
            String system = halves.size() == 2 ? Criteria.unescape(halves.get(0)) : "";
            if (halves.size() > 2 || !Set.of("", Systems.CPR, Systems.X_ECPR).contains(system)) {
                throw Criteria.unsupportedValue(name, Systems.CPR + "|…, " + Systems.X_ECPR + "|…");
            }
            Optional<PersonNumber> number = PersonNumber.parse(Criteria.unescape(halves.get(halves.size() - 1)))
                    .filter(n -> system.isEmpty() || system.equals(Systems.CPR) == (n.kind() == PersonNumber.Kind.CPR));
            return number.orElseThrow(() -> Criteria.invalid(name, Systems.CPR + "|ddmmyynnnn"));
        }

        private Problem oneChild() {
            String names = definition.scope() == Scope.PERSON
                    ? "identifier"
                    : String.join(
                            " | ",
                            definition.childParams().stream()
                                    .map(ChildParam::name)
                                    .toList());
            return Problem.parameter(
                    definition.scope() == Scope.PERSON
                            ? "identifier"
                            : definition.childParams().get(0).name(),
                    IssueType.REQUIRED,
                    Message.ONE_CHILD,
                    names);
        }

        private Query<R> query(int offset) {
            if (definition.scope() == Scope.CHILD && child.isEmpty()) {
                throw oneChild();
            }
            if (definition.scope() == Scope.PERSON && child.isEmpty() && idsAsked.isEmpty()) {
                throw Problem.parameter("identifier", IssueType.REQUIRED, Message.PATIENT_NEEDS_IDENTIFIER);
            }
            return new Query<>(
                    child,
                    idsAsked,
                    List.copyOf(filters),
                    Set.copyOf(statuses),
                    sort.isEmpty() ? sort(definition.defaultSort()) : sort,
                    count,
                    offset,
                    countOnly,
                    withTotal,
                    List.copyOf(includes),
                    List.copyOf(canonical));
        }

        /** A parameter's name as it may be repeated to the client: only if it looks like one. */
        private String safe(String name) {
            return name.matches("[A-Za-z_][A-Za-z_.\\-]{0,39}") ? name : "?";
        }
    }
}

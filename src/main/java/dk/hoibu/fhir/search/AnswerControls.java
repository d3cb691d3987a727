package dk.hoibu.fhir.search;

import dk.hoibu.fhir.fhir.Message;
import dk.hoibu.fhir.fhir.Problem;
import dk.hoibu.fhir.search.Query.Include;
import dk.hoibu.fhir.search.Query.Pair;
import dk.hoibu.fhir.search.Query.SortKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;

/** Reads, in one request, how the answer is to be made: order, page, total, elements and includes. */
final class AnswerControls<R extends Resource> {

    /**
     * What a server offers.
     *
     * @param definitions all types, for includes
     * @param elements the names of a type's elements
     * @param defaultCount page size when none is named
     * @param maxCount the largest page size
     */
    record Offer(
            Map<String, SearchDefinition<?>> definitions,
            Function<String, Set<String>> elements,
            int defaultCount,
            int maxCount) {}

    private final SearchDefinition<R> definition;
    private final Offer offer;
    private final List<Pair> canonical;
    private final Set<String> once = new HashSet<>();
    private final List<Include> includes = new ArrayList<>();
    private List<SortKey<R>> sort = List.of();
    private int count;
    private boolean countOnly;
    private boolean withTotal = true;

    /** {@code canonical}: where to put what belongs into links. */
    AnswerControls(SearchDefinition<R> definition, Offer offer, List<Pair> canonical) {
        this.definition = definition;
        this.offer = offer;
        this.canonical = canonical;
        this.count = offer.defaultCount();
    }

    int count() {
        return count;
    }

    boolean countOnly() {
        return countOnly;
    }

    boolean withTotal() {
        return withTotal;
    }

    List<Include> includes() {
        return List.copyOf(includes);
    }

    List<SortKey<R>> sort() {
        return sort.isEmpty() ? sort(definition.defaultSort()) : sort;
    }

    /** Reads what says how to answer; false when the parameter is something else. */
    boolean reads(Pair pair) {
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
            if (!offer.definitions().containsKey(type)
                    || !offer.elements().apply(type).contains(name.substring(dot + 1))) {
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
            throw Criteria.invalid("_count", "0-" + offer.maxCount());
        }
        count = Integer.parseInt(value);
        if (count > offer.maxCount()) {
            throw Problem.parameter("_count", IssueType.TOOCOSTLY, Message.COUNT_TOO_HIGH, offer.maxCount());
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

    void include(String modifier, Pair pair) {
        if (!modifier.isEmpty() && !modifier.equals("iterate")) {
            throw Criteria.unsupportedModifier("_include");
        }
        String[] parts = pair.value().split(":", -1);
        SearchDefinition<?> source = parts.length < 2 || parts.length > 3
                ? null
                : offer.definitions().get(parts[0]);
        boolean iterate = modifier.equals("iterate");
        boolean reachable = source != null && (iterate || source.type().equals(definition.type()));
        Optional<? extends IncludeParam<?>> param =
                source != null && reachable ? source.include(parts[1]) : Optional.empty();
        boolean fits =
                param.isPresent() && (parts.length == 2 || param.get().targets().contains(parts[2]));
        if (!fits) {
            throw Criteria.unsupportedValue("_include", includable());
        }
        includes.add(
                new Include(parts[0], parts[1], parts.length == 3 ? Optional.of(parts[2]) : Optional.empty(), iterate));
        canonical.add(pair);
    }

    private String includable() {
        return String.join(
                ", ",
                definition.includes().stream()
                        .map(include -> definition.type() + ":" + include.name())
                        .toList());
    }
}

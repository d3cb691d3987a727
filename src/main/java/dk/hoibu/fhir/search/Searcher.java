package dk.hoibu.fhir.search;

import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.search.Query.Include;
import dk.hoibu.fhir.search.Query.SortKey;
import java.nio.charset.StandardCharsets;
import java.text.Collator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** Answers a {@link Query} from the resources at hand: filters, sorts, pages, includes, and makes the searchset Bundle. */
public final class Searcher {

    private static final Locale DANISH = Locale.forLanguageTag("da-DK");

    private final Map<String, SearchDefinition<?>> definitions;
    private final PageLinks links;
    private final String base;

    public Searcher(Map<String, SearchDefinition<?>> definitions, Ids ids, String base) {
        this.definitions = Map.copyOf(definitions);
        this.links = new PageLinks(ids);
        this.base = base;
    }

    /** {@code read} finds a resource that is not at hand, by {@code Type/id}; empty leaves it out. */
    public <R extends Resource> Bundle search(
            SearchDefinition<R> definition,
            Query<R> query,
            Answer<R> answer,
            Function<String, Optional<Resource>> read) {
        List<R> matches = answer.candidates().stream()
                .filter(resource -> query.filters().stream().allMatch(filter -> filter.test(resource)))
                .sorted(order(query))
                .toList();
        Bundle bundle = new Bundle().setType(Bundle.BundleType.SEARCHSET);
        if (answer.complete() && query.withTotal() || answer.complete() && query.countOnly()) {
            bundle.setTotal(matches.size());
        }
        links(definition, query, matches.size(), bundle);
        if (!query.countOnly()) {
            List<R> page =
                    matches.stream().skip(query.offset()).limit(query.count()).toList();
            page.forEach(resource -> add(bundle, resource, SearchEntryMode.MATCH));
            included(query, page, answer, read).forEach(resource -> add(bundle, resource, SearchEntryMode.INCLUDE));
        }
        answer.outcome().ifPresent(outcome -> addOutcome(bundle, outcome));
        return bundle;
    }

    /** Adds an entry that tells about the answer itself; it has no address, only a name made of what it says. */
    public static void addOutcome(Bundle bundle, OperationOutcome outcome) {
        StringBuilder said = new StringBuilder();
        outcome.getIssue().forEach(issue -> said.append(issue.getDiagnostics()));
        UUID name = UUID.nameUUIDFromBytes(said.toString().getBytes(StandardCharsets.UTF_8));
        BundleEntryComponent entry = bundle.addEntry();
        entry.setFullUrl("urn:uuid:" + name).setResource(outcome);
        entry.getSearch().setMode(SearchEntryMode.OUTCOME);
    }

    private static <R extends Resource> Comparator<R> order(Query<R> query) {
        Comparator<R> byId =
                Comparator.comparing(resource -> resource.getIdElement().getIdPart());
        Comparator<R> order = null;
        for (SortKey<R> key : query.sort()) {
            Comparator<R> next = order(key);
            order = order == null ? next : order.thenComparing(next);
        }
        return order == null ? byId : order.thenComparing(byId);
    }

    /** By the first value the resource has; those without come last either way. */
    private static <R extends Resource> Comparator<R> order(SortKey<R> key) {
        Comparator<Comparable<Object>> natural = Comparator.naturalOrder();
        Comparator<Comparable<Object>> directed = key.descending() ? natural.reversed() : natural;
        return Comparator.comparing(
                resource -> key.param().values().apply(resource).stream()
                        .findFirst()
                        .map(Searcher::sortable)
                        .orElse(null),
                Comparator.nullsLast(directed));
    }

    @SuppressWarnings("unchecked")
    private static Comparable<Object> sortable(SearchValue value) {
        Comparable<?> comparable;
        if (value instanceof SearchValue.Span span) {
            comparable = span.from() == null ? new Date(Long.MIN_VALUE) : span.from();
        } else if (value instanceof SearchValue.Token token) {
            comparable = token.code();
        } else if (value instanceof SearchValue.Link link) {
            comparable = link.target();
        } else if (value instanceof SearchValue.Uri uri) {
            comparable = uri.value();
        } else if (value instanceof SearchValue.Words words) {
            // æ, ø and å last, as Danes look for them
            comparable = Collator.getInstance(DANISH).getCollationKey(words.text());
        } else {
            throw new IllegalStateException("unknown kind of search value");
        }
        return (Comparable<Object>) comparable;
    }

    private <R extends Resource> void links(
            SearchDefinition<R> definition, Query<R> query, int matches, Bundle bundle) {
        String url = base + "/" + definition.type();
        String self = query.canonical().isEmpty() ? url : url + "?" + PageLinks.query(query.canonical());
        bundle.addLink()
                .setRelation("self")
                .setUrl(query.offset() == 0 ? self : url + page(definition, query, query.offset()));
        if (query.countOnly()) {
            return;
        }
        int next = query.offset() + query.count();
        if (next < matches) {
            bundle.addLink().setRelation("next").setUrl(url + page(definition, query, next));
        }
        if (query.offset() > 0) {
            int previous = Math.max(0, query.offset() - query.count());
            bundle.addLink().setRelation("previous").setUrl(url + page(definition, query, previous));
        }
    }

    private <R extends Resource> String page(SearchDefinition<R> definition, Query<R> query, int offset) {
        return "?" + PageLinks.PARAMETER + "="
                + links.write(definition.type(), query.holder(), query.canonical(), offset);
    }

    private <R extends Resource> List<Resource> included(
            Query<R> query, List<R> page, Answer<R> answer, Function<String, Optional<Resource>> read) {
        Map<String, Resource> added = new LinkedHashMap<>();
        Map<String, Resource> matched = new LinkedHashMap<>();
        page.forEach(resource -> matched.put(key(resource), resource));
        List<Resource> fresh = new ArrayList<>(page);
        boolean first = true;
        while (!fresh.isEmpty()) {
            List<Resource> found = new ArrayList<>();
            for (Resource resource : fresh) {
                for (String target : targets(resource, query.includes(), first)) {
                    if (!added.containsKey(target) && !matched.containsKey(target)) {
                        Optional.ofNullable(answer.related().get(target))
                                .or(() -> read.apply(target))
                                .ifPresent(it -> {
                                    added.put(target, it);
                                    found.add(it);
                                });
                    }
                }
            }
            fresh = found;
            first = false;
        }
        return List.copyOf(added.values());
    }

    private List<String> targets(Resource resource, List<Include> includes, boolean matchesThemselves) {
        List<String> targets = new ArrayList<>();
        for (Include include : includes) {
            boolean applies = include.type().equals(resource.fhirType()) && (matchesThemselves || include.iterate());
            SearchDefinition<?> definition = definitions.get(include.type());
            if (applies && definition != null) {
                references(definition, include.param(), resource).stream()
                        .map(Reference::getReference)
                        .filter(target -> target != null && !target.isEmpty())
                        .filter(target -> include.target()
                                .map(type -> target.startsWith(type + "/"))
                                .orElse(true))
                        .forEach(targets::add);
            }
        }
        return targets;
    }

    private static <T extends Resource> List<Reference> references(
            SearchDefinition<T> definition, String name, Resource resource) {
        return definition
                .include(name)
                .map(param -> param.references().apply(definition.resource().cast(resource)))
                .orElse(List.of());
    }

    private void add(Bundle bundle, Resource resource, SearchEntryMode mode) {
        BundleEntryComponent entry = bundle.addEntry();
        entry.setFullUrl(base + "/" + key(resource)).setResource(resource);
        entry.getSearch().setMode(mode);
    }

    /** {@code Type/id}. */
    public static String key(Resource resource) {
        return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    }
}

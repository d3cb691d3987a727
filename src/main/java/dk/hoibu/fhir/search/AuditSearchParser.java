package dk.hoibu.fhir.search;

import dk.hoibu.fhir.audit.trail.AuditQuery.Mark;
import dk.hoibu.fhir.audit.trail.AuditQuery.Place;
import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.fhir.Message;
import dk.hoibu.fhir.fhir.Problem;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.search.Query.Pair;
import dk.hoibu.fhir.search.Query.SortKey;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * Reads searches for audit events as strictly as {@link QueryParser} does others, into what the trail finds them by. Safe for use by many
 * threads.
 */
public final class AuditSearchParser {

    /** Where a page goes on; in sealed links only. */
    private static final String AFTER = "_after";

    private static final Set<String> PRESENTATION = Set.of("_format", "_pretty", "_elements");

    /** How many values one parameter may have: each is a look into the trail. */
    private static final int MOST_VALUES = 20;

    private final SearchDefinition<AuditEvent> definition;
    private final AnswerControls.Offer offer;
    private final Ids ids;
    private final PageLinks links;
    private final String base;
    private final Clock clock;

    /** {@code elements} gives the names of a type's elements, which {@code _elements} may name. */
    public AuditSearchParser(
            SearchDefinition<AuditEvent> definition,
            Ids ids,
            String base,
            int defaultCount,
            int maxCount,
            Function<String, Set<String>> elements,
            Clock clock) {
        this.definition = definition;
        this.offer = new AnswerControls.Offer(Map.of(definition.type(), definition), elements, defaultCount, maxCount);
        this.ids = ids;
        this.links = new PageLinks(ids);
        this.base = base;
        this.clock = clock;
    }

    /** @throws Problem 400 for what is not understood; 403 for somebody else's link */
    public AuditSearch parse(Request request) {
        return parse(request, definition.type());
    }

    /** As {@link #parse(Request)}, at {@code place}: what comes last in the path that links were made for. */
    public AuditSearch parse(Request request, String place) {
        List<String> tokens = request.parameters().get(PageLinks.PARAMETER);
        if (tokens == null) {
            Reading reading = new Reading(request.fromBody());
            request.parameters()
                    .forEach((name, values) -> values.forEach(value -> reading.read(new Pair(name, value))));
            return reading.search(Optional.empty(), request.holder());
        }
        Set<String> others = new HashSet<>(request.parameters().keySet());
        others.remove(PageLinks.PARAMETER);
        others.removeAll(PRESENTATION);
        if (tokens.size() != 1 || !others.isEmpty()) {
            throw badPage();
        }
        PageLinks.Page page = links.read(place, tokens.get(0)).orElseThrow(AuditSearchParser::badPage);
        if (!page.isOf(request.holder())) {
            throw Problem.refused();
        }
        return ofPage(page, request.holder());
    }

    private AuditSearch ofPage(PageLinks.Page page, String holder) {
        Reading reading = new Reading(true);
        Optional<Place> after = Optional.empty();
        for (Pair pair : page.parameters()) {
            if (pair.name().equals(AFTER)) {
                after = Optional.of(place(pair.value()));
            } else {
                reading.read(pair);
            }
        }
        return reading.search(after, holder);
    }

    /** The address of that page of {@code search}; of a page after the first only its holder can use it. */
    public String link(AuditSearch search) {
        return link(definition.type(), search.canonical(), search);
    }

    /** As {@link #link(AuditSearch)}, at {@code path} below the base, which names the child. */
    public String childLink(String path, AuditSearch search) {
        List<Pair> others = search.canonical().stream()
                .filter(pair -> !pair.name().equals("patient"))
                .toList();
        return link(path, others, search);
    }

    private String link(String path, List<Pair> parameters, AuditSearch search) {
        String url = base + "/" + path;
        if (search.after().isEmpty()) {
            return parameters.isEmpty() ? url : url + "?" + PageLinks.query(parameters);
        }
        String place = path.substring(path.lastIndexOf('/') + 1);
        List<Pair> all = new ArrayList<>(search.canonical());
        all.add(new Pair(AFTER, text(search.after().get())));
        return url + "?" + PageLinks.PARAMETER + "=" + links.write(place, search.holder(), all, 0);
    }

    private static String text(Place place) {
        return place.recorded().toEpochMilli() + " " + place.sequence() + " " + place.log();
    }

    private static Place place(String text) {
        String[] parts = text.split(" ", 3);
        return new Place(Instant.ofEpochMilli(Long.parseLong(parts[0])), parts[2], Long.parseLong(parts[1]));
    }

    private static Problem badPage() {
        return Problem.parameter(PageLinks.PARAMETER, IssueType.INVALID, Message.BAD_PAGE_LINK);
    }

    /** One request being read. */
    private final class Reading {

        private final Map<Mark, Set<String>> any = new EnumMap<>(Mark.class);
        private final List<Pair> canonical = new ArrayList<>();
        private final ChildNaming naming;
        private final AnswerControls<AuditEvent> controls = new AnswerControls<>(definition, offer, canonical);
        private Times times = Times.ALL;
        private Optional<Set<UUID>> idsAsked = Optional.empty();

        private Reading(boolean fromBody) {
            Criteria criteria = new Criteria(ids, base, clock.instant());
            this.naming = new ChildNaming(definition, ids, criteria, fromBody, canonical);
        }

        private void read(Pair pair) {
            String name = pair.name().split("[:.]", 2)[0];
            if (pair.value().isEmpty()) {
                throw Criteria.invalid(Criteria.safe(name), "a value");
            }
            if (controls.reads(pair)) {
                requireNoCount(pair);
                return;
            }
            if (name.equals("agent") || name.equals("entity") && isIdentifier(pair)) {
                identifier(name, pair);
                return;
            }
            if (name.equals("entity") && pair.name().contains(".")) {
                throw Criteria.unsupportedModifier(name);
            }
            String modifier = pair.name().contains(":") ? pair.name().split(":", 2)[1] : "";
            if (naming.reads(name, modifier, pair)) {
                return;
            }
            plain(name, pair);
            canonical.add(pair);
        }

        private void plain(String name, Pair pair) {
            SearchParam<AuditEvent> param = definition
                    .param(name)
                    .orElseThrow(() -> Problem.parameter(
                            Criteria.safe(name),
                            IssueType.NOTSUPPORTED,
                            Message.UNKNOWN_PARAMETER,
                            Criteria.safe(name)));
            if (!pair.name().equals(name)) {
                throw Criteria.unsupportedModifier(name);
            }
            Criteria.requireNoNumber(name, pair.value());
            switch (name) {
                case "_id" -> ids(values(pair));
                case "date" -> times = times.and(date(values(pair)));
                default -> and(mark(name), codes(param, values(pair)));
            }
        }

        private static Mark mark(String name) {
            return switch (name) {
                case "type" -> Mark.TYPE;
                case "subtype" -> Mark.SUBTYPE;
                case "action" -> Mark.ACTION;
                case "outcome" -> Mark.OUTCOME;
                case "purpose" -> Mark.PURPOSE;
                default -> throw new IllegalArgumentException("a parameter that no mark is for: " + name);
            };
        }

        /** An event is found among millions, but those found are not counted. */
        private void requireNoCount(Pair pair) {
            switch (pair.name()) {
                case "_summary" -> refuse(pair, "count", "true, text, data, false");
                case "_total" -> {
                    refuse(pair, "accurate", "none");
                    refuse(pair, "estimate", "none");
                }
                case "_count" -> refuse(pair, "0", "1-" + offer.maxCount());
                default -> {
                    // no other asks for a count
                }
            }
        }

        private void refuse(Pair pair, String value, String possible) {
            if (pair.value().replaceAll("^0+(?=.)", "").equals(value)) {
                throw Criteria.unsupportedValue(pair.name(), possible);
            }
        }

        private static boolean isIdentifier(Pair pair) {
            return pair.name().matches("[a-z]+[:.]identifier");
        }

        private static List<String> values(Pair pair) {
            String name = pair.name().split("[:.]", 2)[0];
            List<String> values = Criteria.split(pair.value(), ',');
            if (values.contains("")) {
                throw Criteria.invalid(name, "a value");
            }
            if (values.size() > MOST_VALUES) {
                throw Problem.parameter(name, IssueType.TOOCOSTLY, Message.TOO_MANY_VALUES, name, MOST_VALUES);
            }
            return values;
        }

        private void ids(List<String> values) {
            Set<UUID> asked = new LinkedHashSet<>();
            for (String value : values) {
                eventId(value).ifPresent(asked::add);
            }
            idsAsked.ifPresent(asked::retainAll);
            idsAsked = Optional.of(asked);
        }

        private Times date(List<String> values) {
            Instant now = clock.instant();
            return values.stream()
                    .map(value -> DateCriterion.parse(value, now)
                            .orElseThrow(() -> Criteria.invalid("date", DateCriterion.EXPECTED))
                            .times())
                    .reduce(Times::or)
                    .orElseThrow();
        }

        /** The codes meant; none when a system or its absence rules all out. {@code system|} means all codes there are. */
        private Set<String> codes(SearchParam<AuditEvent> param, List<String> values) {
            Set<String> codes = new LinkedHashSet<>();
            for (String value : values) {
                List<String> halves = Criteria.split(value, '|');
                String code = Criteria.unescape(halves.get(halves.size() - 1));
                String system = halves.size() == 2 ? Criteria.unescape(halves.get(0)) : "";
                if (halves.size() > 2 || code.isEmpty()) {
                    throw Criteria.invalid(param.name(), "[code] | [system]|[code]");
                }
                if (!system.isEmpty() && !param.systems().contains(system)) {
                    throw Criteria.unsupportedValue(param.name(), String.join(", ", param.systems()) + "|[code]");
                }
                if (!param.codes().isEmpty() && !param.codes().contains(code)) {
                    throw Criteria.unsupportedValue(
                            param.name(),
                            String.join(", ", param.codes().stream().sorted().toList()));
                }
                if (halves.size() == 1 || !system.isEmpty() && isOf(system, param.name(), code)) {
                    codes.add(code);
                }
            }
            return codes;
        }

        /** The trail has codes alone; those of kinds of events are of several systems, and no code is of two. */
        private static boolean isOf(String system, String param, String code) {
            if (!param.equals("type") && !param.equals("subtype")) {
                return true;
            }
            String own = switch (code) {
                case "rest" -> Systems.AUDIT_EVENT_TYPE;
                case "read", "search-type", "operation" -> Systems.RESTFUL_INTERACTION;
                default -> code.matches("[0-9]+") ? Systems.DICOM : Systems.AUDIT_ALARM;
            };
            return system.equals(own);
        }

        /** Agents and requests are known by identifiers, not as resources. */
        private void identifier(String name, Pair pair) {
            String expected = name.equals("agent")
                    ? "agent:identifier=[issuer]|[subject] | |[client] | " + Systems.SOR + "|[SOR] | " + Systems.CVR
                            + "|[CVR]"
                    : "entity:identifier=[X-Request-Id]";
            if (!isIdentifier(pair)) {
                throw Criteria.invalid(name, expected);
            }
            Criteria.requireNoNumber(name, pair.value());
            Map<Mark, Set<String>> asked = new EnumMap<>(Mark.class);
            for (String value : values(pair)) {
                Marked marked = name.equals("agent") ? agent(value, expected) : requestId(value, expected);
                asked.computeIfAbsent(marked.mark(), mark -> new LinkedHashSet<>())
                        .add(marked.value());
            }
            if (asked.size() > 1) {
                // the trail has one index for each
                throw Criteria.invalid(name, expected);
            }
            asked.forEach(this::and);
            canonical.add(pair);
        }

        private static Marked agent(String value, String expected) {
            List<String> halves = Criteria.split(value, '|');
            String last = Criteria.unescape(halves.get(halves.size() - 1));
            if (halves.size() != 2 || last.isEmpty()) {
                throw Criteria.invalid("agent", expected);
            }
            String system = Criteria.unescape(halves.get(0));
            return switch (system) {
                case "" -> new Marked(Mark.CLIENT, last);
                case Systems.SOR -> new Marked(Mark.ORGANISATION, "sor:" + last);
                case Systems.CVR -> new Marked(Mark.ORGANISATION, "cvr:" + last);
                // the server itself, which is in every event
                case Systems.URI -> throw Criteria.invalid("agent", expected);
                default -> new Marked(Mark.USER, system + "|" + last);
            };
        }

        private static Marked requestId(String value, String expected) {
            List<String> halves = Criteria.split(value, '|');
            String last = Criteria.unescape(halves.get(halves.size() - 1));
            if (halves.size() > 2 || halves.size() == 2 && !halves.get(0).isEmpty() || last.isEmpty()) {
                throw Criteria.invalid("entity", expected);
            }
            return new Marked(Mark.REQUEST_ID, last);
        }

        private void and(Mark mark, Set<String> values) {
            any.merge(mark, values, (before, now) -> {
                Set<String> both = new LinkedHashSet<>(before);
                both.retainAll(now);
                return both;
            });
        }

        private AuditSearch search(Optional<Place> after, String holder) {
            List<SortKey<AuditEvent>> sort = controls.sort();
            boolean newestFirst = sort.size() == 1
                    && sort.get(0).descending()
                    && sort.get(0).param().name().equals("date");
            if (!newestFirst) {
                throw Criteria.unsupportedValue("_sort", "-date");
            }
            return new AuditSearch(naming.child(), any, times, idsAsked, controls.count(), after, canonical, holder);
        }
    }

    /** A value of a mark. */
    private record Marked(Mark mark, String value) {}

    /** The event's id; empty when {@code id} is none of ours, which are in lower case. */
    public static Optional<UUID> eventId(String id) {
        return id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                ? Optional.of(UUID.fromString(id))
                : Optional.empty();
    }
}

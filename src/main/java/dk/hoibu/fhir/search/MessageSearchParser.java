package dk.hoibu.fhir.search;

import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.fhir.Ids.Purpose;
import dk.hoibu.fhir.fhir.Message;
import dk.hoibu.fhir.fhir.Problem;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.search.MessageSearch.Mark;
import dk.hoibu.fhir.search.Query.Pair;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** Reads searches for messages, as strictly as all others. Safe for use by many threads. */
public final class MessageSearchParser {

    /** The parameters there are. */
    public static final Set<String> PARAMETERS = Set.of(
            "_id",
            "_lastUpdated",
            "_tag",
            "category",
            "identifier",
            "part-of",
            "recipient",
            "sender",
            "sent",
            "subject");

    private static final String TYPE = "Communication";
    private static final Set<String> PRESENTATION = Set.of("_format", "_pretty", PageLinks.PARAMETER);
    private static final Set<String> GLN = Set.of("https://www.gs1.org/gln", "http://www.gs1.org/gln");
    private static final String AFTER = "_after";
    private static final String UNREAD = "unread";
    private static final String CATEGORIES =
            "http://medcomfhir.dk/ig/terminology/CodeSystem/medcom-careCommunication-categoryCodes";
    private static final int MOST_VALUES = 100;
    private static final String ORGANISATION =
            "Organization/[SOR] | " + Systems.SOR + "|[SOR] | https://www.gs1.org/gln|[GLN]";

    private final Ids ids;
    private final PageLinks links;
    private final String base;
    private final int defaultCount;
    private final int maxCount;
    private final Clock clock;

    public MessageSearchParser(Ids ids, String base, int defaultCount, int maxCount, Clock clock) {
        this.ids = ids;
        this.links = new PageLinks(ids);
        this.base = base;
        this.defaultCount = defaultCount;
        this.maxCount = maxCount;
        this.clock = clock;
    }

    /** @throws Problem 400 for what is not understood; 403 for somebody else's link */
    public MessageSearch parse(Request request) {
        List<String> tokens = request.parameters().get(PageLinks.PARAMETER);
        if (tokens == null) {
            Reading reading = new Reading(request.fromBody());
            if (request.parameters().containsKey(AFTER)) {
                throw badPage();
            }
            request.parameters()
                    .forEach((name, values) -> values.forEach(value -> reading.read(new Pair(name, value))));
            return reading.search(request.holder());
        }
        Set<String> others = new HashSet<>(request.parameters().keySet());
        others.removeAll(PRESENTATION);
        if (tokens.size() != 1 || !others.isEmpty()) {
            throw badPage();
        }
        PageLinks.Page page = links.read(TYPE, tokens.get(0)).orElseThrow(MessageSearchParser::badPage);
        if (!page.isOf(request.holder())) {
            throw Problem.refused();
        }
        Reading reading = new Reading(true);
        page.parameters().forEach(reading::read);
        return reading.search(request.holder());
    }

    /** The address of that page of {@code search}; of a page after the first only its holder can use it. */
    public String link(MessageSearch search) {
        String url = base + "/" + TYPE;
        if (search.after().isEmpty()) {
            return search.canonical().isEmpty() ? url : url + "?" + PageLinks.query(search.canonical());
        }
        List<Pair> all = new ArrayList<>(search.canonical());
        all.add(new Pair(AFTER, search.after().get()));
        return url + "?" + PageLinks.PARAMETER + "=" + links.write(TYPE, search.holder(), all, 0);
    }

    private static Problem badPage() {
        return Problem.parameter(PageLinks.PARAMETER, IssueType.INVALID, Message.BAD_PAGE_LINK);
    }

    /** One request being read. */
    private final class Reading {

        private final boolean fromBody;
        private final Map<Mark, Set<String>> any = new EnumMap<>(Mark.class);
        private final Map<String, Times> times = new HashMap<>();
        private final List<Pair> canonical = new ArrayList<>();
        private Optional<PersonNumber> subject = Optional.empty();
        private Optional<String> after = Optional.empty();
        private int count = defaultCount;
        private boolean unread;

        private Reading(boolean fromBody) {
            this.fromBody = fromBody;
        }

        private void read(Pair pair) {
            String[] parts = pair.name().split("[:.]", 2);
            String name = parts[0];
            String modifier = parts.length == 2 ? parts[1] : "";
            if (PRESENTATION.contains(pair.name())) {
                return;
            }
            if (!known(pair)) {
                throw Problem.parameter(
                        Criteria.safe(name), IssueType.NOTSUPPORTED, Message.UNKNOWN_PARAMETER, Criteria.safe(name));
            }
            if (pair.value().isEmpty()) {
                throw Criteria.invalid(name, "a value");
            }
            boolean byIdentifier =
                    Set.of("subject", "sender", "recipient").contains(name) && modifier.equals("identifier");
            if (!modifier.isEmpty() && !byIdentifier) {
                throw Criteria.unsupportedModifier(name);
            }
            if (name.equals("subject")) {
                subject(pair, byIdentifier);
                return;
            }
            Criteria.requireNoNumber(name, pair.value());
            criterion(name, values(pair), pair);
            if (!name.equals(AFTER)) {
                canonical.add(pair);
            }
        }

        private boolean known(Pair pair) {
            return PARAMETERS.contains(pair.name().split("[:.]", 2)[0])
                    || Set.of("_count", "_sort", AFTER).contains(pair.name());
        }

        private void criterion(String name, List<String> values, Pair pair) {
            switch (name) {
                case "_count" -> count = count(pair.value());
                case "_sort" -> require(name, "-_lastUpdated", Set.of(pair.value()));
                case AFTER -> after = Optional.of(pair.value());
                case "_lastUpdated", "sent" -> time(name, values);
                case "_tag" -> {
                    require(name, UNREAD, Set.of(pair.value()));
                    unread = true;
                }
                case "_id" -> and(Mark.ID, Set.copyOf(values));
                case "part-of" -> and(Mark.ID, bundles(values));
                case "identifier" -> and(Mark.THREAD, threads(values));
                case "category" -> and(Mark.CATEGORY, categories(values));
                case "sender" -> organisations(name, values, Mark.SENDER_SOR, Mark.SENDER_GLN);
                case "recipient" -> organisations(name, values, Mark.RECEIVER_SOR, Mark.RECEIVER_GLN);
                default -> throw new IllegalStateException("a parameter that is not read");
            }
        }

        private static List<String> values(Pair pair) {
            List<String> values = Criteria.split(pair.value(), ',').stream()
                    .map(Criteria::unescape)
                    .toList();
            String name = pair.name().split("[:.]", 2)[0];
            if (values.contains("")) {
                throw Criteria.invalid(name, "a value");
            }
            if (values.size() > MOST_VALUES) {
                throw Problem.parameter(name, IssueType.TOOCOSTLY, Message.TOO_MANY_VALUES, name, MOST_VALUES);
            }
            return values;
        }

        private int count(String value) {
            if (!value.matches("0*[1-9][0-9]{0,5}")) {
                throw Criteria.invalid("_count", "1-" + maxCount);
            }
            int asked = Integer.parseInt(value);
            if (asked > maxCount) {
                throw Problem.parameter("_count", IssueType.TOOCOSTLY, Message.COUNT_TOO_HIGH, maxCount);
            }
            return asked;
        }

        private static void require(String name, String only, Set<String> values) {
            if (!values.equals(Set.of(only))) {
                throw Criteria.unsupportedValue(name, only);
            }
        }

        private void time(String name, List<String> values) {
            Times asked = values.stream()
                    .map(value -> Times.asked(value, clock.instant())
                            .orElseThrow(() -> Criteria.invalid(name, DateCriterion.EXPECTED)))
                    .reduce(Times::or)
                    .orElseThrow();
            times.merge(name, asked, Times::and);
        }

        private Set<String> bundles(List<String> values) {
            Set<String> found = new LinkedHashSet<>();
            String own = base + "/";
            values.stream()
                    .map(value -> value.startsWith(own) ? value.substring(own.length()) : value)
                    .map(value -> value.startsWith("Bundle/") ? value.substring("Bundle/".length()) : value)
                    .forEach(found::add);
            return found;
        }

        /** Threads have no system. */
        private static Set<String> threads(List<String> values) {
            Set<String> found = new LinkedHashSet<>();
            values.forEach(value -> {
                int bar = value.indexOf('|');
                if (bar <= 0) {
                    found.add(value.substring(bar + 1));
                }
            });
            return found;
        }

        private static Set<String> categories(List<String> values) {
            Set<String> found = new LinkedHashSet<>();
            values.forEach(value -> {
                int bar = value.indexOf('|');
                if (bar < 0 || value.substring(0, bar).equals(CATEGORIES)) {
                    found.add(value.substring(bar + 1));
                }
            });
            return found;
        }

        private void organisations(String name, List<String> values, Mark sor, Mark gln) {
            Set<String> sors = new LinkedHashSet<>();
            Set<String> glns = new LinkedHashSet<>();
            for (String value : values) {
                int bar = value.indexOf('|');
                String system = bar < 0 ? "" : value.substring(0, bar);
                String number = value.substring(Math.max(bar + 1, value.lastIndexOf('/') + 1));
                if (!number.matches("[0-9]{6,18}")) {
                    throw Criteria.invalid(name, ORGANISATION);
                }
                (GLN.contains(system) || system.isEmpty() && bar < 0 && number.length() == 13 ? glns : sors)
                        .add(number);
            }
            if (!sors.isEmpty() && !glns.isEmpty()) {
                throw Criteria.invalid(name, ORGANISATION);
            }
            and(sors.isEmpty() ? gln : sor, sors.isEmpty() ? glns : sors);
        }

        private void subject(Pair pair, boolean byIdentifier) {
            PersonNumber number = byIdentifier ? number(pair) : referenced(pair.value());
            if (subject.isPresent() && !subject.get().equals(number)) {
                throw Problem.parameter("subject", IssueType.INVALID, Message.REPEATED_PARAMETER, "subject");
            }
            if (subject.isEmpty()) {
                canonical.add(new Pair("subject", "Patient/" + ids.ofPerson(Purpose.PATIENT, number)));
            }
            subject = Optional.of(number);
        }

        private PersonNumber number(Pair pair) {
            if (!fromBody) {
                throw Problem.parameter(pair.name(), IssueType.SECURITY, Message.POST_ONLY, pair.name());
            }
            String value = pair.value().substring(pair.value().indexOf('|') + 1);
            return PersonNumber.parse(value)
                    .orElseThrow(() -> Criteria.invalid("subject", Systems.CPR + "|ddmmyynnnn"));
        }

        private PersonNumber referenced(String value) {
            Criteria.requireNoNumber("subject", value);
            String id = value.substring(value.lastIndexOf('/') + 1);
            return ids.person(Purpose.PATIENT, id)
                    .orElseThrow(() -> Problem.of(404, IssueType.NOTFOUND, Message.PATIENT_ID_UNKNOWN));
        }

        private void and(Mark mark, Set<String> values) {
            any.merge(mark, values, (before, now) -> {
                Set<String> both = new LinkedHashSet<>(before);
                both.retainAll(now);
                return both;
            });
        }

        private MessageSearch search(String holder) {
            return new MessageSearch(subject, unread, any, times, count, after, canonical, holder);
        }
    }
}

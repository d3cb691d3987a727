package dk.hoibu.fhir.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import dk.hoibu.fhir.conformance.R4Validator;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;

/**
 * What must stand in the log of a request, worked out from what was sent, from the claims in the token, and from what came back. It knows
 * none of the server's code.
 */
final class AuditModel {

    private static final Set<String> PERSONS = Set.of("gp", "psychiatrist", "ppr", "caseworker", "auditor", "operator");
    private static final Map<String, String> REGISTERS =
            Map.of("sor", "urn:oid:1.2.208.176.1.1", "cvr", "http://cvr.dk");
    private static final String SOURCE =
            "(persons|case-index|appointments|municipal-organisation|health-organisation|schools)";
    private static final Must WELL = Must.match("(" + SOURCE + " ok(; |$))*");
    private static final Must HIDDEN =
            Must.match("((person|case|contact|appointment|school|gp) [a-z-]+ [1-9][0-9]*(; |$))*");

    private AuditModel() {}

    /**
     * What whoever asks knows beside the exchange.
     *
     * @param numbers the child's, none of which may stand in the log
     * @param child ids of the Patient that may be meant, the number in force first; none when it is about no child
     * @param opened the Patient whom a scope may have looked at beside; empty for none
     * @param shown what was told; of an answer without a body that which the same answer with one told
     * @param hidden how many cases each rule hid; empty when that cannot be told
     * @param failing the source that fails; empty text for none
     * @param first the search whose page this is, and how many matches came before; empty when it is no page
     */
    record Known(
            String shape,
            List<String> numbers,
            List<String> child,
            Optional<String> opened,
            Set<String> shown,
            Optional<Map<String, Integer>> hidden,
            String failing,
            Optional<Page> first) {

        static Known of(String shape, List<String> numbers, List<String> child) {
            return new Known(shape, numbers, child, Optional.empty(), Set.of(), Optional.empty(), "", Optional.empty());
        }

        Known showing(Set<String> shown) {
            return new Known(shape, numbers, child, opened, shown, hidden, failing, first);
        }

        Known goingOn(Page page) {
            return new Known("page", numbers, child, opened, shown, hidden, failing, Optional.of(page));
        }
    }

    /** A search, and how many of its matches came before. */
    record Page(Spoken search, int before) {}

    /** Refused before anybody knew who asks, or about this server alone: in no log. */
    static ExpectedEvent nothing(String shape, Spoken it) {
        return new ExpectedEvent(
                shape,
                it.toString(),
                it.began(),
                it.ended(),
                Map.of("request", Must.be(it.requestId())),
                Optional.empty(),
                false,
                Map.of(String.valueOf(it.status()), 1));
    }

    static ExpectedEvent event(Spoken it, Known known) {
        Map<String, Must> values = new LinkedHashMap<>();
        boolean read = interaction(it).equals("read");
        int status = it.status();
        String outcome = status < 400 ? "0" : status == 401 || status == 403 ? "8" : status >= 500 ? "12" : "4";
        values.put("profile", Must.be("hoibu-auditevent"));
        values.put("type", Must.be("rest"));
        values.put("subtype", Must.be(interaction(it)));
        values.put("action", Must.be(read ? "R" : "E"));
        values.put("outcome", Must.be(outcome));
        values.put("reason", status < 400 ? Must.be("") : Must.match("[a-z][a-z-]+"));
        values.put("status", Must.be(String.valueOf(status)));
        values.put("flow", Must.be(read ? "110152" : "110153"));
        values.put("server", Must.match((read ? "110153" : "110152") + " http://127.0.0.1:\\d+/fhir"));
        values.put("child", child(it, known));
        values.put("request", Must.be(it.requestId()));
        String asked = asked(it, known);
        values.put("asked", asked.contains("_after=@") ? after(asked) : Must.be(asked));
        Set<String> shown = new TreeSet<>(known.shown());
        if (read) {
            shown.remove(asked);
        }
        values.put("shown", Must.be(String.join(" ", shown)));
        values.put("hidden", hidden(it, known));
        values.put("sources", sources(it, known));
        values.put("else", Must.be(""));
        asker(it.claims(), values);
        if (it.path().equals("$launch") && status == 200) {
            correlation(it).ifPresent(id -> values.put("launch", Must.be(id)));
        }
        return new ExpectedEvent(
                known.shape(), it.toString(), it.began(), it.ended(), values, known.opened(), true, also(it, known));
    }

    private static Map<String, Integer> also(Spoken it, Known known) {
        Map<String, Integer> also = new LinkedHashMap<>();
        boolean answered = it.status() == 200;
        boolean seen = answered && it.answer().bytes().length > 0;
        boolean partial = seen && resource(it.answer()).stream().anyMatch(AuditModel::saysWhatItLacks);
        also.put(String.valueOf(it.status()), 1);
        also.put("resources", known.shown().size());
        also.put(
                "hidden cases",
                known.hidden().stream()
                        .flatMap(all -> all.values().stream())
                        .mapToInt(Integer::intValue)
                        .sum());
        also.put("XML", it.answer().header("Content-Type").orElse("").contains("xml") ? 1 : 0);
        also.put("include", (it.path() + it.body().orElse("")).contains("_include") ? 1 : 0);
        also.put(
                "no hit",
                seen && interaction(it).equals("search-type") && known.shown().isEmpty() ? 1 : 0);
        also.put("source fails", known.failing().isEmpty() ? 0 : 1);
        also.put("partial answer", partial && !known.failing().isEmpty() ? 1 : 0);
        also.values().removeIf(count -> count == 0);
        return also;
    }

    private static String path(Spoken it) {
        return it.path().replaceAll("^http.*/fhir/", "").replaceAll("\\?.*", "");
    }

    private static String interaction(Spoken it) {
        String path = path(it);
        return path.contains("$") ? "operation" : path.matches("[A-Z]\\w+/[^/_]+") ? "read" : "search-type";
    }

    private static Must child(Spoken it, Known known) {
        List<String> child = known.child();
        boolean found = it.status() == 200 && interaction(it).equals("search-type");
        return child.isEmpty() ? Must.be("") : found ? Must.be(child.get(0)) : Must.beOneOf(child);
    }

    // ---- who

    /** Who asks, as the token says. */
    static void asker(JsonNode claims, Map<String, Must> values) {
        String role = claims.path("role").asText();
        boolean person = PERSONS.contains(role);
        String[] organisation = claims.path("organisation").asText().split(":", 2);
        String purpose = claims.path("purpose_of_use").asText("");
        values.put("client", Must.be(claims.path("client_id").asText()));
        values.put("address", Must.be("127.0.0.1"));
        values.put(
                "user",
                Must.be(
                        person
                                ? String.join(
                                        "|",
                                        claims.path("iss").asText(),
                                        claims.path("sub").asText(),
                                        claims.path("name").asText(),
                                        role,
                                        purpose)
                                : ""));
        values.put("requestor", person ? Must.be("IRCP") : Must.match("11015[23]"));
        values.put("organisation", Must.be(REGISTERS.get(organisation[0]) + "|" + organisation[1]));
        values.put("purpose", Must.be(purpose));
        values.put("launch", Must.be(claims.path("launch_correlation").asText("")));
    }

    private static Optional<String> correlation(Spoken it) {
        return pairs(it).stream()
                .filter(pair -> pair.startsWith("correlation="))
                .map(pair -> pair.substring("correlation=".length()))
                .findFirst();
    }

    // ---- what was asked

    private static String asked(Spoken it, Known known) {
        String path = path(it).replaceAll("/_search$", "");
        if (interaction(it).equals("read")) {
            return path;
        }
        List<String> pairs = new ArrayList<>();
        if (known.first().isPresent()) {
            Page page = known.first().get();
            String self = ((Bundle) resource(page.search().answer()).orElseThrow())
                    .getLink("self")
                    .getUrl();
            pairs.addAll(query(self));
            boolean log = path.equals("AuditEvent");
            pairs.add("_page=from " + (log ? 0 : page.before()));
            if (log) {
                pairs.add("_after=@");
            }
        } else {
            pairs.addAll(pairs(it));
        }
        return LoggedEvent.question(
                path,
                pairs.stream().map(pair -> free(pair, known.numbers())).sorted().toList());
    }

    /** Where in the log a page begins is the server's own affair. */
    private static Must after(String asked) {
        return Must.match(Pattern.quote(asked).replace("@", "\\E\\d+ \\d+ [a-z0-9.-]+\\Q"));
    }

    private static String free(String pair, List<String> numbers) {
        String[] halves = pair.split("=", 2);
        if (halves[0].equals("handle")) {
            return "handle=[secret]";
        }
        return numbers.stream()
                .filter(halves[1]::endsWith)
                .findFirst()
                .map(number -> {
                    int bar = halves[1].indexOf('|');
                    return halves[0] + "=" + halves[1].substring(0, bar + 1) + "[number]";
                })
                .orElse(pair);
    }

    /** Names and values of URL, form and operation body. */
    private static List<String> pairs(Spoken it) {
        List<String> pairs = new ArrayList<>(query(it.path()));
        it.body().ifPresent(body -> {
            if (body.startsWith("{")) {
                parameters(body, pairs);
            } else {
                pairs.addAll(query("?" + body));
            }
        });
        return pairs;
    }

    private static List<String> query(String url) {
        int mark = url.indexOf('?');
        return mark < 0
                ? List.of()
                : Pattern.compile("&")
                        .splitAsStream(url.substring(mark + 1))
                        .filter(pair -> !pair.isEmpty())
                        .map(pair -> URLDecoder.decode(pair, StandardCharsets.UTF_8))
                        .toList();
    }

    private static void parameters(String body, List<String> pairs) {
        try {
            new com.fasterxml.jackson.databind.ObjectMapper()
                    .readTree(body)
                    .path("parameter")
                    .forEach(it -> pairs.add(it.path("name").asText() + "=" + value(it)));
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String value(JsonNode parameter) {
        JsonNode identifier = parameter.path("valueIdentifier");
        if (identifier.isObject()) {
            return (identifier.has("system") ? identifier.path("system").asText() + "|" : "")
                    + identifier.path("value").asText();
        }
        return parameter.path("valueString").asText()
                + parameter.path("valueCode").asText();
    }

    // ---- what came of it

    private static Must hidden(Spoken it, Known known) {
        boolean told = it.status() == 200 || it.status() == 304;
        if (!told || known.hidden().isEmpty()) {
            return HIDDEN;
        }
        Map<String, Integer> rules = known.hidden().get();
        return new Must("cases hidden by " + rules, text -> {
            Map<String, Integer> found = new java.util.TreeMap<>();
            Pattern.compile("; ")
                    .splitAsStream(text)
                    .filter(line -> line.startsWith("case "))
                    .forEach(line -> {
                        String[] words = line.split(" ");
                        found.put(words[1], Integer.parseInt(words[2]));
                    });
            return HIDDEN.holds().test(text) && found.equals(rules);
        });
    }

    private static Must sources(Spoken it, Known known) {
        if (known.failing().isEmpty()) {
            return WELL;
        }
        Pattern line = Pattern.compile(SOURCE + " ([a-z-]+)");
        boolean seen = it.answer().bytes().length > 0;
        // who may know nothing of the child gets the same 404 whether a source failed or not; and of the dead and the
        // grown-up nothing is told,
        // which the answer says
        boolean untold = it.status() == 404
                || it.answer().body().matches("(?s).*\\b(code|code value)\"?[:=]\"(deceased|out-of-age)\".*");
        boolean lacks = it.status() >= 500 || resource(it.answer()).stream().anyMatch(AuditModel::saysWhatItLacks);
        return new Must(known.failing() + " fails, and alone" + (lacks ? "" : ", or was not asked"), text -> {
            Set<String> failing = new TreeSet<>();
            for (String one : text.isEmpty() ? new String[0] : text.split("; ")) {
                var matcher = line.matcher(one);
                if (!matcher.matches() || !matcher.group(2).equals("ok")) {
                    failing.add(one.replaceAll(" .*", ""));
                }
            }
            return failing.isEmpty()
                    ? !(seen && lacks)
                    : failing.equals(Set.of(known.failing())) && (!seen || lacks || untold);
        });
    }

    private static boolean saysWhatItLacks(Resource resource) {
        return resource instanceof Bundle bundle
                && bundle.getEntry().stream()
                        .map(Bundle.BundleEntryComponent::getResource)
                        .filter(OperationOutcome.class::isInstance)
                        .flatMap(outcome -> ((OperationOutcome) outcome).getIssue().stream())
                        .anyMatch(issue -> issue.getSeverity() == OperationOutcome.IssueSeverity.ERROR);
    }

    /** The resource in an answer; empty when there is no body. */
    static Optional<Resource> resource(Answer answer) {
        if (answer.bytes().length == 0) {
            return Optional.empty();
        }
        var parser = answer.body().startsWith("<")
                ? R4Validator.CONTEXT.newXmlParser()
                : R4Validator.CONTEXT.newJsonParser();
        return Optional.of((Resource) parser.parseResource(answer.body()));
    }

    /** The resources that an answer holds, but for the guide's own, which are nobody's. */
    static Set<String> resources(Answer answer) {
        Set<String> all = new TreeSet<>();
        resource(answer).ifPresent(resource -> {
            if (resource instanceof Bundle bundle) {
                bundle.getEntry().forEach(entry -> add(entry.getResource(), all));
            } else {
                add(resource, all);
            }
        });
        return all;
    }

    private static void add(Resource resource, Set<String> all) {
        boolean definition = GuideServedTest.types().anyMatch(resource.fhirType()::equals);
        if (!definition && !Set.of("OperationOutcome", "Parameters").contains(resource.fhirType())) {
            all.add(resource.fhirType() + "/" + resource.getIdElement().getIdPart());
        }
    }
}

package dk.hoibu.fhir.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.hoibu.fhir.access.PolicyModel;
import dk.hoibu.fhir.audit.FactsCodec;
import dk.hoibu.fhir.audit.Observer;
import dk.hoibu.fhir.blackbox.KeptEvents.Kept;
import dk.hoibu.fhir.blackbox.OracleServer.Exchange;
import dk.hoibu.fhir.conformance.R4Validator;
import dk.hoibu.fhir.generate.Generator;
import dk.hoibu.fhir.mapping.AuditMapper;
import dk.hoibu.fhir.mapping.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The audit trail against what the client saw: random policies, users, children and questions, and for each answer the trail must tell who
 * was shown what, no more and no less. {@code -Dhoibu.audit-requests=N} asks more, {@code -Dhoibu.seed=S} asks others.
 */
class AuditModelTest {

    private static final long SEED = 20261205L;
    private static final List<String> KLE = List.of("34.10.10", "34.50.15", "17.03.04", "28.06.12", "34.15.05");
    private static final int POLICIES = 8;
    private static final int SHAPES = 400;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> differences = new ArrayList<>();
    private final Map<String, Integer> compared = new HashMap<>();
    private final Map<String, String> shapes = new LinkedHashMap<>();

    @Test
    void theTrailTellsWhoWasShownWhat(@TempDir Path folder) throws IOException {
        SplittableRandom random = new SplittableRandom(Long.getLong("hoibu.seed", SEED));
        int requests = Integer.getInteger("hoibu.audit-requests", 1500) / POLICIES;
        for (int i = 0; i < POLICIES; i++) {
            Path data = folder.resolve("data" + i);
            if (i == 0) {
                new Generator(200, 7, data, written -> {}).generate();
            } else {
                RandomFolder.write(data, 120, KLE, random);
            }
            ask(data, requests, random);
        }

        System.out.println("audit compared with what the client saw: " + new java.util.TreeMap<>(compared));
        assertThat(differences.stream().limit(5).toList())
                .as(differences.size() + " differences")
                .isEmpty();
        // a test in which nobody sees anything would find nothing wrong
        assertThat(compared).containsKeys("200", "304", "400", "401", "403", "404");
        assertThat(compared.get("hidden cases")).isPositive();
        assertThat(compared.get("pages")).isPositive();
        assertThat(compared.get("resources")).isGreaterThan(100);
        eachIsValid();
    }

    private void ask(Path data, int requests, SplittableRandom random) throws IOException {
        List<Exchange> heard = new ArrayList<>();
        int asked = 0;
        Map<String, List<Kept>> expected = new HashMap<>();
        List<Model> models = new ArrayList<>();
        try (OracleServer server =
                OracleServer.start(data, new PolicyModel(random, KLE), policy -> policy, heard::add)) {
            while (asked < requests) {
                heard.clear();
                if (random.nextInt(5) == 0) {
                    models.add(OddQuestion.ask(server, random, heard));
                } else {
                    OracleCase question = new OracleCase(server, random);
                    question.found();
                    models.addAll(models(server, question, List.copyOf(heard)));
                }
                asked = models.size();
            }
            List<Kept> kept = KeptEvents.in(data).all();
            kept.forEach(it -> expected.computeIfAbsent(it.requestId(), id -> new ArrayList<>())
                    .add(it));
            models.forEach(model -> compare(model, expected.remove(model.requestId()), server));
            expected.values().forEach(more -> differences.add("nobody asked: " + more));
            assertThat(kept.stream().map(Kept::id)).doesNotHaveDuplicates();
            kept.forEach(it -> keepShape(it, server));
            assertThat(KeptEvents.in(data)
                            .numbersInFiles(server.oracle().folder().persons.keySet()))
                    .as("numbers in the database")
                    .isEmpty();
        }
    }

    /**
     * What must stand in the trail.
     *
     * @param child ids of the Patient that may be meant, the number in force first; none when it is about no child
     * @param opened the Patient whom a scope may have looked at beside; empty for none
     * @param hiddenCases how many cases were found and not shown; empty when that cannot be told
     * @param recorded whether it is in the trail at all
     */
    record Model(
            Exchange exchange,
            String interaction,
            List<String> child,
            Optional<String> opened,
            Set<String> shown,
            Optional<Integer> hiddenCases,
            boolean recorded) {

        String requestId() {
            return exchange.answer().header("X-Request-Id").orElse("");
        }

        @Override
        public String toString() {
            return exchange.method() + " " + exchange.path() + " "
                    + exchange.form().orElse("") + " -> " + exchange.answer().status() + " " + this.shown + " child "
                    + child;
        }
    }

    private static List<Model> models(OracleServer server, OracleCase question, List<Exchange> heard) {
        Map<String, Set<String>> whole = new HashMap<>();
        for (Exchange it : heard) {
            if (it.answer().bytes().length > 0 && it.answer().status() == 200) {
                whole.put(it.path(), resources(it.answer()));
            }
        }
        List<String> child = new ArrayList<>(List.of(server.patientId(question.numberInForce())));
        if (!question.number().equals(question.numberInForce())) {
            child.add(server.patientId(question.number()));
        }
        return heard.stream()
                .map(it -> new Model(
                        it,
                        interaction(it),
                        child,
                        question.opened().map(server::patientId),
                        Set.of(200, 304).contains(it.answer().status())
                                ? whole.getOrDefault(it.path(), Set.of())
                                : Set.of(),
                        it.answer().status() == 200 ? question.hiddenCases() : Optional.empty(),
                        true))
                .toList();
    }

    private static String interaction(Exchange it) {
        String path = it.path().replaceAll("^http.*/fhir/", "").replaceAll("\\?.*", "");
        if (path.endsWith("$everything")) {
            return "EVERYTHING";
        }
        return path.contains("$") ? "OPERATION" : path.matches("[A-Z]\\w+/[^/_]+") ? "READ" : "SEARCH";
    }

    static Set<String> resources(Answer answer) {
        var parser = answer.body().startsWith("<")
                ? R4Validator.CONTEXT.newXmlParser()
                : R4Validator.CONTEXT.newJsonParser();
        Resource resource = (Resource) parser.parseResource(answer.body());
        Set<String> all = new TreeSet<>();
        if (resource instanceof Bundle bundle) {
            bundle.getEntry().forEach(entry -> add(entry.getResource(), all));
        } else {
            add(resource, all);
        }
        return all;
    }

    private static void add(Resource resource, Set<String> all) {
        boolean definition = GuideServedTest.types().anyMatch(resource.fhirType()::equals);
        if (!definition && !Set.of("OperationOutcome", "Parameters").contains(resource.fhirType())) {
            all.add(resource.fhirType() + "/" + resource.getIdElement().getIdPart());
        }
    }

    private void compare(Model model, @org.jspecify.annotations.Nullable List<Kept> kept, OracleServer server) {
        int status = model.exchange().answer().status();
        compared.merge(String.valueOf(status), 1, Integer::sum);
        if (!model.recorded()) {
            differ(kept != null, "is recorded", model, kept);
            compared.merge("not recorded", 1, Integer::sum);
            return;
        }
        if (kept == null) {
            differences.add("missing: " + model);
            return;
        }
        Kept main = kept.get(0);
        String outcome = status < 400 ? "0" : status == 401 || status == 403 ? "8" : status >= 500 ? "12" : "4";
        differ(!main.type().equals("rest"), "type", model, kept);
        differ(!main.outcome().equals(outcome), "outcome", model, kept);
        differ(main.payload().path("status").asInt() != status, "status", model, kept);
        differ(!main.told("interaction").equals(model.interaction()), "interaction", model, kept);
        differ(
                !main.shown().equals(model.shown()),
                "shown " + model.shown() + " but told " + main.shown(),
                model,
                kept);
        String patient = main.told("patient");
        boolean inForce = status == 200 && !model.child().isEmpty();
        differ(
                inForce && model.interaction().equals("SEARCH")
                        ? !patient.equals(model.child().get(0))
                        : model.child().isEmpty()
                                ? !patient.isEmpty()
                                : !model.child().contains(patient),
                "child",
                model,
                kept);
        differ(patient.isEmpty() != main.child().isEmpty(), "mark", model, kept);
        model.hiddenCases().ifPresent(count -> {
            differ(main.hidden("case") != count, "hidden cases " + count, model, kept);
            compared.merge("hidden cases", count, Integer::sum);
        });
        asker(model, main, kept, server);
        beside(model, kept);
        compared.merge("resources", model.shown().size(), Integer::sum);
        compared.merge("pages", model.exchange().path().contains("_page=") ? 1 : 0, Integer::sum);
    }

    private void asker(Model model, Kept main, List<Kept> kept, OracleServer server) {
        JsonNode claims = claims(model.exchange().token());
        JsonNode payload = main.payload();
        String role = claims.path("role").asText();
        boolean person = Set.of("gp", "psychiatrist", "ppr", "caseworker", "auditor", "operator")
                .contains(role);
        String organisation =
                payload.path("organisation").path("register").asText().toLowerCase(java.util.Locale.ROOT) + ":"
                        + payload.path("organisation").path("id").asText();
        differ(
                !payload.path("client")
                        .path("id")
                        .asText()
                        .equals(claims.path("client_id").asText()),
                "client",
                model,
                kept);
        differ(payload.has("user") != person, "person", model, kept);
        differ(
                person
                        && !(payload.path("user")
                                        .path("subject")
                                        .asText()
                                        .equals(claims.path("sub").asText())
                                && payload.path("user")
                                        .path("issuer")
                                        .asText()
                                        .equals(claims.path("iss").asText())
                                && payload.path("user")
                                        .path("name")
                                        .asText()
                                        .equals(claims.path("name").asText())
                                && payload.path("user").path("role").asText().equals(role)),
                "user",
                model,
                kept);
        differ(!organisation.equals(claims.path("organisation").asText()), "organisation", model, kept);
        differ(
                !payload.path("purpose")
                        .path("code")
                        .asText("")
                        .equals(claims.path("purpose_of_use").asText("")),
                "purpose",
                model,
                kept);
    }

    /** The child of the launch may have been looked at beside the one asked about; nothing of it is shown. */
    private void beside(Model model, List<Kept> kept) {
        for (Kept more : kept.subList(1, kept.size())) {
            boolean ok = model.opened().isPresent()
                    && model.opened().get().equals(more.told("patient"))
                    && more.shown().isEmpty()
                    && more.payload().path("lookups").size() > 0
                    && !more.text().contains(kept.get(0).told("patient"));
            differ(!ok, "too many", model, kept);
            compared.merge("aside", 1, Integer::sum);
        }
        differ(kept.size() > 2, "too many", model, kept);
    }

    private void differ(
            boolean different, String what, Model model, @org.jspecify.annotations.Nullable List<Kept> kept) {
        if (different) {
            differences.add(what + ": " + model + "\n  kept: " + kept);
        }
    }

    private static JsonNode claims(String token) {
        try {
            return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    // ---- as AuditEvent

    private void keepShape(Kept kept, OracleServer server) {
        String shape = kept.text()
                .replaceAll("\"(when|patient|request|id|address|what)\":\"[^\"]*\"", "$1")
                .replaceAll("\"count\":\\d+", "count")
                .replaceAll("\"shown\":\\[[^\\]]*]", "shown");
        if (shapes.size() < SHAPES && !shapes.containsKey(shape)) {
            Observer observer = new Observer("HOI BU on FHIR", server.server().base());
            var event = AuditMapper.toFhir(
                    FactsCodec.read(kept.text()), new Targets(server.server().ids()), observer);
            event.setId(kept.id());
            shapes.put(shape, R4Validator.CONTEXT.newJsonParser().encodeResourceToString(event));
        }
    }

    private void eachIsValid() throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "recorded"));
        List<String> faults = new ArrayList<>();
        int number = 0;
        for (String event : shapes.values()) {
            Files.writeString(folder.resolve("audit-%04d.json".formatted(++number)), event);
            R4Validator.plain().errorsIn(event).forEach(fault -> faults.add(fault + " in " + event));
        }
        System.out.println(number + " shapes of events validated");
        assertThat(faults.stream().limit(5).toList())
                .as(faults.size() + " faults")
                .isEmpty();
        assertThat(number).isGreaterThan(50);
    }
}

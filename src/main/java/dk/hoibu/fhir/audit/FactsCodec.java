package dk.hoibu.fhir.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.hoibu.fhir.audit.Asked.Interaction;
import dk.hoibu.fhir.audit.Asker.Client;
import dk.hoibu.fhir.audit.Asker.Organisation;
import dk.hoibu.fhir.audit.Asker.Register;
import dk.hoibu.fhir.audit.Asker.User;
import dk.hoibu.fhir.domain.PersonNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The facts of an access as the JSON in which they are kept for years. A child is in it by the opaque id of its Patient, never by number.
 * Safe for use by many threads.
 */
public final class FactsCodec {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of this form; a later one gets another number. */
    private static final int VERSION = 1;

    private final Function<PersonNumber, String> patientId;

    /** {@code patientId} makes the opaque id of the Patient with a number. */
    public FactsCodec(Function<PersonNumber, String> patientId) {
        this.patientId = patientId;
    }

    /** {@code facts} as one line of JSON; what is empty is left out. */
    public String write(AccessFacts facts) {
        ObjectNode node = JSON.createObjectNode()
                .put("v", VERSION)
                .put("when", facts.when().toString());
        node.put("interaction", facts.asked().interaction().name())
                .put("what", facts.asked().what());
        node.put("outcome", facts.outcome().kind().name());
        facts.outcome().reason().ifPresent(reason -> node.put("reason", reason));
        write(facts.told(), node);
        facts.child().ifPresent(child -> node.put("patient", patientId(child)));
        write(facts.asker(), node);
        facts.purpose()
                .ifPresent(purpose -> node.putObject("purpose")
                        .put("system", purpose.system())
                        .put("code", purpose.code())
                        .put("text", purpose.text()));
        node.put("request", facts.requestId());
        facts.launchId().ifPresent(id -> node.put("launch", id));
        return node.toString();
    }

    private String patientId(Child child) {
        return child instanceof Child.Numbered numbered
                ? patientId.apply(numbered.number())
                : ((Child.Opaque) child).patientId();
    }

    private static void write(Told told, ObjectNode node) {
        node.put("status", told.status());
        if (!told.shown().isEmpty()) {
            ArrayNode shown = node.putArray("shown");
            told.shown().forEach(shown::add);
        }
        if (!told.hidden().isEmpty()) {
            ArrayNode all = node.putArray("hidden");
            told.hidden()
                    .forEach(hidden -> all.addObject()
                            .put("kind", hidden.kind())
                            .put("rule", hidden.rule())
                            .put("count", hidden.count()));
        }
        if (!told.lookups().isEmpty()) {
            ArrayNode all = node.putArray("lookups");
            told.lookups()
                    .forEach(lookup ->
                            all.addObject().put("source", lookup.source()).put("outcome", lookup.outcome()));
        }
    }

    private static void write(Asker asker, ObjectNode node) {
        ObjectNode client =
                node.putObject("client").put("address", asker.client().address());
        asker.client().id().ifPresent(id -> client.put("id", id));
        asker.user().ifPresent(user -> {
            ObjectNode to = node.putObject("user").put("issuer", user.issuer()).put("subject", user.subject());
            user.role().ifPresent(role -> to.put("role", role));
            user.name().ifPresent(name -> to.put("name", name));
        });
        asker.organisation().ifPresent(organisation -> {
            ObjectNode to = node.putObject("organisation")
                    .put("register", organisation.register().name())
                    .put("id", organisation.id());
            organisation.name().ifPresent(name -> to.put("name", name));
        });
    }

    /**
     * What {@link #write} was given; a child is then known by its opaque id.
     *
     * @throws IllegalArgumentException when {@code text} is not of that form
     */
    public static AccessFacts read(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            if (node.path("v").asInt() != VERSION) {
                throw new IllegalArgumentException("an audit entry of an unknown form");
            }
            return facts(node);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("an audit entry that is no JSON", e);
        }
    }

    private static AccessFacts facts(JsonNode node) {
        return new AccessFacts(
                Instant.parse(required(node, "when")),
                new Asked(Interaction.valueOf(required(node, "interaction")), required(node, "what")),
                new Outcome(Outcome.Kind.valueOf(required(node, "outcome")), text(node, "reason")),
                told(node),
                text(node, "patient").map(Child.Opaque::new),
                asker(node),
                Optional.ofNullable(node.get("purpose"))
                        .map(purpose -> new Purpose(
                                required(purpose, "system"), required(purpose, "code"), required(purpose, "text"))),
                required(node, "request"),
                text(node, "launch"));
    }

    private static Told told(JsonNode node) {
        List<String> shown = new ArrayList<>();
        node.path("shown").forEach(resource -> shown.add(resource.asText()));
        List<Told.Hidden> hidden = new ArrayList<>();
        node.path("hidden")
                .forEach(it -> hidden.add(new Told.Hidden(
                        required(it, "kind"),
                        required(it, "rule"),
                        it.path("count").asInt())));
        List<Told.Lookup> lookups = new ArrayList<>();
        node.path("lookups")
                .forEach(it -> lookups.add(new Told.Lookup(required(it, "source"), required(it, "outcome"))));
        return new Told(node.path("status").asInt(), shown, hidden, lookups);
    }

    private static Asker asker(JsonNode node) {
        JsonNode client = node.path("client");
        return new Asker(
                new Client(text(client, "id"), required(client, "address")),
                Optional.ofNullable(node.get("user"))
                        .map(user -> new User(
                                required(user, "issuer"),
                                required(user, "subject"),
                                text(user, "role"),
                                text(user, "name"))),
                Optional.ofNullable(node.get("organisation"))
                        .map(organisation -> new Organisation(
                                Register.valueOf(required(organisation, "register")),
                                required(organisation, "id"),
                                text(organisation, "name"))));
    }

    private static Optional<String> text(JsonNode node, String field) {
        return Optional.ofNullable(node.get(field)).map(JsonNode::asText);
    }

    private static String required(JsonNode node, String field) {
        return text(node, field).orElseThrow(() -> new IllegalArgumentException("an audit entry without " + field));
    }
}

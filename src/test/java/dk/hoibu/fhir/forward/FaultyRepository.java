package dk.hoibu.fhir.forward;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.hoibu.fhir.forward.Receiver.Got;
import dk.hoibu.fhir.forward.Receiver.Said;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/**
 * An audit record repository that keeps each event once, and fails in every way there is: with and without having kept what it was given,
 * for one event or all.
 */
final class FaultyRepository implements Function<Got, Said> {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Ids of the events it keeps, in the order in which it first took them. */
    final List<String> kept = new ArrayList<>();

    final Set<String> refused = new HashSet<>();
    final Set<String> deadly = new HashSet<>();
    int twice;
    boolean wellAgain;
    private final Random random;

    FaultyRepository(Random random) {
        this.random = random;
    }

    @Override
    public synchronized Said apply(Got got) {
        JsonNode sent = json(got.body());
        int chance = wellAgain ? 100 : random.nextInt(100);
        if (chance < 6) {
            return Said.nothing();
        } else if (chance < 12) {
            return new Said(503, Map.of("Retry-After", "7"), "", false);
        } else if (chance < 15) {
            return Said.status(429);
        }
        Said said = sent.path("resourceType").asText().equals("Bundle") ? batch(sent) : Said.status(create(sent));
        // taken, and nobody hears of it
        return chance < 25 ? Said.nothing() : said;
    }

    private Said batch(JsonNode bundle) {
        if (!wellAgain && random.nextInt(10) == 0) {
            return Said.status(random.nextBoolean() ? 413 : 500);
        }
        ObjectNode answer =
                JSON.createObjectNode().put("resourceType", "Bundle").put("type", "batch-response");
        ArrayNode entries = answer.putArray("entry");
        bundle.path("entry")
                .forEach(entry -> entries.addObject()
                        .putObject("response")
                        .put("status", create(entry.path("resource")) + " Said"));
        return Said.of(200, "application/fhir+json", answer.toString());
    }

    private int create(JsonNode event) {
        String id = event.path("id").asText();
        int chance = wellAgain ? 100 : random.nextInt(100);
        if (refused.contains(id) || chance < 8) {
            return 422;
        } else if (deadly.contains(id) || chance < 14) {
            return 500;
        } else if (kept.contains(id)) {
            twice++;
            return random.nextBoolean() ? 200 : 409;
        }
        kept.add(id);
        return 201;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

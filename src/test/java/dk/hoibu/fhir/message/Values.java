package dk.hoibu.fhir.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Other values than a message has: wrong codes, wrong formats, and some that are right. */
final class Values {

    private Values() {}

    /** Another value of about the same kind; null for what has no value. */
    static @Nullable JsonNode replace(SplittableRandom random, String path, JsonNode old) {
        String name = path.substring(path.lastIndexOf('.') + 1).replace("[]", "");
        if (old.isTextual()) {
            return TextNode.valueOf(text(random, name, old.asText()));
        }
        if (old.isBoolean()) {
            return BooleanNode.valueOf(!old.asBoolean());
        }
        return old.isNumber() ? IntNode.valueOf(random.nextInt(-3, 30)) : null;
    }

    private static String text(SplittableRandom random, String name, String old) {
        if (random.nextInt(12) == 0) {
            return changed(random, old);
        }
        return pick(random, ValuePools.of(name));
    }

    /** One character more, less or other. */
    private static String changed(SplittableRandom random, String old) {
        if (old.isEmpty()) {
            return "z";
        }
        int at = random.nextInt(old.length());
        return switch (random.nextInt(3)) {
            case 0 -> old.substring(0, at) + old.substring(at + 1);
            case 1 -> old.substring(0, at) + "z" + old.substring(at);
            default -> old.substring(0, at) + (char) (old.charAt(at) + 1) + old.substring(at + 1);
        };
    }

    static JsonNode reference(SplittableRandom random, String old) {
        String id = old.substring(old.lastIndexOf('/') + 1);
        return TextNode.valueOf(pick(
                random,
                List.of(
                        "Organization/" + id,
                        "Patient/" + id,
                        id,
                        "#" + id,
                        "#",
                        "urn:uuid:" + id,
                        "https://medcomfhir.dk/ig/carecommunication/" + old,
                        "https://andet.dk/" + old,
                        old + "x",
                        old + " ",
                        "Organization/ukendt",
                        "Practitioner/ukendt",
                        "MessageHeader/" + id,
                        old + "/_history/1",
                        "",
                        "Nothing/1",
                        "Patient?identifier=1")));
    }

    private static String pick(SplittableRandom random, List<String> pool) {
        return pool.get(random.nextInt(pool.size()));
    }
}

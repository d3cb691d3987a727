package dk.hoibu.fhir.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Does things to valid messages: drops, doubles, moves, renames and replaces what is in them, by a seed. The same seed and number make the
 * same mutant.
 */
final class Mutations {

    /** A place in a message: a property of an object or an item of a list. */
    private record Spot(JsonNode holder, String name, int index, String path) {

        JsonNode value() {
            return holder.isObject() ? holder.get(name) : holder.get(index);
        }

        void set(JsonNode value) {
            if (holder instanceof ObjectNode object) {
                object.set(name, value);
            } else {
                ((ArrayNode) holder).set(index, value);
            }
        }

        void remove() {
            if (holder instanceof ObjectNode object) {
                object.remove(name);
            } else {
                ((ArrayNode) holder).remove(index);
            }
        }
    }

    private final List<Map.Entry<String, byte[]>> examples;
    private final long seed;

    Mutations(Map<String, byte[]> examples, long seed) {
        this.examples = new ArrayList<>(examples.entrySet());
        this.seed = seed;
    }

    /** The one of that number. */
    Mutant make(int number) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
        var example = examples.get(random.nextInt(examples.size()));
        ObjectNode bundle = (ObjectNode) Enrichments.read(new String(example.getValue(), StandardCharsets.UTF_8));
        if (random.nextInt(10) > 0) {
            slim(bundle);
        }
        Enrichments.some(bundle, random);
        List<String> deeds = new ArrayList<>();
        for (int i = random.nextInt(8) == 0 ? 2 : 1; i > 0; i--) {
            deeds.add(new Deed(bundle, random).run());
        }
        String deed = String.join(" + ", deeds);
        if (random.nextInt(4) == 0) {
            return XmlMutations.of(example.getKey(), deed, bundle, random);
        }
        return new Mutant(example.getKey(), deed, TextMutations.maybe(bundle.toString(), random));
    }

    /** Narratives and attachments are long, and take the official validator long: short ones do. */
    private static void slim(JsonNode node) {
        if (node instanceof ObjectNode object) {
            if (object.has("div")) {
                object.put("div", "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Tekst</p></div>");
            }
            if (object.path("data").isTextual()) {
                object.put("data", "JVBERi0xLjcK");
            }
        }
        node.forEach(Mutations::slim);
    }

    /** One thing that is done to one message. */
    private static final class Deed {

        private final ObjectNode bundle;
        private final SplittableRandom random;
        private final List<Spot> spots = new ArrayList<>();

        Deed(ObjectNode bundle, SplittableRandom random) {
            this.bundle = bundle;
            this.random = random;
            collect(bundle, "Bundle");
        }

        private void collect(JsonNode node, String path) {
            if (node.isObject()) {
                for (var field : node.properties()) {
                    String there = path + "." + field.getKey();
                    spots.add(new Spot(node, field.getKey(), -1, there));
                    collect(field.getValue(), there);
                }
            } else if (node.isArray()) {
                for (int i = 0; i < node.size(); i++) {
                    spots.add(new Spot(node, "", i, path + "[]"));
                    collect(node.get(i), path);
                }
            }
        }

        private Spot any() {
            return spots.get(random.nextInt(spots.size()));
        }

        private String run() {
            Spot spot = any();
            return switch (random.nextInt(14)) {
                case 0, 1, 2 -> drop(spot);
                case 3 -> copy(spot);
                case 4, 5, 6 -> replace(spot);
                case 7 -> wild(spot);
                case 8 -> rename(spot);
                case 9 -> shuffle(spot);
                case 10 -> transplant(spot);
                case 11 -> put(spot, "from elsewhere", any().value().deepCopy());
                case 12 -> add();
                default -> reference();
            };
        }

        private String replace(Spot spot) {
            JsonNode other = Values.replace(random, spot.path(), spot.value());
            return other == null ? drop(spot) : put(spot, "replaced", other);
        }

        private static String put(Spot spot, String how, JsonNode value) {
            spot.set(value);
            return how + " " + spot.path() + " := " + brief(value);
        }

        private static String brief(JsonNode value) {
            String text = value.toString();
            return text.length() > 80 ? text.substring(0, 80) + "..." : text;
        }

        private static String drop(Spot spot) {
            spot.remove();
            return "dropped " + spot.path();
        }

        private String copy(Spot spot) {
            if (spot.holder() instanceof ArrayNode list) {
                list.insert(random.nextInt(list.size() + 1), spot.value().deepCopy());
                return "doubled " + spot.path();
            }
            if (spot.value() instanceof ArrayNode list && !list.isEmpty()) {
                list.add(list.get(random.nextInt(list.size())).deepCopy());
                return "doubled in " + spot.path();
            }
            return put(spot, "listed", bundle.arrayNode().add(spot.value().deepCopy()));
        }

        private String wild(Spot spot) {
            String[] values = {
                "null",
                "{}",
                "[]",
                "\"\"",
                "\" \"",
                "true",
                "17",
                "1.5",
                "\"x\"",
                "[null]",
                "{\"x\":1}",
                "[\"a\",\"b\"]",
                "\"Æ ø\""
            };
            return put(spot, "wild", Enrichments.read(values[random.nextInt(values.length)]));
        }

        private String rename(Spot spot) {
            if (!(spot.holder() instanceof ObjectNode object)) {
                return drop(spot);
            }
            String[] names = {spot.name() + "x", "_" + spot.name(), "extension", "id", "value", any().name(), "text"};
            String name = names[random.nextInt(names.length)];
            JsonNode value = object.remove(spot.name());
            object.set(name.isEmpty() ? "y" : name, value);
            return "renamed " + spot.path() + " to " + name;
        }

        private String shuffle(Spot spot) {
            ArrayNode list = spot.value() instanceof ArrayNode own ? own : (ArrayNode) bundle.get("entry");
            if (list == null || list.size() < 2) {
                return drop(spot);
            }
            int from = random.nextInt(list.size());
            int to = random.nextInt(list.size());
            JsonNode moved = list.remove(from);
            list.insert(to, moved);
            return "moved " + (list == spot.value() ? spot.path() : "entry") + " " + from + " to " + to;
        }

        private String transplant(Spot spot) {
            Spot other = any();
            if (!(other.holder() instanceof ObjectNode object)) {
                return drop(spot);
            }
            String name = spot.name().isEmpty() ? "extension" : spot.name();
            object.set(name, spot.value().deepCopy());
            return "put " + spot.path() + " beside " + other.path();
        }

        private String add() {
            String[] row = Additions.ALL.get(random.nextInt(Additions.ALL.size()));
            List<Spot> objects =
                    spots.stream().filter(one -> one.value().isObject()).toList();
            Spot spot = objects.get(random.nextInt(objects.size()));
            ((ObjectNode) spot.value()).set(row[0], Enrichments.read(row[1]));
            return "added " + row[0] + " to " + spot.path() + " " + row[1];
        }

        private String reference() {
            List<Spot> references =
                    spots.stream().filter(one -> one.name().equals("reference")).toList();
            if (references.isEmpty()) {
                return drop(any());
            }
            Spot spot = references.get(random.nextInt(references.size()));
            JsonNode other = references.get(random.nextInt(references.size())).value();
            return put(
                    spot,
                    "reference",
                    random.nextBoolean()
                            ? other
                            : Values.reference(random, spot.value().asText()));
        }
    }
}

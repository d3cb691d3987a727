package dk.hoibu.fhir.message.rule;

import dk.hoibu.fhir.message.rule.RuleBook.Row;
import dk.hoibu.fhir.message.tree.Node;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Makes checks of the demands in {@code rules.csv}: {@code 1..1} (how many), {@code = x} (the value), {@code in x} (a code of a set),
 * {@code format x}, {@code type x} (of a choice), {@code -> x,y [bundled]} (where a reference leads), {@code slices x,y} (no others).
 */
final class Must {

    private final RuleBook book;
    private final Slices slices = new Slices();
    private final Formats formats = new Formats();

    Must(RuleBook book) {
        this.book = book;
    }

    Check of(Row row) {
        Place place = Place.of(row.where(), slices);
        String must = row.must();
        Rule rule = row.rule();
        int blank = must.indexOf(' ');
        String verb = blank < 0 ? "" : must.substring(0, blank);
        String object = must.substring(blank + 1);
        return switch (verb) {
            case "=" -> value(place, rule, object::equals);
            case "format" -> value(place, rule, formats.named(object));
            case "in" -> in(place, rule, book.codes(object));
            case "type" -> (from, run) -> place.each(from, node -> run.require(node.is(object), rule, node));
            case "->" -> reference(place, rule, object);
            case "slices" -> closed(place, rule, object);
            case "" -> count(place, rule, must);
            default -> throw new IllegalArgumentException(rule.id() + ": " + must);
        };
    }

    private static Check count(Place place, Rule rule, String range) {
        String[] ends = range.split("\\.\\.");
        int min = Integer.parseInt(ends[0]);
        int max = ends[1].equals("*") ? Integer.MAX_VALUE : Integer.parseInt(ends[1]);
        return (from, run) -> place.eachParent(from, parent -> {
            List<Node> found = place.last(parent);
            if (found.size() < min) {
                run.report(rule, parent);
            } else if (found.size() > max) {
                run.report(rule, found.get(max));
            }
        });
    }

    private static Check value(Place place, Rule rule, Predicate<String> test) {
        return (from, run) -> place.each(from, node -> {
            String value = node.value();
            run.require(value == null ? node.children().isEmpty() : test.test(value), rule, node);
        });
    }

    /** A required binding: a code, a Coding, or one of a CodeableConcept's. */
    private static Check in(Place place, Rule rule, Map<String, Set<String>> codes) {
        return (from, run) -> place.each(from, node -> run.require(bound(node, codes), rule, node));
    }

    private static boolean bound(Node node, Map<String, Set<String>> codes) {
        return switch (node.type()) {
            case "CodeableConcept" ->
                node.all("coding").stream()
                        .anyMatch(coding -> bound(coding.text("system"), coding.text("code"), codes));
            // one without a code is bound to nothing, if it may be without
            case "Coding" -> node.first("code") == null || bound(node.text("system"), node.text("code"), codes);
            default -> node.value() != null && bound("", node.value(), codes);
        };
    }

    /** Without a system the code alone counts, as it does for the official validator: where a system is demanded, a rule says so. */
    private static boolean bound(String system, String code, Map<String, Set<String>> codes) {
        return system.isEmpty()
                ? codes.values().stream().anyMatch(set -> set.contains(code))
                : codes.getOrDefault(system, Set.of()).contains(code);
    }

    private static Check reference(Place place, Rule rule, String object) {
        boolean bundled = object.endsWith(" bundled");
        List<String> profiles = List.of(object.replace(" bundled", "").split(","));
        return (from, run) -> place.each(from, node -> run.follow(node, rule, profiles, bundled));
    }

    private Check closed(Place place, Rule rule, String object) {
        return (from, run) -> place.each(from, node -> {
            boolean known = false;
            for (String slice : object.split(",")) {
                known |= slices.named(node.name() + ":" + slice).test(node);
            }
            run.require(known, rule, node);
        });
    }
}

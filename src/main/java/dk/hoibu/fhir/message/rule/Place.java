package dk.hoibu.fhir.message.rule;

import dk.hoibu.fhir.message.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What a rule's {@code where} means: {@code payload:string.extension:date} from a Communication; {@code use|system} for either. */
final class Place {

    private record Step(List<String> names, Predicate<Node> slice) {

        boolean fits(Node node) {
            return names.contains(node.name()) && slice.test(node);
        }
    }

    private final List<Step> steps;

    private Place(List<Step> steps) {
        this.steps = steps;
    }

    static Place of(String where, Slices slices) {
        List<Step> steps = new ArrayList<>();
        for (String step : where.split("\\.")) {
            int colon = step.indexOf(':');
            steps.add(
                    colon < 0
                            ? new Step(List.of(step.split("\\|")), node -> true)
                            : new Step(List.of(step.substring(0, colon)), slices.named(step)));
        }
        return new Place(List.copyOf(steps));
    }

    /** Each element it leads to. */
    void each(Node from, Consumer<Node> use) {
        walk(from, 0, steps.size(), use);
    }

    /** Each element that has, or should have, elements it leads to. */
    void eachParent(Node from, Consumer<Node> use) {
        walk(from, 0, steps.size() - 1, use);
    }

    /** Those it leads to from one of its parents. */
    List<Node> last(Node parent) {
        List<Node> found = new ArrayList<>(2);
        Step step = steps.get(steps.size() - 1);
        for (Node one : parent.children()) {
            if (step.fits(one)) {
                found.add(one);
            }
        }
        return found;
    }

    private void walk(Node from, int at, int end, Consumer<Node> use) {
        if (at == end) {
            use.accept(from);
            return;
        }
        Step step = steps.get(at);
        for (Node one : from.children()) {
            if (step.fits(one)) {
                walk(one, at + 1, end, use);
            }
        }
    }

    /** How the last step is written, for those who look for what is missing. */
    String lastName() {
        return String.join("|", steps.get(steps.size() - 1).names());
    }
}

package dk.hoibu.fhir.access;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A place in the policy file: what is written there, and how to name it when it is wrong. */
final class PolicyNode {

    private final Node node;
    private final String path;

    private PolicyNode(Node node, String path) {
        this.node = node;
        this.path = path;
    }

    /** The whole file. */
    static PolicyNode of(String yaml) {
        Optional<Node> root;
        try {
            root = new Compose(LoadSettings.builder().setLabel("policy").build()).composeString(yaml);
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException("the policy is not YAML: " + e.getMessage(), e);
        }
        return new PolicyNode(root.orElseThrow(() -> new IllegalArgumentException("the policy is empty")), "");
    }

    /** The fields of a mapping, each at most once. */
    Map<String, PolicyNode> fields() {
        if (!(node instanceof MappingNode mapping)) {
            throw wrong("fields with values expected");
        }
        Map<String, PolicyNode> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = new PolicyNode(tuple.getKeyNode(), path).text();
            PolicyNode value = new PolicyNode(tuple.getValueNode(), path.isEmpty() ? key : path + ", " + key);
            if (fields.put(key, value) != null) {
                throw value.wrong("is there twice");
            }
        }
        return fields;
    }

    List<PolicyNode> items() {
        if (!(node instanceof SequenceNode sequence)) {
            throw wrong("a list expected");
        }
        return sequence.getValue().stream()
                .map(item -> new PolicyNode(item, path))
                .toList();
    }

    /** The same place, called {@code name} from here on. */
    PolicyNode named(String name) {
        return new PolicyNode(node, name);
    }

    String text() {
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return scalar.getValue().strip();
        }
        throw wrong("text expected");
    }

    /** Text of that form. */
    String text(String form, String description) {
        String text = text();
        if (!text.matches(form)) {
            throw wrong(description + " expected");
        }
        return text;
    }

    /** A list of texts of that form, each at most once. */
    Set<String> texts(String form, String description) {
        Set<String> texts = new LinkedHashSet<>();
        for (PolicyNode item : items()) {
            if (!texts.add(item.text(form, description))) {
                throw item.wrong("is there twice");
            }
        }
        return texts;
    }

    boolean says(String word) {
        return node instanceof ScalarNode scalar && scalar.getValue().equals(word);
    }

    /** What to throw when this place is wrong. What stands there is not repeated: it may be anything. */
    IllegalArgumentException wrong(String what) {
        String line = node.getStartMark()
                .map(Mark::getLine)
                .map(number -> ", line " + (number + 1))
                .orElse("");
        return new IllegalArgumentException("policy" + line + (path.isEmpty() ? "" : ", " + path) + ": " + what);
    }
}

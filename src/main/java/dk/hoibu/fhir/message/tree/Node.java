package dk.hoibu.fhir.message.tree;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An element of a resource, with all that is in it. The root is the resource. */
public final class Node {

    private final @Nullable Node parent;
    private final String name;
    private final @Nullable Child child;
    private final Shape shape;
    private final int index;
    private final List<Node> children = new ArrayList<>();
    private @Nullable String value;

    Node(@Nullable Node parent, @Nullable Child child, Shape shape, int index) {
        this.parent = parent;
        this.name = child == null ? shape.type() : child.name();
        this.child = child;
        this.shape = shape;
        this.index = index;
    }

    Node add(Child definition, Shape type, int at) {
        Node added = new Node(this, definition, type, at);
        children.add(added);
        return added;
    }

    void put(@Nullable String text) {
        value = text;
    }

    /** Null for the root. */
    public @Nullable Node parent() {
        return parent;
    }

    /** Which of those with its name it is, from 0. */
    public int index() {
        return index;
    }

    /** Its definition in the type it stands in; null for the root. */
    public @Nullable Child definition() {
        return child;
    }

    public Shape shape() {
        return shape;
    }

    /** Its FHIR type, as {@link Shape#type()} has it. */
    public String type() {
        return shape.type();
    }

    public boolean is(String type) {
        return shape.type().equals(type);
    }

    /** {@code value} also for {@code valueString}; the type for the root. */
    public String name() {
        return name;
    }

    /** As JSON has it, without quotes and escapes; the markup of a narrative's div. Null if there is none. */
    public @Nullable String value() {
        return value;
    }

    public boolean hasValue(String text) {
        return text.equals(value);
    }

    /** In the order of the text. */
    public List<Node> children() {
        return children;
    }

    /** Those of that name, in the order of the text; empty if there are none. */
    public List<Node> all(String named) {
        List<Node> found = List.of();
        for (Node one : children) {
            if (one.name.equals(named)) {
                if (found.isEmpty()) {
                    found = new ArrayList<>(2);
                }
                found.add(one);
            }
        }
        return found;
    }

    /** The first of that name; null if there is none. */
    public @Nullable Node first(String named) {
        for (Node one : children) {
            if (one.name.equals(named)) {
                return one;
            }
        }
        return null;
    }

    /** The first of that path, such as {@code what.identifier.value}; null if there is none. */
    public @Nullable Node at(String... names) {
        Node found = this;
        for (String one : names) {
            found = found.first(one);
            if (found == null) {
                return null;
            }
        }
        return found;
    }

    /** The value of the first of that path; empty if there is none. */
    public String text(String... names) {
        Node found = at(names);
        return found == null || found.value == null ? "" : found.value;
    }

    /** The extensions with that URL; empty if there are none. */
    public List<Node> extensions(String url) {
        return all("extension").stream()
                .filter(one -> one.text("url").equals(url))
                .toList();
    }

    /** Whether both have the same elements with the same values in the same order, ids included. */
    public boolean same(Node other) {
        if (this == other) {
            return true;
        }
        if (!type().equals(other.type()) || children.size() != other.children.size()) {
            return false;
        }
        if (value == null ? other.value != null : !value.equals(other.value)) {
            return false;
        }
        for (int i = 0; i < children.size(); i++) {
            Node mine = children.get(i);
            Node theirs = other.children.get(i);
            if (!mine.name.equals(theirs.name) || !mine.same(theirs)) {
                return false;
            }
        }
        return true;
    }

    /** The resource it stands in, the root if in no other; itself if it is a resource. */
    public Node resource() {
        Node at = this;
        while (at.shape.kind() != Shape.Kind.RESOURCE && at.parent != null) {
            at = at.parent;
        }
        return at;
    }

    /** Where it stands, as a FHIRPath that finds it: {@code Bundle.entry[2].resource.payload[0].content}. */
    public String path() {
        if (parent == null) {
            return name;
        }
        String step = parent.path() + "." + name;
        return child != null && child.repeats() ? step + "[" + index + "]" : step;
    }
}

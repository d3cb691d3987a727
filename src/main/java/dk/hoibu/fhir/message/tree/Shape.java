package dk.hoibu.fhir.message.tree;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What elements a type of FHIR R4 has: a resource, a data type, or an element that has elements of its own. */
public final class Shape {

    /** Which kind of type it is. */
    public enum Kind {
        RESOURCE,
        COMPLEX,
        PRIMITIVE,
        XHTML
    }

    /** What a property name in JSON or an element name in XML means: the element, and its type. */
    record Slot(Child child, String type) {}

    private final String type;
    private final Kind kind;
    private final Class<?> model;
    private final List<Child> children;
    private final Map<String, Slot> slots = new HashMap<>();

    Shape(String type, Kind kind, Class<?> model, List<Child> children) {
        this.type = type;
        this.kind = kind;
        this.model = model;
        this.children = List.copyOf(children);
        for (Child child : this.children) {
            if (child.form() == Child.Form.CHOICE) {
                child.types().forEach(one -> slots.put(child.name() + capitalised(one), new Slot(child, one)));
            } else {
                slots.put(
                        child.name(),
                        new Slot(
                                child,
                                child.types().isEmpty() ? "" : child.types().get(0)));
            }
        }
    }

    private static String capitalised(String type) {
        return Character.toUpperCase(type.charAt(0)) + type.substring(1);
    }

    /** {@code Communication}, {@code Identifier}, {@code dateTime}; {@code Communication.payload} for an element with elements of its own. */
    public String type() {
        return type;
    }

    public Kind kind() {
        return kind;
    }

    /** All elements, in order. */
    public List<Child> children() {
        return children;
    }

    /** Null if the type has no such element. */
    @Nullable
    Slot slot(String name) {
        return slots.get(name);
    }

    Class<?> model() {
        return model;
    }
}

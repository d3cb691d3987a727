package dk.hoibu.fhir.message.tree;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dk.hoibu.fhir.message.tree.Flaw.Kind;
import dk.hoibu.fhir.message.tree.Json.Arr;
import dk.hoibu.fhir.message.tree.Json.Member;
import dk.hoibu.fhir.message.tree.Json.Null;
import dk.hoibu.fhir.message.tree.Json.Obj;
import dk.hoibu.fhir.message.tree.Json.Scalar;
import dk.hoibu.fhir.message.tree.Shape.Slot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a Bundle from FHIR's JSON (R4, 2.6.2). May be asked by several threads. */
public final class JsonTree {

    private static final String TYPE = "resourceType";

    private final Shapes shapes;
    private final JsonFactory factory = Json.factory();

    public JsonTree(Shapes shapes) {
        this.shapes = shapes;
    }

    /** Never throws: what is wrong with the text is in the answer. */
    public Reading read(byte[] utf8) {
        try (JsonParser parser = factory.createParser(utf8)) {
            return new Run(shapes).bundle(Json.read(parser));
        } catch (IOException unreadable) {
            return new Reading(Optional.empty(), List.of(new Flaw(Kind.UNREADABLE, "Bundle", "")));
        }
    }

    /** The reading of one text. */
    private static final class Run {

        private final Shapes shapes;
        private final List<Flaw> flaws = new ArrayList<>();

        Run(Shapes shapes) {
            this.shapes = shapes;
        }

        Reading bundle(Json json) {
            if (!(json instanceof Obj object) || !"Bundle".equals(typeOf(object))) {
                flaws.add(new Flaw(Kind.NOT_A_BUNDLE, "Bundle", ""));
                return new Reading(Optional.empty(), flaws);
            }
            Node root = new Node(null, null, shapes.shape("Bundle"), 0);
            fill(root, object);
            return new Reading(Optional.of(root), flaws);
        }

        private static @Nullable String typeOf(Obj object) {
            for (Member member : object.members()) {
                if (member.name().equals(TYPE)) {
                    return member.value() instanceof Scalar scalar && scalar.kind() == Json.Kind.TEXT
                            ? scalar.text()
                            : null;
                }
            }
            return null;
        }

        private void fill(Node node, Obj object) {
            if (object.members().isEmpty()) {
                flaw(Kind.NOTHING_THERE, node, "");
            }
            Filling filling = new Filling(node, new HashMap<>());
            for (Member member : object.members()) {
                if (filling.members().putIfAbsent(member.name(), member.value()) != null) {
                    flaw(Kind.TWICE, node, member.name());
                }
            }
            // a property that is there twice counts once
            for (Member member : object.members()) {
                boolean type = node.shape().kind() == Shape.Kind.RESOURCE
                        && member.name().equals(TYPE);
                if (!type && filling.members().get(member.name()) == member.value()) {
                    member(filling, member);
                }
            }
        }

        private void member(Filling filling, Member member) {
            Node node = filling.node();
            boolean beside = member.name().startsWith("_");
            Slot slot = node.shape().slot(beside ? member.name().substring(1) : member.name());
            if (slot == null || beside && !primitive(slot)) {
                flaw(Kind.UNKNOWN_ELEMENT, node, member.name());
                return;
            }
            if (slot.child().repeats()) {
                list(filling, member, slot);
            } else if (member.value() instanceof Arr) {
                flaw(Kind.WRONG_FORM, node, member.name());
            } else {
                item(filling, member.value(), slot, 0, member.name());
            }
        }

        private void list(Filling filling, Member member, Slot slot) {
            Node node = filling.node();
            if (!(member.value() instanceof Arr list)) {
                flaw(Kind.WRONG_FORM, node, member.name());
                return;
            }
            if (list.items().isEmpty()) {
                flaw(primitive(slot) ? Kind.EMPTY_LIST : Kind.NOTHING_THERE, node, member.name());
            }
            List<Json> others = filling.counterpart(member.name()) instanceof Arr other ? other.items() : List.of();
            for (int i = 0; i < list.items().size(); i++) {
                Json item = list.items().get(i);
                if (!(item instanceof Null && primitive(slot))) {
                    item(filling, item, slot, i, member.name());
                } else if (i >= others.size() || others.get(i) instanceof Null) {
                    // a null keeps the place of an item that has only a value, or only what stands beside one
                    flaw(Kind.NOTHING_THERE, node, member.name());
                }
            }
        }

        private boolean primitive(Slot slot) {
            return !slot.type().isEmpty() && shapes.shape(slot.type()).kind() == Shape.Kind.PRIMITIVE;
        }

        private void item(Filling filling, Json json, Slot slot, int index, String property) {
            Node node = filling.node();
            if (json instanceof Null) {
                flaw(Kind.NOTHING_THERE, node, property);
                return;
            }
            if (slot.child().form() == Child.Form.RESOURCE) {
                resource(node, json, slot, index, property);
                return;
            }
            Shape shape = shapes.shape(slot.type());
            boolean object = shape.kind() == Shape.Kind.COMPLEX || property.startsWith("_");
            if (object != json instanceof Obj || json instanceof Arr) {
                flaw(Kind.WRONG_FORM, node, property);
                return;
            }
            Node one = filling.element(slot, shape, index, property);
            if (one == null) {
                flaw(Kind.TWICE, node, property);
            } else if (json instanceof Obj members) {
                fill(one, members);
            } else if (json instanceof Scalar scalar) {
                if (!Form.fits(shape.type(), scalar.kind())) {
                    flaw(Kind.WRONG_FORM, node, property);
                }
                one.put(scalar.text());
            }
        }

        private void resource(Node node, Json json, Slot slot, int index, String property) {
            if (!(json instanceof Obj object)) {
                flaw(Kind.WRONG_FORM, node, property);
                return;
            }
            String type = typeOf(object);
            Optional<Shape> shape = type == null ? Optional.empty() : shapes.resource(type);
            if (shape.isEmpty()) {
                flaw(Kind.UNKNOWN_RESOURCE_TYPE, node, property);
                return;
            }
            fill(node.add(slot.child(), shape.get(), index), object);
        }

        private void flaw(Kind kind, Node where, String name) {
            if (flaws.size() < Flaw.MOST) {
                flaws.add(new Flaw(kind, where.path(), name));
            }
        }
    }

    /** An element in the making, the properties that its JSON object has, and which elements of it may still get more. */
    private record Filling(Node node, Map<String, Json> members, Map<String, Map<Integer, Node>> begun) {

        Filling(Node node, Map<String, Json> members) {
            this(node, members, new HashMap<>(4));
        }

        /** What stands beside values, or the values that something stands beside; null if there is none. */
        @Nullable
        Json counterpart(String property) {
            return members.get(property.startsWith("_") ? property.substring(1) : "_" + property);
        }

        /** A value and what stands beside it are one element. Null for another type of a choice that has been made. */
        @Nullable
        Node element(Slot slot, Shape shape, int index, String property) {
            boolean alone = slot.child().form() != Child.Form.CHOICE && counterpart(property) == null;
            if (alone) {
                return node.add(slot.child(), shape, index);
            }
            Map<Integer, Node> known = begun.computeIfAbsent(slot.child().name(), name -> new HashMap<>());
            Node found = known.get(index);
            if (found == null) {
                found = node.add(slot.child(), shape, index);
                known.put(index, found);
                return found;
            }
            return found.shape() == shape && counterpart(property) != null ? found : null;
        }
    }

    /** How JSON writes which primitive type. */
    private static final class Form {

        private static final Set<String> NUMBERS = Set.of("integer", "positiveInt", "unsignedInt", "decimal");

        static boolean fits(String type, Json.Kind kind) {
            return switch (kind) {
                case NUMBER -> NUMBERS.contains(type);
                case TRUTH -> type.equals("boolean");
                case TEXT -> !NUMBERS.contains(type) && !type.equals("boolean");
            };
        }
    }
}

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
import java.util.HashSet;
import java.util.List;
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
            Set<String> seen = new HashSet<>();
            for (Member member : object.members()) {
                if (!seen.add(member.name())) {
                    flaw(Kind.TWICE, node, member.name());
                } else if (node.shape().kind() != Shape.Kind.RESOURCE
                        || !member.name().equals(TYPE)) {
                    member(node, member, object);
                }
            }
        }

        private void member(Node node, Member member, Obj object) {
            boolean beside = member.name().startsWith("_");
            Slot slot = node.shape().slot(beside ? member.name().substring(1) : member.name());
            if (slot == null || beside && !primitive(slot)) {
                flaw(Kind.UNKNOWN_ELEMENT, node, member.name());
                return;
            }
            if (slot.child().repeats()) {
                list(node, member, slot, object);
            } else if (member.value() instanceof Arr) {
                flaw(Kind.WRONG_FORM, node, member.name());
            } else {
                item(node, member.value(), slot, 0, beside, member.name());
            }
        }

        private void list(Node node, Member member, Slot slot, Obj object) {
            if (!(member.value() instanceof Arr list)) {
                flaw(Kind.WRONG_FORM, node, member.name());
                return;
            }
            if (list.items().isEmpty()) {
                flaw(primitive(slot) ? Kind.EMPTY_LIST : Kind.NOTHING_THERE, node, member.name());
            }
            boolean beside = member.name().startsWith("_");
            for (int i = 0; i < list.items().size(); i++) {
                Json item = list.items().get(i);
                if (!(item instanceof Null && primitive(slot))) {
                    item(node, item, slot, i, beside, member.name());
                } else if (!standsIn(object, beside ? member.name().substring(1) : "_" + member.name(), i)) {
                    flaw(Kind.NOTHING_THERE, node, member.name());
                }
            }
        }

        /** A null keeps the place of an item that has only a value, or only what stands beside one. */
        private static boolean standsIn(Obj object, String other, int index) {
            for (Member member : object.members()) {
                if (member.name().equals(other)
                        && member.value() instanceof Arr list
                        && index < list.items().size()) {
                    return !(list.items().get(index) instanceof Null);
                }
            }
            return false;
        }

        private boolean primitive(Slot slot) {
            return !slot.type().isEmpty() && shapes.shape(slot.type()).kind() == Shape.Kind.PRIMITIVE;
        }

        private void item(Node node, Json json, Slot slot, int index, boolean beside, String property) {
            if (json instanceof Null) {
                flaw(Kind.NOTHING_THERE, node, property);
                return;
            }
            if (slot.child().form() == Child.Form.RESOURCE) {
                resource(node, json, slot, index, property);
                return;
            }
            Shape shape = shapes.shape(slot.type());
            boolean object = shape.kind() == Shape.Kind.COMPLEX || beside;
            if (object != json instanceof Obj || json instanceof Arr) {
                flaw(Kind.WRONG_FORM, node, property);
                return;
            }
            Node one = merged(node, slot, shape, index, property);
            if (one == null) {
                return;
            }
            if (json instanceof Obj members) {
                fill(one, members);
            } else if (json instanceof Scalar scalar) {
                if (!Form.fits(shape.type(), scalar.kind())) {
                    flaw(Kind.WRONG_FORM, node, property);
                }
                one.put(scalar.text());
            }
        }

        /** A value and what stands beside it are one element; a value and another type of the same choice are not. */
        private @Nullable Node merged(Node node, Slot slot, Shape shape, int index, String property) {
            for (Node one : node.children()) {
                if (one.name().equals(slot.child().name()) && one.index() == index) {
                    if (one.shape() == shape && shape.kind() == Shape.Kind.PRIMITIVE) {
                        return one;
                    }
                    flaw(Kind.TWICE, node, property);
                    return null;
                }
            }
            return node.add(slot.child(), shape, index);
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
            flaws.add(new Flaw(kind, where.path(), name));
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

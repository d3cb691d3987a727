package dk.hoibu.fhir.message.tree;

import ca.uhn.fhir.model.api.annotation.Block;
import ca.uhn.fhir.model.api.annotation.DatatypeDef;
import ca.uhn.fhir.model.api.annotation.ResourceDef;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Enumeration;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ResourceType;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;

/**
 * The types of FHIR R4, read off the annotations of HAPI's model when they are first asked for: HAPI has them from the specification, so
 * that we need not repeat them. May be asked by several threads.
 */
public final class Shapes {

    private static final String MODEL = "org.hl7.fhir.r4.model.";
    private static final String REFERENCE = "Reference";
    private static final Set<String> RESOURCES = resourceNames();

    /** The types that {@code value[x]} of an extension may have (R4, 2.24.0.1). */
    private static final List<String> OPEN = List.of(
            ("base64Binary boolean canonical code date dateTime decimal id instant integer markdown oid positiveInt string time unsignedInt "
                            + "uri url uuid Address Age Annotation Attachment CodeableConcept Coding ContactPoint Count Distance Duration "
                            + "HumanName Identifier Money Period Quantity Range Ratio Reference SampledData Signature Timing ContactDetail "
                            + "Contributor DataRequirement Expression ParameterDefinition RelatedArtifact TriggerDefinition UsageContext "
                            + "Dosage Meta")
                    .split(" "));

    private final Map<Class<?>, Shape> known = new ConcurrentHashMap<>();
    private final Map<String, Shape> byType = new ConcurrentHashMap<>();

    /** Of a resource; empty if R4 has no such resource. */
    public Optional<Shape> resource(String type) {
        return RESOURCES.contains(type) ? Optional.of(shape(type)) : Optional.empty();
    }

    /** Whether R4 has a resource of that name. */
    public static boolean isResource(String type) {
        return RESOURCES.contains(type);
    }

    /** Of any type that a {@link Child} names. */
    Shape shape(String type) {
        Shape found = byType.get(type);
        if (found == null) {
            found = of(modelOf(type));
            byType.put(type, found);
        }
        return found;
    }

    private static Set<String> resourceNames() {
        Set<String> names = new LinkedHashSet<>();
        for (ResourceType type : ResourceType.values()) {
            names.add(type.name());
        }
        return names;
    }

    private static Class<?> modelOf(String type) {
        if (type.indexOf('$') >= 0) {
            return load(MODEL + type);
        }
        if (type.equals("xhtml")) {
            return XhtmlNode.class;
        }
        if (type.equals("List")) {
            return load(MODEL + "ListResource");
        }
        boolean primitive = Character.isLowerCase(type.charAt(0));
        return load(MODEL + (primitive ? Character.toUpperCase(type.charAt(0)) + type.substring(1) + "Type" : type));
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("HAPI's model lacks " + name, e);
        }
    }

    private Shape of(Class<?> model) {
        Shape found = known.get(model);
        if (found == null) {
            found = read(model);
            known.put(model, found);
        }
        return found;
    }

    private static Shape read(Class<?> model) {
        return new Shape(typeOf(model), kindOf(model), model, children(model));
    }

    private static Shape.Kind kindOf(Class<?> model) {
        if (model == XhtmlNode.class) {
            return Shape.Kind.XHTML;
        }
        if (PrimitiveType.class.isAssignableFrom(model)) {
            return Shape.Kind.PRIMITIVE;
        }
        return Resource.class.isAssignableFrom(model) ? Shape.Kind.RESOURCE : Shape.Kind.COMPLEX;
    }

    /** The name that {@link #shape} finds it by, or the path for an element with elements of its own. */
    private static String typeOf(Class<?> model) {
        if (model == XhtmlNode.class) {
            return "xhtml";
        }
        if (model == Enumeration.class) {
            return "code";
        }
        if (Quantity.class.isAssignableFrom(model) && model.getSimpleName().equals("SimpleQuantity")) {
            return "Quantity";
        }
        ResourceDef resource = model.getAnnotation(ResourceDef.class);
        if (resource != null) {
            return resource.name();
        }
        DatatypeDef datatype = model.getAnnotation(DatatypeDef.class);
        if (datatype != null) {
            return datatype.name();
        }
        return model.isAnnotationPresent(Block.class) ? blockName(model) : model.getSimpleName();
    }

    /** {@code Bundle$BundleEntryComponent} as {@code Bundle.Entry}: only to be told apart. */
    private static String blockName(Class<?> model) {
        String owner = model.getEnclosingClass().getSimpleName();
        String name = model.getSimpleName().replace("Component", "");
        return owner + "." + (name.startsWith(owner) ? name.substring(owner.length()) : name);
    }

    private static List<Child> children(Class<?> model) {
        if (model == XhtmlNode.class) {
            return List.of();
        }
        List<Class<?>> line = new ArrayList<>();
        for (Class<?> at = model; at != null && Base.class.isAssignableFrom(at); at = at.getSuperclass()) {
            line.add(0, at);
        }
        List<Child> children = new ArrayList<>();
        for (Class<?> at : line) {
            Arrays.stream(at.getDeclaredFields())
                    .filter(field -> field.isAnnotationPresent(ca.uhn.fhir.model.api.annotation.Child.class))
                    .sorted(Comparator.comparingInt(Shapes::order))
                    .forEach(field -> children.add(child(field, children.size())));
        }
        return children;
    }

    private static int order(Field field) {
        return field.getAnnotation(ca.uhn.fhir.model.api.annotation.Child.class).order();
    }

    private static Child child(Field field, int place) {
        var annotation = field.getAnnotation(ca.uhn.fhir.model.api.annotation.Child.class);
        Class<?> held = held(field);
        String name = annotation.name().replace("[x]", "").intern();
        int max = annotation.max() < 0 ? Integer.MAX_VALUE : annotation.max();
        List<Class<?>> named = List.of(annotation.type());
        Child.Form form = form(held);
        List<String> types =
                form == Child.Form.CHOICE ? choice(named) : form == Child.Form.RESOURCE ? List.of() : plain(held);
        boolean refers = types.contains(REFERENCE);
        Set<String> codes = held == Enumeration.class ? codes(enumOf(field)) : Set.of();
        return new Child(name, place, annotation.min(), max, form, types, refers ? targets(named) : Set.of(), codes);
    }

    private static Child.Form form(Class<?> held) {
        if (held == org.hl7.fhir.r4.model.Type.class) {
            return Child.Form.CHOICE;
        }
        return held == Resource.class ? Child.Form.RESOURCE : Child.Form.PLAIN;
    }

    /** The class of the element, or of each if there may be several. */
    private static Class<?> held(Field field) {
        Type type = field.getGenericType();
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            type = generic.getActualTypeArguments()[0];
        }
        return raw(type);
    }

    private static Class<?> raw(Type type) {
        return type instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : (Class<?>) type;
    }

    private static Class<?> enumOf(Field field) {
        Type type = field.getGenericType();
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            type = generic.getActualTypeArguments()[0];
        }
        return (Class<?>) ((ParameterizedType) type).getActualTypeArguments()[0];
    }

    private static Set<String> codes(Class<?> values) {
        Set<String> codes = new LinkedHashSet<>();
        try {
            for (Object value : values.getEnumConstants()) {
                if (!((Enum<?>) value).name().equals("NULL")) {
                    codes.add((String) values.getMethod("toCode").invoke(value));
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("HAPI's " + values + " cannot tell its codes", e);
        }
        return codes;
    }

    /** One type; a class of HAPI's model for what has no name of its own. */
    private static List<String> plain(Class<?> held) {
        if (held.isAnnotationPresent(Block.class) || held.getEnclosingClass() != null) {
            return List.of(held.getName().substring(MODEL.length()));
        }
        return List.of(typeOf(held));
    }

    private static List<String> choice(List<Class<?>> named) {
        if (named.isEmpty()) {
            return OPEN;
        }
        Set<String> types = new LinkedHashSet<>();
        for (Class<?> one : named) {
            types.add(isResource(one) ? REFERENCE : typeOf(one));
        }
        return List.copyOf(types);
    }

    private static Set<String> targets(List<Class<?>> named) {
        Set<String> targets = new LinkedHashSet<>();
        for (Class<?> one : named) {
            if (one == Resource.class || one == Reference.class) {
                return Set.of();
            }
            if (isResource(one)) {
                targets.add(typeOf(one));
            }
        }
        return targets;
    }

    private static boolean isResource(Class<?> one) {
        return Resource.class.isAssignableFrom(one) || !Element.class.isAssignableFrom(one) && one.isInterface();
    }
}

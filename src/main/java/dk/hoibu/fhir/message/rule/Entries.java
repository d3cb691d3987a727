package dk.hoibu.fhir.message.rule;

import dk.hoibu.fhir.message.tree.Node;
import dk.hoibu.fhir.message.tree.Shapes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The resources of a message, and where references between them lead (R4, 2.36.4.1). */
final class Entries {

    /** Where a reference leads. */
    record Target(Kind kind, @Nullable Node resource) {

        /** Whether it is in the message. */
        enum Kind {
            FOUND,
            ELSEWHERE,
            /** To several, or to a type and id that is here under another URL. */
            AMBIGUOUS
        }
    }

    private static final Target ELSEWHERE = new Target(Target.Kind.ELSEWHERE, null);
    private static final Target AMBIGUOUS = new Target(Target.Kind.AMBIGUOUS, null);

    private final List<Node> resources = new ArrayList<>();
    private final Map<String, List<Node>> byUrl = new HashMap<>();
    private final Map<String, List<Node>> byTypeAndId = new HashMap<>();
    private final Map<Node, String> bases = new HashMap<>();
    private final Map<Node, Map<String, Node>> contained = new HashMap<>();

    Entries(Node bundle) {
        for (Node entry : bundle.all("entry")) {
            Node resource = entry.first("resource");
            if (resource != null) {
                add(entry, resource);
            }
        }
    }

    private void add(Node entry, Node resource) {
        resources.add(resource);
        String url = entry.text("fullUrl");
        String typeAndId = resource.type() + "/" + resource.text("id");
        byUrl.computeIfAbsent(url, one -> new ArrayList<>(1)).add(resource);
        byTypeAndId.computeIfAbsent(typeAndId, one -> new ArrayList<>(1)).add(resource);
        String version = resource.text("meta", "versionId");
        if (!version.isEmpty()) {
            byUrl.computeIfAbsent(url + "/_history/" + version, one -> new ArrayList<>(1))
                    .add(resource);
        }
        if (url.startsWith("http") && url.endsWith("/" + typeAndId)) {
            bases.put(resource, url.substring(0, url.length() - typeAndId.length()));
        }
    }

    /** All, in the order of the message. */
    List<Node> resources() {
        return resources;
    }

    /** Those of that type, in the order of the message. */
    List<Node> all(String type) {
        return resources.stream().filter(one -> one.is(type)).toList();
    }

    /** Where the text of a reference in {@code from} leads. What is contained is found too. */
    Target target(Node from, String reference) {
        if (reference.startsWith("#")) {
            return contained(from, reference.substring(1));
        }
        int fragment = reference.indexOf('#');
        String plain = fragment < 0 ? reference : reference.substring(0, fragment);
        if (isAbsolute(plain)) {
            return one(byUrl.get(plain));
        }
        String base = bases.get(top(from));
        List<Node> found = base == null ? null : byUrl.get(base + plain);
        if (found != null) {
            return one(found);
        }
        String[] parts = plain.split("/");
        boolean elsewhere = parts.length < 2 || !byTypeAndId.containsKey(parts[0] + "/" + parts[1]);
        return elsewhere ? ELSEWHERE : AMBIGUOUS;
    }

    /** The resource that FHIRPath's {@code resolve()} finds for a text; null if none in the message. */
    @Nullable
    Node named(String reference) {
        List<Node> found = byUrl.get(reference);
        if (found == null) {
            found = byTypeAndId.get(reference);
        }
        return found == null ? null : found.get(0);
    }

    /** The resource that a Reference leads to; null if none in the message. */
    @Nullable
    Node resolve(Node reference) {
        String text = reference.text("reference");
        return text.isEmpty() ? null : target(reference, text).resource();
    }

    private static Target one(@Nullable List<Node> found) {
        if (found == null) {
            return ELSEWHERE;
        }
        return found.size() == 1 ? new Target(Target.Kind.FOUND, found.get(0)) : AMBIGUOUS;
    }

    private Target contained(Node from, String id) {
        Node top = top(from);
        if (id.isEmpty()) {
            // it is what contains the resource that says so
            return from.resource() == top ? ELSEWHERE : new Target(Target.Kind.FOUND, top);
        }
        Node found = contained
                .computeIfAbsent(top, resource -> {
                    Map<String, Node> known = new HashMap<>();
                    resource.all("contained").forEach(one -> known.put(one.text("id"), one));
                    return known;
                })
                .get(id);
        return found == null ? ELSEWHERE : new Target(Target.Kind.FOUND, found);
    }

    /** The resource of the entry that an element is in. */
    static Node top(Node from) {
        Node at = from;
        Node parent = at.parent();
        while (parent != null && !(at.name().equals("resource") && parent.name().equals("entry"))) {
            at = parent;
            parent = at.parent();
        }
        return at;
    }

    static boolean isAbsolute(String reference) {
        int colon = reference.indexOf(':');
        int slash = reference.indexOf('/');
        return colon > 0 && (slash < 0 || colon < slash);
    }

    /** Whether a reference is of the form that one of its kind has: {@code Type/id}, perhaps with a version, when it is relative. */
    static boolean isWellFormed(String reference) {
        if (reference.startsWith("#") || isAbsolute(reference)) {
            return true;
        }
        int parts = reference.split("/", -1).length;
        return parts == 2 || parts == 4;
    }

    /** The type that a reference names by itself; empty if it is no {@code Type/id}. */
    static String typeOf(String reference) {
        String[] parts = reference.split("/");
        for (int i = parts.length - 2; i >= 0; i--) {
            if (Shapes.isResource(parts[i])) {
                return parts[i];
            }
        }
        return "";
    }
}

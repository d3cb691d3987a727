package dk.hoibu.fhir.message.rule;

import dk.hoibu.fhir.message.rule.Entries.Target;
import dk.hoibu.fhir.message.tree.Child;
import dk.hoibu.fhir.message.tree.Node;
import dk.hoibu.fhir.message.tree.Shape;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What FHIR R4 demands of any resource: how many of each element, which formats, codes, references and extensions. */
final class Structure {

    private final Run run;
    private final Codings codings;

    Structure(Run run, Codings codings) {
        this.run = run;
        this.codings = codings;
    }

    /** Of an element and all that is in it. */
    void check(Node node) {
        switch (node.shape().kind()) {
            case PRIMITIVE -> primitive(node);
            case XHTML -> Xhtml.check(node, run);
            case COMPLEX, RESOURCE -> complex(node);
        }
        for (Node child : node.children()) {
            check(child);
        }
    }

    private void primitive(Node node) {
        String value = node.value();
        Child definition = node.definition();
        Set<String> codes = definition == null ? Set.of() : definition.codes();
        if (value == null) {
            run.require(hasContent(node), "fhir-empty", node);
            run.require(codes.isEmpty(), "fhir-code", node);
            return;
        }
        String broken = node.is("base64Binary") ? attached(value) : Values.broken(node.type(), value);
        if (broken != null) {
            run.report(value.isBlank() && !value.isEmpty() ? "hoibu-blank" : broken, node);
        }
        run.require(codes.isEmpty() || codes.contains(value), "fhir-code", node);
        if (node.is("string")) {
            run.require(value.chars().noneMatch(Structure::isControl), "hoibu-control-character", node);
        } else if (node.name().equals("language") && node.is("code")) {
            run.require(codings.isLanguage(value), "fhir-language", node);
        }
    }

    /** Beside a value that is not there, an id alone is nothing (R4, ele-1); the official validator lets it be in elements that have no values. */
    private static boolean hasContent(Node node) {
        return node.children().stream().anyMatch(child -> !child.name().equals("id"));
    }

    /** Bytes may have been set apart, so that the text has but a mark for them. */
    private @Nullable String attached(String value) {
        return value.isEmpty() ? "fhir-empty" : run.attached().of(value).isPresent() ? null : "fhir-base64";
    }

    /** What XML cannot write. */
    private static boolean isControl(int one) {
        return one < ' ' && one != '\t' && one != '\n' && one != '\r';
    }

    /** The ids of a resource's elements are each of one; those of the resources that a Bundle has are their own (R4, 2.24.0.2). */
    private void ids(Node node, Set<String> known) {
        for (Node child : node.children()) {
            if (child.shape().kind() != Shape.Kind.RESOURCE) {
                Node id = child.first("id");
                run.require(id == null || id.value() == null || known.add(id.value()), "fhir-id-twice", child);
                ids(child, known);
            }
        }
    }

    private void complex(Node node) {
        if (node.shape().kind() == Shape.Kind.RESOURCE) {
            ids(node, new HashSet<>());
        }
        counts(node);
        if (node.is("Extension")) {
            extension(node);
        } else if (node.is("Reference")) {
            reference(node);
        } else if (node.is("Coding")) {
            run.require(codings.has(node.text("system"), node.text("code")), "fhir-coding", node);
        }
        Datatypes.check(node, run);
    }

    private void counts(Node node) {
        List<Child> definitions = node.shape().children();
        int[] counts = new int[definitions.size()];
        for (Node child : node.children()) {
            Child definition = child.definition();
            if (definition != null && ++counts[definition.place()] == definition.max() + 1 && definition.repeats()) {
                run.report("fhir-max", child);
            } else if (definition != null && counts[definition.place()] > 1 && !definition.repeats()) {
                run.report("fhir-max", child);
            }
        }
        for (Child definition : definitions) {
            if (counts[definition.place()] < definition.min()) {
                run.report("fhir-min", node);
            }
        }
    }

    /** One inside another is known by its own name there, and nowhere else. */
    private void extension(Node node) {
        String url = node.text("url");
        Node parent = node.parent();
        boolean inner = parent != null && parent.is("Extension") && !Entries.isAbsolute(url);
        if (inner || url.isEmpty()) {
            return;
        }
        String profile = Extensions.profile(url);
        boolean modifier = node.name().equals("modifierExtension");
        if (profile != null && !modifier) {
            run.extension(node, profile);
        } else if (url.startsWith(Extensions.HL7) && !modifier) {
            run.report("hoibu-unchecked-extension", node);
        } else {
            boolean known = Extensions.ofAddress(url) && parent != null && parent.is("Address") && !modifier;
            run.require(known, "fhir-extension", node);
        }
    }

    private void reference(Node node) {
        String text = node.text("reference");
        if (text.isEmpty()) {
            return;
        }
        Target target = run.entries().target(node, text);
        boolean blanks = text.chars().anyMatch(one -> Values.space((char) one));
        run.require(
                !blanks && Entries.isWellFormed(text) && target.kind() != Target.Kind.AMBIGUOUS,
                "fhir-reference",
                node);
        boolean lost = text.startsWith("#") && target.kind() != Target.Kind.FOUND;
        run.require(!lost, "ref-1", node);
        Node found = target.resource();
        String type = found == null ? Entries.typeOf(text) : found.type();
        Child definition = node.definition();
        boolean fits = type.isEmpty()
                || definition == null
                || definition.targets().isEmpty()
                || definition.targets().contains(type);
        run.require(fits, "fhir-target", node);
        String said = node.text("type");
        run.require(said.isEmpty() || type.isEmpty() || said.equals(type), "fhir-target", node);
    }
}

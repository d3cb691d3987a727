package dk.hoibu.fhir.forward.minlog;

import dk.hoibu.fhir.forward.minlog.Field.Access;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;

/**
 * What a registration looks like on the wire: a file, so that the service's own description can be followed without new code
 * (docs/audit-forwarding.md).
 */
public final class MappingFile {

    static final String NAMESPACE = "https://hoibu.dk/fhir/minlog-mapping";

    private static final String BUILT_IN = "/forward/minlog2.xml";

    private final String action;
    private final Map<String, Words> words = new HashMap<>();
    private final Map<String, Meaning> faults = new HashMap<>();
    private final EnvelopeTemplate envelope;

    /** What a fault says of the entry that was registered. */
    enum Meaning {
        /** It is registered already. */
        TAKEN,
        /** It cannot be registered as it is. */
        REFUSED,
        /** Nothing: the service is down. */
        DOWN
    }

    /** Words for the values of a field; {@code otherwise} is for those that are not listed, empty for the value itself. */
    private record Words(Field field, Map<String, String> listed, Optional<String> otherwise) {

        private String of(Access access) {
            String value = field.of(access);
            return value.isEmpty() ? "" : listed.getOrDefault(value, otherwise.orElse(value));
        }
    }

    private MappingFile(Element root) {
        if (!NAMESPACE.equals(root.getNamespaceURI()) || !"mapping".equals(root.getLocalName())) {
            throw new IllegalArgumentException("the root is not a mapping in " + NAMESPACE);
        }
        this.action = root.getAttribute("action");
        Element found = null;
        for (Element part : XmlDocument.children(root)) {
            switch (String.valueOf(part.getLocalName())) {
                case "words" -> readWords(part);
                case "fault" -> readFault(part);
                case "envelope" -> found = only(XmlDocument.children(part));
                default -> throw new IllegalArgumentException("the mapping has an unknown part " + part.getLocalName());
            }
        }
        if (found == null) {
            throw new IllegalArgumentException("the mapping has no envelope");
        }
        this.envelope = new EnvelopeTemplate(found);
        requireNames();
    }

    private static Element only(List<Element> children) {
        if (children.size() != 1) {
            throw new IllegalArgumentException("the part envelope does not hold one envelope");
        }
        return children.get(0);
    }

    /** The one in the jar: names as they are published of looking up, not of registering. */
    public static MappingFile builtIn() {
        try (InputStream in = MappingFile.class.getResourceAsStream(BUILT_IN)) {
            if (in == null) {
                throw new IllegalStateException("the built-in mapping is missing");
            }
            return new MappingFile(XmlDocument.root(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("the built-in mapping cannot be read", e);
        }
    }

    /** @throws IllegalArgumentException when {@code file} holds no mapping, saying what is wrong with it */
    public static MappingFile in(Path file) {
        try {
            return new MappingFile(XmlDocument.root(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new IllegalArgumentException("the file " + file.getFileName() + " cannot be read");
        }
    }

    private void readWords(Element part) {
        Field field = Field.named(part.getAttribute("of"))
                .orElseThrow(() -> new IllegalArgumentException("there is no field " + part.getAttribute("of")));
        Map<String, String> listed = new HashMap<>();
        String otherwise = null;
        for (Element word : XmlDocument.children(part)) {
            if ("otherwise".equals(word.getLocalName())) {
                otherwise = word.getTextContent().strip();
            } else {
                listed.put(word.getAttribute("for"), word.getTextContent().strip());
            }
        }
        words.put(part.getAttribute("name"), new Words(field, listed, Optional.ofNullable(otherwise)));
    }

    private void readFault(Element part) {
        String means = part.getAttribute("means");
        try {
            faults.put(part.getAttribute("with"), Meaning.valueOf(means.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("a fault means taken, refused or down, and not " + means);
        }
    }

    private void requireNames() {
        Set<String> unknown = new HashSet<>(envelope.names());
        unknown.removeIf(name -> words.containsKey(name) || Field.named(name).isPresent());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "the envelope has names that there are not: " + String.join(", ", unknown));
        }
    }

    /** The {@code SOAPAction}, or the parameter {@code action} of SOAP 1.2; empty for none. */
    String action() {
        return action;
    }

    boolean isSoap12() {
        return envelope.isSoap12();
    }

    EnvelopeTemplate envelope() {
        return envelope;
    }

    /** The value of a name in the envelope; empty text when it has none. */
    String value(String name, Access access) {
        Words mapped = words.get(name);
        return mapped == null ? Field.named(name).map(field -> field.of(access)).orElse("") : mapped.of(access);
    }

    /** What a fault means that has {@code text} in one of its elements; empty when the mapping does not tell. */
    Optional<Meaning> meaning(String text) {
        return Optional.ofNullable(faults.get(text));
    }
}

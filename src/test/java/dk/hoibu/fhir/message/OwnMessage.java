package dk.hoibu.fhir.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.hoibu.fhir.conformance.R4Validator;
import dk.hoibu.fhir.message.rule.MessageRules;
import dk.hoibu.fhir.message.rule.RuleBook;
import dk.hoibu.fhir.message.tree.JsonTree;
import dk.hoibu.fhir.message.tree.Reading;
import dk.hoibu.fhir.message.tree.Shapes;
import dk.hoibu.fhir.validation.R4Codes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A CareCommunication about a made-up child, which keeps every rule, and things that can be done to it. */
public final class OwnMessage {

    public static final String HEADER_ID = "c0a80164-5b5c-4c0e-8f0e-2f6f3a7f0b01";

    private static final Shapes SHAPES = new Shapes();
    public static final MessageRules RULES =
            new MessageRules(new RuleBook(), SHAPES, new R4Codes(R4Validator.CONTEXT)::of);

    private final ObjectNode bundle;

    private OwnMessage(ObjectNode bundle) {
        this.bundle = bundle;
    }

    public static OwnMessage fresh() {
        try (InputStream in = OwnMessage.class.getResourceAsStream("/message/new-message.json")) {
            return new OwnMessage((ObjectNode) Enrichments.read(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another one, so far the same. */
    public OwnMessage copy() {
        return new OwnMessage(bundle.deepCopy());
    }

    /** A text as a tree. */
    public static JsonNode parsed(String json) {
        return Enrichments.read(json);
    }

    /** With another value, as JSON, at a JSON pointer; nothing there if it is empty. The property need not be there. */
    public OwnMessage with(String pointer, String json) {
        int slash = pointer.lastIndexOf('/');
        JsonNode holder = bundle.at(pointer.substring(0, slash));
        String name = pointer.substring(slash + 1);
        if (holder instanceof ObjectNode object) {
            if (json.isEmpty()) {
                object.remove(name);
            } else {
                object.set(name, Enrichments.read(json));
            }
        } else if (holder instanceof ArrayNode list) {
            if (json.isEmpty()) {
                list.remove(Integer.parseInt(name));
            } else {
                list.insert(Integer.parseInt(name), Enrichments.read(json));
            }
        } else {
            throw new IllegalArgumentException("nothing at " + pointer);
        }
        return this;
    }

    public JsonNode at(String pointer) {
        return bundle.at(pointer);
    }

    public String text() {
        return bundle.toString();
    }

    Reading reading() {
        return read(text());
    }

    public static Reading read(String json) {
        return new JsonTree(SHAPES).read(json.getBytes(StandardCharsets.UTF_8));
    }
}

package dk.hoibu.fhir.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;

/** New messages, replies and forwards about a made-up child, built as MedCom's governance has them, between organisations of the sample. */
public final class Correspondence {

    /** A psychiatric department, which begins. */
    public static final String DEPARTMENT = "9900711000016003";

    /** A region, to which it writes. */
    public static final String REGION = "9900511000016008";

    /** A clinic, to which things are forwarded. */
    public static final String CLINIC = "9901911000016008";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HEADER = "/entry/0/resource";
    private static final String COMMUNICATION = "/entry/2/resource";

    private final Supplier<String> ids;

    /** {@code ids} gives a new UUID each time. */
    public Correspondence(Supplier<String> ids) {
        this.ids = ids;
    }

    /** A new message from the department to the region, with one text and one attachment. */
    public OwnMessage first(String text, String time) {
        OwnMessage message = OwnMessage.fresh();
        String header = ids.get();
        String segment = "urn:uuid:" + ids.get();
        String attachment = "urn:uuid:" + ids.get();
        rename(message, header, time);
        message.with(COMMUNICATION + "/identifier/0/value", quoted("urn:uuid:" + ids.get()));
        message.with(COMMUNICATION + "/payload/0/contentString", quoted(text));
        for (int i = 0; i < 2; i++) {
            String id = i == 0 ? segment : attachment;
            message.with(COMMUNICATION + "/payload/" + i + "/extension/0/valueDateTime", quoted(time));
            message.with(COMMUNICATION + "/payload/" + i + "/extension/1/valueIdentifier/value", quoted(id));
            message.with("/entry/7/resource/entity/" + i + "/what/identifier/value", quoted(id));
        }
        message.with(COMMUNICATION + "/payload/1/contentAttachment/creation", quoted(time));
        message.with("/entry/7/resource/target/0/reference", quoted("MessageHeader/" + header));
        message.with("/entry/7/resource/occurredDateTime", quoted(time));
        message.with("/entry/7/resource/recorded", quoted(time));
        return message;
    }

    /** What whom a message was sent to answers; attachments go along by title alone. */
    public OwnMessage reply(OwnMessage to, String text, String time) {
        OwnMessage reply = to.copy();
        String sender = to.at(HEADER + "/destination/0/receiver/reference").asText();
        swap(reply, to.at(HEADER + "/sender/reference").asText());
        for (JsonNode payload : reply.at(COMMUNICATION + "/payload")) {
            if (payload.path("contentAttachment") instanceof ObjectNode attachment) {
                attachment.remove("data");
            }
        }
        add(reply, to, "reply-message", sender, text, time);
        return reply;
    }

    /** A message with all before it to somebody else, as a thread of its own. */
    public OwnMessage forward(OwnMessage of, String text, String time) {
        OwnMessage forward = of.copy();
        String sender = of.at(HEADER + "/destination/0/receiver/reference").asText();
        ObjectNode clinic = organisation(forward, "Organization/klinik", CLINIC, "5790009901686", "Lægerne i Pandrup");
        ((ArrayNode) forward.at("/entry")).add(clinic);
        swap(forward, "Organization/klinik");
        forward.with(COMMUNICATION + "/identifier/0/value", quoted("urn:uuid:" + ids.get()));
        add(forward, of, "forward-message", sender, text, time);
        return forward;
    }

    private static ObjectNode organisation(OwnMessage like, String reference, String sor, String gln, String name) {
        ObjectNode entry = like.at("/entry/6").deepCopy();
        ObjectNode resource = (ObjectNode) entry.path("resource");
        entry.put("fullUrl", "https://hoibu.dk/fhir/" + reference);
        resource.put("id", reference.substring(reference.indexOf('/') + 1)).put("name", name);
        ((ObjectNode) resource.at("/identifier/0")).put("value", sor);
        ((ObjectNode) resource.at("/identifier/1")).put("value", gln);
        return entry;
    }

    /** Sent by whom it came to. */
    private static void swap(OwnMessage message, String receiver) {
        String endpoint = message.at(HEADER + "/destination/0/endpoint").asText();
        String back = message.at(HEADER + "/source/endpoint").asText();
        String sender = message.at(HEADER + "/destination/0/receiver/reference").asText();
        message.with(HEADER + "/source/endpoint", quoted(endpoint));
        message.with(HEADER + "/destination/0/endpoint", quoted(back));
        message.with(HEADER + "/sender/reference", quoted(sender));
        message.with(HEADER + "/destination/0/receiver/reference", quoted(receiver));
    }

    private void add(OwnMessage message, OwnMessage before, String activity, String by, String text, String time) {
        String answered = before.at(HEADER + "/id").asText();
        String header = ids.get();
        String segment = "urn:uuid:" + ids.get();
        rename(message, header, time);
        ObjectNode payload = message.at(COMMUNICATION + "/payload/0").deepCopy();
        payload.put("contentString", text);
        ((ObjectNode) payload.at("/extension/0")).put("valueDateTime", time);
        ((ObjectNode) payload.at("/extension/1/valueIdentifier")).put("value", segment);
        ((ObjectNode) payload.at("/extension/1/valueIdentifier/assigner")).put("reference", by);
        ((ArrayNode) message.at(COMMUNICATION + "/payload")).add(payload);
        ObjectNode entry = message.at("/entry/7").deepCopy();
        String id = ids.get();
        entry.put("fullUrl", "https://hoibu.dk/fhir/Provenance/" + id);
        ObjectNode provenance = (ObjectNode) entry.path("resource");
        provenance.put("id", id).put("occurredDateTime", time).put("recorded", time);
        ((ObjectNode) provenance.at("/target/0")).put("reference", "MessageHeader/" + header);
        ((ObjectNode) provenance.at("/activity/coding/0")).put("code", activity);
        ((ObjectNode) provenance.at("/agent/0/who")).put("reference", by);
        provenance.set(
                "entity",
                JSON.createArrayNode()
                        .add(tree("{\"role\":\"source\",\"what\":{\"identifier\":{\"value\":\"" + segment + "\"}}}"))
                        .add(tree("{\"role\":\"revision\",\"what\":{\"reference\":\"MessageHeader/" + answered
                                + "\"}}")));
        ((ArrayNode) message.at("/entry")).add(entry);
    }

    private static JsonNode tree(String json) {
        return Enrichments.read(json);
    }

    private void rename(OwnMessage message, String header, String time) {
        message.with("/id", quoted(ids.get()));
        message.with("/timestamp", quoted(time));
        message.with(HEADER + "/id", quoted(header));
        message.with("/entry/0/fullUrl", quoted("https://hoibu.dk/fhir/MessageHeader/" + header));
    }

    private static String quoted(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}

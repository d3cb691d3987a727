package dk.hoibu.fhir.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import dk.hoibu.fhir.conformance.R4Validator;
import dk.hoibu.fhir.message.OwnMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;

/** Messages on their way to a server, and what it answers. */
final class Post {

    static final String JSON = "application/fhir+json";
    static final String XML = "application/fhir+xml";

    private final TestServer server;

    Post(TestServer server) {
        this.server = server;
    }

    /** The message of the tests, with ids that no other has. */
    static OwnMessage fresh() {
        OwnMessage message = OwnMessage.fresh();
        return withIds(message, UUID.randomUUID().toString(), UUID.randomUUID().toString());
    }

    /** With those ids of MessageHeader and Bundle. */
    static OwnMessage withIds(OwnMessage message, String header, String bundle) {
        message.with("/id", "\"" + bundle + "\"");
        message.with("/entry/0/resource/id", "\"" + header + "\"");
        JsonNode entries = message.at("/entry");
        for (int i = 0; i < entries.size(); i++) {
            String url = entries.get(i).path("fullUrl").asText();
            if (url.contains(OwnMessage.HEADER_ID)) {
                message.with("/entry/" + i + "/fullUrl", "\"" + url.replace(OwnMessage.HEADER_ID, header) + "\"");
            }
            if (!entries.get(i).at("/resource/target").isMissingNode()) {
                message.with("/entry/" + i + "/resource/target/0/reference", "\"MessageHeader/" + header + "\"");
            }
        }
        return message;
    }

    static byte[] bytes(OwnMessage message) {
        return message.text().getBytes(StandardCharsets.UTF_8);
    }

    static byte[] xml(byte[] json) {
        Bundle bundle = R4Validator.CONTEXT
                .newJsonParser()
                .parseResource(Bundle.class, new String(json, StandardCharsets.UTF_8));
        return R4Validator.CONTEXT.newXmlParser().encodeResourceToString(bundle).getBytes(StandardCharsets.UTF_8);
    }

    Answer process(byte[] message, String type, String... headers) {
        return to("$process-message", message, type, headers);
    }

    Answer process(OwnMessage message) {
        return process(bytes(message), JSON);
    }

    Answer to(String path, byte[] message, String type, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Content-Type", type));
        return server.sendUnrecorded(path, "POST", Optional.of(message), all.toArray(String[]::new));
    }

    Answer get(String path, String... headers) {
        return server.sendUnrecorded(path, "GET", Optional.empty(), headers);
    }

    /** What an acknowledgement in JSON says: {@code ok}, {@code fatal-error} or {@code transient-error}. */
    static String verdict(Answer answer) {
        return answer.json().at("/entry/0/resource/response/code").asText();
    }

    /** The codes of what is wrong, and our names of the rules. */
    static List<String> reasons(Answer answer) {
        List<String> reasons = new ArrayList<>();
        JsonNode body = answer.json();
        if (body.path("resourceType").asText().equals("OperationOutcome")) {
            reasons(body, reasons);
        }
        body.path("entry").forEach(entry -> reasons(entry.path("resource"), reasons));
        return reasons;
    }

    private static void reasons(JsonNode resource, List<String> reasons) {
        resource.path("issue").forEach(issue -> {
            reasons.add(issue.path("diagnostics").asText());
            issue.at("/details/coding")
                    .forEach(coding -> reasons.add(coding.path("code").asText()));
        });
    }

    /** How many messages of that thread the server has. */
    int found(String thread) {
        return get("Communication?identifier=" + TestServer.encode(thread))
                .matches()
                .size();
    }
}

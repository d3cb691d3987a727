package dk.hoibu.fhir.blackbox;

import static dk.hoibu.fhir.blackbox.BadRows.quoted;

import com.fasterxml.jackson.databind.JsonNode;
import dk.hoibu.fhir.message.OwnMessage;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Messages of the kinds that MedCom's test protocol for receivers has, made of our own. */
final class ProtocolMessages {

    private static final String PAYLOAD = "/entry/2/resource/payload/";
    private static final String D_ECPR = "urn:oid:1.2.208.176.1.6.1.3";
    private static final String X_ECPR = "urn:oid:1.2.208.176.1.6.1.1";

    /** The least that a file of that type begins with. */
    private static final Map<String, String> FILES = Map.of(
            "application/pdf", "255044462d312e370a",
            "image/gif", "474946383961",
            "image/jpeg", "ffd8ffe000104a464946",
            "image/png", "89504e470d0a1a0a",
            "image/tiff", "49492a0008000000",
            "image/bmp", "424d3a000000");

    private ProtocolMessages() {}

    /** A message in a thread, and what it is an answer to. */
    record Sent(OwnMessage message, String headerId, String thread) {}

    private static Sent sent(OwnMessage message) {
        return new Sent(
                message,
                message.at("/entry/0/resource/id").asText(),
                message.at("/entry/2/resource/identifier/0/value").asText());
    }

    private static String urn() {
        return "urn:uuid:" + UUID.randomUUID();
    }

    /** In a thread of its own, its segments with ids of their own. */
    static Sent fresh() {
        OwnMessage message = Post.fresh();
        message.with("/entry/2/resource/identifier/0/value", quoted(urn()));
        for (int i = 0; i < 2; i++) {
            String segment = quoted(urn());
            message.with(PAYLOAD + i + "/extension/1/valueIdentifier/value", segment);
            message.with("/entry/7/resource/entity/" + i + "/what/identifier/value", segment);
        }
        return sent(message);
    }

    /** An answer: the thread stays, all earlier text goes along, the earlier document without its data, and the history. */
    static Sent reply(Sent before) {
        OwnMessage message = following(before, "reply-message");
        message.with(PAYLOAD + "2/contentAttachment/data", "");
        return sent(message);
    }

    /** Handed on to somebody else: a new thread, the documents with their data. */
    static Sent forward(Sent before) {
        OwnMessage message = following(before, "forward-message");
        message.with("/entry/2/resource/identifier/0/value", quoted(urn()));
        return sent(message);
    }

    private static OwnMessage following(Sent before, String activity) {
        OwnMessage message = copy(before.message());
        String earlier = message.at("/entry/7").toString();
        String segment = urn();
        JsonNode first = message.at(PAYLOAD + "0").deepCopy();
        String id = first.at("/extension/1/valueIdentifier/value").asText();
        message.with(
                PAYLOAD + "0", first.toString().replace(id, segment).replace("Vi vil gerne", "Tak, vi vil også gerne"));
        message.with(PAYLOAD + "0/extension/0/valueDateTime", quoted("2026-11-20T10:15:00+01:00"));
        name(message, UUID.randomUUID().toString(), UUID.randomUUID().toString());
        message.with(
                "/entry/8",
                earlier.replace("Provenance/historik", "Provenance/tidligere")
                        .replace("\"id\":\"historik\"", "\"id\":\"tidligere\""));
        message.with("/entry/7/resource/activity/coding/0/code", quoted(activity));
        message.with(
                "/entry/7/resource/entity",
                "[{\"role\":\"source\",\"what\":{\"identifier\":{\"value\":\"" + segment + "\"}}},"
                        + "{\"role\":\"revision\",\"what\":{\"reference\":\"MessageHeader/" + before.headerId()
                        + "\"}}]");
        return message;
    }

    /** Gives header and Bundle those ids, and the newest Provenance the header. */
    private static void name(OwnMessage message, String header, String bundle) {
        message.with("/id", quoted(bundle));
        message.with("/entry/0/resource/id", quoted(header));
        message.with("/entry/0/fullUrl", quoted("https://hoibu.dk/fhir/MessageHeader/" + header));
        message.with("/entry/7/resource/target/0/reference", quoted("MessageHeader/" + header));
    }

    private static OwnMessage copy(OwnMessage message) {
        OwnMessage copy = OwnMessage.fresh();
        for (String name : List.of("/id", "/timestamp")) {
            copy.with(name, message.at(name).toString());
        }
        copy.with("/entry", message.at("/entry").toString());
        return copy;
    }

    /** R-Tek-A: a priority, line breaks, all six types and a link, Zulu times, an episode of care. */
    static Sent technicalA() {
        Sent sent = fresh();
        OwnMessage message = sent.message();
        message.with("/entry/2/resource/category/0/coding/0/code", "\"regarding-referral\"");
        message.with("/entry/2/resource/priority", "\"routine\"");
        message.with(
                PAYLOAD + "0/contentString",
                "\"Linje 1\\nLinje 2\\r\\n\\r\\nLinje 4: 3 < 5 & 7 > 2, <2 år>, \\\"æøå\\\"\"");
        message.with(PAYLOAD + "0/extension/0/valueDateTime", "\"2026-11-20T08:30:00Z\"");
        message.with("/timestamp", "\"2026-11-20T08:30:00.123Z\"");
        message.with("/entry/7/resource/recorded", "\"2026-11-20T08:30:00Z\"");
        message.with("/entry/7/resource/occurredDateTime", "\"2026-11-20T08:30:00Z\"");
        FILES.forEach((type, start) -> attach(
                message,
                "{\"contentType\":\"" + type + "\",\"data\":\""
                        + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(start)) + "\",\"size\":"
                        + start.length() / 2 + ",\"title\":\"Bilag af typen " + type
                        + "\",\"creation\":\"2026-11-20\"}"));
        for (String link : List.of(
                "https://www.medcom.dk/standarder?a=1|2#top",
                "http://børnehuset.dk:8080/billeder/æble.png",
                "https://a.b.c.dk./x")) {
            attach(message, "{\"url\":" + quoted(link) + ",\"title\":\"Et link\"}");
        }
        return withEpisode(sent);
    }

    private static void attach(OwnMessage message, String attachment) {
        String segment = urn();
        JsonNode like = message.at(PAYLOAD + "1");
        int next = message.at("/entry/2/resource/payload").size();
        String id = like.at("/extension/1/valueIdentifier/value").asText();
        message.with(PAYLOAD + next, like.toString().replace(id, segment));
        message.with(PAYLOAD + next + "/contentAttachment", attachment);
        int entities = message.at("/entry/7/resource/entity").size();
        message.with(
                "/entry/7/resource/entity/" + entities,
                "{\"role\":\"source\",\"what\":{\"identifier\":{\"value\":\"" + segment + "\"}}}");
    }

    private static Sent withEpisode(Sent sent) {
        sent.message().with("/entry/2/resource/encounter", "{\"reference\":\"Encounter/forloeb\"}");
        return with(sent, """
                {"resourceType":"Encounter","id":"forloeb",
                 "meta":{"profile":["http://medcomfhir.dk/ig/core/StructureDefinition/medcom-core-encounter"]},
                 "text":{"status":"generated","div":"<div xmlns='http://www.w3.org/1999/xhtml'><p>Forløb</p></div>"},
                 "episodeOfCare":[{"identifier":{"system":"https://sor2.sum.dsdn.dk/#id=9900711000016003","value":"FORLOEB-17"}}],
                 "status":"unknown",
                 "class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"AMB"},
                 "subject":{"reference":"Patient/barn"}}""");
    }

    private static Sent with(Sent sent, String resource) {
        OwnMessage message = sent.message();
        int next = message.at("/entry").size();
        message.with("/entry/" + next, "{\"resource\":" + resource + "}");
        message.with(
                "/entry/" + next + "/fullUrl",
                quoted("https://hoibu.dk/fhir/"
                        + message.at("/entry/" + next + "/resource/resourceType")
                                .asText() + "/"
                        + message.at("/entry/" + next + "/resource/id").asText()));
        return sent;
    }

    /** R-Tek-B: no id is a UUID, the person has a region's replacement number, the times are zoned. */
    static Sent technicalB() {
        OwnMessage message = fresh().message();
        name(message, "HEADER." + UUID.randomUUID().toString().substring(0, 8), "1." + System.nanoTime() + ".besked-A");
        message.with("/entry/1/resource/identifier", identifiers(D_ECPR + ".187", "0101100AB1"));
        message.with("/timestamp", "\"2026-07-01T09:30:00+02:00\"");
        message.with(PAYLOAD + "0/extension/0/valueDateTime", "\"2026-06-30T23:59:59.999-03:00\"");
        return sent(message);
    }

    private static String identifiers(String... systemsAndValues) {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < systemsAndValues.length; i += 2) {
            text.append(i == 0 ? "" : ",")
                    .append("{\"use\":\"temp\",\"system\":\"")
                    .append(systemsAndValues[i])
                    .append("\",\"value\":\"")
                    .append(systemsAndValues[i + 1])
                    .append("\"}");
        }
        return text.append("]").toString();
    }

    /** R-Tek-C: more than a CareCommunication needs. */
    static Sent technicalC() {
        Sent sent = fresh();
        OwnMessage message = sent.message();
        String patient = "/entry/1/resource/";
        message.with(patient + "active", "true");
        message.with(patient + "gender", "\"male\"");
        message.with(patient + "birthDate", "\"2015-05-05\"");
        message.with(patient + "deceasedBoolean", "false");
        message.with(
                patient + "maritalStatus",
                "{\"coding\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-MaritalStatus\",\"code\":\"M\"}]}");
        message.with(
                patient + "address",
                "[{\"use\":\"home\",\"line\":[\"Prøvevej 1\",\"st. th.\"],\"city\":\"Aalborg\",\"postalCode\":\"9000\",\"country\":\"DK\"}]");
        message.with(
                patient + "telecom",
                "[{\"system\":\"phone\",\"value\":\"99 00 18 19\",\"use\":\"mobile\"},{\"system\":\"email\",\"value\":\"lars@example.org\"}]");
        message.with(
                patient + "contact",
                "[{\"name\":{\"text\":\"Mor Prøvesen\"},\"telecom\":[{\"system\":\"phone\",\"value\":\"99001820\"}]}]");
        message.with(
                patient + "communication",
                "[{\"language\":{\"coding\":[{\"system\":\"urn:ietf:bcp:47\",\"code\":\"da\"}]}}]");
        message.with(patient + "managingOrganization", "{\"reference\":\"Organization/bup\"}");
        message.with("/entry/5/resource/telecom", "[{\"system\":\"phone\",\"value\":\"99001819\",\"use\":\"work\"}]");
        message.with(
                "/entry/5/resource/address", "[{\"use\":\"work\",\"line\":[\"Sygehusvej 2\"],\"city\":\"Aalborg\"}]");
        message.with("/entry/4/resource/gender", "\"female\"");
        message.with("/entry/2/resource/sent", "\"2026-11-20T09:30:00+01:00\"");
        message.with("/entry/2/resource/note", "[{\"text\":\"Til orientering\"}]");
        message.with("/entry/0/resource/reason", "{\"text\":\"Orientering\"}");
        return with(sent, """
                {"resourceType":"CareTeam","id":"team","name":"Familieteamet",
                 "meta":{"profile":["http://medcomfhir.dk/ig/core/StructureDefinition/medcom-core-careteam"]},
                 "managingOrganization":[{"reference":"Organization/region"}]}""");
    }

    /** R-Tek-CPR: the number and replacements of it. */
    static Sent technicalCpr(int which) {
        Sent sent = fresh();
        OwnMessage message = sent.message();
        if (which != 2) {
            message.with(
                    "/entry/1/resource/identifier/1",
                    identifiers(X_ECPR, "0101101AB1").replaceAll("^\\[|]$", ""));
        }
        if (which != 1) {
            int next = message.at("/entry/1/resource/identifier").size();
            message.with(
                    "/entry/1/resource/identifier/" + next,
                    identifiers(D_ECPR + ".181", "0101100AB1").replaceAll("^\\[|]$", ""));
        }
        return sent;
    }

    /** R-Tek-D: organisations without names. */
    static Sent technicalD() {
        Sent sent = fresh();
        sent.message().with("/entry/5/resource/name", "").with("/entry/6/resource/name", "");
        return sent;
    }

    /** R-Tek-I: two practitioners of one organisation, and a specific sender and recipient. */
    static Sent twoPractitioners() {
        Sent sent = fresh();
        OwnMessage message = sent.message();
        message.with("/entry/3/resource/organization", "{\"reference\":\"Organization/bup\"}");
        with(sent, """
                {"resourceType":"Practitioner","id":"niels",
                 "meta":{"profile":["http://medcomfhir.dk/ig/core/StructureDefinition/medcom-core-practitioner"]},
                 "name":[{"given":["Niels"],"family":"Prøvesen"}]}""");
        with(sent, """
                {"resourceType":"PractitionerRole","id":"laege",
                 "meta":{"profile":["http://medcomfhir.dk/ig/core/StructureDefinition/medcom-core-practitionerrole"]},
                 "practitioner":{"reference":"Practitioner/niels"},
                 "organization":{"reference":"Organization/bup"},
                 "code":[{"text":"Børnelæge"}]}""");
        with(sent, """
                {"resourceType":"CareTeam","id":"team","name":"Visitationen",
                 "meta":{"profile":["http://medcomfhir.dk/ig/core/StructureDefinition/medcom-core-careteam"]},
                 "managingOrganization":[{"reference":"Organization/region"}]}""");
        message.with(PAYLOAD + "1/extension/2/valueReference/reference", "\"PractitionerRole/laege\"");
        message.with("/entry/2/resource/recipient", "[{\"reference\":\"CareTeam/team\"}]");
        message.with(
                "/entry/2/resource/extension",
                "[{\"url\":\"http://medcomfhir.dk/ig/core/StructureDefinition/medcom-core-sender-extension\","
                        + "\"valueReference\":{\"reference\":\"PractitionerRole/psykolog\"}}]");
        return sent;
    }

    /** With urn:uuid URLs and references. */
    static Sent byUrn() {
        Sent sent = fresh();
        String text = sent.message().text();
        JsonNode entries = sent.message().at("/entry");
        for (JsonNode entry : entries) {
            String type = entry.at("/resource/resourceType").asText();
            String id = entry.at("/resource/id").asText();
            String urn = "urn:uuid:" + UUID.nameUUIDFromBytes((type + id).getBytes(StandardCharsets.UTF_8));
            text = text.replace(
                    "\"fullUrl\":\"https://hoibu.dk/fhir/" + type + "/" + id + "\"", "\"fullUrl\":\"" + urn + "\"");
            text = text.replace("\"reference\":\"" + type + "/" + id + "\"", "\"reference\":\"" + urn + "\"");
        }
        OwnMessage message = OwnMessage.fresh();
        message.with("/entry", OwnMessage.parsed(text).at("/entry").toString());
        message.with("/id", quoted(UUID.randomUUID().toString()));
        return sent(message);
    }
}

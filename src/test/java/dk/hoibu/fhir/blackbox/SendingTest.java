package dk.hoibu.fhir.blackbox;

import static dk.hoibu.fhir.blackbox.Post.JSON;
import static dk.hoibu.fhir.blackbox.Post.XML;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dk.hoibu.fhir.conformance.R4Validator;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.message.OwnMessage;
import dk.hoibu.fhir.smart.TestIssuer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hl7.fhir.r4.model.Communication;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A client says what it wants to say, and the server makes the message of it and sends it. */
class SendingTest {

    private static final String WARD = "9900711000016003";
    private static final String GP = "9901911000016008";
    private static final String REGION = "9900511000016008";
    private static final String SCOPES = "system/Communication.crs system/Bundle.r system/Patient.rs";
    private static final String PDF =
            Base64.getEncoder().encodeToString("%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII));
    private static final TestIssuer ISSUER = new TestIssuer();

    private static TestServer server;
    private static Post post;

    @BeforeAll
    static void start() throws IOException {
        server = TestServer.asking(ISSUER);
        post = new Post(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String bearer(String organisation, String role, String scope) {
        Map<String, @Nullable Object> claims = TestIssuer.claims(server.base(), Instant.now());
        claims.put("organisation", organisation);
        claims.put("role", role);
        claims.put("scope", scope);
        return "Bearer " + ISSUER.sign(claims);
    }

    private static String as(String sor) {
        return bearer("sor:" + sor, sor.equals(GP) ? "gp" : "psychiatrist", SCOPES);
    }

    /** What a record system knows; {@code more} are further members. */
    private static String draft(String text, String receiver, String more) {
        return """
                {"resourceType": "Communication", "status": "in-progress",
                 "contained": [
                   {"resourceType": "PractitionerRole", "id": "mig", "practitioner": {"reference": "#navn"},
                    "code": [{"text": "Psykolog"}], "telecom": [{"system": "phone", "value": "99 00 18 19"}]},
                   {"resourceType": "Practitioner", "id": "navn", "name": [{"family": "Prøve", "given": ["Mette"]}]}],
                 "sender": {"reference": "#mig"},
                 %s %s
                 "payload": [{"contentString": "%s"}]}""".formatted(
                        receiver.isEmpty()
                                ? ""
                                : "\"recipient\": [{\"identifier\": {\"system\": \"urn:oid:1.2.208.176.1.1\", \"value\": \""
                                        + receiver + "\"}}],",
                        more,
                        text);
    }

    private static String about(String more) {
        return "\"category\": [{\"coding\": [{\"code\": \"carecoordination\"}]}],"
                + "\"subject\": {\"identifier\": {\"system\": \"urn:oid:1.2.208.176.1.2\", \"value\": \""
                + TestServer.LARS + "\"}}," + more;
    }

    private static Answer send(String operation, String draft, String token) {
        return post.to(
                "Communication/" + operation,
                draft.getBytes(StandardCharsets.UTF_8),
                JSON,
                "Authorization",
                token,
                "Accept",
                JSON);
    }

    private static Answer sent(String text) {
        Answer answer = send("$send", draft(text, GP, about("")), as(WARD));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    /** What the child is called here. */
    private static String lars() {
        return server.ids()
                .ofPerson(
                        Ids.Purpose.PATIENT, PersonNumber.parse(TestServer.LARS).orElseThrow());
    }

    private static String id(Answer answer) {
        String address = answer.header("Location")
                .or(() -> answer.header("Content-Location"))
                .orElseThrow();
        return address.substring(address.lastIndexOf('/') + 1);
    }

    private static JsonNode communication(Answer answer) {
        return answer.json().at("/entry/2/resource");
    }

    private static List<String> faults(Answer answer) {
        List<String> faults = new ArrayList<>();
        answer.json()
                .path("issue")
                .forEach(issue -> faults.add(issue.path("diagnostics").asText() + " "
                        + issue.at("/expression/0").asText()));
        return faults;
    }

    @Test
    void aDraftBecomesAWholeMessageThatBothSidesFind() {
        Answer answer = sent("Kan vi mødes?\\nHilsen Mette");

        assertThat(answer.header("Location").orElseThrow()).startsWith(server.base() + "/Bundle/");
        assertThat(OwnMessage.RULES.check(OwnMessage.read(answer.body())).findings())
                .isEmpty();
        assertThat(answer.body()).contains("5790009901334").contains("Lars");
        assertThat(communication(answer).at("/payload/0/contentString").asText())
                .isEqualTo("Kan vi mødes?\nHilsen Mette");
        Answer kept = post.get("Bundle/" + id(answer), "Authorization", as(GP));
        assertThat(kept.bytes()).isEqualTo(answer.bytes());
        assertThat(post.get("Communication/" + id(answer), "Authorization", as(GP))
                        .body())
                .contains("unread");
        assertThat(post.get("Communication?_id=" + id(answer), "Authorization", as(WARD))
                        .ids())
                .containsExactly(id(answer));
        assertThat(post.get("Bundle/" + id(answer), "Authorization", as(REGION)).status())
                .isEqualTo(404);
    }

    @Test
    void theChildMayBeAResourceOfThisServerAndTheDraftXml() {
        String draft = draft("Hej", GP, about("").replaceAll("\"subject\".*", ""))
                .replace("\"payload\"", "\"subject\": {\"reference\": \"Patient/" + lars() + "\"}, \"payload\"");
        String xml = R4Validator.CONTEXT
                .newXmlParser()
                .encodeResourceToString(R4Validator.CONTEXT.newJsonParser().parseResource(Communication.class, draft));

        Answer answer = post.to(
                "Communication/$send",
                xml.getBytes(StandardCharsets.UTF_8),
                XML,
                "Authorization",
                as(WARD),
                "Accept",
                XML);

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.body()).startsWith("<Bundle").contains(TestServer.LARS);
    }

    @Test
    void whoSignsNeedNotBeSaidWhenTheTokenAndTheRegisterTell() {
        String draft = draft("Hej", GP, about(""))
                .replace(
                        "\"code\": [{\"text\": \"Psykolog\"}], \"telecom\": [{\"system\": \"phone\", \"value\": \"99 00 18 19\"}]",
                        "\"active\": true");

        Answer answer = send("$send", draft, as(WARD));

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.body()).contains("Psykiater").contains("99001819");
    }

    @Test
    void whoeverReceivedItRepliesInTheThreadAndTheSenderReplysAgain() {
        Answer first = sent("Spørgsmål");
        Answer reply = send(id(first) + "/$reply", draft("Svar", "", ""), as(GP));
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        Answer again = send(id(reply) + "/$reply", draft("Tak", "", ""), as(WARD));

        assertThat(again.status()).as(again.body()).isEqualTo(201);
        assertThat(communication(again).path("payload").findValuesAsText("contentString"))
                .containsExactly("Spørgsmål", "Svar", "Tak");
        assertThat(communication(again).at("/identifier/0/value").asText())
                .isEqualTo(communication(first).at("/identifier/0/value").asText());
        assertThat(again.json().at("/entry/0/resource/destination/0/endpoint").asText())
                .endsWith(GP);
    }

    @Test
    void onlyTheLatestMessageIsAnsweredAlsoOnesOwn() {
        Answer first = sent("En");
        Answer own = send(id(first) + "/$reply", draft("Jeg glemte", "", ""), as(WARD));
        assertThat(own.status()).as(own.body()).isEqualTo(201);
        assertThat(own.json().at("/entry/0/resource/destination/0/endpoint").asText())
                .endsWith(GP);

        Answer late = send(id(first) + "/$reply", draft("For sent", "", ""), as(GP));

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body()).contains(id(own)).contains("skriv en ny besked");
    }

    @Test
    void aForwardIsANewThreadWithTheDocumentsOfTheWholeOldOne() {
        String attached = draft("Se planen", GP, about(""))
                .replace(
                        "\"payload\": [",
                        "\"payload\": [{\"contentAttachment\": {\"contentType\": \"application/pdf\", \"title\": \"Plan.pdf\", \"data\": \""
                                + PDF + "\"}},");
        Answer first = send("$send", attached, as(WARD));
        assertThat(first.status()).as(first.body()).isEqualTo(201);
        Answer reply = send(id(first) + "/$reply", draft("Tak", "", ""), as(GP));
        assertThat(communication(reply).at("/payload/0/contentAttachment/title").asText())
                .isEqualTo("Plan");
        assertThat(communication(reply).toString()).doesNotContain(PDF);

        Answer forward = send(id(reply) + "/$forward", draft("Til orientering", REGION, ""), as(GP));

        assertThat(forward.status()).as(forward.body()).isEqualTo(201);
        assertThat(communication(forward)
                        .at("/payload/0/contentAttachment/data")
                        .asText())
                .isEqualTo(PDF);
        assertThat(communication(forward).at("/identifier/0/value"))
                .isNotEqualTo(communication(first).at("/identifier/0/value"));
        assertThat(post.get("Communication/" + id(forward), "Authorization", as(REGION))
                        .status())
                .isEqualTo(200);
        assertThat(post.get("Communication/" + id(reply), "Authorization", as(REGION))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whatIsNotToBeForwardedStaysBehind() {
        Answer first = sent("Fortroligt");
        Answer reply = send(id(first) + "/$reply", draft("Kan deles", "", ""), as(GP));
        String kept = communication(reply)
                .at("/payload/1/extension/1/valueIdentifier/value")
                .asText();

        Answer forward =
                send(id(reply) + "/$forward?segment=" + TestServer.encode(kept), draft("Hermed", REGION, ""), as(GP));

        assertThat(forward.status()).as(forward.body()).isEqualTo(201);
        assertThat(forward.body()).doesNotContain("Fortroligt").contains("Kan deles");
        Answer wrong = send(id(reply) + "/$forward?segment=urn:uuid:x", draft("Hermed", REGION, ""), as(GP));
        assertThat(faults(wrong)).containsExactly("draft-segment http.segment");
    }

    @Test
    void aDraftWithItsOwnIdentifierIsSentOnceHoweverOftenItComes() throws Exception {
        String key = "\"identifier\": [{\"system\": \"https://epj.example.dk/udkast\", \"value\": \"17\"}],";
        String draft = draft("Kun én gang", GP, about(key));
        String token = as(WARD);
        List<Callable<Answer>> eight = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            eight.add(() -> send("$send", draft, token));
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Answer> answers = new ArrayList<>();
        try {
            for (Future<Answer> future : threads.invokeAll(eight)) {
                answers.add(future.get());
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(answers).extracting(Answer::status).containsOnlyOnce(201).allMatch(it -> it == 200 || it == 201);
        assertThat(answers.stream().map(SendingTest::id).distinct()).hasSize(1);
        assertThat(answers.stream().map(Answer::body).distinct()).hasSize(1);
        String thread = communication(answers.get(0)).at("/identifier/0/value").asText();
        assertThat(post.get("Communication?identifier=" + TestServer.encode(thread), "Authorization", token)
                        .ids())
                .hasSize(1);
        Answer other = send("$send", draft("Noget andet", GP, about(key)), token);
        assertThat(other.status()).isEqualTo(409);
        // the same identifier of another organisation is another draft
        assertThat(send("$send", draft("Hej", WARD, about(key)), as(GP)).status())
                .isEqualTo(201);
    }

    @Test
    void whatWouldBeSentCanBeSeenWithoutSendingIt() {
        Answer tried = send("$send?dryRun=true", draft("Prøve", GP, about("")), as(WARD));

        assertThat(tried.status()).as(tried.body()).isEqualTo(200);
        assertThat(tried.header("Location")).isEmpty();
        String thread = communication(tried).at("/identifier/0/value").asText();
        assertThat(post.get("Communication?identifier=" + TestServer.encode(thread), "Authorization", as(WARD))
                        .ids())
                .isEmpty();
    }

    @Test
    void aUnitWithoutLocationNumberSendsFromTheOneAboveIt() {
        Answer answer = send("$send?dryRun=true", draft("Hej", GP, about("")), as("9900911000016006"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().at("/entry/0/resource/source/endpoint").asText())
                .endsWith(WARD);
        assertThat(answer.body()).contains("CareTeam").contains("Ambulatorium, Hjørring");
    }

    @Test
    void aMunicipalUnitIsReachedByItsResourceHereAlsoThroughTheOneAbove() {
        String draft = draft("Hej", "", about(""))
                .replace(
                        "\"payload\"",
                        "\"recipient\": [{\"reference\": \"Organization/a4423959-8387-41ca-b133-f19b0abb0915\"}], \"payload\"");

        Answer answer = send("$send", draft, as(WARD));

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().at("/entry/0/resource/destination/0/endpoint").asText())
                .endsWith("9900111000016004");
        assertThat(answer.body()).contains("5790009900146").contains("PPR Aalborg, Team Øst");
    }

    @Test
    void whatIsWrongIsToldOfTheDraftAndNothingIsKept() {
        Answer wrong = send(
                "$send", draft("Hej", GP, about("\"priority\": \"asap\", \"note\": [{\"text\": \"x\"}],")), as(WARD));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(faults(wrong)).containsExactly("draft-element Communication.note");
        assertThat(wrong.body()).contains("kan en CareCommunication").contains("cannot say this");

        assertThat(faults(send("$send", draft("Hej", GP, about("\"priority\": \"asap\",")), as(WARD))))
                .containsExactly("cc-5 Communication");
        assertThat(faults(send("$send", draft("Hej", GP, about("")).replace("carecoordination", "other"), as(WARD))))
                .containsExactly("cc-6 Communication");
        assertThat(faults(send("$send", draft("<script>x</script>", GP, about("")), as(WARD))))
                .containsExactly("hoibu-markup Communication.payload[0].content");
        assertThat(faults(send("$send", draft("Hej", "9900012345678901", about("")), as(WARD))))
                .containsExactly("draft-receiver-unknown Communication.recipient");
        assertThat(faults(send("$send", draft("Hej", "9902411000016000", about("")), as(WARD))))
                .as("a clinic without a location number")
                .containsExactly("draft-receiver-unknown Communication.recipient");
        assertThat(faults(send("$send", draft("Hej", "", about("")), as(WARD))))
                .containsExactly("draft-receiver Communication.recipient");
        assertThat(send("$send", "{\"resourceType\": \"Patient\"}", as(WARD)).status())
                .isEqualTo(400);
        assertThat(send("$send", "{\"resourceType\": \"Communication\", \"x\": 1}", as(WARD))
                        .status())
                .isEqualTo(400);
        assertThat(send("$send?x=1", draft("Hej", GP, about("")), as(WARD)).status())
                .isEqualTo(400);
    }

    @Test
    void aReplyIsAboutTheSameChildAndGoesToWhoWrote() {
        Answer first = sent("Om Lars");
        String other = "\"subject\": {\"identifier\": {\"system\": \"urn:oid:1.2.208.176.1.2\", \"value\": \""
                + TestServer.RIKKE + "\"}},";

        assertThat(faults(send(id(first) + "/$reply", draft("Om Rikke", "", other), as(GP))))
                .containsExactly("draft-other-subject Communication.subject");
        assertThat(faults(send(id(first) + "/$reply", draft("Til andre", REGION, ""), as(GP))))
                .containsExactly("draft-other-receiver Communication.recipient");
        assertThat(send(id(first) + "/$reply", draft("Svar", WARD, ""), as(GP)).status())
                .isEqualTo(201);
    }

    @Test
    void theNameOfAChildIsLookedUpForWhoMayReadPatientsAndTakenFromTheDraftOfOthers() {
        String token = bearer("sor:" + WARD, "psychiatrist", "system/Communication.c");
        String draft = draft("Hej", GP, about(""));
        String named = draft.replaceAll("\"subject\": \\{[^}]*}}", "\"subject\": {\"reference\": \"#barn\"}")
                .replace(
                        "\"contained\": [",
                        "\"contained\": [{\"resourceType\": \"Patient\", \"id\": \"barn\", \"identifier\": [{\"system\": \"urn:oid:1.2.208.176.1.2\", \"value\": \""
                                + TestServer.LARS + "\"}], \"name\": [{\"family\": \"Navnesen\"}]},");

        assertThat(faults(send("$send", draft, token))).containsExactly("draft-subject-name Communication.subject");
        Answer answer = send("$send", named, token);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.body()).contains("Navnesen");
    }

    @Test
    void onlyWhoSentOrReceivedItAnswersOrForwards() {
        Answer first = sent("Hej");

        for (String operation : List.of("/$reply", "/$forward")) {
            String receiver = operation.equals("/$forward") ? WARD : "";
            assertThat(send(id(first) + operation, draft("Hej", receiver, ""), as(REGION))
                            .status())
                    .isEqualTo(404);
        }
        assertThat(send(
                                "$send",
                                draft("Hej", GP, about("")),
                                bearer("sor:" + WARD, "psychiatrist", "system/Communication.rs"))
                        .status())
                .isEqualTo(403);
        assertThat(send("$send", draft("Hej", GP, about("")), bearer("cvr:29189420", "caseworker", SCOPES))
                        .status())
                .isEqualTo(403);
        assertThat(send("$send", draft("Hej", GP, about("")), bearer("sor:" + WARD, "auditor", SCOPES))
                        .status())
                .isEqualTo(403);
        assertThat(post.to("Communication/$send", new byte[0], JSON).status()).isEqualTo(401);
    }

    @Test
    void itIsWrittenDownWithTheIdsAndNothingOfTheText() {
        Answer answer = post.to(
                "Communication/$send",
                draft("Hemmelig tekst", GP, about("")).getBytes(StandardCharsets.UTF_8),
                JSON,
                "Authorization",
                as(WARD),
                "X-Request-Id",
                "sending-request-1");
        post.to(
                "Communication/$send",
                draft("Hemmelig tekst", "", about("")).getBytes(StandardCharsets.UTF_8),
                JSON,
                "Authorization",
                as(WARD),
                "X-Request-Id",
                "sending-request-2");

        String auditor = bearer("sor:" + REGION, "auditor", "user/AuditEvent.rs");
        Answer events = post.get("AuditEvent?entity:identifier=sending-request-1", "Authorization", auditor);
        assertThat(events.matches()).as(events.body()).hasSize(1);
        assertThat(events.body())
                .contains("Bundle/" + id(answer))
                .contains("Patient/" + lars())
                .doesNotContain("Hemmelig", TestServer.LARS, "Mette");
        Answer refused = post.get("AuditEvent?entity:identifier=sending-request-2", "Authorization", auditor);
        assertThat(refused.matches()).as(refused.body()).hasSize(1);
    }
}

package dk.hoibu.fhir.blackbox;

import static dk.hoibu.fhir.blackbox.Post.JSON;
import static dk.hoibu.fhir.blackbox.Post.XML;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dk.hoibu.fhir.conformance.R4Validator;
import dk.hoibu.fhir.message.MedComExamples;
import dk.hoibu.fhir.message.OwnMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Messages are received, answered once and for all, found again, and come back byte for byte. */
class MessagesTest {

    private static TestServer server;
    private static Post post;

    @BeforeAll
    static void start() {
        server = TestServer.start("access.open-sample=true");
        post = new Post(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String thread(OwnMessage message) {
        String thread = "urn:uuid:" + UUID.randomUUID();
        message.with("/entry/2/resource/identifier/0/value", "\"" + thread + "\"");
        return thread;
    }

    private static String id(Answer answer) {
        String address = answer.header("Content-Location")
                .or(() -> answer.header("Location"))
                .orElseThrow();
        return address.substring(address.lastIndexOf('/') + 1);
    }

    @Test
    void medComsExamplesAreAcceptedFoundAgainAndComeBackAsTheyCame() {
        Map<String, byte[]> examples = MedComExamples.required();
        assertThat(examples).hasSizeGreaterThanOrEqualTo(8);
        examples.forEach((name, message) -> {
            comesBack(name, message, JSON);
        });
    }

    @Test
    void medComsExamplesAreAcceptedAsXml() {
        Map<String, byte[]> examples = MedComExamples.required();
        try (TestServer other = TestServer.start("access.open-sample=true")) {
            Post xml = new Post(other);
            examples.forEach((name, message) -> {
                byte[] written = Post.xml(message);
                Answer answer = xml.process(written, XML);
                assertThat(answer.status()).as(name).isEqualTo(200);
                assertThat(answer.header("Content-Type").orElseThrow()).startsWith(XML);
                assertThat(answer.body()).as(name).contains("<code value=\"ok\"/>");
                assertThat(xml.get("Bundle/" + id(answer)).bytes()).as(name).isEqualTo(written);
            });
        }
    }

    private static void comesBack(String name, byte[] message, String type) {
        Answer answer = post.process(message, type);
        assertThat(answer.status()).as(name).isEqualTo(200);
        assertThat(Post.verdict(answer)).as(name + ": " + answer.body()).isEqualTo("ok");
        Bundle sent = R4Validator.CONTEXT
                .newJsonParser()
                .parseResource(Bundle.class, new String(message, StandardCharsets.UTF_8));
        assertThat(answer.json().at("/entry/0/resource/response/identifier").asText())
                .isEqualTo(sent.getEntryFirstRep().getResource().getIdElement().getIdPart());

        Answer whole = post.get("Bundle/" + id(answer));
        assertThat(whole.bytes()).as(name).isEqualTo(message);
        assertThat(whole.header("Content-Type").orElseThrow()).startsWith(type);
        assertThat(post.get("Bundle/" + sent.getIdElement().getIdPart()).bytes())
                .isEqualTo(message);

        Answer found = post.get("Communication?_id=" + id(answer));
        assertThat(found.status()).as(found.body()).isEqualTo(200);
        assertThat(found.ids()).containsExactly(id(answer));
        assertThat(post.get("Communication/" + id(answer)).json().path("partOf").toString())
                .contains("Bundle/" + id(answer));
    }

    @Test
    void aMessageOfOursComesBackInBothFormats() {
        byte[] message = Post.bytes(Post.fresh());
        comesBack("json", message, JSON);
        byte[] xml = Post.xml(Post.bytes(Post.fresh()));
        Answer answer = post.process(xml, XML + "; charset=utf-8", "Accept", JSON);
        assertThat(Post.verdict(answer)).isEqualTo("ok");
        assertThat(post.get("Bundle/" + id(answer)).bytes()).isEqualTo(xml);
        assertThat(post.get("Bundle/" + id(answer), "Accept", JSON)
                        .json()
                        .path("type")
                        .asText())
                .isEqualTo("message");
    }

    @Test
    void aPlainRestPartnerMakesABundle() {
        byte[] message = Post.bytes(Post.fresh());

        Answer answer = post.to("Bundle", message, JSON);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(Post.verdict(answer)).isEqualTo("ok");
        assertThat(answer.header("Location").orElseThrow()).startsWith(server.base() + "/Bundle/");
        assertThat(post.get(answer.header("Location").orElseThrow()).bytes()).isEqualTo(message);
        assertThat(post.to("Bundle", message, JSON).status()).isEqualTo(200);
    }

    @Test
    void theAcknowledgementGoesBackToWhoSent() {
        OwnMessage message = Post.fresh();

        JsonNode header = post.process(message).json().at("/entry/0/resource");

        assertThat(header.at("/destination/0/endpoint").asText())
                .isEqualTo(message.at("/entry/0/resource/source/endpoint").asText());
        assertThat(header.at("/eventCoding/code").asText()).isEqualTo("acknowledgement-message");
    }

    @Test
    void duplicatesGetTheSameAnswerByteForByteAndAreShownOnce() {
        OwnMessage message = Post.fresh();
        String thread = thread(message);
        Answer first = post.process(message);
        String bundleId = message.at("/id").asText();

        assertThat(post.process(message).bytes()).as("both ids").isEqualTo(first.bytes());
        message.with("/id", "\"" + UUID.randomUUID() + "\"");
        message.with("/timestamp", "\"2026-11-20T10:30:00+01:00\"");
        Answer resent = post.process(message);
        assertThat(resent.bytes()).as("sent again").isEqualTo(first.bytes());
        assertThat(id(resent)).isEqualTo(id(first));

        OwnMessage other = Post.withIds(OwnMessage.fresh(), UUID.randomUUID().toString(), bundleId);
        other.with("/entry/2/resource/identifier/0/value", "\"" + thread + "\"");
        Answer reused = post.process(other);
        assertThat(Post.verdict(reused)).isEqualTo("fatal-error");
        assertThat(Post.reasons(reused)).contains("hoibu-bundle-id-reused", "MSG_DUPLICATE_ID");
        assertThat(post.process(other).bytes()).isEqualTo(reused.bytes());
        assertThat(post.found(thread)).isEqualTo(1);
    }

    @Test
    void aRefusedMessageIsRefusedWithTheSameAnswerAgainAlsoWhenItIsRight() {
        OwnMessage message = Post.fresh();
        String thread = thread(message);
        String category = message.at("/entry/2/resource/category").toString();
        message.with("/entry/2/resource/category", "");
        Answer first = post.process(message);
        assertThat(Post.verdict(first)).isEqualTo("fatal-error");

        assertThat(post.process(message).bytes()).isEqualTo(first.bytes());
        message.with("/entry/2/resource/category", category).with("/id", "\"" + UUID.randomUUID() + "\"");
        assertThat(post.process(message).bytes()).isEqualTo(first.bytes());
        assertThat(post.found(thread)).isZero();
    }

    @Test
    void theSameAnswerIsGivenInTheOtherFormat() {
        OwnMessage message = Post.fresh();
        Answer first = post.process(message);
        Answer xml = post.process(Post.bytes(message), JSON, "Accept", XML);

        assertThat(xml.header("Content-Type").orElseThrow()).startsWith(XML);
        assertThat(xml.body()).contains(first.json().path("id").asText());
    }

    @Test
    void ofManyThatComeAtOnceOneIsKeptAndAllAreAnsweredAlike() throws Exception {
        OwnMessage message = Post.fresh();
        String thread = thread(message);
        byte[] bytes = Post.bytes(message);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Answer>> all = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                all.add(() -> post.process(bytes, JSON));
            }
            List<String> answers = new ArrayList<>();
            for (Future<Answer> future : threads.invokeAll(all)) {
                answers.add(future.get().body());
            }
            assertThat(answers.stream().distinct()).hasSize(1);
            assertThat(post.found(thread)).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aReceiverThatSorDoesNotHaveIsUnknown() {
        Answer answer = post.process(Post.fresh().with("/entry/6/resource/identifier/0/value", "\"9900012345678901\""));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(Post.verdict(answer)).isEqualTo("fatal-error");
        assertThat(Post.reasons(answer)).contains("MSG_Receiver_Identifier_UNKNOWN");
    }

    @Test
    void aMessageOfVersion4IsNotReceivedHere() {
        Answer answer = post.process(
                Post.fresh()
                        .with(
                                "/entry/0/resource/definition",
                                "\"http://medcomfhir.dk/ig/carecommunication/medcom-careCommunication-message-definition|4.0.0\""));

        assertThat(Post.verdict(answer)).isEqualTo("fatal-error");
        assertThat(Post.reasons(answer)).contains("MSG_RECEIVER_UNABLE_TO_RECEIVE_MSG_TYPE");
    }

    @Test
    void communicationsAreFoundByAllThatIsPromised() {
        OwnMessage message = Post.fresh();
        String thread = thread(message);
        String id = id(post.process(message));
        String by = "Communication?identifier=" + TestServer.encode(thread) + "&";
        String child = server.patientId(TestServer.LARS);
        for (String right : List.of(
                "_id=" + id,
                "subject=Patient/" + child,
                "category=carecoordination",
                "sent=lt2100",
                "_lastUpdated=gt2020-01-01",
                "sender=Organization/9900711000016003",
                "sender:identifier=urn:oid:1.2.208.176.1.1%7C9900711000016003",
                "recipient.identifier=https://www.gs1.org/gln%7C5790009901198",
                "part-of=Bundle/" + id,
                "_count=1&_sort=-_lastUpdated")) {
            Answer answer = post.get(by + right);
            assertThat(answer.status()).as(right + answer.body()).isEqualTo(200);
            assertThat(answer.ids()).as(right).containsExactly(id);
        }
        for (String wrong : List.of(
                "_id=" + UUID.randomUUID(),
                "subject=Patient/" + server.patientId(TestServer.RIKKE),
                "category=nursing",
                "sent=gt2100",
                "sender=9900511000016008",
                "recipient=9900711000016003")) {
            assertThat(post.get(by + wrong).ids()).as(wrong).isEmpty();
        }
        Answer byNumber = server.sendUnrecorded(
                "Communication/_search",
                "POST",
                Optional.of(("subject:identifier=" + TestServer.LARS + "&identifier=" + TestServer.encode(thread))
                        .getBytes(StandardCharsets.UTF_8)),
                "Content-Type",
                "application/x-www-form-urlencoded");
        assertThat(byNumber.ids()).containsExactly(id);
        assertThat(byNumber.link("self").orElseThrow()).doesNotContain(TestServer.LARS);
    }

    @Test
    void whatIsNotPromisedIsRefused() {
        for (String wrong : List.of(
                "_foo=1",
                "status=unknown",
                "identifier:missing=true",
                "_count=0",
                "_sort=sent",
                "sent=yesterday",
                "_after=1",
                "_summary=count",
                "sender=Practitioner/x")) {
            assertThat(post.get("Communication?" + wrong).status()).as(wrong).isEqualTo(400);
        }
        assertThat(post.get("Communication/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(post.get("Bundle/" + UUID.randomUUID()).status()).isEqualTo(404);
    }

    @Test
    void pagesGoOnWhereTheOneBeforeEnded() {
        String thread = "urn:uuid:" + UUID.randomUUID();
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            OwnMessage message = Post.fresh().with("/entry/2/resource/identifier/0/value", "\"" + thread + "\"");
            sent.add(0, id(post.process(message)));
        }
        List<String> found = new ArrayList<>();
        String next = "Communication?_count=2&identifier=" + TestServer.encode(thread);
        while (!next.isEmpty()) {
            Answer page = post.get(next);
            found.addAll(page.ids());
            next = page.link("next").orElse("");
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void aCommunicationTellsWhatItRefersToAndOfAttachmentsTheSize() {
        JsonNode communication =
                post.get("Communication/" + id(post.process(Post.fresh()))).json();

        assertThat(communication.at("/subject/reference").asText())
                .isEqualTo("Patient/" + server.patientId(TestServer.LARS));
        assertThat(communication.at("/sender/identifier/value").asText()).isEqualTo("9900711000016003");
        assertThat(communication.at("/recipient/0/identifier/value").asText()).isEqualTo("9900511000016008");
        assertThat(communication.path("contained").findValuesAsText("resourceType"))
                .contains("Organization", "PractitionerRole", "Practitioner")
                .doesNotContain("Patient");
        assertThat(communication.at("/payload/1/contentAttachment/data").isMissingNode())
                .isTrue();
        assertThat(communication.at("/payload/1/contentAttachment/size").asInt())
                .isEqualTo(9);
        assertThat(communication.toString()).doesNotContain(TestServer.LARS);
    }

    @Test
    void whenTheStoreIsDownTheSenderIsToldToTryAgainAndThenItGoesWell() throws Exception {
        Path folder = Files.createTempDirectory("hoibu-test");
        Path inTheWay = Files.createFile(folder.resolve("messages"));
        try (TestServer down = TestServer.startIn(folder, "access.open-sample=true")) {
            Post to = new Post(down);
            byte[] message = Post.bytes(Post.fresh());
            Answer answer = to.process(message, JSON);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(Post.verdict(answer)).isEqualTo("transient-error");
            assertThat(to.get("Communication?_count=1").status()).isEqualTo(503);

            Files.delete(inTheWay);
            assertThat(Post.verdict(to.process(message, JSON))).isEqualTo("ok");
        }
    }

    @Test
    void withoutMessagesThereAreNone() {
        try (TestServer none = TestServer.start("access.open-sample=true", "messages.enabled=false")) {
            Post to = new Post(none);
            assertThat(to.to("Bundle", Post.bytes(Post.fresh()), JSON).status()).isEqualTo(405);
            assertThat(to.process(Post.fresh()).status()).isBetween(400, 499);
            assertThat(to.get("Communication").status()).isBetween(400, 499);
        }
    }
}

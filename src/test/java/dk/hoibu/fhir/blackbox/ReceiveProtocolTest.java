package dk.hoibu.fhir.blackbox;

import static dk.hoibu.fhir.blackbox.Post.JSON;
import static dk.hoibu.fhir.blackbox.Post.XML;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dk.hoibu.fhir.blackbox.ProtocolMessages.Sent;
import dk.hoibu.fhir.message.MedComExamples;
import dk.hoibu.fhir.message.Official;
import dk.hoibu.fhir.message.OwnMessage;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What MedCom's test protocol for receivers (CareCommunication 5.0) asks of a system, with messages of our own of the same kinds. */
class ReceiveProtocolTest {

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

    private static Map<String, Sent> accepted() {
        Map<String, Sent> messages = new LinkedHashMap<>();
        Sent fresh = ProtocolMessages.fresh();
        Sent reply = ProtocolMessages.reply(fresh);
        messages.put("R-A a new message", fresh);
        messages.put("R-B a reply", reply);
        messages.put("R-C a forward", ProtocolMessages.forward(fresh));
        messages.put("R-Tek-A all there can be in it", ProtocolMessages.technicalA());
        messages.put("R-Tek-B other ids, replacement number, zones", ProtocolMessages.technicalB());
        messages.put("R-Tek-C more than is needed", ProtocolMessages.technicalC());
        for (int which = 1; which <= 3; which++) {
            messages.put("R-Tek-CPR-" + which, ProtocolMessages.technicalCpr(which));
        }
        messages.put("R-Tek-D organisations without names", ProtocolMessages.technicalD());
        messages.put("R-Tek-I two practitioners", ProtocolMessages.twoPractitioners());
        messages.put("references by urn:uuid", ProtocolMessages.byUrn());
        return messages;
    }

    @TestFactory
    Stream<DynamicTest> theyAreAcceptedInJson() {
        return accepted().entrySet().stream()
                .map(one -> DynamicTest.dynamicTest(
                        one.getKey(),
                        () -> isAccepted(
                                one.getValue(), Post.bytes(one.getValue().message()), JSON)));
    }

    @TestFactory
    Stream<DynamicTest> theyAreAcceptedInXml() {
        return accepted().entrySet().stream()
                .map(one -> DynamicTest.dynamicTest(
                        one.getKey(),
                        () -> isAccepted(
                                one.getValue(),
                                Post.xml(Post.bytes(one.getValue().message())),
                                XML)));
    }

    private static void isAccepted(Sent sent, byte[] bytes, String type) {
        Answer answer = post.process(bytes, type, "Accept", JSON);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(Post.verdict(answer)).as(answer.body()).isEqualTo("ok");
        assertThat(post.get(answer.header("Content-Location").orElseThrow()).bytes())
                .isEqualTo(bytes);
        assertThat(post.found(sent.thread())).isPositive();
    }

    @Test
    void theOfficialValidatorSaysTheSameOfThemAndOfTheAcknowledgements() {
        assumeTrue(Official.isThere(), Official::missing);
        Official official = new Official();
        accepted().forEach((name, sent) -> {
            String json = sent.message().text();
            assertThat(official.errors(json, Official.MESSAGE)).as(name).isEmpty();
            Answer answer = post.process(sent.message());
            assertThat(official.errors(answer.body(), Official.ACKNOWLEDGEMENT))
                    .as(name)
                    .isEmpty();
        });
        Answer refused = post.process(invalid());
        assertThat(official.errors(refused.body(), Official.ACKNOWLEDGEMENT)).isEmpty();
    }

    @Test
    void medComsOwnExamplesAreAcknowledgedValidly() {
        Map<String, byte[]> examples = MedComExamples.required();
        assumeTrue(Official.isThere(), Official::missing);
        Official official = new Official();
        examples.forEach((name, bytes) -> {
            Answer answer = post.process(bytes, JSON);
            assertThat(Post.verdict(answer)).as(name + answer.body()).isEqualTo("ok");
            assertThat(official.errors(answer.body(), Official.ACKNOWLEDGEMENT))
                    .as(name)
                    .isEmpty();
            Answer asXml = post.process(bytes, JSON, "Accept", XML);
            assertThat(official.errors(asXml.body(), Official.ACKNOWLEDGEMENT))
                    .as(name)
                    .isEmpty();
        });
    }

    /** R-Tek-H, then I. */
    @Test
    void aReplyMayComeBeforeWhatItAnswers() {
        Sent first = ProtocolMessages.fresh();
        Sent reply = ProtocolMessages.reply(first);

        assertThat(Post.verdict(post.process(reply.message()))).isEqualTo("ok");
        assertThat(Post.verdict(post.process(first.message()))).isEqualTo("ok");
        assertThat(post.found(first.thread())).isEqualTo(2);
    }

    /** R-Tek-E and F. */
    @Test
    void repliesMayBeParallel() {
        Sent first = ProtocolMessages.fresh();
        for (Sent each : new Sent[] {first, ProtocolMessages.reply(first), ProtocolMessages.reply(first)}) {
            assertThat(Post.verdict(post.process(each.message()))).isEqualTo("ok");
        }
        assertThat(post.found(first.thread())).isEqualTo(3);
    }

    /** R-Tek-J twice. */
    @Test
    void theSameMessageIsShownOnceAndAcceptedBothTimes() {
        Sent sent = ProtocolMessages.fresh();

        Answer first = post.process(sent.message());
        Answer second = post.process(sent.message());

        assertThat(Post.verdict(first)).isEqualTo("ok");
        assertThat(second.bytes()).isEqualTo(first.bytes());
        assertThat(post.found(sent.thread())).isEqualTo(1);
    }

    /** R-Tek-K and L. */
    @Test
    void aMessageSentAgainIsShownOnceAndAcceptedBothTimes() {
        Sent sent = ProtocolMessages.fresh();
        Answer first = post.process(sent.message());
        OwnMessage again = sent.message().with("/id", "\"" + UUID.randomUUID() + "\"");

        Answer second = post.process(again.with("/timestamp", "\"2026-11-20T10:05:00+01:00\""));

        assertThat(Post.verdict(second)).isEqualTo("ok");
        assertThat(second.bytes()).isEqualTo(first.bytes());
        assertThat(post.found(sent.thread())).isEqualTo(1);
    }

    /** R-Tek-M and N. */
    @Test
    void anInvalidMessageSentAgainIsRefusedBothTimes() {
        OwnMessage message = invalid();
        Answer first = post.process(message);
        Answer second = post.process(message.with("/id", "\"" + UUID.randomUUID() + "\""));

        assertThat(Post.verdict(first)).isEqualTo("fatal-error");
        assertThat(second.bytes()).isEqualTo(first.bytes());
    }

    /** R-Tek-O. */
    @Test
    void anInvalidMessageIsRefusedWithTheReasonAndNotShown() {
        Sent sent = ProtocolMessages.fresh();
        Answer answer = post.process(sent.message().with("/entry/2/resource/category", ""));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(Post.verdict(answer)).isEqualTo("fatal-error");
        assertThat(Post.reasons(answer)).contains("category");
        assertThat(answer.body()).contains("Bundle.entry[2].resource");
        assertThat(post.found(sent.thread())).isZero();
    }

    private static OwnMessage invalid() {
        return ProtocolMessages.fresh().message().with("/entry/2/resource/category", "");
    }

    @Test
    void aMessageOfVersion4IsRefusedAsAKindThatIsNotReceived() {
        String text = ProtocolMessages.fresh()
                .message()
                .text()
                .replace(
                        "http://medcomfhir.dk/ig/messagedefinitions/MessageDefinition/MedComCareCommunicationMessageDefinition|5.0",
                        "http://medcomfhir.dk/ig/carecommunication/medcom-careCommunication-message-definition|4.0.0");

        Answer answer = post.process(text.getBytes(StandardCharsets.UTF_8), JSON);

        assertThat(Post.verdict(answer)).isEqualTo("fatal-error");
        assertThat(Post.reasons(answer)).containsOnly("cc-version", "MSG_RECEIVER_UNABLE_TO_RECEIVE_MSG_TYPE");
    }
}

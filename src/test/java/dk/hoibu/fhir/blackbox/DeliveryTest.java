package dk.hoibu.fhir.blackbox;

import static dk.hoibu.fhir.blackbox.Post.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.cli.MessagesCommand;
import dk.hoibu.fhir.forward.Receiver;
import dk.hoibu.fhir.forward.Receiver.Got;
import dk.hoibu.fhir.forward.Receiver.Said;
import dk.hoibu.fhir.message.Enveloped;
import dk.hoibu.fhir.message.OwnAcknowledgement;
import dk.hoibu.fhir.message.OwnMessage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Messages to those whose mailbox is elsewhere are handed to a message service handler, and theirs are fetched from it. */
class DeliveryTest {

    private static final String HERE = "9900711000016003";

    private final ConcurrentLinkedQueue<Integer> statuses = new ConcurrentLinkedQueue<>();
    private final CopyOnWriteArrayList<String> inbox = new CopyOnWriteArrayList<>();
    private final Receiver msh = new Receiver(this::answer);
    private Optional<TestServer> started = Optional.empty();

    @AfterEach
    void stop() {
        started.ifPresent(TestServer::close);
        msh.close();
    }

    private Said answer(Got got) {
        if (got.method().equals("POST")) {
            Integer status = statuses.poll();
            return Said.status(status == null ? 202 : status);
        }
        if (got.path().startsWith("/inbox?")) {
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < inbox.size(); i++) {
                if (!inbox.get(i).isEmpty()) {
                    ids.add("\"" + i + "\"");
                }
            }
            return Said.of(200, "application/json", "{\"messages\":[" + String.join(",", ids) + "]}");
        }
        int number = Integer.parseInt(got.path().substring("/inbox/".length()));
        if (got.method().equals("DELETE")) {
            inbox.set(number, "");
            return Said.status(204);
        }
        return Said.of(200, "application/octet-stream", inbox.get(number));
    }

    private Post server(String... settings) {
        List<String> all = new ArrayList<>(List.of(
                "access.open-sample=true",
                "messages.local-receivers=" + HERE,
                "delivery.url=" + msh.url("/out"),
                "delivery.pause=20ms",
                "delivery.longest-pause=100ms"));
        all.addAll(List.of(settings));
        TestServer server = TestServer.start(all.toArray(String[]::new));
        started = Optional.of(server);
        return new Post(server);
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited long enough").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private List<Enveloped> handed(Predicate<Enveloped> wanted) {
        return msh.all().stream()
                .filter(got -> got.method().equals("POST"))
                .map(got -> new Enveloped(got.body()))
                .filter(wanted)
                .toList();
    }

    private List<Enveloped> handed(String header) {
        return handed(one -> one.scope("MESSAGEIDENTIFIER").equals(header));
    }

    private static String header(OwnMessage message) {
        return message.at("/entry/0/resource/id").asText();
    }

    /** What the operator's list shows. */
    private String outbox() {
        return command("list", "--all");
    }

    private String command(String... words) {
        List<String> all = new ArrayList<>(List.of("outbox"));
        all.addAll(List.of(words));
        all.addAll(List.of("--data", started.orElseThrow().folder().toString()));
        StringWriter out = new StringWriter();
        CommandLine line = MessagesCommand.line(Clock.systemUTC());
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(out));
        line.execute(all.toArray(String[]::new));
        return out.toString();
    }

    private static Answer acknowledge(Post post, String acknowledgement) {
        return post.process(acknowledgement.getBytes(StandardCharsets.UTF_8), JSON);
    }

    @Test
    void aMessageForElsewhereIsAcceptedAndHandedOverAsItCame() {
        Post post = server();
        OwnMessage message = Post.fresh();
        Answer answer = post.process(message);
        assertThat(Post.verdict(answer)).isEqualTo("ok");
        until(() -> !handed(header(message)).isEmpty());
        Enveloped envelope = handed(header(message)).get(0);
        assertThat(envelope.content()).isEqualTo(message.text());
        assertThat(envelope.scope("MESSAGEENVELOPEIDENTIFIER"))
                .isEqualTo(message.at("/id").asText());
        until(() -> outbox().contains("sent message"));

        Answer noted = acknowledge(post, OwnAcknowledgement.of(message.text(), "ok"));
        assertThat(noted.status()).isEqualTo(200);
        assertThat(noted.json().at("/resourceType").asText()).isEqualTo("OperationOutcome");
        assertThat(noted.json().at("/issue/0/severity").asText()).isEqualTo("information");
        assertThat(outbox()).contains("  delivered message");
        assertThat(handed(one -> true)).hasSize(1);
    }

    @Test
    void whatIsForAMailboxHereIsNotHandedOver() {
        Post post = server();
        OwnMessage message = Post.fresh();
        String swapped = message.text()
                .replace("Organization/region\"}", "Organization/x\"}")
                .replace("Organization/bup\"}", "Organization/region\"}")
                .replace("Organization/x\"}", "Organization/bup\"}");
        assertThat(Post.verdict(post.process(swapped.getBytes(StandardCharsets.UTF_8), JSON)))
                .isEqualTo("ok");
        OwnMessage other = Post.fresh();
        post.process(other);
        until(() -> !handed(header(other)).isEmpty());
        assertThat(handed(header(message))).isEmpty();
    }

    @Test
    void whatTheHandlerDoesNotTakeIsHandedOverAgainAsItWas() {
        statuses.addAll(List.of(503, 500, 502, 429));
        Post post = server();
        OwnMessage message = Post.fresh();
        post.process(message);
        until(() -> handed(header(message)).size() == 5);
        assertThat(handed(header(message)))
                .allSatisfy(one -> assertThat(one.content()).isEqualTo(message.text()));
    }

    @Test
    void withoutAcknowledgementItIsSentAgainWithANewBundleIdTwiceAndThenDead() {
        Post post = server("delivery.acknowledgement-wait=300ms");
        OwnMessage message = Post.fresh();
        post.process(message);
        until(() -> outbox().contains("  dead message"));
        List<Enveloped> sent = handed(header(message));
        assertThat(sent).hasSize(3);
        assertThat(sent.stream().map(one -> one.scope("MESSAGEENVELOPEIDENTIFIER")))
                .doesNotHaveDuplicates();
        assertThat(sent.stream().map(one -> one.element("InstanceIdentifier"))).doesNotHaveDuplicates();
        for (Enveloped one : sent) {
            OwnMessage fresh = Post.fresh();
            assertThat(one.content()
                            .replace(one.scope("MESSAGEENVELOPEIDENTIFIER"), "")
                            .replaceFirst("\"timestamp\":\"[^\"]*\"", ""))
                    .isEqualTo(message.text()
                            .replace(message.at("/id").asText(), "")
                            .replaceFirst("\"timestamp\":\"[^\"]*\"", ""));
            // what is sent again is as good a message as the first
            String again = one.content().replace(header(message), header(fresh));
            assertThat(Post.verdict(post.process(
                            again.replace(
                                            one.scope("MESSAGEENVELOPEIDENTIFIER"),
                                            fresh.at("/id").asText())
                                    .getBytes(StandardCharsets.UTF_8),
                            JSON)))
                    .isEqualTo("ok");
        }
        assertThat(outbox()).contains("no-acknowledgement");

        assertThat(command("resend", "--all-dead")).contains("messages are sent again");
        until(() -> handed(header(message)).size() > 3);
        acknowledge(post, OwnAcknowledgement.of(message.text(), "ok"));
        assertThat(outbox()).contains("  delivered message");
    }

    @Test
    void afterATransientErrorItIsSentAgainAndAFatalOneEndsIt() {
        Post post = server("delivery.acknowledgement-wait=300ms");
        OwnMessage message = Post.fresh();
        post.process(message);
        until(() -> handed(header(message)).size() == 1);
        acknowledge(post, OwnAcknowledgement.of(message.text(), "transient-error"));
        until(() -> handed(header(message)).size() == 2);
        acknowledge(post, OwnAcknowledgement.of(message.text(), "fatal-error"));
        assertThat(outbox()).contains("refused message").contains("fatal-error MSG_Receiver_Identifier_UNKNOWN");
        acknowledge(post, OwnAcknowledgement.of(message.text(), "ok"));
        assertThat(outbox()).contains("refused message");
    }

    @Test
    void whatTheHandlerRefusesIsDead() {
        statuses.add(422);
        Post post = server();
        post.process(Post.fresh());
        until(() -> outbox().contains("  dead message"));
        assertThat(outbox()).contains("HTTP 422");
    }

    @Test
    void whatIsFetchedIsKeptAcknowledgedOnceAndConfirmed() {
        OwnMessage message = Post.fresh();
        String text = message.text()
                .replace("Organization/region\"}", "Organization/x\"}")
                .replace("Organization/bup\"}", "Organization/region\"}")
                .replace("Organization/x\"}", "Organization/bup\"}");
        inbox.add(Enveloped.sbdh(text));
        inbox.add(text);
        inbox.add("nonsense");
        Post post = server("delivery.inbox.url=" + msh.url("/inbox"), "delivery.inbox.interval=50ms");
        until(() -> inbox.get(0).isEmpty() && inbox.get(1).isEmpty());
        until(() -> !handed(one -> true).isEmpty());
        List<Enveloped> answers = handed(one -> true);
        assertThat(answers.get(0).element("Standard")).isEqualTo("acknowledgement-message");
        assertThat(answers.get(0).content()).contains("\"code\":\"ok\"").contains(header(message));
        assertThat(answers)
                .allSatisfy(one ->
                        assertThat(one.content()).isEqualTo(answers.get(0).content()));
        assertThat(post.get("Bundle/" + message.at("/id").asText()).body()).isEqualTo(text);
        // what is of no use stays there
        assertThat(inbox.get(2)).isEqualTo("nonsense");
    }

    @Test
    void whatIsFetchedForSomebodyElseIsRefused() {
        OwnMessage message = Post.fresh();
        inbox.add(message.text());
        server("delivery.inbox.url=" + msh.url("/inbox"), "delivery.inbox.interval=50ms");
        until(() -> !handed(one -> true).isEmpty());
        assertThat(handed(one -> true).get(0).content())
                .contains("fatal-error")
                .contains("MSG_Receiver_Identifier_UNKNOWN");
    }

    @Test
    void anAcknowledgementThatIsFetchedIsTakenNoteOf() {
        OwnMessage message = Post.fresh();
        inbox.add(Enveloped.sbdh(OwnAcknowledgement.of(message.text(), "ok")));
        Post post = server();
        post.process(message);
        until(() -> !handed(header(message)).isEmpty());
        started.orElseThrow().close();
        TestServer again = TestServer.startIn(
                started.orElseThrow().folder(),
                "access.open-sample=true",
                "messages.local-receivers=" + HERE,
                "delivery.inbox.url=" + msh.url("/inbox"));
        started = Optional.of(again);
        until(() -> inbox.get(0).isEmpty());
        assertThat(outbox()).contains("  delivered message");
    }

    @Test
    void aMessageInAVansEnvelopeAndATokenFromAFile() throws Exception {
        Path token = Files.createTempFile("token", "");
        Files.writeString(token, "secret-token\n");
        Post post = server("delivery.envelope=vans", "delivery.bearer-file=" + token);
        OwnMessage message = Post.fresh();
        post.process(message);
        until(() -> !msh.all().isEmpty());
        Got got = msh.all().get(0);
        assertThat(new Enveloped(got.body()).content()).isEqualTo(message.text());
        assertThat(new Enveloped(got.body()).element("Name"))
                .isEqualTo("MCM:FDIS91#"
                        + message.at("/entry/2/resource/category/0/coding/0/code")
                                .asText());
        assertThat(got.header("Authorization")).contains("Bearer secret-token");
        assertThat(Map.copyOf(got.headers())).isNotEmpty();
    }

    @Test
    void anAcknowledgementThatSaysNothingIsSaidTo() {
        Post post = server();
        String broken =
                OwnAcknowledgement.of(Post.fresh().text(), "ok").replace("\"identifier\":\"", "\"identifier\":\"!");
        Answer answer = post.process(broken.getBytes(StandardCharsets.UTF_8), JSON);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(Post.reasons(answer)).contains("hoibu-acknowledgement");
    }
}

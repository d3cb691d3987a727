package dk.hoibu.fhir.blackbox;

import static dk.hoibu.fhir.blackbox.Post.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dk.hoibu.fhir.conformance.R4Validator;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.message.Correspondence;
import dk.hoibu.fhir.message.MedComExamples;
import dk.hoibu.fhir.message.OwnMessage;
import dk.hoibu.fhir.smart.TestIssuer;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A thread is shown as MedCom wants it, to those who have a part in it, and of it no more than they sent or received. */
class ThreadTest {

    private static final String NOON = "2026-11-20T12:00:00+01:00";
    private static final String ONE = "2026-11-20T13:00:00+01:00";
    private static final String TWO = "2026-11-20T14:00:00+01:00";
    private static final TestIssuer ISSUER = new TestIssuer();
    private static final Correspondence LETTERS =
            new Correspondence(() -> UUID.randomUUID().toString());

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

    private static String bearer(String organisation, String scope) {
        Map<String, @Nullable Object> claims = TestIssuer.claims(server.base(), Instant.now());
        claims.put("organisation", "sor:" + organisation);
        claims.put("role", organisation.isEmpty() ? "message-handler" : "psychiatrist");
        claims.put("scope", scope);
        return "Bearer " + ISSUER.sign(claims);
    }

    private static String handIn(OwnMessage message) {
        String organisation =
                message.at("/entry/0/resource/source/endpoint").asText().replaceAll(".*=", "");
        Answer answer =
                post.process(Post.bytes(message), JSON, "Authorization", bearer(organisation, "system/Bundle.crs"));
        assertThat(Post.verdict(answer)).as(answer.body()).isEqualTo("ok");
        String address = answer.header("Content-Location").orElseThrow();
        return address.substring(address.lastIndexOf('/') + 1);
    }

    private static Answer thread(String id, String organisation) {
        return post.get(
                "Communication/" + id + "/$thread", "Authorization", bearer(organisation, "user/Communication.rus"));
    }

    private static JsonNode shown(String id, String organisation) {
        Answer answer = thread(id, organisation);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(R4Validator.plain().errorsIn(answer.body())).isEmpty();
        return answer.json();
    }

    private static List<String> said(JsonNode thread) {
        List<String> said = new ArrayList<>();
        thread.at("/entry/0/resource/payload")
                .forEach(one -> said.add(one.path("contentString")
                        .asText(one.at("/contentAttachment/title").asText())));
        return said;
    }

    private static List<String> tags(JsonNode resource) {
        return resource.path("meta").path("tag").findValuesAsText("code");
    }

    private static String text(JsonNode thread) {
        return thread.at("/entry/0/resource/text/div").asText();
    }

    @Test
    void allThatWasSaidIsThereOnceByItsOwnTimeWithWhoSaidIt() {
        OwnMessage first = LETTERS.first("Kan vi mødes?", NOON);
        OwnMessage reply = LETTERS.reply(first, "Ja, torsdag.", ONE);
        OwnMessage second = LETTERS.reply(reply, "Tak.", TWO);
        String one = handIn(first);
        String two = handIn(reply);
        String three = handIn(second);

        JsonNode thread = shown(two, Correspondence.REGION);

        assertThat(said(thread)).containsExactly("Kan vi mødes?", "Mødeplan", "Ja, torsdag.", "Tak.");
        assertThat(thread.findValuesAsText("fullUrl"))
                .containsExactly(
                        first.at("/entry/2/resource/identifier/0/value").asText(),
                        server.base() + "/Communication/" + one,
                        server.base() + "/Communication/" + two,
                        server.base() + "/Communication/" + three);
        assertThat(tags(thread.at("/entry/1/resource"))).contains("new-message", "unread");
        assertThat(tags(thread.at("/entry/2/resource")))
                .contains("reply-message")
                .doesNotContain("unread");
        assertThat(thread.at("/entry/2/resource/inResponseTo/0/reference").asText())
                .isEqualTo(server.base() + "/Communication/" + one);
        assertThat(thread.at("/entry/3/resource/inResponseTo/0/reference").asText())
                .isEqualTo(server.base() + "/Communication/" + two);
        assertThat(thread.at("/entry/0/resource/payload/2").toString()).contains("Communication/" + two);
        assertThat(thread.at("/entry/0/resource/payload/1/contentAttachment/size")
                        .asInt())
                .isEqualTo(9);
        assertThat(thread.at("/entry/0/resource/payload/1/contentAttachment/creation")
                        .asText())
                .isEqualTo(NOON);
        assertThat(text(thread))
                .contains(
                        "Børne- og Ungdomspsykiatrisk Afdeling",
                        "Region Nordjylland",
                        "Ny besked fra",
                        "Svar på beskeden fra",
                        "20. november 2026 kl. 13.00",
                        "Mødeplan",
                        "psykolog",
                        "tlf. 99001819",
                        "Mette Prøvesen")
                .doesNotContain("ikke kommet");
        assertThat(thread.toString()).doesNotContain(TestServer.LARS, "\"Patient\",\"id\"");
    }

    @Test
    void aReplyThatComesBeforeWhatItAnswersTellsOfItAndLaterItIsThere() {
        OwnMessage first = LETTERS.first("Kan vi mødes?", NOON);
        OwnMessage reply = LETTERS.reply(first, "Ja, torsdag.", ONE);
        String early = handIn(reply);

        JsonNode before = shown(early, Correspondence.DEPARTMENT);
        assertThat(said(before)).containsExactly("Kan vi mødes?", "Mødeplan", "Ja, torsdag.");
        assertThat(tags(before.at("/entry/0/resource"))).contains("incomplete", "unread");
        assertThat(tags(before.at("/entry/1/resource"))).contains("not-received", "new-message");
        assertThat(before.at("/entry/1/fullUrl").asText()).startsWith("urn:uuid:");
        assertThat(before.at("/entry/2/resource/inResponseTo/0/reference").asText())
                .isEqualTo(before.at("/entry/1/fullUrl").asText());
        assertThat(text(before)).contains("En besked i denne tråd er ikke kommet");

        String late = handIn(first);
        JsonNode after = shown(early, Correspondence.DEPARTMENT);
        assertThat(said(after)).isEqualTo(said(before));
        assertThat(tags(after.at("/entry/0/resource"))).doesNotContain("incomplete");
        assertThat(after.at("/entry/1/fullUrl").asText()).endsWith(late);
    }

    @Test
    void aMessageThatNobodyTellsMoreOfThanThatItIsAnsweredIsMissing() {
        OwnMessage reply = LETTERS.reply(LETTERS.first("Kan vi mødes?", NOON), "Ja.", ONE);
        String unknown = UUID.randomUUID().toString();
        reply.with("/entry/8/resource/entity/1/what/reference", "\"MessageHeader/" + unknown + "\"");

        JsonNode thread = shown(handIn(reply), Correspondence.REGION);

        assertThat(thread.path("entry")).hasSize(4);
        assertThat(tags(thread.at("/entry/0/resource"))).contains("incomplete");
        assertThat(text(thread)).contains("en besked, som der bliver svaret på");
    }

    @Test
    void ofRepliesAtTheSameTimeTheInitiatorsIsFirstAndNoneIsLost() {
        OwnMessage first = LETTERS.first("Kan vi mødes?", NOON);
        OwnMessage reply = LETTERS.reply(first, "Ja.", ONE);
        OwnMessage theirs = LETTERS.reply(reply, "Vi foreslår torsdag.", TWO);
        OwnMessage ours = LETTERS.reply(theirs, "Eller fredag?", TWO);
        // it answers the first one, too, and knows nothing of the other
        OwnMessage parallel = LETTERS.reply(first, "Det haster ikke.", TWO);
        for (OwnMessage message : List.of(parallel, ours, theirs, reply, first)) {
            handIn(message);
        }

        JsonNode thread = shown(handIn(reply), Correspondence.REGION);

        assertThat(said(thread).subList(0, 4))
                .containsExactly("Kan vi mødes?", "Mødeplan", "Ja.", "Vi foreslår torsdag.");
        assertThat(said(thread).subList(4, 6)).containsExactlyInAnyOrder("Eller fredag?", "Det haster ikke.");
        assertThat(thread.path("entry")).hasSize(6);
    }

    @Test
    void whatIsForwardedIsAThreadOfItsOwnAndTheOtherDoesNotFollow() {
        OwnMessage first = LETTERS.first("Kan vi mødes?", NOON);
        OwnMessage forward = LETTERS.forward(first, "Kan I hjælpe?", ONE);
        OwnMessage secret = LETTERS.reply(first, "Kun mellem os.", TWO);
        String original = handIn(first);
        String forwarded = handIn(forward);
        handIn(secret);

        JsonNode clinic = shown(forwarded, Correspondence.CLINIC);
        assertThat(said(clinic)).containsExactly("Kan vi mødes?", "Mødeplan", "Kan I hjælpe?");
        assertThat(tags(clinic.at("/entry/1/resource"))).contains("forwarded").doesNotContain("not-received");
        assertThat(tags(clinic.at("/entry/2/resource"))).contains("forward-message", "unread");
        assertThat(clinic.toString()).doesNotContain("Kun mellem os", original, "incomplete");
        assertThat(text(clinic)).contains("Fra den tråd, der blev videresendt", "Videresender beskeden fra");
        assertThat(clinic.at("/entry/0/resource/payload/1/contentAttachment/size")
                        .asInt())
                .isEqualTo(9);

        JsonNode department = shown(original, Correspondence.DEPARTMENT);
        assertThat(said(department)).containsExactly("Kan vi mødes?", "Mødeplan", "Kun mellem os.");
        assertThat(department.toString()).doesNotContain("Kan I hjælpe", forwarded);
        assertThat(thread(original, Correspondence.CLINIC).status()).isEqualTo(404);
        assertThat(thread(forwarded, Correspondence.DEPARTMENT).status()).isEqualTo(404);
    }

    @Test
    void whoUsesAThreadsIdGetsNothingOfIt() {
        OwnMessage first = LETTERS.first("Kan vi mødes?", NOON);
        OwnMessage stranger = LETTERS.forward(LETTERS.first("Hej", NOON), "Vis mig det", ONE);
        stranger.with(
                "/entry/2/resource/identifier/0/value",
                first.at("/entry/2/resource/identifier/0/value").toString());
        handIn(first);

        JsonNode thread = shown(handIn(stranger), Correspondence.CLINIC);

        assertThat(said(thread)).contains("Vis mig det").doesNotContain("Kan vi mødes?");
    }

    @Test
    void aTextThatIsPassedOnDifferentlyTakesNothingAway() {
        OwnMessage first = LETTERS.first("Torsdag kl. 10", NOON);
        OwnMessage reply = LETTERS.reply(first, "Godt.", ONE)
                .with("/entry/2/resource/payload/0/contentString", "\"Fredag kl. 10\"");
        handIn(first);

        assertThat(said(shown(handIn(reply), Correspondence.DEPARTMENT))).contains("Torsdag kl. 10", "Fredag kl. 10");
    }

    @Test
    void medComsThreadIsShownAsItTells() throws Exception {
        List<byte[]> examples = List.copyOf(MedComExamples.required().values());
        try (TestServer other = TestServer.start("access.open-sample=true")) {
            Post all = new Post(other);
            Map<String, Integer> entries = new java.util.HashMap<>();
            for (byte[] example : examples) {
                Answer answer = all.process(example, JSON);
                String address = answer.header("Content-Location").orElseThrow();
                String id = address.substring(address.lastIndexOf('/') + 1);
                Answer thread = all.get("Communication/" + id + "/$thread");
                assertThat(thread.status()).as(thread.body()).isEqualTo(200);
                assertThat(R4Validator.plain().errorsIn(thread.body())).isEmpty();
                assertThat(R4Validator.plain()
                                .errorsIn(all.get("Communication/" + id).body()))
                        .isEmpty();
                entries.put(id, thread.json().path("entry").size());
                assertThat(thread.json().at("/entry/0/resource/payload").findValuesAsText("contentString"))
                        .doesNotHaveDuplicates();
            }
            assertThat(entries.values()).contains(4, 6);
        }
    }

    @Test
    void askingForAThreadIsWrittenDownWithAllThatWasShown() {
        OwnMessage first = LETTERS.first("Kan vi mødes?", NOON);
        String one = handIn(first);
        String two = handIn(LETTERS.reply(first, "Ja, torsdag.", ONE));
        post.get(
                "Communication/" + two + "/$thread",
                "Authorization",
                bearer(Correspondence.REGION, "user/Communication.r"),
                "X-Request-Id",
                "thread-request-1");

        Map<String, @Nullable Object> claims = TestIssuer.claims(server.base(), Instant.now());
        claims.put("organisation", "sor:" + Correspondence.CLINIC);
        claims.put("role", "auditor");
        claims.put("scope", "user/AuditEvent.rs");
        Answer events = post.get(
                "AuditEvent?entity:identifier=thread-request-1", "Authorization", "Bearer " + ISSUER.sign(claims));

        assertThat(events.matches()).as(events.body()).hasSize(1);
        assertThat(events.body())
                .contains(
                        "Communication/" + one,
                        "Communication/" + two,
                        "Patient/"
                                + server.ids()
                                        .ofPerson(
                                                Ids.Purpose.PATIENT,
                                                PersonNumber.parse(TestServer.LARS)
                                                        .orElseThrow()))
                .doesNotContain("torsdag");
    }

    @Test
    void aScopeAndNoParametersAreNeeded() {
        String id = handIn(LETTERS.first("Kan vi mødes?", NOON));
        assertThat(post.get("Communication/" + id + "/$thread").status()).isEqualTo(401);
        assertThat(post.get(
                                "Communication/" + id + "/$thread",
                                "Authorization",
                                bearer(Correspondence.REGION, "user/Bundle.r"))
                        .status())
                .isEqualTo(403);
        assertThat(post.get(
                                "Communication/" + id + "/$thread?_count=1",
                                "Authorization",
                                bearer(Correspondence.REGION, "user/Communication.r"))
                        .status())
                .isEqualTo(400);
    }
}

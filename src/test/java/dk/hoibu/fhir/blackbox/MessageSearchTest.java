package dk.hoibu.fhir.blackbox;

import static dk.hoibu.fhir.blackbox.Post.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import dk.hoibu.fhir.conformance.R4Validator;
import dk.hoibu.fhir.message.OwnMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Messages are found by every parameter that is promised, in a URL and in a body, and page after page. */
class MessageSearchTest {

    private static TestServer server;
    private static Post post;
    private static String thread;
    private static String id;
    private static String otherId;

    @BeforeAll
    static void start() throws Exception {
        // all that comes, comes at the same moment
        server = TestServer.startIn(
                Files.createTempDirectory("hoibu-test"),
                Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC),
                "access.open-sample=true");
        post = new Post(server);
        thread = "urn:uuid:" + UUID.randomUUID();
        id = hand(thread);
        // what is about somebody else, between others, of another category, sent at another time
        OwnMessage other = Post.fresh()
                .with("/entry/1/resource/identifier/0/value", "\"" + TestServer.RIKKE + "\"")
                .with("/entry/2/resource/category/0/coding/0/code", "\"nursing\"")
                .with("/timestamp", "\"2020-01-01T12:00:00Z\"");
        swap(other);
        Answer answer = post.process(other);
        String address = answer.header("Content-Location").orElseThrow();
        otherId = address.substring(address.lastIndexOf('/') + 1);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void swap(OwnMessage message) {
        String sender = message.at("/entry/0/resource/sender/reference").toString();
        String receiver =
                message.at("/entry/0/resource/destination/0/receiver/reference").toString();
        message.with("/entry/0/resource/sender/reference", receiver);
        message.with("/entry/0/resource/destination/0/receiver/reference", sender);
    }

    private static String hand(String of) {
        Answer answer = post.process(Post.fresh().with("/entry/2/resource/identifier/0/value", "\"" + of + "\""));
        assertThat(Post.verdict(answer)).as(answer.body()).isEqualTo("ok");
        String address = answer.header("Content-Location").orElseThrow();
        return address.substring(address.lastIndexOf('/') + 1);
    }

    private static Answer byPost(String form) {
        return server.sendUnrecorded(
                "Communication/_search",
                "POST",
                Optional.of(form.getBytes(StandardCharsets.UTF_8)),
                "Content-Type",
                "application/x-www-form-urlencoded");
    }

    @Test
    void eachParameterFindsTheOneAndNotTheOtherByGetAndByPost() {
        String lars = server.patientId(TestServer.LARS);
        String category = "http://medcomfhir.dk/ig/terminology/CodeSystem/medcom-careCommunication-categoryCodes";
        for (String query : List.of(
                "_id=" + id,
                "subject=Patient/" + lars,
                "identifier=" + TestServer.encode(thread),
                "category=carecoordination",
                "category=" + TestServer.encode(category + "|carecoordination"),
                "category=carecoordination,training",
                "sent=ge2026-11-20",
                "sent=2026-11-20",
                "sender=Organization/9900711000016003",
                "sender:identifier=" + TestServer.encode("urn:oid:1.2.208.176.1.1|9900711000016003"),
                "recipient=Organization/9900511000016008",
                "recipient:identifier=" + TestServer.encode("https://www.gs1.org/gln|5790009901198"),
                "part-of=Bundle/" + id,
                "subject=Patient/" + lars + "&category=carecoordination&sent=gt2025&_lastUpdated=2026-11-22")) {
            Answer got = post.get("Communication?" + query);
            assertThat(got.status()).as(query + got.body()).isEqualTo(200);
            assertThat(got.ids()).as(query).contains(id).doesNotContain(otherId);
            assertThat(byPost(query).json().path("entry"))
                    .as(query)
                    .isEqualTo(got.json().path("entry"));
        }
        for (String query : List.of("_lastUpdated=2026-11-22", "_lastUpdated=ge2026-11-22T12:00:00Z", "_tag=unread")) {
            assertThat(post.get("Communication?" + query).ids()).as(query).contains(otherId);
            assertThat(byPost(query).ids()).as(query).contains(otherId);
        }
        for (String query : List.of(
                "_lastUpdated=lt2026-11-22",
                "category=" + TestServer.encode("http://example.org|carecoordination"),
                "identifier=" + TestServer.encode("urn:ietf:rfc:3986|" + thread),
                "sent=2019",
                "part-of=Bundle/" + UUID.randomUUID())) {
            assertThat(post.get("Communication?" + query).ids()).as(query).isEmpty();
        }
        assertThat(byPost("subject:identifier=" + TestServer.LARS).ids())
                .contains(id)
                .doesNotContain(otherId);
        assertThat(post.get("Communication?subject:identifier=" + TestServer.LARS)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void whatIsAnsweredIsWhatItsProfilesSay() {
        for (String path : List.of("Communication?_id=" + id, "Communication/" + id, "Communication?_id=none")) {
            Answer answer = post.get(path);
            assertThat(R4Validator.plain().errorsIn(answer.body())).as(path).isEmpty();
            assertThat(answer.json().at("/meta/profile").toString()).as(path).contains("hoibu-");
            Answer xml = post.get(path, "Accept", Post.XML);
            assertThat(R4Validator.plain().errorsIn(xml.body())).as(path).isEmpty();
        }
    }

    @Test
    void manyThatCameAtTheSameMomentAreEachOnOnePage() {
        String many = "urn:uuid:" + UUID.randomUUID();
        Set<String> sent = new HashSet<>();
        for (int i = 0; i < 23; i++) {
            sent.add(hand(many));
        }
        List<String> found = new ArrayList<>();
        String next = "Communication?_count=5&identifier=" + TestServer.encode(many);
        int pages = 0;
        while (!next.isEmpty()) {
            Answer page = post.get(next);
            found.addAll(page.ids());
            next = page.link("next").orElse("");
            pages++;
        }
        assertThat(found).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(sent);
        assertThat(pages).isEqualTo(5);
    }

    @Test
    void aClientOfTheShelfFindsReadsAndMarks() {
        FhirContext context = R4Validator.CONTEXT;
        context.getRestfulClientFactory().setServerValidationMode(ServerValidationModeEnum.NEVER);
        IGenericClient client = context.newRestfulGenericClient(server.base());

        Bundle found = client.search()
                .forResource(Communication.class)
                .where(Communication.IDENTIFIER.exactly().code(thread))
                .returnBundle(Bundle.class)
                .usingStyle(ca.uhn.fhir.rest.api.SearchStyleEnum.POST)
                .execute();
        Communication message = client.read()
                .resource(Communication.class)
                .withId(found.getEntryFirstRep().getResource().getIdElement().getIdPart())
                .execute();
        Bundle shown = client.operation()
                .onInstance(message.getIdElement().toUnqualifiedVersionless())
                .named("$thread")
                .withNoParameters(Parameters.class)
                .useHttpGet()
                .returnResourceType(Bundle.class)
                .execute();
        Communication read = client.operation()
                .onInstance(message.getIdElement().toUnqualifiedVersionless())
                .named("$mark-read")
                .withNoParameters(Parameters.class)
                .returnResourceType(Communication.class)
                .execute();
        Bundle original = client.read().resource(Bundle.class).withId(id).execute();

        assertThat(found.getEntry()).hasSize(1);
        assertThat(message.getMeta().getTag("https://hoibu.dk/fhir/CodeSystem/hoibu-message-state", "unread"))
                .isNotNull();
        assertThat(shown.getEntry()).hasSize(2);
        assertThat(read.getMeta().getTag("https://hoibu.dk/fhir/CodeSystem/hoibu-message-state", "unread"))
                .isNull();
        assertThat(original.getType()).isEqualTo(Bundle.BundleType.MESSAGE);
    }

    @Test
    void markingTwiceIsMarkingOnce() {
        String one = hand("urn:uuid:" + UUID.randomUUID());
        for (String as : List.of("read", "read", "unread", "unread", "read")) {
            Answer marked = post.to("Communication/" + one + "/$mark-" + as, new byte[0], JSON);
            assertThat(marked.status()).as(marked.body()).isEqualTo(200);
            assertThat(marked.body().contains("\"unread\"")).isEqualTo(as.equals("unread"));
        }
        assertThat(post.to("Communication/" + UUID.randomUUID() + "/$mark-read", new byte[0], JSON)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void anUrgentMessageIsTakenAndBothSidesAreToldToCall() {
        Answer answer =
                post.process(Post.fresh().with("/entry/2/resource/category/0/coding/0/code", "\"acute-ambulant\""));

        assertThat(Post.verdict(answer)).isEqualTo("ok");
        assertThat(Post.reasons(answer)).contains("hoibu-acute");
        assertThat(answer.body()).contains("Region Nordjylland", "99 00 17 93", "\"warning\"");
        String address = answer.header("Content-Location").orElseThrow();
        Answer shown = post.get("Communication/" + address.substring(address.lastIndexOf('/') + 1));
        assertThat(shown.body()).contains("\"urgent\"", "ikke til akutte henvendelser");
    }

    @Test
    void anOrganisationWithoutANameIsCalledWhatSorCallsIt() {
        Answer answer = post.process(Post.fresh().with("/entry/6/resource/name", ""));

        String address = answer.header("Content-Location").orElseThrow();
        String shown = address.substring(address.lastIndexOf('/') + 1);
        assertThat(post.get("Communication/" + shown)
                        .json()
                        .at("/recipient/0/display")
                        .asText())
                .isEqualTo("Region Nordjylland");
    }

    @Test
    void itsSenderSeesHowFarAMessageIsOnItsWay() {
        try (TestServer sending =
                TestServer.start("access.open-sample=true", "messages.local-receivers=9900711000016003")) {
            Post out = new Post(sending);
            Answer answer = out.process(Post.fresh());
            assertThat(Post.verdict(answer)).as(answer.body()).isEqualTo("ok");
            String address = answer.header("Content-Location").orElseThrow();
            String shown = "Communication/" + address.substring(address.lastIndexOf('/') + 1);

            assertThat(out.get(shown).json().at("/meta/tag").toString())
                    .contains("https://hoibu.dk/fhir/CodeSystem/hoibu-delivery-state", "\"queued\"");
            assertThat(R4Validator.plain().errorsIn(out.get(shown).body())).isEmpty();
            assertThat(out.get(shown + "/$thread").body()).contains("\"queued\"");
        }
    }

    @Test
    void readinessAsksTheStoreOfMessages() throws Exception {
        assertThat(server.sendUnrecorded(server.root() + "health/ready", "GET", Optional.empty())
                        .json()
                        .path("messages")
                        .asText())
                .isEqualTo("up");
        assertThat(server.sendUnrecorded(server.root() + "health/messages", "GET", Optional.empty())
                        .status())
                .isEqualTo(200);
        Path folder = Files.createTempDirectory("hoibu-test");
        Files.createFile(folder.resolve("messages"));
        try (TestServer down = TestServer.startIn(folder, "access.open-sample=true")) {
            Answer ready = down.sendUnrecorded(down.root() + "health/ready", "GET", Optional.empty());
            assertThat(ready.status()).isEqualTo(200);
            assertThat(ready.json().path("messages").asText()).isEqualTo("down");
            assertThat(ready.json().path("status").asText()).isEqualTo("degraded");
            assertThat(down.sendUnrecorded(down.root() + "health/messages", "GET", Optional.empty())
                            .status())
                    .isEqualTo(503);
        }
    }

    @Test
    void messagesAreCountedByWhatWasAnswered() {
        hand("urn:uuid:" + UUID.randomUUID());
        Answer metrics = server.sendUnrecorded(server.root() + "metrics", "GET", Optional.empty());

        assertThat(metrics.body())
                .containsPattern("hoibu_messages_received_total\\{verdict=\"ok-new\"\\} [1-9]")
                .contains("hoibu_messages_unread", "hoibu_messages_deleted_total");
    }
}

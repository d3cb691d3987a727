package dk.hoibu.fhir.blackbox;

import static dk.hoibu.fhir.blackbox.Post.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.smart.TestIssuer;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who sends a message hands it in, who sends or receives it sees it, and to all others it is not there. */
class MessageAccessTest {

    private static final String SENDER = "sor:9900711000016003";
    private static final String RECEIVER = "sor:9900511000016008";
    private static final String OTHER = "sor:9901911000016008";
    private static final String ALL = "system/Bundle.crs system/Communication.rs";
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

    private static Answer hand(String token) {
        return post.process(Post.bytes(Post.fresh()), JSON, "Authorization", token);
    }

    @Test
    void nobodyUnknownHandsIn() {
        assertThat(post.process(Post.fresh()).status()).isEqualTo(401);
        assertThat(post.get("Communication").status()).isEqualTo(401);
        assertThat(post.get("Bundle/x").status()).isEqualTo(401);
    }

    @Test
    void aMessageIsHandedInByItsSenderOrAMessageHandler() {
        assertThat(hand(bearer(SENDER, "psychiatrist", ALL)).status()).isEqualTo(200);
        assertThat(hand(bearer(OTHER, "message-handler", ALL)).status()).isEqualTo(200);
        assertThat(hand(bearer(OTHER, "gp", ALL)).status()).isEqualTo(403);
        assertThat(hand(bearer(RECEIVER, "gp", ALL)).status()).isEqualTo(403);
        assertThat(hand(bearer("cvr:29190941", "caseworker", ALL)).status()).isEqualTo(403);
        assertThat(hand(bearer(SENDER, "auditor", ALL)).status()).isEqualTo(403);
    }

    @Test
    void aScopeIsNeeded() {
        for (String scope : new String[] {
            "system/Bundle.rs", "user/Patient.crs", "patient/Bundle.c", "system/Bundle.c?type=message", "openid"
        }) {
            assertThat(hand(bearer(SENDER, "psychiatrist", scope)).status())
                    .as(scope)
                    .isEqualTo(403);
        }
        assertThat(hand(bearer(SENDER, "psychiatrist", "system/*.c")).status()).isEqualTo(200);
        String writing = bearer(SENDER, "psychiatrist", "system/Bundle.c");
        assertThat(post.get("Communication", "Authorization", writing).status()).isEqualTo(403);
    }

    @Test
    void onlySenderAndReceiverSeeIt() {
        Answer handed = hand(bearer(SENDER, "psychiatrist", ALL));
        String address = handed.header("Content-Location").orElseThrow();
        String id = address.substring(address.lastIndexOf('/') + 1);

        for (String organisation : new String[] {SENDER, RECEIVER}) {
            String token = bearer(organisation, "psychiatrist", ALL);
            assertThat(post.get("Bundle/" + id, "Authorization", token).status())
                    .isEqualTo(200);
            assertThat(post.get("Communication/" + id, "Authorization", token).status())
                    .isEqualTo(200);
            assertThat(post.get("Communication?_id=" + id, "Authorization", token)
                            .ids())
                    .containsExactly(id);
        }
        for (String organisation : new String[] {OTHER, "cvr:29190941"}) {
            String token = bearer(organisation, "gp", ALL);
            Answer hidden = post.get("Bundle/" + id, "Authorization", token);
            Answer absent = post.get("Bundle/" + id.replaceFirst(".$", "0"), "Authorization", token);
            assertThat(hidden.status()).isEqualTo(404);
            assertThat(hidden.bytes()).isEqualTo(absent.bytes());
            assertThat(post.get("Communication/" + id, "Authorization", token).status())
                    .isEqualTo(404);
            assertThat(post.get("Communication?_id=" + id, "Authorization", token)
                            .ids())
                    .isEmpty();
        }
    }

    @Test
    void itIsUnreadUntilItsReceiverHasMarkedItAsRead() {
        String address = hand(bearer(SENDER, "psychiatrist", ALL))
                .header("Content-Location")
                .orElseThrow();
        String id = address.substring(address.lastIndexOf('/') + 1);
        String receiver = bearer(RECEIVER, "gp", "system/Communication.rus");
        String sender = bearer(SENDER, "psychiatrist", "system/Communication.rus");
        String unread = "Communication?_tag=unread&_id=" + id;

        assertThat(post.get(unread, "Authorization", receiver).ids()).containsExactly(id);
        assertThat(post.get("Communication/" + id, "Authorization", receiver).body())
                .contains("\"unread\"");
        assertThat(post.get(unread, "Authorization", sender).ids()).isEmpty();
        assertThat(post.get("Communication/" + id, "Authorization", sender).body())
                .doesNotContain("\"unread\"");

        assertThat(mark(id, "read", sender)).isEqualTo(403);
        assertThat(mark(id, "read", bearer(OTHER, "gp", "system/Communication.rus")))
                .isEqualTo(404);
        assertThat(mark(id, "read", bearer(RECEIVER, "gp", ALL))).isEqualTo(403);
        assertThat(mark(id, "read", receiver)).isEqualTo(200);
        assertThat(post.get(unread, "Authorization", receiver).ids()).isEmpty();
        assertThat(mark(id, "unread", receiver)).isEqualTo(200);
        assertThat(post.get(unread, "Authorization", receiver).ids()).containsExactly(id);
    }

    private static int mark(String id, String as, String token) {
        return post.to("Communication/" + id + "/$mark-" + as, new byte[0], JSON, "Authorization", token)
                .status();
    }

    @Test
    void allOfItIsWrittenDownAndNothingOfTheText() {
        Answer handed = post.process(
                Post.bytes(Post.fresh()),
                JSON,
                "Authorization",
                bearer(SENDER, "psychiatrist", ALL),
                "X-Request-Id",
                "message-request-1");
        String address = handed.header("Content-Location").orElseThrow();
        String id = address.substring(address.lastIndexOf('/') + 1);
        post.get("Bundle/" + id, "Authorization", bearer(RECEIVER, "gp", ALL), "X-Request-Id", "message-request-2");

        String auditor = bearer(OTHER, "auditor", "user/AuditEvent.rs");
        for (int i = 1; i <= 2; i++) {
            Answer events = post.get("AuditEvent?entity:identifier=message-request-" + i, "Authorization", auditor);
            assertThat(events.matches()).as(events.body()).hasSize(1);
            assertThat(events.body()).contains("Bundle/" + id).doesNotContain("Mette", "aftale", TestServer.LARS);
            assertThat(events.body())
                    .contains("Patient/"
                            + server.ids()
                                    .ofPerson(
                                            dk.hoibu.fhir.fhir.Ids.Purpose.PATIENT,
                                            dk.hoibu.fhir.domain.PersonNumber.parse(TestServer.LARS)
                                                    .orElseThrow()));
        }
    }
}

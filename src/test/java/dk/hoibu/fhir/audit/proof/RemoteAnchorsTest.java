package dk.hoibu.fhir.audit.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Random;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Witness and time-stamping authority, each asked over HTTP. */
class RemoteAnchorsTest {

    private static final String ORIGIN = "hoibu.example/audit/node-1";

    @TempDir
    Path folder;

    private final SecureRandom random = new SecureRandom();
    private final SigningKey key = SigningKey.fresh(ORIGIN, random);
    private final List<TreeHash> leaves = ProofsTest.leaves(300, new Random(7));
    private final Growth growth = new Growth("node-1", ProofsTest.source(leaves));
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private SignedNote note(int size) {
        Frontier frontier = new Frontier();
        leaves.subList(0, size).forEach(frontier::append);
        return key.sign(new Checkpoint(ORIGIN, size, frontier.root()).text());
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** A witness that holds every proof against what it saw last, and cosigns. */
    private final class Witness {
        private final KeyPair pair;
        private final Vkey vkey;
        private Checkpoint seen = new Checkpoint(ORIGIN, 0, TreeHash.ofNothing());
        private int asked;

        Witness() throws Exception {
            pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] encoded = pair.getPublic().getEncoded();
            vkey = new Vkey("witness.example/w1", Vkey.COSIGNATURE, Arrays.copyOfRange(encoded, 12, 44));
            server.createContext("/w/add-checkpoint", this::handle);
        }

        private void handle(HttpExchange exchange) throws IOException {
            asked++;
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            int gap = body.indexOf("\n\n");
            String[] head = body.substring(0, gap).split("\n");
            SignedNote note = SignedNote.parse(body.substring(gap + 2));
            Checkpoint next = Checkpoint.parse(note.text());
            List<TreeHash> proof =
                    Arrays.stream(head).skip(1).map(TreeHash::ofBase64).toList();
            if (!head[0].equals("old " + seen.size())) {
                answer(exchange, 409, (seen.size() + "\n").getBytes(StandardCharsets.UTF_8));
            } else if (!note.isSignedBy(List.of(key.vkey()))) {
                answer(exchange, 403, new byte[0]);
            } else if (seen.size() > 0
                    && !Proofs.continues(seen.size(), seen.root(), next.size(), next.root(), proof)) {
                answer(exchange, 422, new byte[0]);
            } else {
                seen = next;
                answer(exchange, 200, cosignature(note.text()).getBytes(StandardCharsets.UTF_8));
            }
        }

        private String cosignature(String text) {
            try {
                Signature signature = Signature.getInstance("Ed25519");
                signature.initSign(pair.getPrivate());
                signature.update(("cosignature/v1\ntime 1763726400\n" + text).getBytes(StandardCharsets.UTF_8));
                byte[] made = ByteBuffer.allocate(76)
                        .put(vkey.id())
                        .putLong(1763726400)
                        .put(signature.sign())
                        .array();
                return "\u2014 witness.example/w1 " + Base64.getEncoder().encodeToString(made) + "\n";
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        WitnessAnchor anchor(Vkey expected) {
            return new WitnessAnchor(HttpClient.newHttpClient(), address("/w/"), expected, Duration.ofSeconds(10));
        }
    }

    @Test
    void aWitnessRemembersAGrowingLog() throws Exception {
        Witness witness = new Witness();
        WitnessAnchor anchor = witness.anchor(witness.vkey);
        for (int size : new int[] {1, 2, 77, 77, 256, 300}) {
            anchor.remember(note(size), old -> growth.proof(old, size));
            assertThat(witness.seen.size()).isEqualTo(size);
        }
        assertThat(witness.asked).isEqualTo(6);
    }

    @Test
    void afterARestartTheWitnessSaysWhereItIs() throws Exception {
        Witness witness = new Witness();
        witness.anchor(witness.vkey).remember(note(77), old -> growth.proof(old, 77));
        witness.anchor(witness.vkey).remember(note(300), old -> growth.proof(old, 300));
        assertThat(witness.seen.size()).isEqualTo(300);
        assertThat(witness.asked).isEqualTo(3);
    }

    @Test
    void aWitnessDoesNotRememberARewrittenOrShorterLog() throws Exception {
        Witness witness = new Witness();
        witness.anchor(witness.vkey).remember(note(200), old -> growth.proof(old, 200));
        assertThatThrownBy(() -> witness.anchor(witness.vkey).remember(note(100), old -> growth.proof(old, 100)))
                .isInstanceOf(AnchorFailed.class)
                .hasMessageContaining("longer log");
        leaves.set(3, leaves.get(4));
        assertThatThrownBy(() -> witness.anchor(witness.vkey).remember(note(300), old -> growth.proof(old, 300)))
                .isInstanceOf(AnchorFailed.class)
                .hasMessageContaining("422");
    }

    @Test
    void anAnswerSignedBySomebodyElseIsNone() throws Exception {
        Witness witness = new Witness();
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        Vkey another = new Vkey("witness.example/w1", Vkey.COSIGNATURE, bytes);
        assertThatThrownBy(() -> witness.anchor(another).remember(note(5), old -> growth.proof(old, 5)))
                .isInstanceOf(AnchorFailed.class)
                .hasMessageContaining("not signed");
    }

    /** A time-stamping authority made for the test. */
    private final class Authority {
        private final KeyPair pair;
        private final X509Certificate certificate;

        Authority(String path) throws Exception {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            pair = generator.generateKeyPair();
            X500Name name = new X500Name("CN=Test TSA");
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    name, BigInteger.ONE, new Date(0), new Date(4_000_000_000_000L), name, pair.getPublic());
            builder.addExtension(
                    Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
            certificate = new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate())));
            server.createContext(path, this::handle);
        }

        private void handle(HttpExchange exchange) throws IOException {
            try {
                TimeStampRequest request =
                        new TimeStampRequest(exchange.getRequestBody().readAllBytes());
                TimeStampTokenGenerator tokens = new TimeStampTokenGenerator(
                        new JcaSimpleSignerInfoGeneratorBuilder()
                                .build("SHA256withRSA", pair.getPrivate(), certificate),
                        new JcaDigestCalculatorProviderBuilder()
                                .build()
                                .get(new org.bouncycastle.asn1.x509.AlgorithmIdentifier(TSPAlgorithms.SHA256)),
                        new ASN1ObjectIdentifier("1.2.3.4.1"));
                tokens.addCertificates(new JcaCertStore(List.of(certificate)));
                TimeStampResponse response = new TimeStampResponseGenerator(tokens, TSPAlgorithms.ALLOWED)
                        .generate(request, BigInteger.TEN, new Date(1_763_726_400_000L));
                answer(exchange, 200, response.getEncoded());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (Exception e) {
                answer(exchange, 500, new byte[0]);
            }
        }
    }

    private TimestampAnchor anchor(String path, X509Certificate believed) {
        return new TimestampAnchor(
                HttpClient.newHttpClient(),
                address(path),
                believed,
                folder.resolve("timestamps"),
                Duration.ofSeconds(10),
                random);
    }

    @Test
    void aTimestampIsKeptBesideTheNoteItIsOf() throws Exception {
        Authority authority = new Authority("/tsa");
        SignedNote note = note(300);
        anchor("/tsa", authority.certificate).remember(note, old -> List.of());
        assertThat(folder.resolve("timestamps").resolve("300.note")).hasContent(note.toString());
        TimeStampResponse kept = new TimeStampResponse(
                Files.readAllBytes(folder.resolve("timestamps").resolve("300.tsr")));
        assertThat(kept.getTimeStampToken().getTimeStampInfo().getMessageImprintDigest())
                .isEqualTo(TreeHash.sha256().digest(note.toString().getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aTimestampOfAnotherAuthorityIsNone() throws Exception {
        Authority authority = new Authority("/tsa");
        Authority another = new Authority("/another");
        for (String path : List.of("/tsa", "/nowhere")) {
            assertThatThrownBy(() -> anchor(path, another.certificate).remember(note(5), old -> List.of()))
                    .isInstanceOf(AnchorFailed.class);
        }
        assertThat(authority.certificate).isNotEqualTo(another.certificate);
        assertThat(folder.resolve("timestamps")).doesNotExist();
    }
}

package dk.hoibu.fhir.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** TLS by configuration, and attack case H10: what is too old or too weak is refused in the handshake. */
class TlsTest {

    private static final int PROTOCOL_VERSION = 70;
    private static final int HANDSHAKE_FAILURE = 40;

    private static TestCertificate own;

    @BeforeAll
    static void makeACertificate() throws Exception {
        own = TestCertificate.make();
    }

    private static HttpResponse<String> get(SSLContext context, String protocol, String url) throws Exception {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(new String[] {protocol});
        HttpClient client = HttpClient.newBuilder()
                .sslContext(context)
                .sslParameters(parameters)
                .build();
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    }

    @Test
    void aPkcs12FileServesHttpsWithTls12And13AndTellsBrowsersSo() throws Exception {
        try (TestServer server = TestServer.start(own.settings())) {
            assertThat(server.base()).startsWith("https://127.0.0.1:");
            for (String protocol : new String[] {"TLSv1.2", "TLSv1.3"}) {
                for (String path : new String[] {"/metadata", "/Nothing", "/../elsewhere"}) {
                    HttpResponse<String> answer = get(own.trusting(null), protocol, server.base() + path);
                    assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo(protocol);
                    assertThat(answer.headers().firstValue("Strict-Transport-Security"))
                            .as(path)
                            .contains("max-age=31536000");
                }
            }
        }
    }

    @Test
    void pemFilesServeHttpsToo() throws Exception {
        try (TestServer server = TestServer.start(
                "server.tls.certificate=" + own.certificatePem(), "server.tls.private-key=" + own.keyPem())) {
            assertThat(get(own.trusting(null), "TLSv1.3", server.base() + "/metadata")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void h10OldVersionsAndWeakSuitesAreRefused() throws Exception {
        try (TestServer server = TestServer.start(own.settings())) {
            int port = server.root().getPort();
            int ecdheGcm = 0xC02B;
            assertThat(alert(port, 0x0301, ecdheGcm)).isEqualTo(PROTOCOL_VERSION);
            assertThat(alert(port, 0x0302, ecdheGcm)).isEqualTo(PROTOCOL_VERSION);
            int[] weak = {0x0005 /* RC4 */, 0x000A /* 3DES */, 0x002F /* RSA, CBC */, 0x009C /* RSA */, 0xC009 /* CBC */
            };
            for (int suite : weak) {
                assertThat(alert(port, 0x0303, suite)).as("suite %x", suite).isEqualTo(HANDSHAKE_FAILURE);
            }
        }
    }

    /** The alert with which the server ends a handshake that offers that version and suite only. */
    private static int alert(int port, int version, int suite) throws IOException {
        ByteBuffer hello = ByteBuffer.allocate(50);
        hello.put((byte) 22).putShort((short) 0x0301).putShort((short) 45);
        hello.put((byte) 1).put((byte) 0).putShort((short) 41);
        hello.putShort((short) version).put(new byte[32]).put((byte) 0);
        hello.putShort((short) 2).putShort((short) suite).put((byte) 1).put((byte) 0);
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(Arrays.copyOf(hello.array(), hello.position()));
            byte[] answer = socket.getInputStream().readNBytes(7);
            assertThat(answer).hasSize(7);
            assertThat(answer[0]).as("an alert").isEqualTo((byte) 21);
            assertThat(answer[5]).as("fatal").isEqualTo((byte) 2);
            return answer[6];
        }
    }

    @Test
    void h10WhoDoesNotNameTheServerIsRefusedWhereItHasAName() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        List<String> settings = new ArrayList<>(List.of(own.settings()));
        settings.add("server.base-url=https://" + TestCertificate.NAME + ":" + port + "/fhir");
        settings.add("server.port=" + port);
        try (TestServer server = TestServer.start(settings.toArray(String[]::new))) {
            assertThat(server.base()).contains(TestCertificate.NAME);
            assertThat(certificate(port, List.of(new SNIHostName(TestCertificate.NAME))))
                    .isEqualTo(own.certificate());
            assertThatThrownBy(() -> certificate(port, List.of())).isInstanceOf(SSLException.class);
            assertThatThrownBy(() -> certificate(port, List.of(new SNIHostName("evil.example"))))
                    .isInstanceOf(SSLException.class);
        }
    }

    private static X509Certificate certificate(int port, List<SNIHostName> names) throws IOException {
        try (SSLSocket socket =
                (SSLSocket) own.trusting(null).getSocketFactory().createSocket("127.0.0.1", port)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setServerNames(List.copyOf(names));
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    @Test
    @Timeout(30)
    void aCertificateThatIsReplacedIsTakenUpWithoutARestart() throws Exception {
        TestCertificate first = TestCertificate.make();
        TestCertificate second = TestCertificate.make();
        List<String> settings = new ArrayList<>(List.of(first.settings()));
        settings.add("server.tls.look=50ms");
        try (TestServer server = TestServer.start(settings.toArray(String[]::new))) {
            Files.writeString(first.keyStore(), "half a file");
            assertThat(served(server, first)).isEqualTo(first.certificate().getSerialNumber());
            Files.copy(second.keyStore(), first.keyStore(), StandardCopyOption.REPLACE_EXISTING);
            while (!served(server, second).equals(second.certificate().getSerialNumber())) {
                Thread.onSpinWait();
            }
        }
    }

    /** The serial number of the certificate the server shows; nothing when {@code trusted} is another. */
    private static BigInteger served(TestServer server, TestCertificate trusted) throws IOException {
        try (SSLSocket socket = (SSLSocket) trusted.trusting(null)
                .getSocketFactory()
                .createSocket("127.0.0.1", server.root().getPort())) {
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
        } catch (SSLException another) {
            return BigInteger.ZERO;
        }
    }

    @Test
    void clientsMustShowACertificateWhereAnAuthorityIsSetUp() throws Exception {
        TestCertificate client = TestCertificate.make();
        List<String> settings = new ArrayList<>(List.of(own.settings()));
        settings.add("server.tls.client-ca=" + client.certificatePem());
        try (TestServer server = TestServer.start(settings.toArray(String[]::new))) {
            String url = server.base() + "/metadata";
            assertThat(get(own.trusting(client), "TLSv1.3", url).statusCode()).isEqualTo(200);
            for (String protocol : new String[] {"TLSv1.2", "TLSv1.3"}) {
                assertThatThrownBy(() -> get(own.trusting(null), protocol, url)).isInstanceOf(IOException.class);
                assertThatThrownBy(() -> get(own.trusting(TestCertificate.make()), protocol, url))
                        .isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void aWrongFileOrPasswordStopsTheStartAndIsNamedWithoutWhatIsInIt() throws Exception {
        TestServer.shared();
        Path wrong = Files.writeString(own.keyStore().resolveSibling("wrong"), "hemmeligt-ord");
        Path notThere = own.keyStore().resolveSibling("away");
        TestCertificate other = TestCertificate.make();
        String[][] cases = {
            {"server.tls.key-store=" + own.keyStore(), "server.tls.password-file=" + wrong, "server.p12"},
            {"server.tls.key-store=" + wrong, "server.tls.password-file=" + own.passwordFile(), "wrong"},
            {"server.tls.key-store=" + notThere, "server.tls.password-file=" + own.passwordFile(), "away"},
            {"server.tls.key-store=" + own.keyStore(), "server.tls.password-file=" + notThere, "away"},
            {"server.tls.certificate=" + wrong, "server.tls.private-key=" + own.keyPem(), "wrong"},
            {"server.tls.certificate=" + own.certificatePem(), "server.tls.private-key=" + wrong, "wrong"},
            {"server.tls.certificate=" + other.certificatePem(), "server.tls.private-key=" + own.keyPem(), "another"},
            {"server.tls.certificate=" + own.certificatePem(), "server.tls.look=1m", "go together"},
            {"server.tls.client-ca=" + own.certificatePem(), "server.tls.look=1m", "client-ca"}
        };
        for (String[] settings : cases) {
            assertThatThrownBy(() -> TestServer.start(settings[0], settings[1]).close())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(settings[2])
                    .message()
                    .doesNotContain("hemmeligt-ord", TestCertificate.PASSWORD);
        }
        assertThat(Traffic.LOG).noneMatch(line -> line.contains("hemmeligt-ord"));
        assertThat(Traffic.LOG).noneMatch(line -> line.contains(TestCertificate.PASSWORD));
    }
}

package dk.hoibu.fhir.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Attack case D16: clients that send a byte now and then are cut in time, and nobody else notices them. */
class SlowClientsTest {

    private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";

    /** A connection that sends one more byte each time it is told to. */
    private record Dribbler(SocketChannel channel) {

        static Dribbler after(int port, String begin) throws IOException {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
            channel.write(ByteBuffer.wrap(begin.getBytes(StandardCharsets.US_ASCII)));
            channel.configureBlocking(false);
            return new Dribbler(channel);
        }

        /** Whether the server has cut the connection. */
        boolean isCutAfterOneByteMore() {
            try {
                channel.write(ByteBuffer.wrap(new byte[] {'x'}));
                return channel.read(ByteBuffer.allocate(1024)) < 0;
            } catch (IOException reset) {
                return true;
            }
        }
    }

    private static void areCut(TestServer server, List<String> beginnings, int each) throws IOException {
        List<Dribbler> open = new ArrayList<>();
        for (String begin : beginnings) {
            for (int i = 0; i < each; i++) {
                open.add(Dribbler.after(server.root().getPort(), begin));
            }
        }
        List<Dribbler> all = List.copyOf(open);
        while (!open.isEmpty()) {
            Answer other = server.get("Organization?_count=1");
            assertThat(other.status()).isEqualTo(200);
            open.removeIf(Dribbler::isCutAfterOneByteMore);
        }
        for (Dribbler dribbler : all) {
            dribbler.channel().close();
        }
    }

    @Test
    @Timeout(60)
    void d16FiveHundredSlowConnectionsAreCutWhileOthersAreServed() throws IOException {
        try (TestServer server = TestServer.start("server.request-timeout=2s", "server.max-threads=16")) {
            String post = "POST /fhir/Patient/_search HTTP/1.1\r\nHost: localhost\r\n" + FORM;
            areCut(
                    server,
                    List.of(
                            "",
                            "GET /fhir/metadata",
                            "GET /fhir/metadata HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
                            post + "Content-Length: 1000000\r\n\r\nidentifier=",
                            post + "Transfer-Encoding: chunked\r\n\r\nffff\r\nidentifier="),
                    100);
        }
    }

    @Test
    @Timeout(60)
    void d16ASlowConnectionIsCutAlsoBehindAnAnswerAndBeforeTls() throws Exception {
        TestCertificate certificate = TestCertificate.make();
        try (TestServer server = TestServer.start("server.request-timeout=1s")) {
            String whole = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";
            areCut(server, List.of(whole, whole + "GET /health"), 10);
        }
        String[] tls = certificate.settings();
        try (TestServer server =
                TestServer.start("server.request-timeout=1s", "server.idle-timeout=5m", tls[0], tls[1])) {
            // the beginning of a handshake whose rest never comes
            Dribbler dribbler = Dribbler.after(server.root().getPort(), "\u0016\u0003\u0001\u0001\u0001");
            dribbler.channel().configureBlocking(true);
            assertThat(dribbler.channel().read(ByteBuffer.allocate(1024))).isEqualTo(-1);
        }
    }
}

package dk.hoibu.fhir.blackbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** HTTP by hand, for what no HTTP client lets one send. */
final class Wire {

    private Wire() {}

    /** What the server answers to these bytes, of which no more come; it closes the connection. */
    static Answer send(TestServer server, String request) {
        try (Socket socket = new Socket("127.0.0.1", server.root().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            byte[] bytes = socket.getInputStream().readAllBytes();
            return answer(request.lines().findFirst().orElse(""), new String(bytes, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A request line, and headers of which Host and Connection are added. */
    static Answer ask(TestServer server, String line, String... headers) {
        List<String> lines = new ArrayList<>(List.of(line + " HTTP/1.1"));
        lines.add("Host: 127.0.0.1:" + server.root().getPort());
        lines.add("Connection: close");
        lines.addAll(List.of(headers));
        return send(server, String.join("\r\n", lines) + "\r\n\r\n");
    }

    private static Answer answer(String request, String text) {
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new AssertionError("no HTTP answer to " + request + ": " + text);
        }
        String[] head = text.substring(0, end).split("\r\n");
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 1; i < head.length; i++) {
            String[] pair = head[i].split(":", 2);
            headers.computeIfAbsent(pair[0], name -> new ArrayList<>()).add(pair[1].strip());
        }
        return new Answer(
                request,
                Integer.parseInt(head[0].split(" ")[1]),
                headers,
                text.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1));
    }
}

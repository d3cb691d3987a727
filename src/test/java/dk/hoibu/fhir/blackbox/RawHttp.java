package dk.hoibu.fhir.blackbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A GET byte for byte as it is written, for what a proper client would not send. */
final class RawHttp {

    private RawHttp() {}

    static Answer get(int port, String target, String... headerLines) {
        String request = "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n"
                + String.join("\r\n", headerLines) + (headerLines.length == 0 ? "" : "\r\n") + "\r\n";
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return answer(target, new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer answer(String target, String text) {
        int end = text.indexOf("\r\n\r\n");
        List<String> lines = Arrays.asList(text.substring(0, end).split("\r\n"));
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        lines.stream()
                .skip(1)
                .map(line -> line.split(": ?", 2))
                .forEach(pair -> headers.computeIfAbsent(pair[0], name -> new ArrayList<>())
                        .add(pair[1]));
        int status = Integer.parseInt(lines.get(0).split(" ")[1]);
        return new Answer(
                "GET " + target, status, headers, text.substring(end + 4).getBytes(StandardCharsets.UTF_8));
    }
}

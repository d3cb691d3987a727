package dk.hoibu.fhir.crash;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Many clients that ask without a pause, each over a socket of its own, and note the first byte of each answer: an answer of which one byte
 * came counts as received.
 */
final class Clients implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");
    private static final Pattern STATUS = Pattern.compile("^HTTP/1\\.1 (\\d{3})[ \r]");

    private final int port;
    private final List<String> questions;
    private final String name;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicInteger asked = new AtomicInteger();
    private final Queue<Received> received = new ConcurrentLinkedQueue<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();

    /**
     * Starts asking.
     *
     * @param questions methods and targets, such as {@code GET /fhir/Patient/1}; with a blank and a form behind it for POST
     * @param name request ids begin with it
     */
    Clients(int port, int clients, List<String> questions, String name) {
        this.port = port;
        this.questions = List.copyOf(questions);
        this.name = name;
        for (int client = 0; client < clients; client++) {
            int number = client;
            Thread thread = new Thread(() -> ask(number), "client-" + number);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    int asked() {
        return asked.get();
    }

    int answers() {
        return received.size();
    }

    /**
     * Stops asking; what came of all the answers of which anything came.
     *
     * @throws IllegalStateException when there was an answer that is none
     */
    List<Received> end() throws InterruptedException {
        ended.set(true);
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(30));
        }
        if (!wrong.isEmpty()) {
            throw new IllegalStateException("answers that are none: " + wrong.peek());
        }
        return List.copyOf(received);
    }

    private void ask(int client) {
        int number = 0;
        while (!ended.get()) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(20_000);
                while (!ended.get()) {
                    String id = name + "." + client + "." + number;
                    String question = questions.get((client + 7 * number) % questions.size());
                    number++;
                    asked.incrementAndGet();
                    socket.getOutputStream().write(request(question, id));
                    if (!receive(socket.getInputStream(), id)) {
                        break;
                    }
                }
            } catch (IOException gone) {
                Thread.onSpinWait();
            }
            rest();
        }
    }

    /** A server that is gone is not asked a thousand times a second. */
    private void rest() {
        try {
            TimeUnit.MILLISECONDS.sleep(ended.get() ? 0 : 20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] request(String question, String id) {
        String[] words = question.split(" ", 3);
        String form = words.length > 2 ? words[2] : "";
        String body = words[0].equals("POST")
                ? "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length() + "\r\n"
                : "";
        return (words[0] + " " + words[1] + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nX-Request-Id: " + id + "\r\n"
                        + body + "\r\n" + form)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether the whole answer came, so that the next question can be asked over the same connection. */
    private boolean receive(InputStream in, String id) {
        byte[] buffer = new byte[1 << 17];
        int length = 0;
        int total = Integer.MAX_VALUE;
        try {
            while (length < total) {
                int read = in.read(buffer, length, buffer.length - length);
                if (read < 0) {
                    break;
                }
                length += read;
                total = total(buffer, length);
            }
        } catch (IOException cutOff) {
            total = Integer.MAX_VALUE;
        }
        if (length > 0) {
            note(id, new String(buffer, 0, length, StandardCharsets.UTF_8), length == total);
        }
        return length == total;
    }

    private int total(byte[] buffer, int length) {
        String text = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
        int head = text.indexOf("\r\n\r\n");
        if (head < 0) {
            return Integer.MAX_VALUE;
        }
        Matcher matcher = LENGTH.matcher(text).region(0, head);
        if (!matcher.find()) {
            wrong.add(text.substring(0, head));
            return 0;
        }
        return head + 4 + Integer.parseInt(matcher.group(1));
    }

    private void note(String id, String text, boolean whole) {
        Matcher status = STATUS.matcher(text);
        int code = status.find() ? Integer.parseInt(status.group(1)) : 0;
        String head = text.substring(0, Math.min(text.length(), 2000)).toLowerCase(Locale.ROOT);
        if (code != 0 && whole && !head.contains("x-request-id: " + id)) {
            wrong.add("to another request: " + head);
        }
        received.add(new Received(id, code, whole, whole && code >= 400 ? text : ""));
    }

    @Override
    public void close() {
        ended.set(true);
    }
}

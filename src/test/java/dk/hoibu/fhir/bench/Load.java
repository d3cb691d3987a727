package dk.hoibu.fhir.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A load generator with little cost per request: a thread and a socket per connection, each asking its next question when it has read the
 * whole answer to the one before. Any status but 200 stops the benchmark.
 */
final class Load {

    private static final byte[] END_OF_HEAD = ascii("\r\n\r\n");
    private static final byte[] LAST_CHUNK = ascii("\r\n0\r\n\r\n");
    private static final byte[] OK = ascii("HTTP/1.1 200");
    private static final byte[] LENGTH = ascii("content-length: ");

    private final int port;
    private final List<byte[]> requests;

    /** {@code targets} are asked for at random. */
    Load(int port, List<String> targets) {
        this.port = port;
        this.requests = targets.stream()
                .map(target -> ascii("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                        + "\r\nAccept: application/fhir+json\r\n\r\n"))
                .toList();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Answers per second over that many connections, during that many seconds. */
    double perSecond(int connections, double seconds) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        CountDownLatch connected = new CountDownLatch(connections);
        List<Future<Integer>> counts = new ArrayList<>();
        try {
            for (int i = 0; i < connections; i++) {
                counts.add(threads.submit(() -> ask(connected, (long) (seconds * 1e9))));
            }
            int answers = 0;
            for (Future<Integer> count : counts) {
                answers += count.get();
            }
            return answers / seconds;
        } finally {
            threads.shutdownNow();
            threads.awaitTermination(5, TimeUnit.SECONDS);
        }
    }

    /**
     * How long answers take, in microseconds and in order, when {@code perSecond} requests are sent each second over {@code connections}
     * together. A request is counted from when it was to be sent, so that one that waits for the answer before it is not taken for quick.
     */
    long[] micros(int connections, int perSecond, double seconds) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        List<Future<long[]>> taken = new ArrayList<>();
        try {
            long step = (long) (1e9 * connections / perSecond);
            int each = (int) (seconds * perSecond / connections);
            long begin = System.nanoTime() + 100_000_000;
            for (int i = 0; i < connections; i++) {
                long first = begin + step * i / connections;
                taken.add(threads.submit(() -> paced(first, step, each)));
            }
            List<long[]> all = new ArrayList<>();
            for (Future<long[]> some : taken) {
                all.add(some.get());
            }
            return all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        } finally {
            threads.shutdownNow();
            threads.awaitTermination(5, TimeUnit.SECONDS);
        }
    }

    private long[] paced(long first, long step, int count) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(10_000);
            byte[] buffer = new byte[1 << 18];
            long[] micros = new long[count];
            for (int i = 0; i < count; i++) {
                long due = first + i * step;
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                socket.getOutputStream()
                        .write(requests.get(ThreadLocalRandom.current().nextInt(requests.size())));
                readAnswer(socket.getInputStream(), buffer);
                micros[i] = (System.nanoTime() - due) / 1000;
            }
            return micros;
        }
    }

    private int ask(CountDownLatch connected, long nanos) throws IOException, InterruptedException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(10_000);
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            byte[] buffer = new byte[1 << 18];
            connected.countDown();
            connected.await();
            long end = System.nanoTime() + nanos;
            int answers = 0;
            while (System.nanoTime() < end) {
                out.write(requests.get(ThreadLocalRandom.current().nextInt(requests.size())));
                readAnswer(in, buffer);
                answers++;
            }
            return answers;
        }
    }

    /** Reads one whole answer with status 200 into {@code buffer}, and gives its length. */
    static int readAnswer(InputStream in, byte[] buffer) throws IOException {
        int length = 0;
        int body = -1;
        int total = -1;
        while (total < 0 ? !(body > 0 && isAt(buffer, length - LAST_CHUNK.length, LAST_CHUNK)) : length < total) {
            int read = in.read(buffer, length, buffer.length - length);
            if (read <= 0) {
                throw new IOException("the server closed the connection, or its answer was too long");
            }
            length += read;
            if (body < 0) {
                body = endOfHead(buffer, length);
                total = body < 0 ? -1 : total(buffer, body);
            }
        }
        if (!isAt(buffer, 0, OK)) {
            throw new IOException("not a 200: " + new String(buffer, 0, 40, StandardCharsets.US_ASCII));
        }
        return length;
    }

    private static int endOfHead(byte[] buffer, int length) {
        for (int i = 0; i + END_OF_HEAD.length <= length; i++) {
            if (isAt(buffer, i, END_OF_HEAD)) {
                return i + END_OF_HEAD.length;
            }
        }
        return -1;
    }

    /** Length of head and body; -1 when the body comes in chunks. */
    private static int total(byte[] buffer, int head) {
        for (int i = 0; i < head; i++) {
            if (isAt(buffer, i, LENGTH)) {
                int length = 0;
                for (int at = i + LENGTH.length; buffer[at] != '\r'; at++) {
                    length = length * 10 + buffer[at] - '0';
                }
                return head + length;
            }
        }
        return -1;
    }

    /** Whether those bytes are there, in capitals or not. */
    private static boolean isAt(byte[] buffer, int from, byte[] wanted) {
        if (from < 0) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            byte b = buffer[from + i];
            byte lower = b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
            if (b != wanted[i] && lower != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}

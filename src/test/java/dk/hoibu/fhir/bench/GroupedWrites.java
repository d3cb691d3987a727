package dk.hoibu.fhir.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What the disk itself can do: records of a given length appended to one file, each caller waiting until its own is durable, all that wait together
 * written and forced at once. No store that keeps its promises is quicker on that disk with so many callers.
 */
final class GroupedWrites implements AutoCloseable {

    private final FileChannel file;
    private final LinkedBlockingQueue<Piece> waiting = new LinkedBlockingQueue<>();
    private final Thread writer = new Thread(this::write, "grouped-writes");
    private volatile boolean closed;

    @SuppressWarnings("ArrayRecordComponent")
    private record Piece(byte[] bytes, CompletableFuture<Boolean> durable) {}

    GroupedWrites(Path path) throws IOException {
        this.file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        writer.setDaemon(true);
        writer.start();
    }

    /** Records per second with that many callers. */
    double perSecond(int callers, int length, double seconds) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            long end = System.nanoTime() + (long) (seconds * 1e9);
            List<Future<Integer>> counts = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                counts.add(threads.submit(() -> {
                    byte[] bytes = new byte[length];
                    int count = 0;
                    for (; System.nanoTime() < end; count++) {
                        CompletableFuture<Boolean> durable = new CompletableFuture<>();
                        waiting.add(new Piece(bytes, durable));
                        durable.get();
                    }
                    return count;
                }));
            }
            int all = 0;
            for (Future<Integer> count : counts) {
                all += count.get();
            }
            return all / seconds;
        } finally {
            threads.shutdownNow();
        }
    }

    private void write() {
        List<Piece> group = new ArrayList<>();
        try {
            while (!closed) {
                Piece first = waiting.poll(100, TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                group.add(first);
                waiting.drainTo(group);
                ByteBuffer[] buffers = group.stream()
                        .map(record -> ByteBuffer.wrap(record.bytes()))
                        .toArray(ByteBuffer[]::new);
                while (buffers[buffers.length - 1].hasRemaining()) {
                    file.write(buffers);
                }
                file.force(false);
                group.forEach(record -> record.durable().complete(true));
                group.clear();
            }
        } catch (IOException | InterruptedException e) {
            group.forEach(record -> record.durable().completeExceptionally(e));
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        file.close();
    }
}

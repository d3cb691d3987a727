package dk.hoibu.fhir.source.folder;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The bytes of a file, to be read from any place by many threads. */
sealed interface Content {

    /** A new stream of all of it, from the start. */
    InputStream stream() throws IOException;

    /** The {@code length} bytes at {@code offset}; fewer where the file has become shorter. */
    byte[] read(long offset, int length);

    /** What is in memory already. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
    record InMemory(byte[] bytes) implements Content {

        @Override
        public InputStream stream() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public byte[] read(long offset, int length) {
            return Arrays.copyOfRange(bytes, (int) offset, (int) offset + length);
        }
    }

    /** What stays on disk. Once read from, the file is held open until the process ends. */
    final class OnDisk implements Content {

        private final Path file;
        private volatile @Nullable FileChannel channel;

        OnDisk(Path file) {
            this.file = file;
        }

        @Override
        public InputStream stream() throws IOException {
            return Files.newInputStream(file);
        }

        @Override
        public byte[] read(long offset, int length) {
            FileChannel open = channel;
            try {
                return read(open == null ? reopened() : open, offset, length);
            } catch (ClosedChannelException interrupted) {
                // Interrupting a thread while it reads closes the channel for all the others too.
                return readAgain(offset, length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private byte[] readAgain(long offset, int length) {
            try {
                return read(reopened(), offset, length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private synchronized FileChannel reopened() throws IOException {
            FileChannel open = channel;
            if (open == null || !open.isOpen()) {
                open = FileChannel.open(file, StandardOpenOption.READ);
                channel = open;
            }
            return open;
        }

        private static byte[] read(FileChannel channel, long offset, int length) throws IOException {
            ByteBuffer buffer = ByteBuffer.allocate(length);
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, offset + buffer.position()) < 0) {
                    break;
                }
            }
            return buffer.hasRemaining() ? Arrays.copyOf(buffer.array(), buffer.position()) : buffer.array();
        }
    }
}

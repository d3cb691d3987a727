package dk.hoibu.fhir.audit.proof;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that checkpoints are appended to, one after another. It is worth something only where the operator of the log cannot write over it:
 * another organisation's share, a store that is written once. What a crash left unfinished at its end is cut off.
 */
public final class FileAnchor implements Anchor {

    private final Path file;
    private SignedNote last = new SignedNote("\n", java.util.List.of(new SignedNote.Line("none", "AAAAAAAA")));

    public FileAnchor(Path file) {
        this.file = file;
    }

    @Override
    public String name() {
        return "file";
    }

    @Override
    public void remember(SignedNote note, GrowthProof growth) {
        if (note.equals(last)) {
            return;
        }
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long end = wholeEnd(channel);
            channel.truncate(end);
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(note.toString());
            for (long place = end; bytes.hasRemaining(); ) {
                place += channel.write(bytes, place);
            }
            channel.force(true);
            last = note;
        } catch (IOException e) {
            throw new AnchorFailed("the anchor file cannot be written", e);
        }
    }

    /** Where the last whole note ends: after the last line that is a signature. */
    private static long wholeEnd(FileChannel channel) throws IOException {
        long size = channel.size();
        long from = Math.max(0, size - (1 << 16));
        ByteBuffer tail = ByteBuffer.allocate((int) (size - from));
        while (tail.hasRemaining() && channel.read(tail, from + tail.position()) >= 0) {
            // until all of the tail is read
        }
        String text = new String(tail.array(), StandardCharsets.ISO_8859_1);
        String dash = new String("\n\u2014 ".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        int end = text.length();
        while (end > 0) {
            int line = text.lastIndexOf(dash, end - 1);
            int close = line < 0 ? -1 : text.indexOf('\n', line + 1);
            if (line < 0) {
                return from == 0 ? 0 : size;
            }
            if (close >= 0) {
                return from + close + 1;
            }
            end = line;
        }
        return from;
    }
}

package dk.hoibu.fhir.message.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** What a sieve leaves of a message, and what it took out. */
final class Residue {

    /** What the bytes left in place of an attachment's begin with. */
    private static final String MARK = "bytes:";

    private final int longest;
    private final Runnable whenLong;
    private boolean isLong;
    private final ByteArrayOutputStream left = new ByteArrayOutputStream(1 << 14);
    private final List<AttachmentBytes> taken = new ArrayList<>();

    /**
     * @param longest how many bytes may be left
     * @param whenLong is run once, when it is no ordinary message any more
     */
    Residue(int longest, Runnable whenLong) {
        this.longest = longest;
        this.whenLong = whenLong;
    }

    void leave(byte one) {
        left.write(one);
        require();
    }

    void leave(byte[] bytes, int from, int to) {
        left.write(bytes, from, to - from);
        require();
    }

    private void require() {
        if (left.size() > Room.ORDINARY && !isLong) {
            isLong = true;
            whenLong.run();
        }
        if (left.size() > longest) {
            throw new TooLong("more than " + longest + " bytes that are not of attachments");
        }
    }

    /** An attachment's bytes ended here. */
    void took(Probe probe) {
        byte[] mark = Base64.getEncoder().encode((MARK + taken.size()).getBytes(StandardCharsets.US_ASCII));
        taken.add(probe.end());
        leave(mark, 0, mark.length);
    }

    int size() {
        return left.size();
    }

    byte[] left() {
        return left.toByteArray();
    }

    List<AttachmentBytes> taken() {
        return List.copyOf(taken);
    }

    /** Which attachment {@code data} stands for; -1 when it was not left by a sieve. */
    static int number(byte[] data) {
        String text = new String(data, StandardCharsets.US_ASCII);
        String number = text.startsWith(MARK) ? text.substring(MARK.length()) : "";
        return number.matches("[0-9]{1,6}") ? Integer.parseInt(number) : -1;
    }
}

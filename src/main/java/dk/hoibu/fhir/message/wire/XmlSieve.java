package dk.hoibu.fhir.message.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** In XML in UTF-8: the attribute {@code value} of elements named {@code data}, with whatever prefix. */
final class XmlSieve implements Sieve {

    private static final int LONGEST_NAME = 64;

    private enum State {
        TEXT,
        OPENED,
        NAME,
        TAG,
        ATTRIBUTE,
        QUOTED,
        DATA,
        REFERENCE,
        /** A comment, a CDATA section, a declaration or a processing instruction. */
        MARKUP
    }

    private final Residue residue;
    private final ByteArrayOutputStream word = new ByteArrayOutputStream(LONGEST_NAME);
    private State state = State.TEXT;
    private boolean data;
    private String attribute = "";
    private byte quote;
    private String end = "";
    private final StringBuilder tail = new StringBuilder();
    private @Nullable Probe probe;

    XmlSieve(Residue residue) {
        this.residue = residue;
    }

    @Override
    public void take(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (state == State.DATA && probe != null) {
                int run = at;
                while (at < to && bytes[at] != quote && bytes[at] != '&') {
                    at++;
                }
                probe.take(bytes, run, at);
                if (at == to) {
                    return;
                }
            } else if (state == State.TEXT || state == State.QUOTED) {
                int run = at;
                byte end = state == State.TEXT ? (byte) '<' : quote;
                while (at < to && bytes[at] != end) {
                    at++;
                }
                residue.leave(bytes, run, at);
                if (at == to) {
                    return;
                }
            }
            step(bytes[at++]);
        }
    }

    private void step(byte b) {
        switch (state) {
            case TEXT -> leave(b, b == '<' ? State.OPENED : State.TEXT);
            case OPENED -> opened(b);
            case NAME -> name(b);
            case TAG, ATTRIBUTE -> tag(b);
            case QUOTED -> leave(b, b == quote ? State.TAG : State.QUOTED);
            case DATA -> data(b);
            case REFERENCE -> reference(b);
            case MARKUP -> markup(b);
        }
    }

    private void leave(byte b, State next) {
        residue.leave(b);
        state = next;
    }

    private void opened(byte b) {
        word.reset();
        if (b == '!' || b == '?') {
            tail.setLength(0);
            end = b == '?' ? "?>" : ">";
            leave(b, State.MARKUP);
        } else {
            state = State.NAME;
            name(b);
        }
    }

    private void name(byte b) {
        if (isSpace(b) || b == '>' || b == '/' && word.size() > 0) {
            data = local().equals("data");
            word.reset();
            state = State.TAG;
            tag(b);
        } else {
            add(b);
            residue.leave(b);
        }
    }

    private void tag(byte b) {
        if (b == '"' || b == '\'') {
            quote = b;
            if (data && attribute.equals("value")) {
                probe = new Probe();
                leave(b, State.DATA);
            } else {
                leave(b, State.QUOTED);
            }
            attribute = "";
        } else if (b == '>') {
            leave(b, State.TEXT);
        } else if (b == '=') {
            attribute = word.size() > 0 ? word.toString(StandardCharsets.US_ASCII) : attribute;
            word.reset();
            leave(b, State.TAG);
        } else if (isSpace(b)) {
            if (word.size() > 0) {
                attribute = word.toString(StandardCharsets.US_ASCII);
                word.reset();
            }
            leave(b, State.TAG);
        } else {
            add(b);
            leave(b, State.ATTRIBUTE);
        }
    }

    private void data(byte b) {
        if (b == '&') {
            word.reset();
            state = State.REFERENCE;
        } else if (probe != null) {
            residue.took(probe);
            probe = null;
            leave(b, State.TAG);
        }
    }

    /** White space that was written as a reference to its character says nothing; no other is base64. */
    private void reference(byte b) {
        if (b == ';') {
            if (probe != null && !local().toLowerCase(java.util.Locale.ROOT).matches("#(x[9ad]|9|10|13)")) {
                probe.spoil();
            }
            state = State.DATA;
        } else if (b == quote) {
            if (probe != null) {
                probe.spoil();
            }
            state = State.DATA;
            data(b);
        } else {
            add(b);
        }
    }

    /** Until the end that its beginning asks for: {@code <!--} ends with {@code -->}, {@code <![CDATA[} with {@code ]]>}. */
    private void markup(byte b) {
        tail.append((char) (b & 0xff));
        String begun = tail.toString();
        if (end.equals(">") && begun.equals("--")) {
            end = "-->";
            tail.setLength(0);
        } else if (end.equals(">") && begun.equals("[CDATA[")) {
            end = "]]>";
            tail.setLength(0);
        } else if (tail.length() >= end.length() && begun.endsWith(end)) {
            leave(b, State.TEXT);
            return;
        } else if (tail.length() > LONGEST_NAME) {
            tail.delete(0, tail.length() - end.length());
        }
        residue.leave(b);
    }

    private void add(byte b) {
        if (word.size() < LONGEST_NAME) {
            word.write(b);
        }
    }

    private String local() {
        String name = word.toString(StandardCharsets.US_ASCII);
        return name.substring(name.indexOf(':') + 1);
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}

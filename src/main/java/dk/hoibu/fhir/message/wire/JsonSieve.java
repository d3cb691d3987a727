package dk.hoibu.fhir.message.wire;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** In JSON: string values of members named {@code data}, as they stand (a name with an escape in it is another). */
final class JsonSieve implements Sieve {

    private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);

    private enum State {
        OUTSIDE,
        STRING,
        ESCAPE,
        DATA,
        DATA_ESCAPE
    }

    private final Residue residue;
    private State state = State.OUTSIDE;
    private boolean value;
    private boolean named;
    private int matched;
    private @Nullable Probe probe;

    JsonSieve(Residue residue) {
        this.residue = residue;
    }

    @Override
    public void take(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (state == State.DATA && probe != null) {
                int end = endOfRun(bytes, at, to);
                probe.take(bytes, at, end);
                at = end;
                if (at == to) {
                    return;
                }
            } else if (state == State.STRING && (value || matched < 0)) {
                // what is in it means nothing
                int end = endOfRun(bytes, at, to);
                residue.leave(bytes, at, end);
                at = end;
                if (at == to) {
                    return;
                }
            }
            step(bytes[at++]);
        }
    }

    private static int endOfRun(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '"' && bytes[at] != '\\') {
            at++;
        }
        return at;
    }

    private void step(byte b) {
        switch (state) {
            case OUTSIDE -> outside(b);
            case STRING -> string(b);
            case ESCAPE -> {
                residue.leave(b);
                state = State.STRING;
            }
            case DATA -> data(b);
            case DATA_ESCAPE -> dataEscape(b);
        }
    }

    private void outside(byte b) {
        residue.leave(b);
        switch (b) {
            case '"' -> begin();
            case ':' -> value = true;
            case ',', '{', '}', '[', ']' -> {
                // of an array's members none is named
                value = b == '[';
                named = false;
            }
            default -> {
                // white space, numbers, literals
            }
        }
    }

    private void begin() {
        if (value && named) {
            probe = new Probe();
            state = State.DATA;
        } else {
            matched = 0;
            state = State.STRING;
        }
    }

    private void string(byte b) {
        residue.leave(b);
        if (b == '"') {
            named = !value && matched == DATA.length;
            state = State.OUTSIDE;
        } else if (b == '\\') {
            matched = -1;
            state = State.ESCAPE;
        } else {
            matched = matched >= 0 && matched < DATA.length && DATA[matched] == b ? matched + 1 : -1;
        }
    }

    private void data(byte b) {
        if (b == '\\') {
            state = State.DATA_ESCAPE;
        } else if (probe != null) {
            residue.took(probe);
            residue.leave(b);
            probe = null;
            state = State.OUTSIDE;
        }
    }

    /** A slash may be escaped, and white space has to be (RFC 8259, section 7). */
    private void dataEscape(byte b) {
        if (probe != null) {
            switch (b) {
                case '/' -> probe.take(b);
                case 'n', 'r', 't' -> {
                    // white space says nothing
                }
                default -> probe.spoil();
            }
        }
        state = State.DATA;
    }
}

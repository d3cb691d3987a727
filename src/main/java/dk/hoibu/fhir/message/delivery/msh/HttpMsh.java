package dk.hoibu.fhir.message.delivery.msh;

import dk.hoibu.fhir.forward.Fate;
import dk.hoibu.fhir.forward.Posting;
import dk.hoibu.fhir.forward.Posting.NoReply;
import dk.hoibu.fhir.message.delivery.Msh;
import dk.hoibu.fhir.message.delivery.Parcel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;

/** Hands over by POST: 2xx says that the message service handler has it durably. */
public final class HttpMsh implements Msh {

    /** What is no longer is sent with its length; the rest in pieces. */
    private static final int SHORT = 1 << 20;

    private final Posting posting;
    private final URI url;
    private final Bearer bearer;

    /** @throws IllegalArgumentException when what is handed over there would not stay between us */
    public HttpMsh(Posting posting, URI url, Bearer bearer) {
        if (!Posting.isPrivate(url)) {
            throw new IllegalArgumentException("messages are handed over with https, or with http to this machine");
        }
        this.posting = posting;
        this.url = url;
        this.bearer = bearer;
    }

    @Override
    public Fate hand(Parcel parcel) {
        try {
            var request = bearer.shown(posting.to(url)).header("Content-Type", parcel.mediaType());
            return posting.send(request.POST(body(parcel)).build()).fate();
        } catch (NoReply none) {
            return new Fate.Unreached(String.valueOf(none.getMessage()));
        }
    }

    private static BodyPublisher body(Parcel parcel) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        try {
            parcel.writeTo(new Limited(whole));
            return BodyPublishers.ofByteArray(whole.toByteArray());
        } catch (TooLong itIs) {
            return BodyPublishers.ofInputStream(() -> piped(parcel));
        } catch (IOException e) {
            throw new IllegalStateException("memory takes all bytes", e);
        }
    }

    /** Written by a thread of its own while it is read; when it cannot be, the request fails. */
    private static InputStream piped(Parcel parcel) {
        try {
            PipedOutputStream out = new PipedOutputStream();
            Guarded in = new Guarded(out);
            Thread writer = new Thread(() -> in.fill(parcel, out), "message-parcel");
            writer.setDaemon(true);
            writer.start();
            return in;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says at its end whether all was written. */
    private static final class Guarded extends PipedInputStream {

        private volatile boolean whole;

        private Guarded(PipedOutputStream out) throws IOException {
            super(out, 256 << 10);
        }

        private void fill(Parcel parcel, PipedOutputStream out) {
            try (out) {
                parcel.writeTo(out);
                whole = true;
            } catch (IOException | RuntimeException e) {
                // nobody reads any longer, or the store is away: the reader sees that it is not whole
            }
        }

        @Override
        public synchronized int read(byte[] bytes, int from, int count) throws IOException {
            return checked(super.read(bytes, from, count));
        }

        @Override
        public synchronized int read() throws IOException {
            return checked(super.read());
        }

        private int checked(int read) throws IOException {
            if (read < 0 && !whole) {
                throw new IOException("the message could not be read to its end");
            }
            return read;
        }
    }

    private static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private static final class Limited extends OutputStream {

        private final ByteArrayOutputStream to;

        private Limited(ByteArrayOutputStream to) {
            this.to = to;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            if (to.size() + count > SHORT) {
                throw new TooLong();
            }
            to.write(bytes, from, count);
        }
    }
}

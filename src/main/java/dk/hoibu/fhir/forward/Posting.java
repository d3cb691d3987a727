package dk.hoibu.fhir.forward;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How a destination is spoken to over HTTP: an answer that is slow or long is given up. Safe for use by many threads. */
public final class Posting {

    private static final int MAX_BYTES = 4 << 20;

    /** It is not the entry that is wrong, but who asks, where, or when. */
    private static final Set<Integer> OF_THE_ASKER = Set.of(401, 403, 404, 405, 407, 408, 421, 425, 429);

    private final Supplier<HttpClient> clients;
    private final Duration patience;

    /**
     * @param clients asked with each request, since certificates change; they follow no redirects
     * @param patience for the whole answer
     */
    public Posting(Supplier<HttpClient> clients, Duration patience) {
        this.clients = clients;
        this.patience = patience;
    }

    /**
     * An answer.
     *
     * @param pause how long the destination wants to be left alone; empty when it did not say so in seconds
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Reply(int status, Optional<Duration> pause, byte[] body) {

        /** What its status alone says of the one entry that was given. */
        public Fate fate() {
            String reason = "HTTP " + status;
            if (status >= 200 && status < 300 || status == 409) {
                return new Fate.Taken();
            }
            if (status >= 400 && status < 500 && !OF_THE_ASKER.contains(status)) {
                return new Fate.Refused(reason);
            }
            return new Fate.Unreached(reason, status == 500, pause);
        }
    }

    /** Whether what is said to {@code url} stays between us: https, or http on this very machine. */
    public static boolean isPrivate(URI url) {
        return url.getHost() != null
                && ("https".equals(url.getScheme()) || "http".equals(url.getScheme()) && isLoopback(url.getHost()));
    }

    private static boolean isLoopback(String host) {
        try {
            return host.matches("localhost|127\\.[0-9.]+|\\[[0-9a-fA-F:]+\\]")
                    && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    /** A request to {@code url} whose body is still to be given. */
    public HttpRequest.Builder to(URI url) {
        return HttpRequest.newBuilder(url).timeout(patience);
    }

    /** @throws NoReply when there is no whole answer in time */
    public Reply send(HttpRequest request) throws NoReply {
        HttpResponse<byte[]> response = begun(clients.get().sendAsync(request, head -> new Body()));
        return new Reply(response.statusCode(), pause(response), response.body());
    }

    /** What is done with an answer while it comes. */
    @FunctionalInterface
    public interface Reading {

        /** {@code body}: as it comes; need not be read to its end. */
        void read(int status, InputStream body) throws IOException;
    }

    /**
     * Reads an answer of any length while it comes.
     *
     * @throws NoReply when it does not begin in time
     * @throws IOException when it did not come to its end in time, or {@code reading} failed
     */
    public void read(HttpRequest request, Reading reading) throws IOException {
        HttpResponse<InputStream> response = begun(clients.get().sendAsync(request, BodyHandlers.ofInputStream()));
        InputStream body = response.body();
        // whoever waits for more of it then hears that it is closed
        CompletableFuture<Void> end = CompletableFuture.runAsync(
                () -> closeQuietly(body),
                CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS));
        try (body) {
            reading.read(response.statusCode(), body);
        } finally {
            end.cancel(false);
        }
    }

    private static void closeQuietly(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            // nobody wants it any longer
        }
    }

    private <T> HttpResponse<T> begun(CompletableFuture<HttpResponse<T>> coming) throws NoReply {
        boolean here = false;
        try {
            HttpResponse<T> response = coming.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            here = true;
            return response;
        } catch (TimeoutException slow) {
            throw new NoReply("no answer in time", slow);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw new NoReply(cause.getClass().getSimpleName(), cause);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new NoReply("interrupted", stopped);
        } finally {
            if (!here) {
                // what is still under way is cut off
                coming.cancel(true);
            }
        }
    }

    private static Optional<Duration> pause(HttpResponse<?> response) {
        try {
            OptionalLong seconds = response.headers().firstValueAsLong("Retry-After");
            return seconds.isPresent() && seconds.getAsLong() >= 0
                    ? Optional.of(Duration.ofSeconds(seconds.getAsLong()))
                    : Optional.empty();
        } catch (NumberFormatException aDate) {
            return Optional.empty();
        }
    }

    /** There was no answer, or not all of it. The message says why, and nothing of what was sent. */
    public static final class NoReply extends IOException {

        private static final long serialVersionUID = 1L;

        NoReply(String why, Throwable cause) {
            super(why, cause);
        }
    }

    private static final class Body implements HttpResponse.BodySubscriber<byte[]> {

        private final ByteArrayOutputStream read = new ByteArrayOutputStream();
        private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
        private Flow.@Nullable Subscription subscription;

        @Override
        public CompletionStage<byte[]> getBody() {
            return whole;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> parts) {
            for (ByteBuffer part : parts) {
                if (read.size() + part.remaining() > MAX_BYTES) {
                    if (subscription != null) {
                        subscription.cancel();
                    }
                    whole.completeExceptionally(new IOException("the answer is too long"));
                    return;
                }
                byte[] bytes = new byte[part.remaining()];
                part.get(bytes);
                read.writeBytes(bytes);
            }
        }

        @Override
        public void onError(Throwable failure) {
            whole.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            whole.complete(read.toByteArray());
        }
    }
}

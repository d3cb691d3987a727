package dk.hoibu.fhir.smart;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * How an issuer is asked something, at an address that was agreed on: redirects are not followed, an answer that is slow or long is given
 * up. Safe for use by many threads.
 */
final class IssuerCall {

    /** For the whole answer, not only its beginning. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(PATIENCE)
            .build();
    private final int maxBytes;

    /** @param maxBytes a longer answer is none */
    IssuerCall(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Whether what is said to {@code url} stays between us: https, or http on this very machine. */
    static boolean isPrivate(URI url) {
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

    /**
     * The body of the answer, whose status is 200.
     *
     * @throws IOException when there is no such answer in time
     */
    byte[] send(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> coming = client.sendAsync(request, head -> new Body(maxBytes));
        try {
            HttpResponse<byte[]> response = coming.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != 200) {
                throw new UnwantedStatus(response.statusCode());
            }
            return response.body();
        } catch (TimeoutException slow) {
            throw new NoAnswer(slow);
        } catch (ExecutionException failed) {
            throw new NoAnswer(failed.getCause() == null ? failed : failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new NoAnswer(stopped);
        } finally {
            // what is still under way is cut off
            coming.cancel(true);
        }
    }

    /** It answered, with a status that is no answer. */
    static final class UnwantedStatus extends IOException {

        private static final long serialVersionUID = 1L;

        UnwantedStatus(int status) {
            super("status " + status);
        }
    }

    /** It did not answer in time, or not to the end. */
    static final class NoAnswer extends IOException {

        private static final long serialVersionUID = 1L;

        NoAnswer(Throwable cause) {
            super(cause.getClass().getName(), cause);
        }
    }

    private static final class Body implements HttpResponse.BodySubscriber<byte[]> {

        private final int maxBytes;
        private final ByteArrayOutputStream read = new ByteArrayOutputStream();
        private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
        private Flow.@Nullable Subscription subscription;

        Body(int maxBytes) {
            this.maxBytes = maxBytes;
        }

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
                if (read.size() + part.remaining() > maxBytes) {
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

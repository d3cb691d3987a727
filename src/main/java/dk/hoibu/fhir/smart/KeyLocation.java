package dk.hoibu.fhir.smart;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;

/** Where an issuer's public keys are (RFC 7517, JWK Set). */
public sealed interface KeyLocation {

    /** A JWK set larger than this is not read. */
    int MAX_BYTES = 256 * 1024;

    /** @throws IOException when they cannot be had, or are no JWK set */
    JWKSet load() throws IOException;

    /** A file of this machine. */
    record InFile(Path file) implements KeyLocation {
        @Override
        public JWKSet load() throws IOException {
            try (InputStream stream = Files.newInputStream(file)) {
                return parsed(stream);
            }
        }
    }

    /** An address; {@code http} only on this very machine. Redirects are not followed: the address is the one that was agreed on. */
    record AtUrl(URI url) implements KeyLocation {

        private static final Duration PATIENCE = Duration.ofSeconds(3);

        public AtUrl {
            boolean secure = "https".equals(url.getScheme());
            if (url.getHost() == null || !secure && !("http".equals(url.getScheme()) && isLoopback(url.getHost()))) {
                throw new IllegalArgumentException("keys are fetched with https, or with http from this machine");
            }
        }

        @Override
        public JWKSet load() throws IOException {
            HttpClient client = HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(PATIENCE)
                    .build();
            HttpRequest request = HttpRequest.newBuilder(url)
                    .timeout(PATIENCE)
                    .header("Accept", "application/jwk-set+json, application/json")
                    .build();
            try {
                HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
                try (InputStream body = response.body()) {
                    if (response.statusCode() != 200) {
                        throw new IOException("the issuer's keys: status " + response.statusCode());
                    }
                    return parsed(body);
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", stopped);
            }
        }

        private static boolean isLoopback(String host) {
            try {
                return host.matches("localhost|127\\.[0-9.]+|\\[[0-9a-fA-F:]+\\]")
                        && InetAddress.getByName(host).isLoopbackAddress();
            } catch (java.net.UnknownHostException unknown) {
                return false;
            }
        }
    }

    private static JWKSet parsed(InputStream stream) throws IOException {
        byte[] bytes = stream.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new IOException("the issuer's keys are too many");
        }
        try {
            return JWKSet.parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (ParseException notKeys) {
            // its message may quote what was read
            throw new IOException("the issuer's keys are no JWK set");
        }
    }
}

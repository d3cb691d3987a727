package dk.hoibu.fhir.smart;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;

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

        public AtUrl {
            if (!IssuerCall.isPrivate(url)) {
                throw new IllegalArgumentException("keys are fetched with https, or with http from this machine");
            }
        }

        @Override
        public JWKSet load() throws IOException {
            HttpRequest request = HttpRequest.newBuilder(url)
                    .header("Accept", "application/jwk-set+json, application/json")
                    .build();
            return parsed(new ByteArrayInputStream(new IssuerCall(MAX_BYTES).send(request)));
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

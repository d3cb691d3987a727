package dk.hoibu.fhir.http;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How this server speaks to others: it shows a certificate where it has one, follows no redirects, and reads certificates anew when their
 * files change. Safe for use by many threads.
 */
public final class OutgoingHttp implements Supplier<HttpClient> {

    private static final Logger LOG = LoggerFactory.getLogger(OutgoingHttp.class);

    private final Identity identity;
    private final Duration patience;
    private List<String> read;
    private HttpClient client;

    /**
     * Who this server is to others.
     *
     * @param certificate its certificate with the key; empty when it shows none
     * @param authorities PEM file with those whose certificates are trusted; empty for those that Java trusts
     */
    public record Identity(Optional<Tls.Identity> certificate, Optional<Path> authorities) {

        private List<Path> files() {
            return Stream.concat(certificate.stream().flatMap(it -> it.files().stream()), authorities.stream())
                    .toList();
        }
    }

    /**
     * @param patience for a connection
     * @throws IllegalArgumentException naming the file that is wrong
     */
    public OutgoingHttp(Identity identity, Duration patience) {
        this.identity = identity;
        this.patience = patience;
        this.read = states();
        this.client = made();
    }

    /** A client with what the files hold now; with what they held before, while what they hold cannot be used. */
    @Override
    public synchronized HttpClient get() {
        List<String> now = states();
        if (!now.equals(read)) {
            read = now;
            try {
                client = made();
                LOG.info("the certificate shown to others was read anew");
            } catch (IllegalArgumentException wrong) {
                LOG.warn("the certificate shown to others is kept: {}", wrong.getMessage());
            }
        }
        return client;
    }

    private HttpClient made() {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience)
                .sslContext(context())
                .sslParameters(parameters)
                .build();
    }

    private SSLContext context() {
        // of the copy in memory, nobody's secret
        char[] password = UUID.randomUUID().toString().toCharArray();
        Optional<KeyStore> own = identity.certificate().map(it -> KeyFiles.identity(it, password));
        Optional<KeyStore> trusted = identity.authorities().map(KeyFiles::trusted);
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    own.isPresent() ? shown(own.get(), password) : null,
                    trusted.isPresent() ? trusting(trusted.get()) : null,
                    null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the certificate to show to others cannot be used", e);
        }
    }

    private static KeyManager[] shown(KeyStore store, char[] password) throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        return keys.getKeyManagers();
    }

    private static TrustManager[] trusting(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust.getTrustManagers();
    }

    /** What tells a changed file from the one that was read; a file that is away for the moment is one more state. */
    private List<String> states() {
        List<String> states = new ArrayList<>();
        for (Path file : identity.files()) {
            try {
                states.add(Files.getLastModifiedTime(file) + " " + Files.size(file));
            } catch (IOException away) {
                states.add("");
            }
        }
        return states;
    }
}

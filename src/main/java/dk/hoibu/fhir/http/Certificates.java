package dk.hoibu.fhir.http;

import com.google.common.net.InetAddresses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStoreException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.ssl.X509;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The TLS side of the door: which versions and suites, and the certificate, read anew when its files change. */
final class Certificates {

    private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);

    /** With forward secrecy and authenticated encryption only. */
    private static final String[] SUITES = {
        "TLS_AES_256_GCM_SHA384",
        "TLS_AES_128_GCM_SHA256",
        "TLS_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"
    };

    private final Tls tls;
    private final SslContextFactory.Server context = new SslContextFactory.Server();
    private List<String> read;

    /** @throws IllegalArgumentException naming the file that is wrong */
    Certificates(Tls tls) {
        this.tls = tls;
        this.read = states();
        context.setIncludeProtocols("TLSv1.2", "TLSv1.3");
        context.setExcludeCipherSuites();
        context.setIncludeCipherSuites(SUITES);
        context.setUseCipherSuitesOrder(true);
        context.setRenegotiationAllowed(false);
        context.setNeedClientAuth(tls.clientAuthority().isPresent());
        read(context);
    }

    SslContextFactory.Server context() {
        return context;
    }

    /** Refuses connections that do not name {@code host}, where that is a name of the certificate: others came by chance, or scan. */
    void demand(String host) {
        try {
            var own = new X509("server", (X509Certificate) context.getKeyStore().getCertificate("server"));
            context.setSniRequired(!InetAddresses.isUriInetAddress(host) && host.contains(".") && own.matches(host));
        } catch (KeyStoreException e) {
            throw new IllegalStateException("cannot read the certificate", e);
        }
    }

    /** Takes up the files when they have changed; what cannot be read is logged, and the certificate at hand is kept. */
    synchronized void look() {
        List<String> now = states();
        if (now.equals(read)) {
            return;
        }
        read = now;
        try {
            context.reload(factory -> read(context));
            LOG.info("the TLS certificate was read anew");
        } catch (IllegalArgumentException wrong) {
            LOG.warn("the TLS certificate at hand is kept: {}", wrong.getMessage());
        } catch (Exception e) {
            LOG.warn("the TLS certificate at hand is kept: {}", e.getClass().getName());
        }
    }

    private void read(SslContextFactory factory) {
        // of the copy in memory, nobody's secret
        String password = UUID.randomUUID().toString();
        var identity = KeyFiles.identity(tls.identity(), password.toCharArray());
        var trusted = tls.clientAuthority().map(KeyFiles::trusted);
        factory.setKeyStore(identity);
        factory.setKeyStorePassword(password);
        trusted.ifPresent(factory::setTrustStore);
    }

    /** What tells a changed file from the one that was read; a file that is away for the moment is one more state. */
    private List<String> states() {
        List<String> states = new ArrayList<>();
        for (Path file : tls.files()) {
            try {
                states.add(Files.getLastModifiedTime(file) + " " + Files.size(file));
            } catch (IOException away) {
                states.add("");
            }
        }
        return states;
    }
}

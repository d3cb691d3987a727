package dk.hoibu.fhir.blackbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A self-signed certificate made for the moment by the JDK's keytool, in every form that the settings take. */
record TestCertificate(Path keyStore, Path passwordFile, KeyStore read) {

    static final String PASSWORD = "kodeord-i-test";
    static final String NAME = "hoibu.example.test";

    static TestCertificate make() throws Exception {
        Path folder = Files.createTempDirectory("hoibu-tls");
        Path keyStore = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "test",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-validity",
                        "2",
                        "-dname",
                        "CN=test",
                        "-ext",
                        "SAN=dns:" + NAME + ",dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keyStore.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new AssertionError(said);
        }
        KeyStore read = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            read.load(in, PASSWORD.toCharArray());
        }
        return new TestCertificate(keyStore, Files.writeString(folder.resolve("password"), PASSWORD + "\n"), read);
    }

    X509Certificate certificate() {
        try {
            return (X509Certificate) read.getCertificate("test");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    Path certificatePem() throws Exception {
        return pem("certificate.pem", "CERTIFICATE", certificate().getEncoded());
    }

    Path keyPem() throws Exception {
        return pem(
                "key.pem",
                "PRIVATE KEY",
                read.getKey("test", PASSWORD.toCharArray()).getEncoded());
    }

    private Path pem(String name, String what, byte[] bytes) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Files.writeString(
                keyStore.resolveSibling(name),
                "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    }

    String[] settings() {
        return new String[] {"server.tls.key-store=" + keyStore, "server.tls.password-file=" + passwordFile};
    }

    /** A client that trusts this certificate, and shows {@code own} where asked. */
    SSLContext trusting(@Nullable TestCertificate own) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            Certificate certificate = certificate();
            trusted.setCertificateEntry("server", certificate);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own == null ? null : own.read(), PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), new SecureRandom());
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

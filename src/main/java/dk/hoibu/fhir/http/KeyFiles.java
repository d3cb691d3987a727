package dk.hoibu.fhir.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads certificates and keys into memory. What is wrong is said by the file's name alone, never by what is in it. */
final class KeyFiles {

    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private KeyFiles() {}

    /**
     * A key store with the one certificate and its key, under {@code password}.
     *
     * @throws IllegalArgumentException naming the file that is wrong
     */
    static KeyStore identity(Tls.Identity identity, char[] password) {
        if (identity instanceof Tls.KeyStoreFile file) {
            return fromKeyStore(file, password);
        }
        Tls.PemFiles files = (Tls.PemFiles) identity;
        List<Certificate> chain = certificates(files.certificate());
        return holding(privateKey(files.privateKey()), chain, password, files.certificate());
    }

    /** A key store with the certificates in a PEM file, to trust what is issued under them. */
    static KeyStore trusted(Path file) {
        try {
            KeyStore store = empty();
            int number = 0;
            for (Certificate certificate : certificates(file)) {
                store.setCertificateEntry("authority-" + number++, certificate);
            }
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw wrong(file, "cannot be used");
        }
    }

    private static KeyStore fromKeyStore(Tls.KeyStoreFile file, char[] password) {
        char[] secret = text(file.password()).strip().toCharArray();
        try (InputStream in = Files.newInputStream(file.keyStore())) {
            KeyStore read = KeyStore.getInstance("PKCS12");
            read.load(in, secret);
            for (String alias : Collections.list(read.aliases())) {
                if (read.isKeyEntry(alias) && read.getKey(alias, secret) instanceof PrivateKey key) {
                    return holding(key, List.of(read.getCertificateChain(alias)), password, file.keyStore());
                }
            }
        } catch (IOException | GeneralSecurityException e) {
            throw wrong(file.keyStore(), "cannot be opened as PKCS12 with the password in " + name(file.password()));
        }
        throw wrong(file.keyStore(), "holds no private key");
    }

    private static KeyStore holding(PrivateKey key, List<Certificate> chain, char[] password, Path file) {
        try {
            ((X509Certificate) chain.get(0)).checkValidity();
            if (!belongs(key, chain.get(0))) {
                throw wrong(file, "holds a certificate of another private key");
            }
            KeyStore store = empty();
            store.setKeyEntry("server", key, password, chain.toArray(Certificate[]::new));
            return store;
        } catch (java.security.cert.CertificateExpiredException
                | java.security.cert.CertificateNotYetValidException e) {
            throw wrong(file, "holds a certificate that is not in force");
        } catch (GeneralSecurityException | IOException e) {
            throw wrong(file, "cannot be used");
        }
    }

    private static boolean belongs(PrivateKey key, Certificate certificate) throws GeneralSecurityException {
        if (!key.getAlgorithm().equals(certificate.getPublicKey().getAlgorithm())
                && !certificate.getPublicKey().getAlgorithm().startsWith("Ed")) {
            return false;
        }
        Signature signature = Signature.getInstance(
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> "EdDSA";
                });
        byte[] sample = "sample".getBytes(StandardCharsets.US_ASCII);
        signature.initSign(key);
        signature.update(sample);
        byte[] signed = signature.sign();
        signature.initVerify(certificate);
        signature.update(sample);
        return signature.verify(signed);
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static List<Certificate> certificates(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> read =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (!read.isEmpty()) {
                return List.copyOf(read);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw wrong(file, "cannot be read as certificates (PEM)");
        }
        throw wrong(file, "holds no certificate");
    }

    private static PrivateKey privateKey(Path file) {
        Matcher pem = PKCS8.matcher(text(file));
        if (pem.find()) {
            byte[] encoded = decoded(pem.group(1), file);
            for (String algorithm : List.of("EC", "RSA", "EdDSA")) {
                try {
                    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
                } catch (GeneralSecurityException another) {
                    // of another algorithm
                }
            }
        }
        throw wrong(file, "holds no private key in PEM of PKCS8 without a password (openssl pkcs8 -topk8 -nocrypt)");
    }

    private static byte[] decoded(String base64, Path file) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw wrong(file, "holds no private key that can be read");
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw wrong(file, "cannot be read");
        }
    }

    private static IllegalArgumentException wrong(Path file, String what) {
        return new IllegalArgumentException("the TLS file " + name(file) + " " + what);
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}

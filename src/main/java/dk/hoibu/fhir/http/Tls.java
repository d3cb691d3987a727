package dk.hoibu.fhir.http;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the server's certificate is, with its key, and who must show one too.
 *
 * @param clientAuthority PEM file with the certificates that a client's must be issued under; empty when clients need none
 * @param look how often it is looked whether a file has changed
 */
public record Tls(Identity identity, Optional<Path> clientAuthority, Duration look) {

    /** The server's certificate with its key. */
    public sealed interface Identity {

        /** The files it is read from. */
        List<Path> files();
    }

    /** Both in one PKCS12 file, whose password is in another. */
    public record KeyStoreFile(Path keyStore, Path password) implements Identity {

        @Override
        public List<Path> files() {
            return List.of(keyStore, password);
        }
    }

    /** A PEM file with the certificate and those it was issued under, and one with its PKCS8 key. */
    public record PemFiles(Path certificate, Path privateKey) implements Identity {

        @Override
        public List<Path> files() {
            return List.of(certificate, privateKey);
        }
    }

    /** Every file that is read. */
    List<Path> files() {
        return Stream.concat(identity.files().stream(), clientAuthority.stream())
                .toList();
    }
}

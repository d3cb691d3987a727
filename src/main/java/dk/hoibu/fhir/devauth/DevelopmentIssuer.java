package dk.hoibu.fhir.devauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dk.hoibu.fhir.smart.KeyLocation;
import dk.hoibu.fhir.smart.TrustedIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Issues tokens for the sample's users with a key of the server's own folder. Whoever can read that file can be anybody, so a server
 * believes it only with the built-in sample and when told to.
 */
public final class DevelopmentIssuer {

    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final String name;
    private final URI base;
    private final Path file;
    private final ECKey key;

    private DevelopmentIssuer(URI base, Path file, ECKey key) {
        this.name = base.resolve("/auth").toString();
        this.base = base;
        this.file = file;
        this.key = key;
    }

    /** The issuer of the server with that FHIR base URL, with its key in {@code folder}, the server's own; one is made when there is none. */
    public static DevelopmentIssuer of(URI base, Path folder) {
        Path file = folder.resolve("keys").resolve("dev-issuer.json");
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            JWK key = JWKSet.parse(Files.readString(file)).getKeys().stream()
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("keys/dev-issuer.json holds no key"));
            return new DevelopmentIssuer(base, file, key.toECKey());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use keys/dev-issuer.json", e);
        } catch (ParseException e) {
            throw new IllegalArgumentException("keys/dev-issuer.json is no JWK set");
        }
    }

    private static void make(Path file) throws IOException {
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = Files.createTempFile(folder, "dev-issuer", ".tmp");
        try {
            if (Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(fresh, OWNER_ONLY);
            }
            ECKey key = new ECKeyGenerator(Curve.P_256)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
            Files.write(fresh, new JWKSet(key).toString(false).getBytes(StandardCharsets.UTF_8));
            // when server and command start together, the first one's key stays
            Files.move(fresh, file);
        } catch (FileAlreadyExistsException first) {
            Files.delete(fresh);
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot make a key", e);
        }
    }

    /** As a server believes it. */
    public TrustedIssuer trusted() {
        return new TrustedIssuer(name, new KeyLocation.InFile(file));
    }

    /**
     * A token of an hour for {@code user}.
     *
     * @param patient opaque id of the launch's child, if the user comes from one
     * @param scopes in place of the user's own; somebody whose rights were taken away gets none
     */
    public String token(SampleUser user, Optional<String> patient, Optional<String> scopes, Instant now) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", name);
        claims.put("sub", user.id());
        claims.put("aud", base.toString());
        claims.put("client_id", user.client());
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(LIFETIME).getEpochSecond());
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("scope", user.withdrawn() ? "" : scopes.orElseGet(() -> user.scopes(patient.isPresent())));
        claims.put("name", user.name());
        claims.put("role", user.role().code());
        claims.put("organisation", user.organisation());
        claims.put("treatment_relation", user.treatmentRelation());
        user.purpose().ifPresent(purpose -> claims.put("purpose_of_use", purpose));
        patient.ifPresent(id -> claims.put("patient", id));
        JWSObject jws = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType("at+jwt"))
                        .keyID(key.getKeyID())
                        .build(),
                new Payload(claims));
        try {
            jws.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign a token", e);
        }
        return jws.serialize();
    }
}

package dk.hoibu.fhir.devauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dk.hoibu.fhir.smart.KeyLocation;
import dk.hoibu.fhir.smart.TrustedIssuer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Signs tokens for the sample's users with keys of the server's own folder. Whoever can read that file can be anybody, so a server
 * believes it only with test data.
 */
public final class DevelopmentIssuer {

    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final Duration ASSERTION = Duration.ofMinutes(4);
    private static final int RSA_BITS = 2048;

    private final URI base;
    private final Path file;
    private final JWKSet keys;

    private DevelopmentIssuer(URI base, Path file, JWKSet keys) {
        this.base = base;
        this.file = file;
        this.keys = keys;
    }

    /** The issuer of the server with that FHIR base URL, with its keys in {@code folder}, the server's own; made when there are none. */
    public static DevelopmentIssuer of(URI base, Path folder) {
        Path file = folder.resolve("keys").resolve("dev-issuer.json");
        return new DevelopmentIssuer(base, file, KeyFile.complete(file, DevelopmentIssuer::missing));
    }

    /** RSA for identity tokens, since SMART wants RS256; EC for access tokens, which are shorter so. */
    private static List<JWK> missing(JWKSet there) throws JOSEException {
        List<JWK> fresh = new ArrayList<>();
        if (there.getKeys().stream().noneMatch(ECKey.class::isInstance)) {
            fresh.add(new ECKeyGenerator(Curve.P_256)
                    .keyID(UUID.randomUUID().toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .generate());
        }
        if (there.getKeys().stream().noneMatch(RSAKey.class::isInstance)) {
            fresh.add(new RSAKeyGenerator(RSA_BITS)
                    .keyID(UUID.randomUUID().toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate());
        }
        return fresh;
    }

    /** As a server believes it. */
    public TrustedIssuer trusted() {
        return new TrustedIssuer(name(), new KeyLocation.InFile(file));
    }

    /** Its {@code iss}. */
    String name() {
        return base.resolve("/auth").toString();
    }

    /** The FHIR base URL that its tokens are for. */
    URI base() {
        return base;
    }

    /** What everybody may know of its keys. */
    JWKSet publicKeys() {
        return keys.toPublicJWKSet();
    }

    /**
     * A token of an hour for {@code user}, which no application asked for.
     *
     * @param patient opaque id of the launch's child, if the user comes from one
     * @param scopes in place of the user's own; somebody whose rights were taken away gets none
     */
    public String token(SampleUser user, Optional<String> patient, Optional<String> scopes, Instant now) {
        String scope = user.withdrawn() ? "" : scopes.orElseGet(() -> user.scopes(patient.isPresent()));
        JWTClaimsSet.Builder claims = claims(user, user.client(), scope, now, LIFETIME)
                .claim("treatment_relation", user.treatmentRelation())
                .jwtID(UUID.randomUUID().toString());
        user.purpose().ifPresent(purpose -> claims.claim("purpose_of_use", purpose));
        patient.ifPresent(id -> claims.claim("patient", id));
        user.fhirUser(base).ifPresent(url -> claims.claim("fhirUser", url));
        return accessToken(claims.build());
    }

    /**
     * What the program of {@code user} proves its name with at the token endpoint, good for four minutes and once.
     *
     * @param folder the server's own, with the keys of the sample's programs
     * @return empty when that program has no key there
     */
    public Optional<String> assertion(SampleUser user, Path folder, Instant now) {
        return Optional.ofNullable(Clients.keys(folder).getKeyByKeyId(user.client()))
                .map(JWK::toECKey)
                .map(own -> {
                    JWTClaimsSet claims = new JWTClaimsSet.Builder()
                            .issuer(user.client())
                            .subject(user.client())
                            .audience(name() + "/token")
                            .issueTime(Date.from(now))
                            .expirationTime(Date.from(now.plus(ASSERTION)))
                            .jwtID(UUID.randomUUID().toString())
                            .build();
                    try {
                        return signed(JWSAlgorithm.ES384, JOSEObjectType.JWT, own, new ECDSASigner(own), claims);
                    } catch (JOSEException e) {
                        throw new IllegalStateException("cannot sign an assertion", e);
                    }
                });
    }

    /** What is in every access token, its id and what depends on a launch aside. */
    JWTClaimsSet.Builder claims(SampleUser user, String client, String scope, Instant now, Duration lifetime) {
        return new JWTClaimsSet.Builder()
                .issuer(name())
                .subject(user.id())
                .audience(base.toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .claim("client_id", client)
                .claim("scope", scope)
                .claim("name", user.name())
                .claim("role", user.role().code())
                .claim("organisation", user.organisation());
    }

    /** RFC 9068. */
    String accessToken(JWTClaimsSet claims) {
        ECKey key = key(ECKey.class);
        try {
            return signed(JWSAlgorithm.ES256, new JOSEObjectType("at+jwt"), key, new ECDSASigner(key), claims);
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign a token", e);
        }
    }

    /** OpenID Connect. */
    SignedJWT identityToken(JWTClaimsSet claims) {
        RSAKey key = key(RSAKey.class);
        try {
            return SignedJWT.parse(signed(JWSAlgorithm.RS256, JOSEObjectType.JWT, key, new RSASSASigner(key), claims));
        } catch (JOSEException | java.text.ParseException e) {
            throw new IllegalStateException("cannot sign a token", e);
        }
    }

    private <K extends JWK> K key(Class<K> kind) {
        return keys.getKeys().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }

    private static String signed(
            JWSAlgorithm algorithm, JOSEObjectType type, JWK key, JWSSigner signer, JWTClaimsSet claims)
            throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(algorithm)
                        .type(type)
                        .keyID(key.getKeyID())
                        .build(),
                claims);
        token.sign(signer);
        return token.serialize();
    }
}

package dk.hoibu.fhir.smart;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An issuer with keys of its own, for tests: makes tokens, right ones and wrong ones. */
public final class TestIssuer {

    public static final String NAME = "https://issuer.example.org";

    private final RSAKey rsa;
    private final ECKey ec;

    public TestIssuer() {
        try {
            this.rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
            this.ec = new ECKeyGenerator(Curve.P_384).keyID("ec").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public RSAKey rsa() {
        return rsa;
    }

    public ECKey ec() {
        return ec;
    }

    /** The claims of a good token. */
    public static Map<String, @Nullable Object> claims(String audience, Instant now) {
        Map<String, @Nullable Object> claims = new LinkedHashMap<>();
        claims.put("iss", NAME);
        claims.put("sub", "user-1");
        claims.put("aud", audience);
        claims.put("client_id", "test-client");
        claims.put("exp", now.plusSeconds(300).getEpochSecond());
        claims.put("iat", now.getEpochSecond());
        claims.put("scope", "user/*.rs");
        claims.put("name", "Test Testesen");
        claims.put("role", "gp");
        claims.put("organisation", "sor:9901911000016008");
        claims.put("treatment_relation", true);
        claims.put("purpose_of_use", "TREAT");
        return claims;
    }

    public String sign(Map<String, @Nullable Object> claims) {
        return sign(new Payload(claims), JWSAlgorithm.ES384, ec, header -> header);
    }

    /** Signed as a token that says so in its header. */
    public static String sign(
            Payload payload, JWSAlgorithm algorithm, JWK key, UnaryOperator<JWSHeader.Builder> header) {
        try {
            JWSHeader.Builder builder = new JWSHeader.Builder(algorithm)
                    .type(new JOSEObjectType("at+jwt"))
                    .keyID(key.getKeyID());
            JWSObject jws = new JWSObject(header.apply(builder).build(), payload);
            JWSSigner signer = key instanceof RSAKey rsa ? new RSASSASigner(rsa) : new ECDSASigner((ECKey) key);
            jws.sign(signer);
            return jws.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes the public keys to {@code file}. */
    public Path writeKeys(Path file) {
        return write(file, new JWKSet(List.of(rsa.toPublicJWK(), ec.toPublicJWK())));
    }

    static Path write(Path file, JWKSet keys) {
        try {
            return Files.writeString(file, keys.toString(true));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

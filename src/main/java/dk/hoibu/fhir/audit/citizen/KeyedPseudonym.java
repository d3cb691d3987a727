package dk.hoibu.fhir.audit.citizen;

import dk.hoibu.fhir.audit.Asker.User;
import dk.hoibu.fhir.domain.PersonNumber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An algorithm of this project's own, for logs that need not agree with those of others: a UUID of version 8 (RFC 9562) of the HMAC-SHA-256, with
 * the salt as the key, of who issued the token, its subject and the child's number. It tells two people of one name apart, and needs no name.
 */
public final class KeyedPseudonym implements PseudonymAlgorithm {

    private static final String ALGORITHM = "HmacSHA256";

    @Override
    public Optional<UUID> of(User user, PersonNumber child, String salt) {
        String whom = String.join("\n", user.issuer(), user.subject(), child.value());
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(salt.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            ByteBuffer hash = ByteBuffer.wrap(mac.doFinal(whom.getBytes(StandardCharsets.UTF_8)));
            long high = hash.getLong() & 0xffff_ffff_ffff_0fffL | 0x8000L;
            long low = hash.getLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
            return Optional.of(new UUID(high, low));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}

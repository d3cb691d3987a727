package dk.hoibu.fhir.audit.citizen;

import dk.hoibu.fhir.audit.Asker.User;
import dk.hoibu.fhir.domain.PersonNumber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * The national algorithm for concealing staff (identitetssløring, pseudonymisation in the data source): a UUID of version 5 (RFC 9562) in the
 * name space of OIDs, of names, number and salt. A person whose name the token does not tell has none.
 */
public final class NationalPseudonym implements PseudonymAlgorithm {

    private static final UUID NAME_SPACE = UUID.fromString("6ba7b812-9dad-11d1-80b4-00c04fd430c8");

    @Override
    public Optional<UUID> of(User user, PersonNumber child, String salt) {
        return user.name().map(name -> {
            String plain = name.strip().toUpperCase(Locale.ROOT).replaceAll("\\s+", "+");
            return uuid(plain + "+" + child.value().toUpperCase(Locale.ROOT) + "+" + salt);
        });
    }

    private static UUID uuid(String name) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(ByteBuffer.allocate(16)
                    .putLong(NAME_SPACE.getMostSignificantBits())
                    .putLong(NAME_SPACE.getLeastSignificantBits())
                    .array());
            ByteBuffer hash = ByteBuffer.wrap(digest.digest(name.getBytes(StandardCharsets.UTF_8)));
            long high = hash.getLong() & 0xffff_ffff_ffff_0fffL | 0x5000L;
            long low = hash.getLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}

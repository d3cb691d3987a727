package dk.hoibu.fhir.fhir;

import com.google.crypto.tink.DeterministicAead;
import dk.hoibu.fhir.domain.PersonNumber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes and reads opaque ids: authenticated deterministic encryption (AES-SIV, RFC 5297) of what the id stands for, in lower-case base 32.
 *
 * <p>An id is stable, the same on every node with the key, and needs no database; one that was not made here cannot be read. The
 * alphabet (a-z, 2-7) can never spell a date of birth, so no id looks like a CPR number. Ids of a child's resources hold the child,
 * so that access is decided before any source is asked.
 */
public final class Ids {

    /** What kind of thing an id stands for. An id made for one purpose cannot be read for another. */
    public enum Purpose {
        PATIENT("Patient", "Patient"),
        CARE_TEAM("CareTeam", "CareTeam"),
        CASE("EpisodeOfCare", "EpisodeOfCare"),
        APPOINTMENT("Appointment", "Appointment"),
        /** A unit known only from a case. */
        CASE_UNIT("Organization", "Organization of a case"),
        /** A caseworker known only from a case, or working on it for another unit than their own. */
        CASE_MANAGER("PractitionerRole", "PractitionerRole of a case"),
        /** The person behind {@link #CASE_MANAGER}. */
        CASE_MANAGER_PERSON("Practitioner", "Practitioner of a case"),
        /** A unit known only from an appointment. */
        APPOINTMENT_UNIT("HealthcareService", "HealthcareService of an appointment"),
        STAFF_ROLE("PractitionerRole", "PractitionerRole"),
        STAFF("Practitioner", "Practitioner"),
        PAGE("", "page");

        private final String type;

        @SuppressWarnings("ImmutableEnumChecker") // never leaves this class
        private final byte[] associatedData;

        Purpose(String type, String text) {
            this.type = type;
            associatedData = text.getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Something of a child's: a case, an appointment. */
    public record ChildItem(PersonNumber child, UUID item) {}

    /** Somebody's work in a unit; the unit is known by the first four bytes of its UUID. */
    public record StaffRole(UUID user, int unitMark) {}

    private static final int NUMBER_BYTES = 7;

    private final DeterministicAead cipher;

    public Ids(DeterministicAead cipher) {
        this.cipher = cipher;
    }

    public String ofPerson(Purpose purpose, PersonNumber person) {
        return seal(
                purpose, putNumber(ByteBuffer.allocate(NUMBER_BYTES), person).array());
    }

    public Optional<PersonNumber> person(Purpose purpose, String id) {
        return open(purpose, id)
                .filter(bytes -> bytes.length == NUMBER_BYTES)
                .flatMap(bytes -> number(ByteBuffer.wrap(bytes)));
    }

    public String ofItem(Purpose purpose, PersonNumber child, UUID item) {
        ByteBuffer plain = putNumber(ByteBuffer.allocate(NUMBER_BYTES + 16), child);
        return seal(purpose, putUuid(plain, item).array());
    }

    public Optional<ChildItem> item(Purpose purpose, String id) {
        return open(purpose, id)
                .filter(bytes -> bytes.length == NUMBER_BYTES + 16)
                .map(ByteBuffer::wrap)
                .flatMap(plain -> number(plain).map(child -> new ChildItem(child, uuid(plain))));
    }

    public String ofStaff(UUID user) {
        return seal(Purpose.STAFF, putUuid(ByteBuffer.allocate(16), user).array());
    }

    public Optional<UUID> staff(String id) {
        return open(Purpose.STAFF, id).filter(bytes -> bytes.length == 16).map(bytes -> uuid(ByteBuffer.wrap(bytes)));
    }

    public String ofStaffRole(UUID user, UUID unit) {
        ByteBuffer plain = putUuid(ByteBuffer.allocate(20), user).putInt(unitMark(unit));
        return seal(Purpose.STAFF_ROLE, plain.array());
    }

    public Optional<StaffRole> staffRole(String id) {
        return open(Purpose.STAFF_ROLE, id)
                .filter(bytes -> bytes.length == 20)
                .map(ByteBuffer::wrap)
                .map(plain -> new StaffRole(uuid(plain), plain.getInt()));
    }

    /**
     * The id with the present key of whatever {@code id} of that resource type stands for: after a rotation, ids made before are still asked
     * for. An id that is not one of ours comes back as it is.
     */
    public String renewed(String type, String id) {
        for (Purpose purpose : Purpose.values()) {
            if (purpose.type.equals(type)) {
                Optional<byte[]> plain = open(purpose, id);
                if (plain.isPresent()) {
                    return seal(purpose, plain.get());
                }
            }
        }
        return id;
    }

    /** The mark by which a {@link StaffRole} knows its unit. */
    public static int unitMark(UUID unit) {
        return (int) (unit.getMostSignificantBits() >>> 32)
                ^ (int) unit.getMostSignificantBits()
                ^ (int) (unit.getLeastSignificantBits() >>> 32)
                ^ (int) unit.getLeastSignificantBits();
    }

    /** A text that only this key can make and read, for links the server hands out. */
    public String seal(Purpose purpose, byte[] plain) {
        try {
            byte[] sealed = cipher.encryptDeterministically(plain, purpose.associatedData);
            return IdText.encode(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot encrypt an id", e);
        }
    }

    /** What {@code id} stands for; empty when it was not made by {@link #seal} with this purpose and a key this server holds. */
    public Optional<byte[]> open(Purpose purpose, String id) {
        Optional<byte[]> sealed = id.length() < 26 ? Optional.empty() : IdText.decode(id);
        if (sealed.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(cipher.decryptDeterministically(sealed.get(), purpose.associatedData));
        } catch (GeneralSecurityException notOurs) {
            return Optional.empty();
        }
    }

    private static ByteBuffer putNumber(ByteBuffer buffer, PersonNumber person) {
        long packed = person.asLong();
        for (int shift = 8 * (NUMBER_BYTES - 1); shift >= 0; shift -= 8) {
            buffer.put((byte) (packed >>> shift));
        }
        return buffer;
    }

    private static Optional<PersonNumber> number(ByteBuffer buffer) {
        long packed = 0;
        for (int i = 0; i < NUMBER_BYTES; i++) {
            packed = packed << 8 | (buffer.get() & 0xff);
        }
        return PersonNumber.fromLong(packed);
    }

    private static ByteBuffer putUuid(ByteBuffer buffer, UUID uuid) {
        return buffer.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
    }

    private static UUID uuid(ByteBuffer buffer) {
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}

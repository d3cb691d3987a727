package dk.hoibu.fhir.fhir;

import com.google.common.io.BaseEncoding;
import java.util.Optional;

/** Base 32 (RFC 4648) in small letters without padding, one text for one thing. */
final class IdText {

    private static final BaseEncoding BASE_32 =
            BaseEncoding.base32().lowerCase().omitPadding();

    private IdText() {}

    static String encode(byte[] bytes) {
        return BASE_32.encode(bytes);
    }

    /** Empty for what {@link #encode} never makes, also for a last character with stray bits. */
    static Optional<byte[]> decode(String text) {
        if (!BASE_32.canDecode(text)) {
            return Optional.empty();
        }
        byte[] bytes = BASE_32.decode(text);
        return encode(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
    }
}

package dk.hoibu.fhir.message.rule;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** What is known of the bytes that a message attaches, by what stands for them in its text: base64, or a mark where they were set apart. */
@FunctionalInterface
public interface Attached {

    /** Empty when it stands for no bytes: it is not base64, or there is nothing. */
    Optional<Bytes> of(String data);

    /**
     * Bytes of which only the beginning is there.
     *
     * @param size how many they are
     * @param beginning the first of them, enough to tell a file's type by
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Bytes(long size, byte[] beginning) {}

    /** Of a message whose text has all of them, as base64. */
    static Attached inText() {
        return data ->
                Values.base64(data) ? Optional.of(new Bytes(Values.bytes(data), Beginning.of(data))) : Optional.empty();
    }

    /** The first bytes of a base64 text. */
    final class Beginning {

        private static final int DIGITS = 1368;

        private Beginning() {}

        private static byte[] of(String data) {
            char[] digits = new char[DIGITS];
            int count = 0;
            for (int i = 0; i < data.length() && count < DIGITS; i++) {
                if (!Values.space(data.charAt(i))) {
                    digits[count++] = data.charAt(i);
                }
            }
            return Base64.getDecoder().decode(new String(Arrays.copyOf(digits, count)));
        }
    }
}

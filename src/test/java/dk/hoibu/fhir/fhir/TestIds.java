package dk.hoibu.fhir.fhir;

import com.google.crypto.tink.subtle.AesSiv;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/** Opaque ids for tests: made with a key that everybody knows, and the same in every run. */
public final class TestIds {

    private TestIds() {}

    public static Ids known() {
        return withKeyOf(7);
    }

    /** The ids of a key that consists of that byte. */
    public static Ids withKeyOf(int each) {
        byte[] key = new byte[64];
        Arrays.fill(key, (byte) each);
        try {
            return new Ids(new AesSiv(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

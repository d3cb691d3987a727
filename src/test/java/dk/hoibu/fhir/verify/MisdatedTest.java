package dk.hoibu.fhir.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.audit.proof.SigningKey;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MisdatedTest {

    private final SigningKey key = SigningKey.fresh("hoibu.example/audit/node-1", new SecureRandom());

    /** Erasing goes by the time in the entry, searching by the time in what it says: signed or not, they must be one. */
    @Test
    void anEntryThatSaysAnotherTimeThanItWasRecordedAtIsBadThoughAllHashesAreRight() throws Exception {
        StoredLog stored = new StoredLog("node-1", key, new Random(1), 10);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            StoredLog.tables(connection);
            stored.append(connection, 12);
            stored.appendMisdated(connection);
            stored.append(connection, 7);
            try (Verifier verifier = new Verifier(
                    new JdbcStored(() -> connection),
                    Trusted.read(List.of(key.vkey() + "\n")),
                    Elsewhere.read(stored.anchor()),
                    Instant.EPOCH,
                    1)) {
                assertThat(verifier.log("node-1").findings()).singleElement().satisfies(finding -> {
                    assertThat(finding.kind()).isEqualTo(Finding.Kind.PAYLOAD);
                    assertThat(finding.place()).isEqualTo(12);
                });
            }
        }
    }
}

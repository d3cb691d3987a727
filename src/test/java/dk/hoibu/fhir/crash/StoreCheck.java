package dk.hoibu.fhir.crash;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.hoibu.fhir.audit.proof.SigningKey;
import dk.hoibu.fhir.verify.Elsewhere;
import dk.hoibu.fhir.verify.Finding;
import dk.hoibu.fhir.verify.LogReport;
import dk.hoibu.fhir.verify.Trusted;
import dk.hoibu.fhir.verify.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Holds what clients received against what is stored, cycle by cycle, and the whole log against its hashes. */
final class StoreCheck {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Store store;
    private final Path folder;
    private long seen = -1;

    StoreCheck(Store store, Path folder) {
        this.store = store;
        this.folder = folder;
    }

    /**
     * What was found.
     *
     * @param records how many entries were written since the last look
     * @param missing request ids of answers that came, in whole or in part, and are not stored
     * @param torn how many entries have no payload, or one that is not JSON
     * @param duplicates request ids of requests that are stored more than once
     * @param findings of the verifier, about the whole log
     */
    record Found(long records, List<String> missing, long torn, List<String> duplicates, List<Finding> findings) {}

    Found look(List<Received> received) throws SQLException, IOException {
        Map<String, Integer> stored = new HashMap<>();
        long[] counted = read(stored);
        List<String> missing = received.stream()
                .filter(answer -> !answer.isUnavailable())
                .map(Received::requestId)
                .filter(id -> !stored.containsKey(id))
                .toList();
        List<String> duplicates = stored.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
        return new Found(counted[0], missing, counted[1], duplicates, verify());
    }

    /** What was stored since the last look, how often by request id; answers how many entries, and how many of them are torn. */
    private long[] read(Map<String, Integer> stored) throws SQLException {
        long records = 0;
        long torn = 0;
        try (Connection connection = store.connect();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT e.sequence, p.request_id, p.payload, p.type FROM audit_entry e LEFT JOIN audit_payload p"
                                + " ON p.log = e.log AND p.sequence = e.sequence WHERE e.sequence > ? ORDER BY e.sequence")) {
            select.setLong(1, seen);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    seen = row.getLong(1);
                    records++;
                    torn += isWhole(row.getString(3)) ? 0 : 1;
                    // an alarm names the request that made it enough, and is not what was kept of it
                    if (!"110113".equals(row.getString(4))) {
                        stored.merge(String.valueOf(row.getString(2)), 1, Integer::sum);
                    }
                }
            }
        }
        return new long[] {records, torn};
    }

    private static boolean isWhole(String payload) {
        try {
            return payload != null && JSON.readTree(payload).isObject();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /** By the verifier, which shares no code with the writer; gaps, torn and orphaned rows are findings too. */
    List<Finding> verify() throws IOException {
        try (Verifier verifier = new Verifier(store.stored(), trusted(), Elsewhere.nowhere(), Instant.EPOCH, 2)) {
            List<Finding> findings = new ArrayList<>();
            verifier.all().stream().map(LogReport::findings).forEach(findings::addAll);
            return findings;
        }
    }

    /** The server's public key, if it signs checkpoints; else any, since there is nothing to hold against it. */
    private Trusted trusted() throws IOException {
        Path key = folder.resolve("keys").resolve("audit-signing.pub");
        return Trusted.read(List.of(
                Files.exists(key)
                        ? Files.readString(key)
                        : SigningKey.fresh("unused", new SecureRandom()).vkey() + "\n"));
    }
}

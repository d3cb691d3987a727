package dk.hoibu.fhir;

import dk.hoibu.fhir.audit.Ledger;
import dk.hoibu.fhir.audit.trail.AuditUnavailable;
import dk.hoibu.fhir.audit.trail.sql.SqlAuditTrail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The audit trail that the settings name. */
final class AuditTrails {

    private static final Logger LOG = LoggerFactory.getLogger(AuditTrails.class);

    private AuditTrails() {}

    /**
     * The trail, opened if it can be; what cannot be opened now is tried again with each request, and until then nothing is answered.
     *
     * @param folder the server's own
     */
    static SqlAuditTrail open(Settings.Audit settings, Path folder) {
        SqlAuditTrail trail = settings.database()
                .map(database -> SqlAuditTrail.postgresql(
                        database.url(),
                        database.user(),
                        () -> password(database.passwordFile()),
                        settings.node(),
                        settings.timeout(),
                        new SecureRandom()))
                .orElseGet(() -> SqlAuditTrail.sqlite(
                        settings.file().orElse(folder.resolve("audit").resolve("audit.db")),
                        settings.node(),
                        settings.timeout(),
                        new SecureRandom()));
        try {
            trail.open();
        } catch (AuditUnavailable unavailable) {
            LOG.atError()
                    .addKeyValue("reason", unavailable.getMessage())
                    // at the start there is nothing of anybody in it, and it tells a taken log from a broken disk
                    .addKeyValue("cause", String.valueOf(unavailable.getCause()))
                    .log("the audit trail cannot be opened: nothing is answered until it can");
        }
        return trail;
    }

    /** Tells of what a server that was killed had begun; when that cannot be done now, the next start does it. */
    static void finish(Ledger ledger, String node) {
        try {
            int unfinished = ledger.finish(node);
            if (unfinished > 0) {
                LOG.atWarn().addKeyValue("count", unfinished).log("accesses were begun and never finished");
            }
        } catch (AuditUnavailable unavailable) {
            LOG.atError()
                    .addKeyValue("reason", unavailable.getMessage())
                    .log("it could not be looked for accesses that were never finished");
        }
    }

    private static String password(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new AuditUnavailable("the password file of the audit trail cannot be read", e);
        }
    }
}

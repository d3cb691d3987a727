package dk.hoibu.fhir.cli;

import dk.hoibu.fhir.audit.trail.AuditUnavailable;
import dk.hoibu.fhir.audit.trail.OrderedTrail;
import dk.hoibu.fhir.audit.trail.Outbox;
import dk.hoibu.fhir.audit.trail.sql.SqlAuditTrail;
import dk.hoibu.fhir.verify.Unreadable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Opens what is noted of forwarding, beside a server that may be running. */
final class ForwardPlace {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Nothing is written in it. */
    private static final String LOG = "command-line";

    private ForwardPlace() {}

    /** What is done with it; answers the exit code. */
    interface Deed {
        int with(Outbox outbox, OrderedTrail trail);
    }

    /** Does it, or says what is wrong: then the exit code is 2. */
    static int use(TrailPlace place, DatabaseUser user, CommandSpec spec, Deed deed) {
        try (SqlAuditTrail trail = open(place, user)) {
            return deed.with(trail.outbox(), trail.ordered());
        } catch (Unreadable | AuditUnavailable failed) {
            spec.commandLine().getErr().println("error: " + failed.getMessage());
            return 2;
        }
    }

    private static SqlAuditTrail open(TrailPlace place, DatabaseUser user) {
        if (place.data != null) {
            Path file = place.data.resolve("audit").resolve("audit.db");
            if (!Files.isRegularFile(file)) {
                throw new Unreadable("there is no audit/audit.db in the folder");
            }
            return SqlAuditTrail.sqlite(file, LOG, PATIENCE, new SecureRandom());
        }
        String url = Optional.ofNullable(place.jdbc).orElseThrow(() -> new Unreadable("no database is named"));
        String name = Optional.ofNullable(user.name).orElseThrow(() -> new Unreadable("no user is named"));
        String password = Optional.ofNullable(user.password()).orElse("");
        return SqlAuditTrail.postgresql(url, name, () -> password, LOG, PATIENCE, new SecureRandom());
    }
}

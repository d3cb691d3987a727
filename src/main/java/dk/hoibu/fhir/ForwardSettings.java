package dk.hoibu.fhir;

import dk.hoibu.fhir.audit.trail.sql.SqlAuditTrail;
import dk.hoibu.fhir.forward.LeaveOut;
import dk.hoibu.fhir.forward.Pace;
import dk.hoibu.fhir.http.OutgoingHttp;
import dk.hoibu.fhir.http.Tls;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which other systems are given what is in the audit trail, and how.
 *
 * @param atna empty for no audit record repository
 * @param minlog empty when accesses are not registered for the citizens
 * @param logs the logs that this server gives: its own, and those it was told to
 * @param timeout for each answer of theirs
 */
record ForwardSettings(
        Optional<Atna> atna,
        Optional<MinLog> minlog,
        Set<String> logs,
        Pace pace,
        Duration timeout,
        OutgoingHttp.Identity identity) {

    private static final String PREFIX = "audit.forward.";

    /** How long after having found nothing to forward it is looked again. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** An audit record repository. */
    record Atna(URI url, int batch, LeaveOut leaveOut) {}

    /**
     * The citizens' national log.
     *
     * @param mappingFile empty for the built-in one
     * @param headerFile empty when nothing goes into the SOAP header
     */
    record MinLog(URI url, Optional<Path> mappingFile, Optional<Path> headerFile, LeaveOut leaveOut) {}

    static ForwardSettings of(Settings.Values v) {
        Set<String> logs = new LinkedHashSet<>(Set.of(v.text("audit.node")));
        for (String log : v.list(PREFIX + "also-logs")) {
            if (!SqlAuditTrail.LOG.matcher(log).matches()) {
                throw new IllegalArgumentException("setting " + PREFIX + "also-logs names what cannot be a log");
            }
            logs.add(log);
        }
        return new ForwardSettings(
                v.optional(PREFIX + "atna.url")
                        .map(url -> new Atna(URI.create(url), v.number(PREFIX + "atna.batch"), leaveOut("atna", v))),
                v.optional(PREFIX + "minlog.url")
                        .map(url -> new MinLog(
                                URI.create(url),
                                v.optional(PREFIX + "minlog.mapping-file").map(Path::of),
                                v.optional(PREFIX + "minlog.header-file").map(Path::of),
                                leaveOut("minlog", v))),
                logs,
                pace(v),
                v.duration(PREFIX + "timeout"),
                identity(PREFIX, v));
    }

    private static LeaveOut leaveOut(String destination, Settings.Values v) {
        String name = PREFIX + destination + ".leave-out";
        try {
            return LeaveOut.parse(v.list(name));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("setting " + name + ": " + wrong.getMessage());
        }
    }

    private static Pace pace(Settings.Values v) {
        try {
            return new Pace(
                    LOOK,
                    v.duration(PREFIX + "pause"),
                    v.duration(PREFIX + "longest-pause"),
                    v.number(PREFIX + "attempts"));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "settings " + PREFIX + "pause, longest-pause and attempts: " + wrong.getMessage());
        }
    }

    /** What the settings whose names begin with {@code prefix} say of certificates. */
    static OutgoingHttp.Identity identity(String prefix, Settings.Values v) {
        Optional<Tls.Identity> keyStore =
                v.both(prefix + "tls.key-store", prefix + "tls.password-file", Tls.KeyStoreFile::new);
        Optional<Tls.Identity> pem = v.both(prefix + "tls.certificate", prefix + "tls.private-key", Tls.PemFiles::new);
        if (keyStore.isPresent() && pem.isPresent()) {
            throw new IllegalArgumentException(
                    "settings " + prefix + "tls.key-store and " + prefix + "tls.certificate exclude each other");
        }
        return new OutgoingHttp.Identity(
                keyStore.or(() -> pem), v.optional(prefix + "tls.authorities").map(Path::of));
    }
}

package dk.hoibu.fhir;

import dk.hoibu.fhir.audit.proof.Anchor;
import dk.hoibu.fhir.audit.proof.AuditKeys;
import dk.hoibu.fhir.audit.proof.CheckpointService;
import dk.hoibu.fhir.audit.proof.CheckpointStore;
import dk.hoibu.fhir.audit.proof.FileAnchor;
import dk.hoibu.fhir.audit.proof.TimestampAnchor;
import dk.hoibu.fhir.audit.proof.TreeHash;
import dk.hoibu.fhir.audit.proof.WitnessAnchor;
import dk.hoibu.fhir.audit.trail.sql.SqlAuditTrail;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The signing of this server's log, as the settings want it. */
final class AuditProof {

    /** How long a witness or an authority may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private AuditProof() {}

    /**
     * Not started yet.
     *
     * @param folder the server's own
     * @throws IllegalArgumentException naming the setting that is wrong
     */
    static CheckpointService of(Settings.Audit settings, SqlAuditTrail trail, Path folder, Clock clock) {
        SecureRandom random = new SecureRandom();
        return new CheckpointService(
                settings.node(),
                keys(settings, folder, random),
                (log, from, count) ->
                        trail.leaves(from, count).stream().map(TreeHash::of).toList(),
                new Kept(trail),
                anchors(settings.proof(), folder, random),
                settings.proof().rhythm(),
                clock);
    }

    /** What was signed, kept in the trail itself. */
    private record Kept(SqlAuditTrail trail) implements CheckpointStore {

        @Override
        public void keep(String log, long size, String note) {
            trail.keepCheckpoint(size, note);
        }

        @Override
        public Optional<String> latest(String log) {
            return trail.latestCheckpoint();
        }
    }

    /** In a folder that nodes share, the first has the usual name for its file, and each other its own. */
    private static AuditKeys keys(Settings.Audit settings, Path folder, SecureRandom random) {
        String origin = settings.proof().origin().orElseGet(() -> madeUp(random)) + "/" + settings.node();
        Path usual = folder.resolve("keys").resolve("audit-signing.json");
        AuditKeys keys = keys(settings.proof().keyFile().orElse(usual), origin, random);
        if (settings.proof().keyFile().isEmpty() && !areOf(keys, settings.node())) {
            keys = keys(usual.resolveSibling("audit-signing-" + settings.node() + ".json"), origin, random);
        }
        if (!areOf(keys, settings.node())) {
            throw new IllegalArgumentException(
                    "setting audit.signing-key-file: the keys there sign another log than audit.node names");
        }
        return keys;
    }

    private static AuditKeys keys(Path file, String origin, SecureRandom random) {
        try {
            return AuditKeys.loadOrCreate(file, origin, random);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "settings audit.signing-key-file and audit.origin: " + wrong.getMessage(), wrong);
        }
    }

    private static boolean areOf(AuditKeys keys, String node) {
        return keys.current().vkey().name().endsWith("/" + node);
    }

    private static String madeUp(SecureRandom random) {
        byte[] number = new byte[8];
        random.nextBytes(number);
        return "hoibu-fhir/" + HexFormat.of().formatHex(number);
    }

    private static List<Anchor> anchors(Settings.Proof settings, Path folder, SecureRandom random) {
        List<Anchor> anchors = new ArrayList<>();
        settings.anchorFile().map(FileAnchor::new).ifPresent(anchors::add);
        if (settings.witness().isPresent() || settings.authority().isPresent()) {
            HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
            settings.witness()
                    .map(witness -> new WitnessAnchor(http, witness.prefix(), witness.key(), PATIENCE))
                    .ifPresent(anchors::add);
            settings.authority()
                    .map(authority -> new TimestampAnchor(
                            http,
                            authority.address(),
                            certificate(authority.certificate()),
                            authority.folder().orElse(folder.resolve("audit").resolve("timestamps")),
                            PATIENCE,
                            random))
                    .ifPresent(anchors::add);
        }
        return anchors;
    }

    private static X509Certificate certificate(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
        } catch (IOException | CertificateException e) {
            throw new IllegalArgumentException(
                    "setting audit.timestamp-authority.certificate: there is no certificate in the file", e);
        }
    }

    /** Has {@code registry} tell how far the log is signed and anchored. */
    static void measure(CheckpointService service, MeterRegistry registry, Clock clock) {
        Gauge.builder("hoibu.audit.entries", service, it -> it.state().entries())
                .description("Entries in this server's audit log, as far as it was looked at")
                .register(registry);
        Gauge.builder(
                        "hoibu.audit.unsigned",
                        service,
                        it -> it.state().entries() - it.state().signed())
                .description("Entries that no checkpoint covers yet")
                .register(registry);
        TimeGauge.builder(
                        "hoibu.audit.checkpoint.age",
                        service,
                        TimeUnit.SECONDS,
                        it -> seconds(it.state().unsigned(clock.instant())))
                .description("For how long it has not been known that all entries are signed")
                .register(registry);
        TimeGauge.builder(
                        "hoibu.audit.anchor.age",
                        service,
                        TimeUnit.SECONDS,
                        it -> seconds(it.state().age(clock.instant())))
                .description(
                        "For how long no anchor has remembered the last checkpoint; 0 when one does, or there are none")
                .register(registry);
        FunctionCounter.builder(
                        "hoibu.audit.anchor.failures", service, it -> it.state().failures())
                .description("How often an anchor did not remember a checkpoint")
                .register(registry);
        Gauge.builder("hoibu.audit.broken", service, it -> it.state().broken().isPresent() ? 1 : 0)
                .description("1 when the log is not the one that was signed: must stay 0")
                .register(registry);
    }

    private static double seconds(Duration age) {
        return age.toMillis() / 1000.0;
    }
}

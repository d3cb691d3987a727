package dk.hoibu.fhir;

import dk.hoibu.fhir.audit.citizen.CitizenRules;
import dk.hoibu.fhir.audit.citizen.ConfiguredConcealment;
import dk.hoibu.fhir.audit.citizen.PseudonymAlgorithm;
import dk.hoibu.fhir.audit.proof.Rhythm;
import dk.hoibu.fhir.audit.proof.Vkey;
import dk.hoibu.fhir.http.Door;
import dk.hoibu.fhir.http.Guard;
import dk.hoibu.fhir.http.Limits;
import dk.hoibu.fhir.http.Rates;
import dk.hoibu.fhir.http.SmartConfiguration;
import dk.hoibu.fhir.http.Tls;
import dk.hoibu.fhir.smart.ClaimNames;
import dk.hoibu.fhir.smart.ClientSecret;
import dk.hoibu.fhir.smart.KeyLocation;
import dk.hoibu.fhir.smart.TokenIntrospection;
import dk.hoibu.fhir.smart.TrustedIssuer;
import dk.hoibu.fhir.source.Faults;
import dk.hoibu.fhir.source.SourceId;
import dk.hoibu.fhir.watch.Regions;
import dk.hoibu.fhir.watch.Thresholds;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Every setting, read once at the start; only {@link Facade} reads it, all others are given plain values. */
public record Settings(
        Door.Listening listening,
        Optional<URI> base,
        boolean proxyDoesTls,
        Optional<Path> guideFolder,
        Access access,
        Search search,
        Disclosure disclosure,
        Audit audit,
        Messages messages,
        Optional<Path> idKeyFile,
        double sampleShare,
        Sources sources) {

    /**
     * Whose tokens count, and how they are read.
     *
     * @param audiences empty for the FHIR base URL
     * @param introspectsAll whether JWTs are asked about too, once verified
     * @param developmentServer whether the sample's users get tokens, where there is test data alone
     * @param openSample whether nobody is asked for a token there
     * @param developmentClients applications of one's own for the development server
     */
    public record Access(
            List<TrustedIssuer> issuers,
            Set<String> audiences,
            Set<String> tokenTypes,
            Optional<TokenIntrospection.Endpoint> introspection,
            boolean introspectsAll,
            boolean developmentServer,
            boolean openSample,
            Optional<Path> developmentClients,
            ClaimNames claims,
            Optional<SmartConfiguration.Endpoints> endpoints) {

        /** Whether anybody is set up whose word on who asks counts. */
        boolean trustsIssuers() {
            return !issuers.isEmpty() || introspection.isPresent();
        }
    }

    /** Page sizes. */
    public record Search(int defaultCount, int maxCount) {}

    /** What may be shown. */
    public record Disclosure(
            Optional<Path> policy,
            Set<String> municipalities,
            Optional<Path> klePolicy,
            String sensitivityLimit,
            boolean closedCases,
            boolean caseNumbers,
            Set<String> specialties) {}

    /**
     * Where it is written down what was asked.
     *
     * @param file empty for the one in the server's folder
     * @param database empty for the file
     * @param node what this server's log is called
     * @param keyFile empty for the one in the server's folder
     * @param citizen how logs are made fit for citizens
     */
    public record Audit(
            Optional<Path> file,
            Optional<Database> database,
            String node,
            Duration timeout,
            Optional<Path> keyFile,
            Proof proof,
            boolean intent,
            CitizenRules citizen,
            Alarms alarms,
            ForwardSettings forward) {}

    /**
     * When somebody should look.
     *
     * @param areas ISO 3166-2 codes of regions, by {@code sor:} or {@code cvr:} and the number
     */
    public record Alarms(Thresholds thresholds, Map<String, String> areas) {}

    /**
     * How what was written down is signed, and who else remembers that.
     *
     * @param keyFile empty for the one in the server's folder
     * @param origin empty for one that is made up
     */
    public record Proof(
            Optional<Path> keyFile,
            Optional<String> origin,
            Rhythm rhythm,
            Optional<Path> anchorFile,
            Optional<Witness> witness,
            Optional<TimestampAuthority> authority) {}

    /** A witness of checkpoints, and the key that its answers are signed with. */
    public record Witness(URI prefix, Vkey key) {}

    /**
     * A time-stamping authority.
     *
     * @param folder empty for the one in the server's folder
     */
    public record TimestampAuthority(URI address, Path certificate, Optional<Path> folder) {}

    /**
     * Where messages are kept.
     *
     * @param file empty for the one in the server's folder
     * @param database empty for the file
     * @param anyReceiver whether it is not asked whether the receiver is in SOR
     * @param retention how long messages are kept after the last of their thread came; empty for good
     * @param answerRetention how long the answers to deleted messages are; empty for good
     */
    public record Messages(
            boolean enabled,
            Optional<Path> file,
            Optional<Database> database,
            Duration timeout,
            boolean anyReceiver,
            Optional<Duration> retention,
            Optional<Duration> answerRetention,
            DeliverySettings delivery) {}

    /** A PostgreSQL database. */
    public record Database(String url, String user, Path passwordFile) {}

    /** Where the sources are. */
    public record Sources(
            Optional<Path> sf1470Folder,
            Set<UUID> harmlessClassRoles,
            Set<UUID> hidingClassRoles,
            Optional<Path> sorFile,
            Map<SourceId, Duration> timeouts,
            Map<SourceId, Faults.Fault> faults) {}

    /** The settings of {@code values}, which hold every key of {@link SettingKey#ALL} with a value of its kind. */
    static Settings of(Map<String, String> values) {
        Values v = new Values(values);
        Limits limits = new Limits(
                v.number("server.max-header-bytes"),
                v.number("server.max-body-bytes"),
                v.number("server.max-body-depth"),
                v.number("server.max-parameters"),
                v.number("server.max-concurrent-per-client"));
        Door.Listening listening = new Door.Listening(
                v.text("server.host"),
                v.number("server.port"),
                v.number("server.max-threads"),
                v.duration("server.idle-timeout"),
                v.duration("server.stop-timeout"),
                v.list("server.allowed-origins"),
                limits,
                guard(v),
                tls(v));
        return new Settings(
                listening,
                v.optional("server.base-url").map(URI::create),
                v.flag("server.plain-http-behind-proxy"),
                v.optional("server.guide-folder").map(Path::of),
                access(v),
                new Search(v.number("search.default-count"), v.number("search.max-count")),
                new Disclosure(
                        v.optional("disclosure.policy").map(Path::of),
                        v.list("disclosure.municipalities"),
                        v.optional("disclosure.kle-policy").map(Path::of),
                        v.text("disclosure.sensitivity-limit"),
                        v.flag("disclosure.closed-cases"),
                        v.flag("disclosure.case-numbers"),
                        v.list("disclosure.specialties")),
                audit(v),
                messages(v),
                v.optional("ids.key-file").map(Path::of),
                v.share("conformance.sample-share"),
                sources(v));
    }

    private static Guard guard(Values v) {
        return new Guard(
                new Rates(
                        v.number("server.rate.per-address"),
                        v.number("server.rate.per-client"),
                        v.number("server.rate.per-user"),
                        v.number("server.rate.launches")),
                v.duration("server.request-timeout"),
                v.list("server.host-names"),
                v.list("server.trusted-proxies"),
                v.list("server.metrics-readers"));
    }

    private static Optional<Tls> tls(Values v) {
        Optional<Tls.Identity> keyStore =
                v.both("server.tls.key-store", "server.tls.password-file", Tls.KeyStoreFile::new);
        Optional<Tls.Identity> pem = v.both("server.tls.certificate", "server.tls.private-key", Tls.PemFiles::new);
        Optional<Path> clients = v.optional("server.tls.client-ca").map(Path::of);
        if (keyStore.isPresent() && pem.isPresent()) {
            throw new IllegalArgumentException(
                    "settings server.tls.key-store and server.tls.certificate exclude each other");
        }
        if (clients.isPresent() && keyStore.or(() -> pem).isEmpty()) {
            throw new IllegalArgumentException("setting server.tls.client-ca needs a certificate of the server's");
        }
        return keyStore.or(() -> pem).map(identity -> new Tls(identity, clients, v.duration("server.tls.look")));
    }

    private static Access access(Values v) {
        List<TrustedIssuer> issuers =
                v.list("access.issuers").stream().map(Settings::issuer).toList();
        return new Access(
                issuers,
                v.list("access.audiences"),
                v.list("access.token-types"),
                v.optional("access.introspection.url").map(url -> introspection(url, v)),
                v.flag("access.introspection.all-tokens"),
                v.flag("access.development-server"),
                v.flag("access.open-sample"),
                v.optional("access.development-clients").map(Path::of),
                new ClaimNames(
                        List.copyOf(v.list("access.claims.client")),
                        v.text("access.claims.scope"),
                        v.text("access.claims.patient"),
                        v.text("access.claims.name"),
                        v.text("access.claims.role"),
                        v.text("access.claims.organisation"),
                        v.text("access.claims.purpose"),
                        v.text("access.claims.treatment-relation"),
                        v.text("access.claims.fhir-user"),
                        v.text("access.claims.launch"),
                        v.text("access.claims.cpr")),
                v.optional("access.token-endpoint")
                        .map(token -> new SmartConfiguration.Endpoints(
                                token,
                                v.optional("access.authorization-endpoint"),
                                v.optional("access.introspection-endpoint"),
                                v.optional("access.revocation-endpoint"),
                                List.copyOf(v.list("access.grant-types")),
                                v.list("access.capabilities")))
                        .map(told -> Discovery.complete(told, issuers, v.list("access.client-algorithms"))));
    }

    /** An issuer and the place of its keys, with a space between. */
    private static TrustedIssuer issuer(String text) {
        String[] halves = text.split("\\s+", -1);
        if (halves.length != 2) {
            throw new IllegalArgumentException(
                    "setting access.issuers must hold, of each issuer, its iss, a space, and the URL or file of its keys");
        }
        boolean url = halves[1].matches("[a-z]+://.*");
        try {
            KeyLocation keys =
                    url ? new KeyLocation.AtUrl(URI.create(halves[1])) : new KeyLocation.InFile(Path.of(halves[1]));
            return new TrustedIssuer(halves[0], keys);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("setting access.issuers: " + wrong.getMessage());
        }
    }

    private static Messages messages(Values v) {
        return new Messages(
                v.flag("messages.enabled"),
                v.optional("messages.file").map(Path::of),
                database("messages", v),
                v.duration("messages.timeout"),
                v.flag("messages.any-receiver"),
                v.optional("messages.retention").map(SettingKey::duration),
                v.optional("messages.answer-retention").map(SettingKey::duration),
                DeliverySettings.of(v));
    }

    private static Optional<Database> database(String of, Values v) {
        return v.optional(of + ".jdbc-url").map(url -> {
            if (v.optional(of + ".user").isEmpty()
                    || v.optional(of + ".password-file").isEmpty()) {
                throw new IllegalArgumentException(
                        "setting " + of + ".jdbc-url needs " + of + ".user and " + of + ".password-file");
            }
            return new Database(url, v.text(of + ".user"), Path.of(v.text(of + ".password-file")));
        });
    }

    private static Audit audit(Values v) {
        return new Audit(
                v.optional("audit.file").map(Path::of),
                database("audit", v),
                v.text("audit.node"),
                v.duration("audit.timeout"),
                v.optional("audit.key-file").map(Path::of),
                proof(v),
                v.flag("audit.intent"),
                citizen(v),
                alarms(v, "audit.alarm."),
                ForwardSettings.of(v));
    }

    private static CitizenRules citizen(Values v) {
        String prefix = "audit.citizen.";
        try {
            return new CitizenRules(
                    new ConfiguredConcealment(
                            v.list(prefix + "conceal"),
                            v.list(prefix + "conceal-units"),
                            v.optional(prefix + "salt-file").map(Path::of)),
                    PseudonymAlgorithm.named(v.text(prefix + "pseudonym")));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "settings " + prefix + "conceal, " + prefix + "conceal-units: " + wrong.getMessage());
        }
    }

    private static Alarms alarms(Values v, String prefix) {
        Duration quiet = v.duration(prefix + "quiet");
        if (quiet.isZero()) {
            throw new IllegalArgumentException("setting " + prefix + "quiet must be more than nothing");
        }
        Thresholds thresholds = new Thresholds(
                v.number(prefix + "children-per-hour"),
                v.number(prefix + "children-per-day"),
                v.number(prefix + "client-children-per-day"),
                v.flag(prefix + "own-number"),
                v.flag(prefix + "family"),
                v.number(prefix + "user-denials-per-hour"),
                v.number(prefix + "client-denials-per-hour"),
                v.number(prefix + "organisation-denials-per-hour"),
                v.number(prefix + "refused-tokens-per-hour"),
                v.number(prefix + "outside-area-children-per-day"),
                quiet);
        return new Alarms(
                thresholds,
                v.list(prefix + "areas").stream()
                        .map(area -> area.split(" +"))
                        .collect(Collectors.toMap(area -> area[0], Settings::region, (one, other) -> other)));
    }

    private static String region(String[] area) {
        return Optional.of(area)
                .filter(it -> it.length == 2 && it[0].matches("sor:\\d{6,18}|cvr:\\d{8}"))
                .flatMap(it -> Regions.named(it[1]))
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "setting audit.alarm.areas takes sor: or cvr: with a number, a space, and a region or municipality"));
    }

    private static Proof proof(Values v) {
        Rhythm usual = Rhythm.usual();
        Duration signEvery = v.duration("audit.checkpoint-interval");
        if (signEvery.isZero()) {
            throw new IllegalArgumentException("setting audit.checkpoint-interval must be more than nothing");
        }
        return new Proof(
                v.optional("audit.signing-key-file").map(Path::of),
                v.optional("audit.origin"),
                new Rhythm(
                        signEvery,
                        usual.entries(),
                        v.duration("audit.anchor-interval"),
                        v.duration("audit.anchor-grace")),
                v.optional("audit.anchor-file").map(Path::of),
                v.together("audit.witness.url", "audit.witness.key", Settings::witness),
                v.together(
                        "audit.timestamp-authority.url",
                        "audit.timestamp-authority.certificate",
                        (url, certificate) -> new TimestampAuthority(
                                URI.create(url),
                                Path.of(certificate),
                                v.optional("audit.timestamp-authority.folder").map(Path::of))));
    }

    private static Witness witness(String prefix, String key) {
        try {
            return new Witness(URI.create(prefix), Vkey.parse(key));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "settings audit.witness.url and audit.witness.key: " + wrong.getMessage());
        }
    }

    private static TokenIntrospection.Endpoint introspection(String url, Values v) {
        String prefix = "access.introspection.";
        String file = v.needed(prefix + "client-secret-file", prefix + "url");
        String client = v.needed(prefix + "client-id", prefix + "url");
        String issuer = v.needed(prefix + "issuer", prefix + "url");
        try {
            return new TokenIntrospection.Endpoint(URI.create(url), client, ClientSecret.inFile(Path.of(file)), issuer);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("settings " + prefix + "url, client-secret-file: " + wrong.getMessage());
        }
    }

    private static Sources sources(Values v) {
        Map<SourceId, Duration> timeouts = new EnumMap<>(SourceId.class);
        Map<SourceId, Faults.Fault> faults = new EnumMap<>(SourceId.class);
        for (SourceId source : SourceId.values()) {
            String prefix = "sources." + source.key();
            timeouts.put(source, v.duration(prefix + ".timeout"));
            faults.put(
                    source,
                    new Faults.Fault(
                            Faults.Mode.valueOf(v.text(prefix + ".fault").toUpperCase(Locale.ROOT)),
                            v.duration(prefix + ".fault-latency")));
        }
        return new Sources(
                v.optional("sources.case-index.sf1470-folder").map(Path::of),
                v.uuids("sources.case-index.harmless-class-roles"),
                v.uuids("sources.case-index.hiding-class-roles"),
                v.optional("sources.health-organisation.sor-file").map(Path::of),
                timeouts,
                faults);
    }

    /** Every setting by its name. */
    record Values(Map<String, String> all) {

        String text(String name) {
            String value = all.get(name);
            if (value == null) {
                throw new IllegalStateException("no setting " + name);
            }
            return value;
        }

        Optional<String> optional(String name) {
            return Optional.of(text(name)).filter(value -> !value.isBlank());
        }

        /** The setting {@code name}, which {@code because} needs. */
        String needed(String name, String because) {
            return optional(name)
                    .orElseThrow(() ->
                            new IllegalArgumentException("setting " + name + " must be given when " + because + " is"));
        }

        /** Made of two files, which are named both or not at all. */
        <T> Optional<T> both(String name, String other, BiFunction<Path, Path, T> made) {
            return together(name, other, (file, second) -> made.apply(Path.of(file), Path.of(second)));
        }

        /** Made of two texts, which are given both or not at all. */
        <T> Optional<T> together(String name, String other, BiFunction<String, String, T> made) {
            if (optional(name).isPresent() != optional(other).isPresent()) {
                throw new IllegalArgumentException("settings " + name + " and " + other + " go together");
            }
            return optional(name).map(text -> made.apply(text, text(other)));
        }

        int number(String name) {
            return Integer.parseInt(text(name));
        }

        double share(String name) {
            return Double.parseDouble(text(name));
        }

        boolean flag(String name) {
            return Boolean.parseBoolean(text(name));
        }

        Duration duration(String name) {
            return SettingKey.duration(text(name));
        }

        Set<String> list(String name) {
            return SettingKey.list(text(name));
        }

        Set<UUID> uuids(String name) {
            try {
                return list(name).stream().map(UUID::fromString).collect(Collectors.toSet());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("setting " + name + " must be a list of UUIDs");
            }
        }
    }
}

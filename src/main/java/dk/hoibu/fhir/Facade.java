package dk.hoibu.fhir;

import ca.uhn.fhir.context.FhirContext;
import dk.hoibu.fhir.access.AccessRule;
import dk.hoibu.fhir.access.DisclosurePolicy;
import dk.hoibu.fhir.access.KnownRequester;
import dk.hoibu.fhir.access.SampleOnLoopback;
import dk.hoibu.fhir.audit.ChildMarks;
import dk.hoibu.fhir.audit.FactsCodec;
import dk.hoibu.fhir.audit.Ledger;
import dk.hoibu.fhir.audit.proof.CheckpointService;
import dk.hoibu.fhir.audit.trail.AuditTrail;
import dk.hoibu.fhir.audit.trail.sql.SqlAuditTrail;
import dk.hoibu.fhir.fhir.IdKeys;
import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.fhir.Terminology;
import dk.hoibu.fhir.guide.OfficialPackages;
import dk.hoibu.fhir.http.Backstop;
import dk.hoibu.fhir.http.Desk;
import dk.hoibu.fhir.http.Door;
import dk.hoibu.fhir.http.GuideSite;
import dk.hoibu.fhir.http.Recorder;
import dk.hoibu.fhir.http.Words;
import dk.hoibu.fhir.launch.LaunchDesk;
import dk.hoibu.fhir.mapping.ClosedSets;
import dk.hoibu.fhir.overview.BookingRules;
import dk.hoibu.fhir.overview.Overviews;
import dk.hoibu.fhir.overview.SourceCalls;
import dk.hoibu.fhir.overview.Sources;
import dk.hoibu.fhir.resource.AskedWords;
import dk.hoibu.fhir.resource.CapabilityProvider;
import dk.hoibu.fhir.resource.Definitions;
import dk.hoibu.fhir.resource.Guide;
import dk.hoibu.fhir.resource.Providers;
import dk.hoibu.fhir.search.SearchDefinition;
import dk.hoibu.fhir.source.Faults;
import dk.hoibu.fhir.source.booking.sample.SampleAppointmentOverview;
import dk.hoibu.fhir.source.caseindex.CaseIndex;
import dk.hoibu.fhir.source.caseindex.sample.SampleCaseIndex;
import dk.hoibu.fhir.source.caseindex.sf1470.Sf1470FolderCaseIndex;
import dk.hoibu.fhir.source.caseindex.sf1470.Sf1470Roles;
import dk.hoibu.fhir.source.folder.DataFolder;
import dk.hoibu.fhir.source.healthorg.HealthOrganisation;
import dk.hoibu.fhir.source.healthorg.sor.SorCsvHealthOrganisation;
import dk.hoibu.fhir.source.organisation.sample.SampleMunicipalOrganisation;
import dk.hoibu.fhir.source.person.sample.SamplePersonRegister;
import dk.hoibu.fhir.source.school.sample.SampleSchoolRegister;
import dk.hoibu.fhir.validation.SamplingValidator;
import dk.hoibu.fhir.validation.Validator;
import dk.hoibu.fhir.watch.Watch;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The whole server, put together from its settings: sources, rules, providers, door. What each part is given, it is given here.
 */
public final class Facade implements AutoCloseable {

    private final Door door;
    private final URI base;
    private final Ids ids;
    private final Faults faults;
    private final boolean builtIn;
    private final boolean testData;
    private final AccessMode mode;
    private final Optional<SamplingValidator> sampling;
    private final SqlAuditTrail trail;
    private final CheckpointService checkpoints;
    private final AuditForwarding forwarding;
    private final Watch watch;
    private final Optional<Messaging> messaging;

    private Facade(
            Door door,
            URI base,
            Ids ids,
            Faults faults,
            boolean builtIn,
            boolean testData,
            AccessMode mode,
            Optional<SamplingValidator> sampling,
            SqlAuditTrail trail,
            CheckpointService checkpoints,
            AuditForwarding forwarding,
            Watch watch,
            Optional<Messaging> messaging) {
        this.messaging = messaging;
        this.trail = trail;
        this.forwarding = forwarding;
        this.watch = watch;
        this.checkpoints = checkpoints;
        this.mode = mode;
        this.door = door;
        this.base = base;
        this.ids = ids;
        this.faults = faults;
        this.builtIn = builtIn;
        this.testData = testData;
        this.sampling = sampling;
    }

    /**
     * Starts a server that answers as soon as this returns.
     *
     * @param folder the server's own folder: its keys, and its data if it has a subfolder {@code sources}
     * @throws IllegalArgumentException naming the setting or file that is wrong
     */
    public static Facade start(Settings settings, Path folder, String version, Clock clock) {
        return start(settings, folder, version, clock, UnaryOperator.identity());
    }

    /** {@code seen} is the trail as the recorder is to see it: for tests and measurements, and nothing else. */
    static Facade start(Settings settings, Path folder, String version, Clock clock, UnaryOperator<AuditTrail> seen) {
        Exposure.require(settings);
        GuideSite site = settings.guideFolder().map(GuideSite::in).orElseGet(GuideSite::builtIn);
        CompletableFuture<SqlAuditTrail> trailComing =
                CompletableFuture.supplyAsync(() -> AuditTrails.open(settings.audit(), folder));
        CompletableFuture<CheckpointService> checkpointsComing =
                trailComing.thenApply(trail -> AuditProof.of(settings.audit(), trail, folder, clock));
        CompletableFuture<FhirContext> contextComing = CompletableFuture.supplyAsync(FhirContext::forR4);
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Metrics metrics = new Metrics(registry);
        Terminology terms = terminology();
        Ids ids = IdKeys.loadOrCreate(
                settings.idKeyFile().orElse(folder.resolve("keys").resolve("ids.json")));

        boolean builtIn = !Files.isDirectory(folder.resolve("sources"));
        DataFolder data = builtIn ? DataFolder.builtIn() : DataFolder.at(folder);
        boolean testData = builtIn || DataFolder.isTestData(folder);
        AccessMode mode = AccessMode.of(settings.access(), testData);
        AccessRule access = mode == AccessMode.OPEN_SAMPLE ? new SampleOnLoopback() : new KnownRequester();
        Faults faults = new Faults();
        settings.sources().faults().forEach(faults::set);
        Sources sources = sources(settings.sources(), data, clock, faults);
        SourceCalls calls = new SourceCalls(settings.sources().timeouts(), clock, metrics::sourceCalled);
        DisclosurePolicy disclosure = policy(settings, mode, builtIn, terms);
        Overviews overviews = new Overviews(
                sources,
                calls,
                access,
                disclosure,
                new BookingRules(settings.disclosure().specialties()),
                metrics::hidden,
                clock);

        Door door = new Door(settings.listening());
        int port = door.open();
        URI base = settings.base().orElseGet(() -> settings.listening().url(port));
        FhirContext context = ready(contextComing);
        Guide guide = Guide.builtIn(context);
        Map<String, SearchDefinition<?>> definitions = Definitions.with(guide);
        Providers.Options options = new Providers.Options(
                settings.search().defaultCount(),
                settings.search().maxCount(),
                settings.disclosure().caseNumbers(),
                settings.disclosure().closedCases());
        SqlAuditTrail trail = ready(trailComing);
        ChildMarks marks = ChildMarks.loadOrCreate(
                settings.audit().keyFile().orElse(folder.resolve("keys").resolve("audit.key")));
        LaunchDesk launches = new LaunchDesk(clock, new SecureRandom());
        Optional<Messaging> messaging = Messaging.of(
                settings,
                folder,
                new SorReceivers(
                        sources.health(),
                        sources.municipalities(),
                        calls,
                        access,
                        builtIn && settings.sources().sorFile().isEmpty(),
                        settings.messages().anyReceiver()),
                new RegistersOfDrafts(sources, calls, access, overviews, ids),
                new SorLetterRegister(sources.health(), calls, access),
                context,
                ids,
                marks,
                base.toString(),
                metrics,
                clock);
        Door.Fhir fhir = new Door.Fhir(
                context,
                base,
                Providers.all(
                        context,
                        overviews,
                        sources,
                        calls,
                        access,
                        guide,
                        ids,
                        terms,
                        base.toString(),
                        options,
                        launches,
                        trail,
                        marks,
                        settings.audit().citizen(),
                        clock),
                new CapabilityProvider(
                        base.toString(),
                        version,
                        clock.instant(),
                        guide,
                        mode != AccessMode.OPEN_SAMPLE,
                        messaging.isPresent()),
                definitions.keySet(),
                backstop(mode, disclosure, guide, ids, overviews, metrics),
                messaging.map(Messaging::desk).orElseGet(Desk::none),
                messaging.<BooleanSupplier>map(it -> it::isReady));
        Optional<SamplingValidator> sampling = sampling(settings.sampleShare(), registry);
        Consumer<byte[]> sent =
                sampling.<Consumer<byte[]>>map(validator -> validator::offer).orElse(body -> {});
        CheckpointService checkpoints = ready(checkpointsComing);
        AuditProof.measure(checkpoints, registry, clock);
        Ledger ledger = new Ledger(
                seen.apply(new AnchoredTrail(trail, checkpoints::isAnchored)),
                marks,
                new FactsCodec(number -> ids.ofPerson(Ids.Purpose.PATIENT, number)));
        AuditForwarding forwarding = AuditForwarding.of(settings.audit(), trail, ids, base.toString(), context, clock);
        forwarding.measure(registry, clock);
        Settings.Alarms alarms = settings.audit().alarms();
        Watch watch = Watch.of(
                alarms.thresholds(),
                new OrganisationAreas(alarms.areas(), sources, calls, access),
                ledger,
                marks,
                clock,
                registry);
        AskedWords words = new AskedWords(context, ids);
        AuditTrails.finish(ledger, settings.audit().node());
        Recorder recorder = new Recorder(
                ledger,
                ids,
                new Words(words::page, words::body),
                settings.audit().intent(),
                watch,
                clock,
                registry);
        door.start(
                fhir,
                registry,
                new SourceStates(sources, settings.sources().timeouts())::now,
                sent,
                site,
                new Logins(settings.access(), base, clock, recorder::failed)
                        .of(mode, folder, launches, ids, ledger, watch),
                recorder);
        checkpoints.start();
        forwarding.start();
        messaging.ifPresent(it -> it.measure(registry));
        messaging.ifPresent(it -> it.start(ledger, clock));
        return new Facade(
                door,
                base,
                ids,
                faults,
                builtIn,
                testData,
                mode,
                sampling,
                trail,
                checkpoints,
                forwarding,
                watch,
                messaging);
    }

    /** Behind the answers, wherever anybody is asked who they are. */
    private static Optional<Backstop> backstop(
            AccessMode mode, DisclosurePolicy policy, Guide guide, Ids ids, Overviews overviews, Metrics metrics) {
        if (mode == AccessMode.OPEN_SAMPLE) {
            return Optional.empty();
        }
        Backstop.Bounds bounds = new Backstop.Bounds(
                policy.directions(),
                guide.types(),
                ids,
                (requester, number) -> overviews.person(requester, number).child());
        return Optional.of(new Backstop(bounds, metrics::backstopFired));
    }

    /** None when the share is 0. The validator gets a FHIR context of its own: the server's is tuned for writing. */
    private static Optional<SamplingValidator> sampling(double share, MeterRegistry registry) {
        if (share == 0) {
            return Optional.empty();
        }
        return Optional.of(new SamplingValidator(share, new SplittableRandom(), registry, () -> {
            Validator validator = Validator.of(
                    Messaging.quiet(), OfficialPackages.ofThisUser().present());
            return body -> validator.validate(body, List.of());
        }));
    }

    /** The sources, each reading its files beside the others: in the largest data folder that takes many seconds. */
    private static Sources sources(Settings.Sources settings, DataFolder data, Clock clock, Faults faults) {
        var persons = CompletableFuture.supplyAsync(() -> new SamplePersonRegister(data, clock, faults));
        var cases = CompletableFuture.supplyAsync(() -> cases(settings, data, clock, faults));
        var appointments = CompletableFuture.supplyAsync(() -> new SampleAppointmentOverview(data, clock, faults));
        var schools = CompletableFuture.supplyAsync(() -> new SampleSchoolRegister(data, clock, faults));
        HealthOrganisation health = settings.sorFile().isPresent()
                ? SorCsvHealthOrganisation.of(settings.sorFile().get(), clock, faults)
                : SorCsvHealthOrganisation.in(data, clock, faults);
        return new Sources(
                ready(persons),
                ready(cases),
                ready(appointments),
                new SampleMunicipalOrganisation(data, clock, faults),
                health,
                ready(schools));
    }

    private static CaseIndex cases(Settings.Sources settings, DataFolder data, Clock clock, Faults faults) {
        return settings.sf1470Folder().isPresent()
                ? new Sf1470FolderCaseIndex(
                        settings.sf1470Folder().get(),
                        new Sf1470Roles(settings.harmlessClassRoles(), settings.hidingClassRoles()),
                        clock,
                        faults)
                : new SampleCaseIndex(data, clock, faults);
    }

    /** What is being made, when it is there; its own exception when it could not be made. */
    private static <T> T ready(CompletableFuture<T> coming) {
        try {
            return coming.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** Where tokens are asked for, nobody unknown is served, whatever the policy says of the sample. */
    private static DisclosurePolicy policy(Settings settings, AccessMode mode, boolean builtIn, Terminology terms) {
        DisclosurePolicy policy = Policies.inForce(settings.disclosure(), builtIn, terms);
        return mode == AccessMode.OPEN_SAMPLE ? policy : policy.forKnownRequesters();
    }

    private static Terminology terminology() {
        Terminology terms = Terminology.builtIn();
        ClosedSets.require(terms);
        return terms;
    }

    /** The FHIR base URL. */
    public URI base() {
        return base;
    }

    public Ids ids() {
        return ids;
    }

    /** How the sample sources fail; may be changed while the server runs. */
    public Faults faults() {
        return faults;
    }

    /** Whom the server asks for a token. */
    AccessMode accessMode() {
        return mode;
    }

    /** Whether the built-in sample is served, not a data folder. */
    public boolean builtInSample() {
        return builtIn;
    }

    /** Whether nobody real is in what is served. */
    boolean testDataAlone() {
        return testData;
    }

    public void join() throws InterruptedException {
        door.join();
    }

    @Override
    public void close() {
        door.stop();
        sampling.ifPresent(SamplingValidator::close);
        forwarding.close();
        watch.close();
        checkpoints.close();
        messaging.ifPresent(Messaging::close);
        trail.close();
    }
}

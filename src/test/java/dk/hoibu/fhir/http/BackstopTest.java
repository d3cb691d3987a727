package dk.hoibu.fhir.http;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Metadata;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.IServerConformanceProvider;
import ca.uhn.fhir.rest.server.RestfulServer;
import dk.hoibu.fhir.SettingsReader;
import dk.hoibu.fhir.access.Item.Kind;
import dk.hoibu.fhir.access.Role;
import dk.hoibu.fhir.audit.ChildMarks;
import dk.hoibu.fhir.audit.FactsCodec;
import dk.hoibu.fhir.audit.Ledger;
import dk.hoibu.fhir.audit.Onlooker;
import dk.hoibu.fhir.audit.trail.sql.SqlAuditTrail;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.fhir.Ids.Purpose;
import dk.hoibu.fhir.fhir.TestIds;
import dk.hoibu.fhir.smart.ClaimNames;
import dk.hoibu.fhir.smart.KeyLocation;
import dk.hoibu.fhir.smart.TestIssuer;
import dk.hoibu.fhir.smart.TokenVerifier;
import dk.hoibu.fhir.smart.TrustedIssuer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Basic;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.EpisodeOfCare;
import org.hl7.fhir.r4.model.EpisodeOfCare.EpisodeOfCareStatus;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The door with everything behind it that narrows taken away: one provider that gives whatever the test tells it to. What must not go out
 * then does not, and sounds an alarm; what may, does.
 */
class BackstopTest {

    private static final Ids IDS = TestIds.withKeyOf(3);
    private static final PersonNumber CHILD = PersonNumber.parse("0505159995").orElseThrow();
    private static final PersonNumber OTHER = PersonNumber.parse("0505209996").orElseThrow();
    private static final PersonNumber FORMER = PersonNumber.parse("0505109990").orElseThrow();
    private static final UUID ITEM = UUID.fromString("65bf0aa3-a592-450f-9a30-b1b2a5a5c633");
    private static final TestIssuer ISSUER = new TestIssuer();
    private static final List<String> ALARMS = new ArrayList<>();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private static Path folder;

    private static List<Resource> given = List.of();
    private static Door door;
    private static SqlAuditTrail trail;
    private static String base;

    /** Gives what the test told it to, to anybody. */
    private record Careless(Class<? extends Resource> type) implements IResourceProvider {

        @Override
        public Class<? extends IBaseResource> getResourceType() {
            return type;
        }

        @Read
        public IBaseResource read(@IdParam IdType id) {
            return given.get(0);
        }

        @Search(allowUnknownParams = true)
        public Bundle search(RequestDetails details) {
            Bundle bundle = new Bundle().setType(Bundle.BundleType.SEARCHSET);
            given.forEach(resource -> bundle.addEntry()
                    .setResource(resource)
                    .getSearch()
                    .setMode(
                            resource instanceof OperationOutcome
                                    ? Bundle.SearchEntryMode.OUTCOME
                                    : type.isInstance(resource)
                                            ? Bundle.SearchEntryMode.MATCH
                                            : Bundle.SearchEntryMode.INCLUDE));
            return bundle;
        }
    }

    /** Says what any server must. */
    public static final class Capabilities implements IServerConformanceProvider<CapabilityStatement> {

        @Metadata
        @Override
        public CapabilityStatement getServerConformance(
                @Nullable HttpServletRequest request, @Nullable RequestDetails details) {
            return new CapabilityStatement();
        }

        @Override
        public void setRestfulServer(RestfulServer server) {
            // nothing to tell of it
        }
    }

    @BeforeAll
    static void start() {
        door = new Door(new SettingsReader()
                .read(Optional.empty(), Map.of(), List.of("server.port=0", "server.stop-timeout=1s"))
                .listening());
        base = "http://127.0.0.1:" + door.open() + "/fhir";
        TokenVerifier verifier = new TokenVerifier(
                List.of(new TrustedIssuer(
                        TestIssuer.NAME, new KeyLocation.InFile(ISSUER.writeKeys(folder.resolve("keys.json"))))),
                new TokenVerifier.Demands(Set.of(base), Set.of("at+jwt"), ClaimNames.standard()),
                Clock.systemUTC());
        Backstop backstop = new Backstop(
                new Backstop.Bounds(
                        Map.of(
                                Role.GP, Set.of(Kind.PERSON, Kind.CASE, Kind.CONTACT, Kind.SCHOOL, Kind.GP),
                                Role.PPR, Set.of(Kind.PERSON, Kind.APPOINTMENT)),
                        Set.of("CapabilityStatement"),
                        IDS,
                        (requester, number) -> number.equals(FORMER) ? CHILD : number),
                ALARMS::add);
        List<Object> providers = new ArrayList<>();
        for (Class<? extends Resource> type : List.of(
                Patient.class,
                EpisodeOfCare.class,
                Appointment.class,
                CareTeam.class,
                Organization.class,
                PractitionerRole.class,
                Basic.class)) {
            providers.add(new Careless(type));
        }
        door.start(
                new Door.Fhir(
                        FhirContext.forR4(),
                        URI.create(base),
                        providers,
                        new Capabilities(),
                        Set.of(),
                        Optional.of(backstop)),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                Map::of,
                body -> {},
                GuideSite.builtIn(),
                new Door.Login(Authentication.by(verifier), Optional.empty()),
                recorder());
    }

    private static Recorder recorder() {
        trail = SqlAuditTrail.sqlite(folder.resolve("audit.db"), "node-1", Duration.ofSeconds(5), new SecureRandom());
        ChildMarks marks = ChildMarks.loadOrCreate(folder.resolve("audit.key"));
        FactsCodec codec = new FactsCodec(number -> IDS.ofPerson(Purpose.PATIENT, number));
        Words words = new Words((type, link) -> Map.of(), body -> Map.of());
        return new Recorder(
                new Ledger(trail, marks, codec),
                IDS,
                words,
                false,
                Onlooker.BLIND,
                Clock.systemUTC(),
                new SimpleMeterRegistry());
    }

    @AfterAll
    static void stop() {
        trail.close();
        door.stop();
    }

    @BeforeEach
    void silence() {
        ALARMS.clear();
    }

    private static String token(String role, String scope, @Nullable PersonNumber patient) {
        Map<String, @Nullable Object> claims = TestIssuer.claims(base, Instant.now());
        claims.put("role", role);
        claims.put("scope", scope);
        if (patient != null) {
            claims.put("patient", IDS.ofPerson(Purpose.PATIENT, patient));
        }
        return ISSUER.sign(claims);
    }

    private static HttpResponse<String> get(String path, String token) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/" + path))
                .header("Authorization", "Bearer " + token)
                // by this the look at all logs knows that these alarms are meant
                .header("X-Request-Id", "backstop-test-" + UUID.randomUUID())
                .build();
        try {
            return CLIENT.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    // ---- resources

    private static Reference to(PersonNumber child) {
        return new Reference("Patient/" + IDS.ofPerson(Purpose.PATIENT, child));
    }

    private static Patient patient(PersonNumber child) {
        Patient patient = new Patient();
        patient.setId("Patient/" + IDS.ofPerson(Purpose.PATIENT, child));
        patient.addName().setFamily("Hemmelig");
        return patient;
    }

    private static Patient protectedPatient() {
        Patient patient = patient(CHILD);
        patient.getMeta().addSecurity(new Coding().setCode("R"));
        return patient;
    }

    private static EpisodeOfCare careCase(PersonNumber child) {
        EpisodeOfCare episode =
                new EpisodeOfCare().setStatus(EpisodeOfCareStatus.ACTIVE).setPatient(to(child));
        episode.setId("EpisodeOfCare/" + IDS.ofItem(Purpose.CASE, child, ITEM));
        episode.getManagingOrganization().setDisplay("Hemmelig");
        return episode;
    }

    private static Appointment booking(PersonNumber child) {
        Appointment appointment = new Appointment().setStatus(Appointment.AppointmentStatus.BOOKED);
        appointment.setId("Appointment/" + IDS.ofItem(Purpose.APPOINTMENT, child, ITEM));
        appointment.addParticipant().setActor(to(child).setDisplay("Hemmelig"));
        return appointment;
    }

    private static CareTeam team(PersonNumber child, String role) {
        CareTeam team = new CareTeam().setSubject(to(child)).setName("Hemmelig");
        team.setId("CareTeam/" + IDS.ofPerson(Purpose.CARE_TEAM, child));
        team.addParticipant().addRole(new CodeableConcept().addCoding(new Coding().setCode(role)));
        return team;
    }

    private static Organization organisation(String id) {
        Organization organisation = new Organization().setName("Hemmelig");
        organisation.setId("Organization/" + id);
        return organisation;
    }

    private static PractitionerRole caseworkerOf(PersonNumber child) {
        PractitionerRole role = new PractitionerRole();
        role.setId("PractitionerRole/" + IDS.ofItem(Purpose.CASE_MANAGER, child, ITEM));
        role.getPractitioner().setDisplay("Hemmelig");
        return role;
    }

    private static Resource containing() {
        EpisodeOfCare episode = careCase(CHILD);
        episode.addContained(patient(OTHER));
        return episode;
    }

    private static Resource basic() {
        Basic basic = new Basic();
        basic.setId("Basic/1");
        basic.getCode().setText("Hemmelig");
        return basic;
    }

    private static Resource elsewhere() {
        EpisodeOfCare episode = careCase(CHILD);
        episode.getPatient().setReference("https://elsewhere.example.org/Patient/1");
        return episode;
    }

    /** A leak: what is about to go out, to whom, and what the alarm must say. */
    private record Leak(
            String what,
            String reason,
            String path,
            String role,
            String scope,
            @Nullable PersonNumber patient,
            List<Resource> resources) {

        @Override
        public String toString() {
            return what;
        }
    }

    static List<Leak> leaks() {
        String all = "user/*.rs";
        String launched = "patient/*.rs";
        return List.of(
                new Leak(
                        "a case to a municipality",
                        "role",
                        "EpisodeOfCare?a=b",
                        "ppr",
                        all,
                        null,
                        List.of(careCase(CHILD))),
                new Leak(
                        "a case read by a municipality",
                        "role",
                        "EpisodeOfCare/1",
                        "ppr",
                        all,
                        null,
                        List.of(careCase(CHILD))),
                new Leak("an appointment to a GP", "role", "Appointment?a=b", "gp", all, null, List.of(booking(CHILD))),
                new Leak(
                        "an appointment among a GP's cases",
                        "role",
                        "EpisodeOfCare?a=b",
                        "gp",
                        all,
                        null,
                        List.of(careCase(CHILD), booking(CHILD))),
                new Leak("a child to an auditor", "role", "Patient/1", "auditor", all, null, List.of(patient(CHILD))),
                new Leak("a child to an operator", "role", "Patient/1", "operator", all, null, List.of(patient(CHILD))),
                new Leak(
                        "a child to a message handler",
                        "role",
                        "Patient/1",
                        "message-handler",
                        all,
                        null,
                        List.of(patient(CHILD))),
                new Leak(
                        "a caseworker in a municipality's network",
                        "role",
                        "CareTeam?a=b",
                        "ppr",
                        all,
                        null,
                        List.of(team(CHILD, "sagsbehandler"))),
                new Leak(
                        "a school in a municipality's network",
                        "role",
                        "CareTeam?a=b",
                        "ppr",
                        all,
                        null,
                        List.of(team(CHILD, "skole"))),
                new Leak(
                        "psychiatry in a GP's network",
                        "role",
                        "CareTeam?a=b",
                        "gp",
                        all,
                        null,
                        List.of(team(CHILD, "psykiatri"))),
                new Leak(
                        "who works on a case, to a municipality",
                        "role",
                        "PractitionerRole/1",
                        "ppr",
                        all,
                        null,
                        List.of(caseworkerOf(CHILD))),
                new Leak(
                        "another child than the launch's",
                        "scope",
                        "Patient/1",
                        "gp",
                        launched,
                        CHILD,
                        List.of(patient(OTHER))),
                new Leak(
                        "another child's case",
                        "scope",
                        "EpisodeOfCare?a=b",
                        "gp",
                        launched,
                        CHILD,
                        List.of(careCase(OTHER))),
                new Leak(
                        "who works on another child's case",
                        "scope",
                        "PractitionerRole/1",
                        "gp",
                        launched,
                        CHILD,
                        List.of(caseworkerOf(OTHER))),
                new Leak(
                        "a child without a launch",
                        "scope",
                        "Patient/1",
                        "gp",
                        launched,
                        null,
                        List.of(patient(CHILD))),
                new Leak(
                        "two children's cases",
                        "child",
                        "EpisodeOfCare?a=b",
                        "gp",
                        all,
                        null,
                        List.of(careCase(CHILD), careCase(OTHER))),
                new Leak(
                        "a case of a child elsewhere",
                        "child",
                        "EpisodeOfCare?a=b",
                        "gp",
                        all,
                        null,
                        List.of(elsewhere())),
                new Leak(
                        "a type without a scope",
                        "scope",
                        "EpisodeOfCare?a=b",
                        "gp",
                        "user/Patient.rs",
                        null,
                        List.of(careCase(CHILD))),
                new Leak(
                        "found with a scope to read",
                        "scope",
                        "EpisodeOfCare?a=b",
                        "gp",
                        "user/EpisodeOfCare.r",
                        null,
                        List.of(careCase(CHILD))),
                new Leak(
                        "included without a scope",
                        "scope",
                        "EpisodeOfCare?a=b",
                        "gp",
                        "user/EpisodeOfCare.rs",
                        null,
                        List.of(careCase(CHILD), organisation("1"))),
                new Leak(
                        "against the scope's condition",
                        "scope",
                        "EpisodeOfCare?a=b",
                        "gp",
                        "user/EpisodeOfCare.rs?status=finished",
                        null,
                        List.of(careCase(CHILD))),
                new Leak(
                        "a register without a scope",
                        "scope",
                        "Organization?a=b",
                        "gp",
                        "user/Patient.rs",
                        null,
                        List.of(organisation("1"))),
                new Leak(
                        "the name of a protected child",
                        "protected",
                        "Patient/1",
                        "gp",
                        all,
                        null,
                        List.of(protectedPatient())),
                new Leak(
                        "something contained",
                        "contained",
                        "EpisodeOfCare?a=b",
                        "gp",
                        all,
                        null,
                        List.of(containing())),
                new Leak("a type nobody knows", "type", "Basic/1", "gp", all, null, List.of(basic())));
    }

    @ParameterizedTest
    @MethodSource("leaks")
    void whatMustNotGoOutDoesNotAndSoundsTheAlarm(Leak leak) {
        given = leak.resources();

        HttpResponse<String> answer = get(leak.path(), token(leak.role(), leak.scope(), leak.patient()));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body())
                .contains("OperationOutcome", "X-Request-Id")
                .doesNotContain("Hemmelig", "rule", "denied", "HAPI", IDS.ofPerson(Purpose.PATIENT, CHILD));
        assertThat(ALARMS).containsExactly(leak.reason());
    }

    static List<Leak> rightAnswers() {
        String all = "user/*.rs openid";
        String launched = "patient/*.rs";
        return List.of(
                new Leak(
                        "a case to a GP",
                        "",
                        "EpisodeOfCare?a=b",
                        "gp",
                        all,
                        null,
                        List.of(
                                careCase(CHILD),
                                patient(CHILD),
                                organisation("1"),
                                caseworkerOf(CHILD),
                                new OperationOutcome())),
                new Leak(
                        "an appointment to a municipality",
                        "",
                        "Appointment?a=b",
                        "ppr",
                        all,
                        null,
                        List.of(booking(CHILD))),
                new Leak("the launch's child", "", "Patient/1", "gp", launched, CHILD, List.of(patient(CHILD))),
                new Leak(
                        "the launch's child, under its number in force",
                        "",
                        "EpisodeOfCare?a=b",
                        "gp",
                        launched,
                        FORMER,
                        List.of(careCase(CHILD))),
                new Leak("a network", "", "CareTeam?a=b", "gp", all, null, List.of(team(CHILD, "sagsbehandler"))),
                new Leak(
                        "a register to an auditor",
                        "",
                        "Organization/1",
                        "auditor",
                        all,
                        null,
                        List.of(organisation("1"))),
                new Leak(
                        "as the scope's condition says",
                        "",
                        "EpisodeOfCare?a=b",
                        "gp",
                        "user/EpisodeOfCare.rs?status=active",
                        null,
                        List.of(careCase(CHILD))),
                new Leak("nothing", "", "EpisodeOfCare?a=b", "gp", all, null, List.of()));
    }

    @ParameterizedTest
    @MethodSource("rightAnswers")
    void whatMayGoOutDoes(Leak right) {
        given = right.resources();

        HttpResponse<String> answer = get(right.path(), token(right.role(), right.scope(), right.patient()));

        assertThat(answer.statusCode()).as(answer.body() + ALARMS).isEqualTo(200);
        assertThat(ALARMS).isEmpty();
    }

    @Test
    void whatTheServerCanDoIsToldToAnybody() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(base + "/metadata")).build();

        assertThat(CLIENT.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        assertThat(ALARMS).isEmpty();
    }
}

package dk.hoibu.fhir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dk.hoibu.fhir.audit.AccessFacts;
import dk.hoibu.fhir.audit.Alarm;
import dk.hoibu.fhir.audit.Asked;
import dk.hoibu.fhir.audit.Asker;
import dk.hoibu.fhir.audit.Child;
import dk.hoibu.fhir.audit.ChildMarks;
import dk.hoibu.fhir.audit.FactsCodec;
import dk.hoibu.fhir.audit.Outcome;
import dk.hoibu.fhir.audit.Purpose;
import dk.hoibu.fhir.audit.Told;
import dk.hoibu.fhir.audit.citizen.Organisations;
import dk.hoibu.fhir.audit.trail.AuditEntry;
import dk.hoibu.fhir.audit.trail.Marks;
import dk.hoibu.fhir.audit.trail.sql.PostgresServer;
import dk.hoibu.fhir.audit.trail.sql.SqlAuditTrail;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.IdKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The citizen's log as the command prints it. */
class AuditCitizenCommandTest {

    private static final Instant NOW = Instant.parse("2026-06-10T08:00:00Z");
    private static final String LARS = "0505159995";

    private static final AuditCitizenCommand.Registers REGISTERS =
            (folder, sorFile) -> wanted -> new Organisations.Found(
                    Map.of(
                            "sor:9901911000016008",
                            new Organisations.Known("Lægerne i Pandrup", Set.of("cvr:29190941"))),
                    true);

    @TempDir
    Path folder;

    private String error = "";
    private String database = "";
    private int code;

    @BeforeEach
    void fill() throws IOException {
        IdKeys.loadOrCreate(folder.resolve("keys").resolve("ids.json"));
        Files.writeString(folder.resolve("number"), LARS + "\n");
        keep(
                LARS,
                "Inger Test <Klit>",
                "EpisodeOfCare?patient=abc",
                Outcome.shown(),
                "EpisodeOfCare/a",
                "EpisodeOfCare/b");
        keep(LARS, "Ole Test Larsen", "Patient/abc", Outcome.not(Outcome.Kind.REFUSED, "treatment-relation"));
        keep("3101229995", "Somebody Else", "EpisodeOfCare", Outcome.shown());
    }

    private void keep(String number, String name, String what, Outcome outcome, String... shown) {
        keep(number, name, new Asked(Asked.Interaction.SEARCH, what), outcome, shown);
    }

    private void keep(String number, String name, Asked asked, Outcome outcome, String... shown) {
        ChildMarks marks = ChildMarks.loadOrCreate(folder.resolve("keys").resolve("audit.key"));
        PersonNumber child = PersonNumber.parse(number).orElseThrow();
        AccessFacts facts = new AccessFacts(
                NOW,
                asked,
                outcome,
                new Told(200, List.of(shown), List.of(new Told.Hidden("case", "kle", 3)), List.of()),
                Optional.of(new Child.Numbered(child)),
                new Asker(
                        new Asker.Client(Optional.of("client"), "192.0.2.1"),
                        Optional.of(
                                new Asker.User("https://issuer.example", "u1", Optional.of("gp"), Optional.of(name))),
                        Optional.of(new Asker.Organisation(Asker.Register.SOR, "9901911000016008", Optional.empty()))),
                Optional.of(new Purpose("http://terminology.hl7.org/CodeSystem/v3-ActReason", "TREAT", "Behandling")),
                "request-1",
                Optional.empty());
        Marks found = new Marks(
                Optional.of(marks.of(child)),
                asked.interaction().type(),
                asked.subtype(),
                "E",
                "0",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "request-1");
        AuditEntry entry = new AuditEntry(UUID.randomUUID(), NOW, found, new FactsCodec(it -> "abc").write(facts));
        try (SqlAuditTrail trail = trail("node-1")) {
            trail.keep(List.of(entry));
        }
    }

    private SqlAuditTrail trail(String log) {
        return database.isEmpty()
                ? SqlAuditTrail.sqlite(
                        folder.resolve("audit").resolve("audit.db"), log, Duration.ofSeconds(10), new SecureRandom())
                : SqlAuditTrail.postgresql(
                        database, "hoibu_audit_owner", () -> "", log, Duration.ofSeconds(10), new SecureRandom());
    }

    private String print(String... more) {
        CommandLine command = new CommandLine(new AuditCitizenCommand(() -> NOW.plusSeconds(60), REGISTERS));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        List<String> arguments = new ArrayList<>(List.of(
                "--data",
                folder.toString(),
                "--number",
                folder.resolve("number").toString(),
                "--by",
                "archivist"));
        arguments.addAll(List.of(more));
        code = command.execute(arguments.toArray(String[]::new));
        error = err.toString();
        return out.toString();
    }

    @Test
    void anAlarmAboutAnAccessIsNoAccessBySomebodyElse() {
        String without = print();
        keep(LARS, "Ole Test Larsen", Asked.alarm(Alarm.FAMILY, "outcome=0"), Outcome.shown());

        String page = print();

        assertThat(page).contains("Opslag: 3").doesNotContain("family", "Alarm");
        assertThat(without).as("the print before is a line by now").contains("Opslag: 2");
    }

    @Test
    void theCitizenReadsWhoLookedAtWhatAndWhyAndNothingOfWhatWasHidden() {
        String page = print();

        assertThat(page)
                .as(error)
                .contains(
                        "10.6.2026 kl. 10.00",
                        "Inger Test &lt;Klit&gt;",
                        "Praktiserende læge",
                        "Lægerne i Pandrup",
                        "Sager i kommunen",
                        "Vist: 2 sager.",
                        "Behandling",
                        "Afvist. Intet blev vist.")
                .doesNotContain("kle", "treatment-relation", "Somebody Else", LARS);
    }

    @Test
    void thatItWasPrintedIsInTheNextPrint() {
        print();

        assertThat(print("--format", "json")).as(error).contains("archivist", "Udskrift af denne log");
    }

    @Test
    void staffAreConcealedWhereTheirOrganisationIs() throws IOException {
        assertThat(print("--conceal", "sor:9901911000016008"))
                .as(error)
                .contains("Navn vises ikke", "Lægerne i Pandrup")
                .doesNotContain("Inger", "Ole Test");
        Path salt = Files.writeString(folder.resolve("salt"), "c2FsdGZyYUlkc2Fz\n");
        assertThat(print("--conceal", "all", "--salt-file", salt.toString()))
                .contains("Sløret identitet ")
                .doesNotContain("Inger", "Ole Test", "archivist");
        assertThat(print("--conceal", "cvr:29189439")).contains("Ole Test Larsen");
        assertThat(print("--conceal", "cvr:29190941")).as("the owner").doesNotContain("Ole Test Larsen");
        assertThat(print("--conceal-unit", "sor:9901911000016008"))
                .contains("Sløret enhed")
                .doesNotContain("Pandrup", "Ole Test Larsen");
    }

    @Test
    void thePrintIsSignedAndTheVerifierProvesIt() throws Exception {
        print("--for", "cvr:29190941", "--anchor-file", folder.resolve("anchor").toString());
        print("--anchor-file", folder.resolve("anchor").toString());
        assertThat(error).isEmpty();

        assertThat(verify(
                        "--log", "insight", "--anchor", folder.resolve("anchor").toString()))
                .contains("log insight: 2 entries", "2 checkpoints and 2 seen elsewhere agree");
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:sqlite:" + folder.resolve("audit").resolve("audit.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("DROP TRIGGER audit_payload_unchanged");
            statement.executeUpdate("UPDATE audit_payload SET client = 'x' WHERE log = 'insight' AND sequence = 0");
        }
        assertThat(verify("--log", "insight")).contains("NOT WHOLE");
    }

    @Test
    void aLogOfPrintsThatWasChangedIsNotGoneOnWith() throws Exception {
        print();
        print();
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:sqlite:" + folder.resolve("audit").resolve("audit.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("DROP TRIGGER audit_entry_unchanged");
            statement.executeUpdate(
                    "UPDATE audit_entry SET leaf = zeroblob(32) WHERE log = 'insight' AND sequence = 0");
        }

        assertThat(print()).isEmpty();
        assertThat(code).isEqualTo(2);
        assertThat(error).contains("cannot be signed");
    }

    private String verify(String... options) {
        StringWriter out = new StringWriter();
        CommandLine line = new CommandLine(new AuditCommand());
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
        List<String> arguments = new ArrayList<>(List.of("verify", "--data", folder.toString()));
        arguments.addAll(List.of(options));
        line.execute(arguments.toArray(String[]::new));
        return out.toString();
    }

    @Test
    void keysAndTrailMayBeElsewhere() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.move(folder.resolve("keys").resolve("audit.key"), elsewhere.resolve("children"));
        Files.move(folder.resolve("keys").resolve("ids.json"), elsewhere.resolve("ids"));
        Files.move(folder.resolve("audit"), elsewhere.resolve("audit"));
        assertThat(print()).isEmpty();
        assertThat(error).contains("there is no ");

        assertThat(print(
                        "--key-file",
                        elsewhere.resolve("children").toString(),
                        "--id-key-file",
                        elsewhere.resolve("ids").toString(),
                        "--audit-file",
                        elsewhere.resolve("audit").resolve("audit.db").toString(),
                        "--signing-key-file",
                        elsewhere.resolve("signing.json").toString()))
                .as(error)
                .contains("Inger Test");
        assertThat(elsewhere.resolve("signing.pub")).exists();
    }

    @Test
    void theTrailMayBeInPostgres() throws Exception {
        assumeTrue(PostgresServer.missing().isEmpty(), "skipped: " + PostgresServer.missing());
        try (PostgresServer postgres = PostgresServer.start()) {
            database = postgres.database();
            try (InputStream roles = getClass().getResourceAsStream("/db/audit/postgresql-roles.sql")) {
                PostgresServer.execute(database, new String(roles.readAllBytes(), StandardCharsets.UTF_8));
            }
            keep(LARS, "Bodil Test Postgres", "EpisodeOfCare", Outcome.shown());
            Path password = Files.writeString(folder.resolve("password"), "none is asked for here");
            String[] place = {"--jdbc", database, "--user", "hoibu_audit_server", "--password-file", password.toString()
            };

            assertThat(print(place)).as(error).contains("Bodil Test Postgres");
            assertThat(print(place)).as(error).contains("Udskrift af denne log");
            assertThat(print("--jdbc", database)).isEmpty();
            assertThat(error).contains("--user");
        }
    }

    @Test
    void whatIsNoNumberIsRefusedAndNotRepeated() throws IOException {
        Files.writeString(folder.resolve("number"), "lars");

        assertThat(print()).isEmpty();
        assertThat(error).contains("not a CPR number").doesNotContain("lars");
    }
}

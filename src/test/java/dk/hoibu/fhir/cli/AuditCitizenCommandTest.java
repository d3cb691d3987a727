package dk.hoibu.fhir.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import dk.hoibu.fhir.audit.trail.AuditEntry;
import dk.hoibu.fhir.audit.trail.Marks;
import dk.hoibu.fhir.audit.trail.sql.SqlAuditTrail;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.IdKeys;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The citizen's log as the command prints it. */
class AuditCitizenCommandTest {

    private static final Instant NOW = Instant.parse("2026-06-10T08:00:00Z");
    private static final String LARS = "0505159995";

    @TempDir
    Path folder;

    private String error = "";

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
                        Optional.of(new Asker.Organisation(
                                Asker.Register.SOR, "9901911000016008", Optional.of("Lægerne i Pandrup")))),
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
        try (SqlAuditTrail trail = SqlAuditTrail.sqlite(
                folder.resolve("audit").resolve("audit.db"), "node-1", Duration.ofSeconds(10), new SecureRandom())) {
            trail.keep(
                    List.of(new AuditEntry(UUID.randomUUID(), NOW, found, new FactsCodec(it -> "abc").write(facts))));
        }
    }

    private String print(String... more) {
        CommandLine command = new CommandLine(new AuditCitizenCommand(() -> NOW.plusSeconds(60)));
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
        command.execute(arguments.toArray(String[]::new));
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
    }

    @Test
    void whatIsNoNumberIsRefusedAndNotRepeated() throws IOException {
        Files.writeString(folder.resolve("number"), "lars");

        assertThat(print()).isEmpty();
        assertThat(error).contains("not a CPR number").doesNotContain("lars");
    }
}

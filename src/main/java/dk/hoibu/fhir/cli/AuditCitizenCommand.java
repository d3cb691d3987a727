package dk.hoibu.fhir.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.hoibu.fhir.audit.AccessFacts;
import dk.hoibu.fhir.audit.Asked;
import dk.hoibu.fhir.audit.Asker;
import dk.hoibu.fhir.audit.Child;
import dk.hoibu.fhir.audit.Ledger.Event;
import dk.hoibu.fhir.audit.Outcome;
import dk.hoibu.fhir.audit.Told;
import dk.hoibu.fhir.audit.citizen.CitizenLine;
import dk.hoibu.fhir.audit.citizen.CitizenPage;
import dk.hoibu.fhir.audit.citizen.CitizenRules;
import dk.hoibu.fhir.audit.citizen.ConcealmentUnknown;
import dk.hoibu.fhir.audit.citizen.ConfiguredConcealment;
import dk.hoibu.fhir.audit.citizen.Organisations;
import dk.hoibu.fhir.audit.citizen.PseudonymAlgorithm;
import dk.hoibu.fhir.audit.trail.AuditUnavailable;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.verify.Unreadable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the log of one child for the citizen. That it was printed is written down and signed first, in a log of its own. */
@Command(
        name = "citizen",
        description = "Print who looked at one child, in Danish, for the citizen.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:it was printed", "2:nothing was printed: it could not be written down, or the call was wrong"
        })
public final class AuditCitizenCommand implements Callable<Integer> {

    /** How the log is written. */
    enum Format {
        html,
        json
    }

    /** Opens the registers that organisations are looked up in. */
    @FunctionalInterface
    public interface Registers {

        /**
         * Those of a server with that folder.
         *
         * @param sorFile what is read in place of the folder's health organisations; null when nothing is
         * @throws IllegalArgumentException naming the file that is wrong
         */
        Organisations of(Path folder, @Nullable Path sorFile);
    }

    private final InstantSource time;
    private final Registers registers;

    @Mixin
    private InsightPlace place = new InsightPlace();

    @Option(
            names = "--number",
            paramLabel = "FILE",
            description = "A file with the child's CPR number alone. Default: standard input; never an argument.")
    private @Nullable Path number;

    @Option(
            names = "--by",
            paramLabel = "WHO",
            required = true,
            description = "Who prints it, such as the user name; it is written down.")
    private String by = "";

    @Option(
            names = "--for",
            paramLabel = "ORGANISATION",
            description = "For whom it is printed, sor:[number] or cvr:[number]; it is written down.")
    private @Nullable String printedFor;

    @Option(
            names = "--conceal",
            paramLabel = "ORGANISATION",
            description =
                    "Staff of sor:[number] or cvr:[number], and of all below, are concealed; all: everybody. May be given again.")
    private List<String> conceal = new ArrayList<>();

    @Option(
            names = "--conceal-unit",
            paramLabel = "ORGANISATION",
            description = "It, and all below, are not told themselves either. May be given again.")
    private List<String> concealUnits = new ArrayList<>();

    @Option(
            names = "--salt-file",
            paramLabel = "FILE",
            description =
                    "The period's salt, in base 64: concealed staff get pseudonyms. Without it they have no name.")
    private @Nullable Path salt;

    @Option(
            names = "--pseudonym",
            paramLabel = "national|keyed|none",
            defaultValue = "national",
            description = "How pseudonyms are made. Default: ${DEFAULT-VALUE}.")
    private String pseudonym = "national";

    @Option(
            names = "--sor-file",
            paramLabel = "FILE",
            description = "SOR CSV file in place of the folder's (setting sources.health-organisation.sor-file).")
    private @Nullable Path sorFile;

    @Option(
            names = "--format",
            paramLabel = "html|json",
            defaultValue = "html",
            description = "A page, or an export for insight requests. Default: ${DEFAULT-VALUE}.")
    private Format format = Format.html;

    @Spec
    private @Nullable CommandSpec spec;

    public AuditCitizenCommand(InstantSource time, Registers registers) {
        this.time = time;
        this.registers = registers;
    }

    @Override
    public Integer call() {
        try (InsightTrail trail = place.open()) {
            Optional<PersonNumber> child = PersonNumber.parse(text(number).strip());
            if (child.isEmpty()) {
                return wrong("that is not a CPR number");
            }
            Instant now = time.instant().truncatedTo(ChronoUnit.MILLIS);
            List<Event> accesses = trail.accesses(child.get());
            List<CitizenLine> lines =
                    rules().log(child.get(), registers.of(place.data, sorFile)).lines(accesses);
            if (!trail.keep(printed(child.get(), now), place.keys(), place.anchors(), time)) {
                spec().commandLine().getErr().println("note: no anchor has remembered this print");
            }
            print(lines, now);
            return 0;
        } catch (AuditUnavailable
                | ConcealmentUnknown
                | Unreadable
                | IllegalStateException
                | IllegalArgumentException failed) {
            return wrong(String.valueOf(failed.getMessage()));
        } catch (IOException e) {
            return wrong("a file cannot be read");
        }
    }

    private CitizenRules rules() {
        return new CitizenRules(
                new ConfiguredConcealment(Set.copyOf(conceal), Set.copyOf(concealUnits), Optional.ofNullable(salt)),
                PseudonymAlgorithm.named(pseudonym));
    }

    private static String text(@Nullable Path file) throws IOException {
        return file == null ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8) : Files.readString(file);
    }

    /** Nothing is printed that is not written down. */
    private AccessFacts printed(PersonNumber child, Instant now) {
        return new AccessFacts(
                now,
                new Asked(Asked.Interaction.OPERATION, "audit citizen"),
                Outcome.shown(),
                Told.nothing(200),
                Optional.of(new Child.Numbered(child)),
                new Asker(
                        new Asker.Client(Optional.of("command-line"), "127.0.0.1"),
                        Optional.of(
                                new Asker.User("urn:hoibu:command-line", by, Optional.of("auditor"), Optional.of(by))),
                        Optional.ofNullable(printedFor).map(AuditCitizenCommand::organisation)),
                Optional.empty(),
                UUID.randomUUID().toString(),
                Optional.empty());
    }

    private static Asker.Organisation organisation(String text) {
        if (!text.matches("(sor|cvr):\\d{1,18}")) {
            throw new IllegalArgumentException("--for takes sor: or cvr: and the number");
        }
        String[] halves = text.split(":", 2);
        return new Asker.Organisation(
                Asker.Register.valueOf(halves[0].toUpperCase(Locale.ROOT)), halves[1], Optional.empty());
    }

    private void print(List<CitizenLine> lines, Instant now) {
        spec().commandLine()
                .getOut()
                .print(
                        switch (format) {
                            case html -> CitizenPage.html(lines, now);
                            case json -> json(lines, now);
                        });
        spec().commandLine().getOut().flush();
    }

    private static String json(List<CitizenLine> lines, Instant now) {
        ObjectNode root = new ObjectMapper().createObjectNode().put("made", now.toString());
        ArrayNode all = root.putArray("accesses");
        lines.forEach(line -> all.addObject()
                .put("when", line.when().toString())
                .put("who", line.who().words())
                .put("role", line.role())
                .put("organisation", line.where().words())
                .put("what", line.what())
                .put("result", line.result())
                .put("why", line.why())
                .put("id", line.id().toString()));
        return root.toPrettyString() + "\n";
    }

    private int wrong(String what) {
        spec().commandLine().getErr().println("error: " + what);
        return 2;
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("picocli gives every command its description");
        }
        return spec;
    }
}

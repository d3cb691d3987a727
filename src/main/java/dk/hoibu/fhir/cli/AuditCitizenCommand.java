package dk.hoibu.fhir.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.hoibu.fhir.audit.AccessFacts;
import dk.hoibu.fhir.audit.Asked;
import dk.hoibu.fhir.audit.Asker;
import dk.hoibu.fhir.audit.Child;
import dk.hoibu.fhir.audit.ChildMarks;
import dk.hoibu.fhir.audit.FactsCodec;
import dk.hoibu.fhir.audit.Ledger;
import dk.hoibu.fhir.audit.Outcome;
import dk.hoibu.fhir.audit.Told;
import dk.hoibu.fhir.audit.citizen.CitizenLine;
import dk.hoibu.fhir.audit.citizen.CitizenLog;
import dk.hoibu.fhir.audit.citizen.CitizenPage;
import dk.hoibu.fhir.audit.citizen.Concealment;
import dk.hoibu.fhir.audit.citizen.NationalPseudonym;
import dk.hoibu.fhir.audit.trail.AuditEntry;
import dk.hoibu.fhir.audit.trail.AuditQuery;
import dk.hoibu.fhir.audit.trail.AuditQuery.Mark;
import dk.hoibu.fhir.audit.trail.AuditQuery.Place;
import dk.hoibu.fhir.audit.trail.AuditTrail;
import dk.hoibu.fhir.audit.trail.AuditUnavailable;
import dk.hoibu.fhir.audit.trail.KeptEntry;
import dk.hoibu.fhir.audit.trail.Marks;
import dk.hoibu.fhir.audit.trail.sql.SqlAuditTrail;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.IdKeys;
import dk.hoibu.fhir.fhir.Ids;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the log of one child for the citizen. That it was printed is written down first, in a log of its own. */
@Command(
        name = "citizen",
        description = "Print who looked at one child, in Danish, for the citizen.",
        mixinStandardHelpOptions = true)
public final class AuditCitizenCommand implements Callable<Integer> {

    /** The log in which prints are written down, beside those of the servers. */
    private static final String LOG = "insight";

    private static final int PAGE = 1000;

    /** How the log is written. */
    enum Format {
        html,
        json
    }

    private final InstantSource time;

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "The server's folder, with its keys.")
    private Path data = Path.of("");

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
            names = "--conceal",
            paramLabel = "ORGANISATION",
            description = "Staff of sor:[number] or cvr:[number] are concealed; all: everybody. May be given again.")
    private List<String> conceal = new ArrayList<>();

    @Option(
            names = "--salt-file",
            paramLabel = "FILE",
            description =
                    "The national salt of the period, in base 64: concealed staff get pseudonyms. Without it they have no name.")
    private @Nullable Path salt;

    @Option(
            names = "--format",
            paramLabel = "html|json",
            defaultValue = "html",
            description = "A page, or an export for insight requests. Default: ${DEFAULT-VALUE}.")
    private Format format = Format.html;

    @Spec
    private @Nullable CommandSpec spec;

    public AuditCitizenCommand(InstantSource time) {
        this.time = time;
    }

    @Override
    public Integer call() {
        Path file = data.resolve("audit").resolve("audit.db");
        Path key = data.resolve("keys").resolve("audit.key");
        Path idKey = data.resolve("keys").resolve("ids.json");
        if (!Files.isRegularFile(file) || !Files.isRegularFile(key) || !Files.isRegularFile(idKey)) {
            return wrong("the folder has no audit trail with its keys");
        }
        try (AuditTrail trail = SqlAuditTrail.sqlite(file, LOG, Duration.ofSeconds(10), new SecureRandom())) {
            Optional<PersonNumber> child = PersonNumber.parse(text(number).strip());
            if (child.isEmpty()) {
                return wrong("that is not a CPR number");
            }
            Concealment concealment = salt == null ? Concealment.NAMELESS : new NationalPseudonym(text(salt));
            CitizenLog log = new CitizenLog(child.get(), concealment, Set.copyOf(conceal), it -> Optional.empty());
            String mark = ChildMarks.loadOrCreate(key).of(child.get());
            Instant now = time.instant().truncatedTo(ChronoUnit.MILLIS);
            List<CitizenLine> lines = lines(trail, mark, log);
            keep(trail, child.get(), mark, IdKeys.loadOrCreate(idKey), now);
            print(lines, now);
            return 0;
        } catch (AuditUnavailable | IllegalArgumentException failed) {
            return wrong(String.valueOf(failed.getMessage()));
        } catch (IOException e) {
            return wrong("a file cannot be read");
        }
    }

    private static String text(@Nullable Path file) throws IOException {
        return file == null ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8) : Files.readString(file);
    }

    private static List<CitizenLine> lines(AuditTrail trail, String mark, CitizenLog log) {
        List<CitizenLine> lines = new ArrayList<>();
        Optional<Place> after = Optional.empty();
        List<KeptEntry> page;
        do {
            page = trail.page(
                    new AuditQuery(Map.of(Mark.CHILD, List.of(mark)), Optional.empty(), Optional.empty(), after, PAGE));
            for (KeptEntry kept : page) {
                // what is only about to be done has an entry of its own when it is done
                if (!kept.entry().marks().type().equals(Ledger.INTENT)) {
                    Optional.of(FactsCodec.read(kept.entry().payload()))
                            .filter(CitizenLog::isAccess)
                            .map(log::line)
                            .ifPresent(lines::add);
                }
                after = Optional.of(new Place(kept.entry().recorded(), kept.log(), kept.sequence()));
            }
        } while (page.size() == PAGE);
        return lines;
    }

    /** Nothing is printed that is not written down. */
    private void keep(AuditTrail trail, PersonNumber child, String mark, Ids ids, Instant now) {
        String request = UUID.randomUUID().toString();
        AccessFacts facts = new AccessFacts(
                now,
                new Asked(Asked.Interaction.OPERATION, "audit citizen"),
                Outcome.shown(),
                Told.nothing(200),
                Optional.of(new Child.Numbered(child)),
                new Asker(
                        new Asker.Client(Optional.of("command-line"), "127.0.0.1"),
                        Optional.of(
                                new Asker.User("urn:hoibu:command-line", by, Optional.of("auditor"), Optional.of(by))),
                        Optional.empty()),
                Optional.empty(),
                request,
                Optional.empty());
        Marks marks = new Marks(
                Optional.of(mark),
                "rest",
                Asked.Interaction.OPERATION.code(),
                Asked.Interaction.OPERATION.action(),
                Outcome.Kind.SHOWN.code(),
                Optional.of("urn:hoibu:command-line|" + by),
                Optional.of("command-line"),
                Optional.empty(),
                Optional.empty(),
                request);
        String payload = new FactsCodec(person -> ids.ofPerson(Ids.Purpose.PATIENT, person)).write(facts);
        trail.keep(List.of(new AuditEntry(UUID.randomUUID(), now, marks, payload)));
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
                .put("who", line.who())
                .put("role", line.role())
                .put("organisation", line.organisation())
                .put("what", line.what())
                .put("result", line.result())
                .put("why", line.why())
                .put("request", line.request()));
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

package dk.hoibu.fhir.message;

import de.siegmar.fastcsv.reader.CsvReader;
import dk.hoibu.fhir.conformance.R4Validator;
import dk.hoibu.fhir.message.reception.Reader;
import dk.hoibu.fhir.message.reception.SetApart;
import dk.hoibu.fhir.message.rule.Finding;
import dk.hoibu.fhir.message.rule.MessageRules;
import dk.hoibu.fhir.message.rule.RuleBook;
import dk.hoibu.fhir.message.rule.Verdict;
import dk.hoibu.fhir.message.tree.Shapes;
import dk.hoibu.fhir.message.wire.Intake;
import dk.hoibu.fhir.message.wire.MessageFormat;
import dk.hoibu.fhir.message.wire.Skeleton;
import dk.hoibu.fhir.validation.R4Codes;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What our rules and the official validator say of the same mutants, and where they differ. */
final class Differences {

    /** A difference that is as it should be: who alone refuses, for what (patterns of the rule's id and of the text), and why. */
    private record Explained(String side, Pattern id, Pattern text, String why) {

        boolean covers(String who, String rule, String words) {
            return side.equals(who)
                    && id.matcher(rule).matches()
                    && text.matcher(words).find();
        }
    }

    /** The first few of a kind, and how many there are. */
    static final class Kind {
        final List<String> examples = new ArrayList<>();
        final boolean explained;
        int count;

        Kind(boolean explained) {
            this.explained = explained;
        }

        synchronized void add(String example) {
            count++;
            if (examples.size() < 3) {
                examples.add(example);
            }
        }
    }

    private final RuleBook book = new RuleBook();
    private final Shapes shapes = new Shapes();
    private final Reader reader = new Reader(shapes);
    private final MessageRules rules = new MessageRules(book, shapes, new R4Codes(R4Validator.CONTEXT)::of);
    private final List<Explained> explained = read();
    private final Map<String, Kind> kinds = new ConcurrentSkipListMap<>();
    private final AtomicInteger refusedByBoth = new AtomicInteger();
    private final AtomicInteger acceptedByBoth = new AtomicInteger();

    /** As when it is received: its attachments' bytes set apart as they come, the rest read and judged. */
    Verdict ours(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        MessageFormat format = text.startsWith("<") ? MessageFormat.XML : MessageFormat.JSON;
        Intake intake = new Intake(format, Intake.LONGEST);
        intake.take(bytes, 0, bytes.length);
        Skeleton skeleton = intake.end();
        return rules.check(reader.read(format, skeleton.text()), new SetApart(skeleton));
    }

    void run(Official official, Mutations mutations, int from, int count) {
        AtomicInteger done = new AtomicInteger();
        IntStream.range(from, from + count).parallel().forEach(number -> {
            one(official, mutations.make(number), number);
            if (done.incrementAndGet() % 500 == 0) {
                System.out.println(
                        done + " of " + count + ", unexplained " + unexplained().size());
            }
        });
    }

    private void one(Official official, Mutant mutant, int number) {
        List<Finding> ours = ours(mutant.text()).errors();
        var theirs = official.errors(mutant.text(), Official.MESSAGE);
        if (ours.isEmpty() == theirs.isEmpty()) {
            (ours.isEmpty() ? acceptedByBoth : refusedByBoth).incrementAndGet();
            return;
        }
        boolean we = theirs.isEmpty();
        boolean known = we
                ? ours.stream().allMatch(one -> explained("we", one.rule().id(), one.where()))
                : theirs.stream().allMatch(one -> explained("they", one.id(), one.text()));
        var ids = we
                ? ours.stream().map(one -> one.rule().id()).toList()
                : theirs.stream().map(one -> one.id()).toList();
        String details = we
                ? ours.stream()
                        .map(one -> one.rule().id() + " @ " + one.where())
                        .limit(3)
                        .collect(Collectors.joining("; "))
                : theirs.stream()
                        .map(one -> one.path() + ": " + one.text())
                        .limit(3)
                        .collect(Collectors.joining("; "));
        kinds.computeIfAbsent(
                        (known ? "explained, " : "UNEXPLAINED, ")
                                + (we ? "we alone: " : "they alone: ")
                                + new TreeSet<>(ids),
                        one -> new Kind(known))
                .add("#" + number + " " + mutant.from() + " " + mutant.deed() + "\n      " + details);
    }

    /** What we alone refuse is explained by the rule itself, if it is ours: it says on which ground. */
    private boolean explained(String who, String rule, String words) {
        return who.equals("we")
                        && rule.startsWith("hoibu-")
                        && !book.ground(book.rule(rule)).isEmpty()
                || explained.stream().anyMatch(one -> one.covers(who, rule, words));
    }

    private static List<Explained> read() {
        try (InputStream in = Differences.class.getResourceAsStream("/message/differences.csv")) {
            return CsvReader.builder()
                    .fieldSeparator(';')
                    .ofNamedCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .stream()
                    .map(row -> new Explained(
                            row.getField("who"),
                            Pattern.compile(row.getField("rule")),
                            Pattern.compile(row.getField("text")),
                            row.getField("why")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The kinds that nobody has explained. */
    Set<String> unexplained() {
        return kinds.entrySet().stream()
                .filter(kind -> !kind.getValue().explained)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    String report() {
        StringBuilder out =
                new StringBuilder("accepted by both " + acceptedByBoth + ", refused by both " + refusedByBoth
                        + ", different "
                        + kinds.values().stream().mapToInt(kind -> kind.count).sum() + "\n");
        kinds.forEach((name, kind) -> {
            out.append(kind.count).append(" x ").append(name).append('\n');
            kind.examples.forEach(example -> out.append("    ").append(example).append('\n'));
        });
        return out.toString();
    }

    /** {@code Differences COUNT [SEED [FROM]]}. */
    public static void main(String[] arguments) {
        int count = Integer.parseInt(arguments[0]);
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        int from = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 0;
        Differences differences = new Differences();
        Official official = new Official();
        MedComExamples.all().forEach((name, bytes) -> {
            String text = new String(bytes, StandardCharsets.UTF_8);
            System.out.println(name + " ours " + differences.ours(text).findings() + " theirs "
                    + official.errors(text, Official.MESSAGE));
        });
        long start = System.nanoTime();
        differences.run(official, new Mutations(MedComExamples.all(), seed), from, count);
        System.out.println(differences.report());
        System.out.println((System.nanoTime() - start) / 1_000_000_000 + " s");
    }
}

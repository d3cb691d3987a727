package dk.hoibu.fhir.cli;

import dk.hoibu.fhir.audit.trail.Outbox;
import dk.hoibu.fhir.audit.trail.Outbox.Change;
import dk.hoibu.fhir.audit.trail.Outbox.Held;
import dk.hoibu.fhir.audit.trail.Outbox.Route;
import dk.hoibu.fhir.audit.trail.Outbox.State;
import dk.hoibu.fhir.log.CprPattern;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What other systems were not given of the audit trail, and what is to become of it. */
@Command(
        name = "forward",
        description = "Show what other systems were not given of the audit trail, and decide what becomes of it.",
        mixinStandardHelpOptions = true,
        subcommands = {
            AuditForwardCommand.ListCommand.class,
            AuditForwardCommand.RetryCommand.class,
            AuditForwardCommand.DropCommand.class
        })
final class AuditForwardCommand implements Callable<Integer> {

    private static final int PAGE = 500;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(of(spec).commandLine(), "say what to do: list, retry or drop");
    }

    private static CommandSpec of(@Nullable CommandSpec spec) {
        if (spec == null) {
            throw new IllegalStateException("picocli gives every command its description");
        }
        return spec;
    }

    private static List<Held> all(Outbox outbox, Route route, State state) {
        List<Held> all = new ArrayList<>();
        List<Held> page;
        long from = 0;
        do {
            page = outbox.list(route, state, from, PAGE);
            all.addAll(page);
            from = page.isEmpty() ? from : page.get(page.size() - 1).sequence() + 1;
        } while (page.size() == PAGE);
        return all;
    }

    /** Shows each destination and log, and what it was refused. */
    @Command(
            name = "list",
            description = "Show how far each destination is, and what it did not take.",
            mixinStandardHelpOptions = true)
    static final class ListCommand implements Callable<Integer> {

        @ArgGroup(multiplicity = "1")
        private TrailPlace place = new TrailPlace();

        @Mixin
        private DatabaseUser user = new DatabaseUser();

        @Option(names = "--all", description = "Also what is still tried or waits, and what was dropped.")
        private boolean everything;

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() {
            return ForwardPlace.use(place, user, of(spec), (outbox, ordered) -> {
                for (Route route : outbox.routes()) {
                    Outbox.Sum sum = outbox.sum(route);
                    long next = outbox.next(route);
                    out().printf(
                                    Locale.ROOT,
                                    "%s, log %s: %d of %d entries, %d held, %d dead%n",
                                    route.destination(),
                                    route.log(),
                                    next,
                                    ordered.end(route.log()),
                                    sum.held(),
                                    sum.dead());
                    print(outbox, route, State.DEAD);
                    if (everything) {
                        print(outbox, route, State.HELD);
                        print(outbox, route, State.DROPPED);
                    }
                }
                out().flush();
                return 0;
            });
        }

        private void print(Outbox outbox, Route route, State state) {
            for (Held held : all(outbox, route, state)) {
                out().printf(
                                Locale.ROOT,
                                "  %s %d, recorded %s, refused %d times: %s%n",
                                state.name().toLowerCase(Locale.ROOT),
                                held.sequence(),
                                held.recorded(),
                                held.attempts(),
                                held.reason());
            }
        }

        private PrintWriter out() {
            return of(spec).commandLine().getOut();
        }
    }

    /** The dead entries that somebody decides on. */
    private static final class Chosen {

        @Option(names = "--destination", paramLabel = "NAME", required = true, description = "atna or minlog.")
        private String destination = "";

        @Option(
                names = "--log",
                paramLabel = "NAME",
                defaultValue = "node-1",
                description = "Whose entries (audit.node). Default: ${DEFAULT-VALUE}.")
        private String log = "";

        @ArgGroup(multiplicity = "1")
        private Which which = new Which();

        private static final class Which {

            @Option(names = "--sequence", paramLabel = "NUMBER", description = "One entry; may be given again.")
            private List<Long> sequences = new ArrayList<>();

            @Option(names = "--all", description = "Every dead entry.")
            private boolean all;
        }

        /** Answers how many there are; those named that are not dead are none. */
        private int change(Outbox outbox, UnaryOperator<Held> decided) {
            Route route = new Route(destination, log);
            List<Held> changed = all(outbox, route, State.DEAD).stream()
                    .filter(held -> which.all || which.sequences.contains(held.sequence()))
                    .map(decided)
                    .toList();
            if (!changed.isEmpty()) {
                outbox.note(route, new Change(Optional.empty(), changed, Set.of()));
            }
            return changed.size();
        }
    }

    /** Has dead entries tried again. */
    @Command(
            name = "retry",
            description =
                    "Have entries tried again that were refused too often. What comes later about the child waits.",
            mixinStandardHelpOptions = true)
    static final class RetryCommand implements Callable<Integer> {

        @ArgGroup(multiplicity = "1")
        private TrailPlace place = new TrailPlace();

        @Mixin
        private DatabaseUser user = new DatabaseUser();

        @Mixin
        private Chosen chosen = new Chosen();

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() {
            return ForwardPlace.use(place, user, of(spec), (outbox, ordered) -> {
                int count = chosen.change(
                        outbox,
                        dead -> new Held(
                                dead.sequence(),
                                dead.recorded(),
                                dead.child(),
                                State.HELD,
                                0,
                                Instant.EPOCH,
                                dead.reason()));
                of(spec).commandLine().getOut().println(count + " entries are tried again");
                return count == 0 ? 1 : 0;
            });
        }
    }

    /** Gives up dead entries for good, and says who decided it and why. */
    @Command(
            name = "drop",
            description =
                    "Decide that entries that were refused too often are not given. They stay in the list of --all.",
            mixinStandardHelpOptions = true)
    static final class DropCommand implements Callable<Integer> {

        @ArgGroup(multiplicity = "1")
        private TrailPlace place = new TrailPlace();

        @Mixin
        private DatabaseUser user = new DatabaseUser();

        @Mixin
        private Chosen chosen = new Chosen();

        @Option(names = "--by", paramLabel = "WHO", required = true, description = "Who decides it.")
        private String by = "";

        @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why.")
        private String reason = "";

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() {
            if (by.isBlank() || reason.isBlank() || CprPattern.isIn(by + " " + reason)) {
                of(spec).commandLine().getErr().println("error: say who and why, without a person number");
                return 2;
            }
            return ForwardPlace.use(place, user, of(spec), (outbox, ordered) -> {
                int count = chosen.change(
                        outbox,
                        dead -> new Held(
                                dead.sequence(),
                                dead.recorded(),
                                dead.child(),
                                State.DROPPED,
                                dead.attempts(),
                                dead.next(),
                                "dropped by " + by + ": " + reason + " (was: " + dead.reason() + ")"));
                of(spec).commandLine().getOut().println(count + " entries are dropped");
                return count == 0 ? 1 : 0;
            });
        }
    }
}

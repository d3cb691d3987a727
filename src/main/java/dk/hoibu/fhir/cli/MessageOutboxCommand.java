package dk.hoibu.fhir.cli;

import dk.hoibu.fhir.log.CprPattern;
import dk.hoibu.fhir.message.store.DeliveryState;
import dk.hoibu.fhir.message.store.Outbox;
import dk.hoibu.fhir.message.store.Outbox.Entry;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which messages did not arrive, and what is to become of them. */
@Command(
        name = "outbox",
        description = "Show which messages did not arrive, and decide what becomes of them.",
        mixinStandardHelpOptions = true)
final class MessageOutboxCommand implements Callable<Integer> {

    private static final int PAGE = 500;

    /** Somebody has to look at these. */
    private static final Set<DeliveryState> LOST = EnumSet.of(DeliveryState.DEAD, DeliveryState.REFUSED);

    @Spec
    private @Nullable CommandSpec spec;

    /** With its own commands. */
    static CommandLine line(Clock clock) {
        return new CommandLine(new MessageOutboxCommand())
                .addSubcommand(new ListCommand(clock))
                .addSubcommand(new ResendCommand(clock))
                .addSubcommand(new DropCommand(clock));
    }

    @Override
    public Integer call() {
        throw new ParameterException(of(spec).commandLine(), "say what to do: list, resend or drop");
    }

    private static CommandSpec of(@Nullable CommandSpec spec) {
        if (spec == null) {
            throw new IllegalStateException("picocli gives every command its description");
        }
        return spec;
    }

    private static void each(Outbox outbox, Set<DeliveryState> states, Consumer<Entry> deed) {
        Optional<UUID> after = Optional.empty();
        List<Entry> page;
        do {
            page = outbox.list(states, after, PAGE);
            page.forEach(deed);
            after = page.isEmpty()
                    ? after
                    : Optional.of(page.get(page.size() - 1).id());
        } while (page.size() == PAGE);
    }

    /** Shows what did not arrive. */
    @Command(
            name = "list",
            description = "Show messages that were refused or given up, by id, and why.",
            mixinStandardHelpOptions = true)
    static final class ListCommand implements Callable<Integer> {

        private final Clock clock;

        @Mixin
        private MessagePlace place = new MessagePlace();

        @Option(names = "--all", description = "Also what is on its way, and what was dropped.")
        private boolean everything;

        @Option(
                names = "--report",
                description = "Also what was lost or changed of each on its way into the old format.")
        private boolean report;

        @Spec
        private @Nullable CommandSpec spec;

        ListCommand(Clock clock) {
            this.clock = clock;
        }

        @Override
        public Integer call() {
            return place.use(of(spec), clock, outbox -> {
                outbox.sum().counts().forEach((state, count) -> out().printf("%s: %d%n", state.column(), count));
                Set<DeliveryState> states = everything ? EnumSet.allOf(DeliveryState.class) : LOST;
                each(outbox, states, entry -> print(outbox, entry));
                out().flush();
                return 0;
            });
        }

        private void print(Outbox outbox, Entry entry) {
            out().printf(
                            Locale.ROOT,
                            "  %s %s %s to %s, queued %s, sent again %d times, failed %d times%s%n",
                            entry.state().column(),
                            entry.kind().name().toLowerCase(Locale.ROOT),
                            entry.id(),
                            entry.receiver(),
                            entry.queued(),
                            entry.resends(),
                            entry.attempts(),
                            entry.reason().isEmpty() ? "" : ": " + entry.reason());
            if (report) {
                outbox.report(entry.id()).ifPresent(it -> out().println("    " + it));
            }
        }

        private PrintWriter out() {
            return of(spec).commandLine().getOut();
        }
    }

    /** What somebody decides on. */
    private static final class Chosen {

        @ArgGroup(multiplicity = "1")
        private Which which = new Which();

        private static final class Which {

            @Option(names = "--id", paramLabel = "ID", description = "One, as list shows it; may be given again.")
            private List<UUID> ids = new ArrayList<>();

            @Option(names = "--all-dead", description = "Every one that was given up; not those that were refused.")
            private boolean dead;
        }

        /** Answers how many there are; those named that are neither dead nor refused are none. */
        private int change(Outbox outbox, Predicate<UUID> decided) {
            List<UUID> ids = new ArrayList<>(which.ids);
            if (which.dead) {
                each(outbox, EnumSet.of(DeliveryState.DEAD), entry -> ids.add(entry.id()));
            }
            return (int) ids.stream().filter(decided).count();
        }
    }

    /** Has messages sent again. */
    @Command(
            name = "resend",
            description = "Have messages sent again that were refused, given up or dropped.",
            mixinStandardHelpOptions = true)
    static final class ResendCommand implements Callable<Integer> {

        private final Clock clock;

        @Mixin
        private MessagePlace place = new MessagePlace();

        @Mixin
        private Chosen chosen = new Chosen();

        @Spec
        private @Nullable CommandSpec spec;

        ResendCommand(Clock clock) {
            this.clock = clock;
        }

        @Override
        public Integer call() {
            return place.use(of(spec), clock, outbox -> {
                int count = chosen.change(outbox, id -> outbox.resend(id, clock.instant()));
                of(spec).commandLine().getOut().println(count + " messages are sent again");
                return count == 0 ? 1 : 0;
            });
        }
    }

    /** Gives messages up for good, and says who decided it and why. */
    @Command(
            name = "drop",
            description = "Decide that nothing more is done about messages. They stay in the list of --all.",
            mixinStandardHelpOptions = true)
    static final class DropCommand implements Callable<Integer> {

        private final Clock clock;

        @Mixin
        private MessagePlace place = new MessagePlace();

        @Mixin
        private Chosen chosen = new Chosen();

        @Option(names = "--by", paramLabel = "WHO", required = true, description = "Who decides it.")
        private String by = "";

        @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why.")
        private String reason = "";

        @Spec
        private @Nullable CommandSpec spec;

        DropCommand(Clock clock) {
            this.clock = clock;
        }

        @Override
        public Integer call() {
            if (by.isBlank() || reason.isBlank() || CprPattern.isIn(by + " " + reason)) {
                of(spec).commandLine().getErr().println("error: say who and why, without a person number");
                return 2;
            }
            return place.use(of(spec), clock, outbox -> {
                int count = chosen.change(outbox, id -> outbox.drop(id, "dropped by " + by + ": " + reason));
                of(spec).commandLine().getOut().println(count + " messages are dropped");
                return count == 0 ? 1 : 0;
            });
        }
    }
}

package dk.hoibu.fhir;

import ca.uhn.fhir.context.FhirContext;
import dk.hoibu.fhir.audit.ChildMarks;
import dk.hoibu.fhir.audit.TimedId;
import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.http.Desk;
import dk.hoibu.fhir.http.Door;
import dk.hoibu.fhir.message.ack.Acknowledgements;
import dk.hoibu.fhir.message.build.Composer;
import dk.hoibu.fhir.message.http.CommunicationView;
import dk.hoibu.fhir.message.http.Drafting;
import dk.hoibu.fhir.message.http.Handing;
import dk.hoibu.fhir.message.http.Mailbox;
import dk.hoibu.fhir.message.http.MessageDesk;
import dk.hoibu.fhir.message.http.Outgoing;
import dk.hoibu.fhir.message.http.Registers;
import dk.hoibu.fhir.message.http.Threads;
import dk.hoibu.fhir.message.reception.AnswerText;
import dk.hoibu.fhir.message.reception.Reader;
import dk.hoibu.fhir.message.reception.Receivers;
import dk.hoibu.fhir.message.reception.Reception;
import dk.hoibu.fhir.message.reception.Replies;
import dk.hoibu.fhir.message.rule.MessageRules;
import dk.hoibu.fhir.message.rule.RuleBook;
import dk.hoibu.fhir.message.store.StoreUnavailable;
import dk.hoibu.fhir.message.store.sql.SqlMessageStore;
import dk.hoibu.fhir.message.tree.Shapes;
import dk.hoibu.fhir.message.wire.Room;
import dk.hoibu.fhir.search.MessageSearchParser;
import dk.hoibu.fhir.validation.R4Codes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything about messages, put together from the settings. */
final class Messaging implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Messaging.class);

    /** No message takes so long to come. */
    private static final Duration ON_ITS_WAY = Duration.ofHours(2);

    private final SqlMessageStore store;
    private final Desk desk;

    private Messaging(SqlMessageStore store, Desk desk) {
        this.store = store;
        this.desk = desk;
    }

    /** Empty when the settings want no messages. */
    static Optional<Messaging> of(
            Settings settings,
            Path folder,
            Receivers receivers,
            Registers registers,
            FhirContext context,
            Ids ids,
            ChildMarks marks,
            String base,
            Clock clock) {
        if (!settings.messages().enabled()) {
            return Optional.empty();
        }
        SqlMessageStore store = store(settings.messages(), folder, clock);
        sweep(store, clock);
        Shapes shapes = new Shapes();
        RuleBook book = new RuleBook();
        R4Codes codes = new R4Codes(context);
        // the first question takes seconds, which no sender should wait
        Thread early = new Thread(() -> codes.of("http://hl7.org/fhir/administrative-gender"), "message-codes");
        early.setDaemon(true);
        early.start();
        AnswerText text = new AnswerText(context);
        Reception reception = new Reception(
                store,
                new Room(Runtime.getRuntime().maxMemory(), settings.messages().timeout()),
                new Reader(shapes),
                book,
                new MessageRules(book, shapes, codes::of),
                new Acknowledgements(base),
                text,
                receivers,
                sor -> true,
                new Replies(store.outbox(), Duration.ofMinutes(30), clock, effect -> {}),
                marks,
                clock);
        MessageSearchParser parser = new MessageSearchParser(
                ids, base, settings.search().defaultCount(), settings.search().maxCount(), clock);
        Mailbox mailbox = new Mailbox(store, parser, new CommunicationView(context, ids, base), marks, text);
        Outgoing outgoing =
                new Outgoing(new Threads(store, context), reception, registers, new Composer(base), text, clock);
        Desk desk = new MessageDesk(
                Door.FHIR_PATH,
                new Handing(reception, text, base),
                mailbox,
                new Drafting(context, registers, outgoing, text, base));
        return Optional.of(new Messaging(store, desk));
    }

    private static SqlMessageStore store(Settings.Messages settings, Path folder, Clock clock) {
        return settings.database()
                .map(database -> SqlMessageStore.postgresql(
                        database.url(),
                        database.user(),
                        () -> password(database.passwordFile()),
                        settings.timeout(),
                        clock))
                .orElseGet(() -> SqlMessageStore.sqlite(
                        settings.file().orElse(folder.resolve("messages").resolve("messages.db")),
                        settings.timeout(),
                        clock));
    }

    private static String password(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new StoreUnavailable("the password file of the messages cannot be read", e);
        }
    }

    /** Lets go of what a server that was killed had begun to take in. */
    private static void sweep(SqlMessageStore store, Clock clock) {
        try {
            int swept = store.sweep(TimedId.at(clock.instant().minus(ON_ITS_WAY)));
            if (swept > 0) {
                LOG.atInfo().addKeyValue("pieces", swept).log("messages that never came to their end were let go of");
            }
        } catch (StoreUnavailable unavailable) {
            LOG.atError()
                    .addKeyValue("reason", unavailable.getMessage())
                    .addKeyValue("cause", String.valueOf(unavailable.getCause()))
                    .log(
                            "the store of messages cannot be opened: messages are answered with transient-error until it can");
        }
    }

    Desk desk() {
        return desk;
    }

    @Override
    public void close() {
        store.close();
    }
}

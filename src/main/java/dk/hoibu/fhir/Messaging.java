package dk.hoibu.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.LenientErrorHandler;
import dk.hoibu.fhir.audit.ChildMarks;
import dk.hoibu.fhir.audit.Ledger;
import dk.hoibu.fhir.audit.TimedId;
import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.http.Desk;
import dk.hoibu.fhir.http.Door;
import dk.hoibu.fhir.message.ack.Acknowledgements;
import dk.hoibu.fhir.message.build.Composer;
import dk.hoibu.fhir.message.delivery.DeliveryTally;
import dk.hoibu.fhir.message.delivery.LetterPacking;
import dk.hoibu.fhir.message.delivery.Packing;
import dk.hoibu.fhir.message.delivery.Unpacking;
import dk.hoibu.fhir.message.delivery.envelope.ReadEnvelopes;
import dk.hoibu.fhir.message.delivery.envelope.VansEnvelope;
import dk.hoibu.fhir.message.delivery.letter.IncomingLetters;
import dk.hoibu.fhir.message.delivery.letter.OutgoingLetters;
import dk.hoibu.fhir.message.http.Drafting;
import dk.hoibu.fhir.message.http.Handing;
import dk.hoibu.fhir.message.http.Mailbox;
import dk.hoibu.fhir.message.http.MessageDesk;
import dk.hoibu.fhir.message.http.Outgoing;
import dk.hoibu.fhir.message.http.Registers;
import dk.hoibu.fhir.message.http.Threads;
import dk.hoibu.fhir.message.keeping.Keeper;
import dk.hoibu.fhir.message.reception.AnswerText;
import dk.hoibu.fhir.message.reception.Letters;
import dk.hoibu.fhir.message.reception.Outcome;
import dk.hoibu.fhir.message.reception.Reader;
import dk.hoibu.fhir.message.reception.Reception;
import dk.hoibu.fhir.message.reception.Replies;
import dk.hoibu.fhir.message.rule.MessageRules;
import dk.hoibu.fhir.message.rule.RuleBook;
import dk.hoibu.fhir.message.store.StoreUnavailable;
import dk.hoibu.fhir.message.store.sql.SqlMessageStore;
import dk.hoibu.fhir.message.tree.Shapes;
import dk.hoibu.fhir.message.view.CommunicationView;
import dk.hoibu.fhir.message.wire.Room;
import dk.hoibu.fhir.message.xdis.OrganisationRegister;
import dk.hoibu.fhir.search.MessageSearchParser;
import dk.hoibu.fhir.validation.R4Codes;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything about messages, put together from the settings. */
final class Messaging implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Messaging.class);

    private final SqlMessageStore store;
    private final Keeper keeper;
    private final Desk desk;
    private final Delivery delivery;
    private final Optional<URI> inbox;
    private final Hearing heard;

    private Messaging(
            SqlMessageStore store, Keeper keeper, Desk desk, Delivery delivery, Optional<URI> inbox, Hearing heard) {
        this.store = store;
        this.keeper = keeper;
        this.inbox = inbox;
        this.heard = heard;
        this.desk = desk;
        this.delivery = delivery;
    }

    /** Empty when the settings want no messages. */
    static Optional<Messaging> of(
            Settings settings,
            Path folder,
            SorReceivers receivers,
            Registers registers,
            OrganisationRegister register,
            FhirContext context,
            Ids ids,
            ChildMarks marks,
            String base,
            Metrics metrics,
            Clock clock) {
        if (!settings.messages().enabled()) {
            return Optional.empty();
        }
        SqlMessageStore store = store(settings.messages(), folder, clock);
        open(store);
        Shapes shapes = new Shapes();
        RuleBook book = new RuleBook();
        R4Codes codes = new R4Codes(quiet());
        // the first question takes seconds, which no sender should wait
        Thread early = new Thread(() -> codes.of("http://hl7.org/fhir/administrative-gender"), "message-codes");
        early.setDaemon(true);
        early.start();
        AnswerText text = new AnswerText(context);
        Reader reader = new Reader(shapes);
        DeliverySettings delivery = settings.messages().delivery();
        DeliveryTally tally = new DeliveryTally();
        Replies replies = new Replies(store.outbox(), delivery.pace().acknowledgement(), clock, tally::reply);
        Reception reception = new Reception(
                store,
                new Room(Runtime.getRuntime().maxMemory(), settings.messages().timeout()),
                reader,
                book,
                new MessageRules(book, shapes, codes::of),
                new Acknowledgements(base),
                text,
                new LocalReceivers(delivery.localReceivers(), receivers),
                delivery.local(),
                replies,
                marks,
                clock,
                metrics::messageReceived);
        MessageSearchParser parser = new MessageSearchParser(
                ids, base, settings.search().defaultCount(), settings.search().maxCount(), clock);
        Mailbox mailbox = new Mailbox(
                store,
                parser,
                new CommunicationView(context, ids, base),
                marks,
                text,
                receivers,
                metrics::backstopFired);
        Hearing heard = new Hearing();
        Letters letters =
                new IncomingLetters(reception, replies, store.outbox(), register, new ReadEnvelopes(), context, clock);
        Outgoing outgoing =
                new Outgoing(new Threads(store, context), reception, registers, new Composer(base), text, clock);
        Desk desk = new MessageDesk(
                Door.FHIR_PATH,
                new Handing(reception, text, letters, base),
                mailbox,
                new Drafting(context, registers, outgoing, text, base));
        Keeper keeper = new Keeper(
                store.retention(),
                new Keeper.Periods(
                        settings.messages().retention(), settings.messages().answerRetention()),
                TimedId::at,
                clock);
        metrics.messages(keeper);
        keeper.start();
        Packing packing =
                new Packing(store, reader, delivery.envelope(), letters(delivery, store, register, context, clock));
        Unpacking unpacking =
                new Unpacking(reception, reader, store.outbox(), new ReadEnvelopes(), letters, clock, heard);
        return Optional.of(new Messaging(
                store,
                keeper,
                desk,
                Delivery.of(delivery, settings.audit().node(), store.outbox(), packing, unpacking, tally, clock),
                delivery.inbox().map(DeliverySettings.InboxPlace::url),
                heard));
    }

    private static LetterPacking letters(
            DeliverySettings delivery,
            SqlMessageStore store,
            OrganisationRegister register,
            FhirContext context,
            Clock clock) {
        DeliverySettings.Letters letters = delivery.letters();
        return new OutgoingLetters(
                letters.receivers(),
                letters.edition(),
                new VansEnvelope(letters.vansNamespace()),
                register,
                store.outbox(),
                context,
                clock);
    }

    /** One of its own: HAPI's code systems of R4 have elements that R4 does not, which would be warned of at each start. */
    static FhirContext quiet() {
        FhirContext quiet = FhirContext.forR4();
        quiet.setParserErrorHandler(new LenientErrorHandler(false));
        return quiet;
    }

    private static SqlMessageStore store(Settings.Messages settings, Path folder, Clock clock) {
        return settings.database()
                .map(database -> SqlMessageStore.postgresql(
                        database.url(),
                        database.user(),
                        () -> password(database.passwordFile()),
                        settings.timeout(),
                        settings.delivery().local(),
                        clock))
                .orElseGet(() -> SqlMessageStore.sqlite(
                        settings.file().orElse(folder.resolve("messages").resolve("messages.db")),
                        settings.timeout(),
                        settings.delivery().local(),
                        clock));
    }

    private static String password(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new StoreUnavailable("the password file of the messages cannot be read", e);
        }
    }

    /** Makes the tables if need be, so that no sender waits for that. */
    private static void open(SqlMessageStore store) {
        if (!store.isWritable()) {
            LOG.error(
                    "the store of messages cannot be opened: messages are answered with transient-error until it can");
        }
    }

    /** Whether messages can be kept now. */
    boolean isReady() {
        return store.isWritable();
    }

    Desk desk() {
        return desk;
    }

    /** Has {@code registry} tell how messages travel. */
    void measure(MeterRegistry registry) {
        delivery.measure(registry);
    }

    /** Begins to hand over and to fetch; what is fetched is written down in {@code ledger}. */
    void start(Ledger ledger, Clock clock) {
        inbox.ifPresent(url -> heard.to = new FetchedAudit(ledger, url.getHost(), clock));
        delivery.start();
    }

    @Override
    public void close() {
        delivery.close();
        keeper.close();
        store.close();
    }

    /** Passes on what is to be written down of messages that are fetched, which is so from the start on. */
    private static final class Hearing implements Consumer<Outcome.Traces> {

        private volatile Consumer<Outcome.Traces> to = traces -> {};

        @Override
        public void accept(Outcome.Traces traces) {
            to.accept(traces);
        }
    }
}

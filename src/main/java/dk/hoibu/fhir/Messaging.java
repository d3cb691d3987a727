package dk.hoibu.fhir;

import ca.uhn.fhir.context.FhirContext;
import dk.hoibu.fhir.audit.ChildMarks;
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
import dk.hoibu.fhir.message.http.CommunicationView;
import dk.hoibu.fhir.message.http.Drafting;
import dk.hoibu.fhir.message.http.Handing;
import dk.hoibu.fhir.message.http.Mailbox;
import dk.hoibu.fhir.message.http.MessageDesk;
import dk.hoibu.fhir.message.http.Outgoing;
import dk.hoibu.fhir.message.http.Registers;
import dk.hoibu.fhir.message.http.Threads;
import dk.hoibu.fhir.message.reception.AnswerText;
import dk.hoibu.fhir.message.reception.Outcome;
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
import dk.hoibu.fhir.message.xdis.OrganisationRegister;
import dk.hoibu.fhir.search.MessageSearchParser;
import dk.hoibu.fhir.validation.R4Codes;
import io.micrometer.core.instrument.MeterRegistry;
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
    private final Delivery delivery;

    private Messaging(SqlMessageStore store, Desk desk, Delivery delivery) {
        this.store = store;
        this.desk = desk;
        this.delivery = delivery;
    }

    /** Empty when the settings want no messages. */
    static Optional<Messaging> of(
            Settings settings,
            Path folder,
            Receivers receivers,
            Registers registers,
            OrganisationRegister register,
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
                known(delivery, receivers),
                delivery.local(),
                replies,
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
        Packing packing =
                new Packing(store, reader, delivery.envelope(), letters(delivery, store, register, context, clock));
        Unpacking unpacking = new Unpacking(
                reception,
                reader,
                store.outbox(),
                new ReadEnvelopes(),
                new IncomingLetters(reception, replies, store.outbox(), register, context, clock),
                clock,
                Messaging::tell);
        return Optional.of(new Messaging(
                store,
                desk,
                Delivery.of(delivery, settings.audit().node(), store.outbox(), packing, unpacking, tally, clock)));
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

    /** Those whose mailboxes are here need not be asked about. */
    private static Receivers known(DeliverySettings delivery, Receivers receivers) {
        return (requester, sor) ->
                delivery.localReceivers().contains(sor) ? Receivers.Known.YES : receivers.of(requester, sor);
    }

    /** Of a message that was fetched. */
    private static void tell(Outcome.Traces traces) {
        LOG.atInfo().addKeyValue("event", traces.event()).log("a message was fetched");
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

    /** Has {@code registry} tell how messages travel. */
    void measure(MeterRegistry registry) {
        delivery.measure(registry);
    }

    /** Begins to hand over and to fetch. */
    void start() {
        delivery.start();
    }

    @Override
    public void close() {
        delivery.close();
        store.close();
    }
}

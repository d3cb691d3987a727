package dk.hoibu.fhir.message.delivery;

import dk.hoibu.fhir.access.Requester;
import dk.hoibu.fhir.message.ack.Told;
import dk.hoibu.fhir.message.reception.Incoming;
import dk.hoibu.fhir.message.reception.Letters;
import dk.hoibu.fhir.message.reception.Letters.Result;
import dk.hoibu.fhir.message.reception.Outcome;
import dk.hoibu.fhir.message.reception.Outcome.Acknowledged;
import dk.hoibu.fhir.message.reception.Outcome.Fault;
import dk.hoibu.fhir.message.reception.Outcome.Noted;
import dk.hoibu.fhir.message.reception.Outcome.Unacknowledged;
import dk.hoibu.fhir.message.reception.Reader;
import dk.hoibu.fhir.message.reception.Reception;
import dk.hoibu.fhir.message.reception.Sending;
import dk.hoibu.fhir.message.store.Consignment;
import dk.hoibu.fhir.message.store.MessageFacts.Address;
import dk.hoibu.fhir.message.store.MessageKey;
import dk.hoibu.fhir.message.store.Outbox;
import dk.hoibu.fhir.message.wire.MessageFormat;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes in what was fetched, and lays the answer in the outbox. Safe for use by many threads. */
public final class Unpacking {

    private static final Logger LOG = LoggerFactory.getLogger(Unpacking.class);

    private static final int PIECE = 64 << 10;

    private final Reception reception;
    private final Reader reader;
    private final Outbox outbox;
    private final Envelopes envelopes;
    private final Letters letters;
    private final InstantSource clock;
    private final Consumer<Outcome.Traces> heard;

    /**
     * @param letters takes letters of the old format
     * @param heard hears of each message what is to be written down of it
     */
    public Unpacking(
            Reception reception,
            Reader reader,
            Outbox outbox,
            Envelopes envelopes,
            Letters letters,
            InstantSource clock,
            Consumer<Outcome.Traces> heard) {
        this.reception = reception;
        this.reader = reader;
        this.outbox = outbox;
        this.envelopes = envelopes;
        this.letters = letters;
        this.clock = clock;
        this.heard = heard;
    }

    /**
     * Takes it in, out of its envelope if it is in one.
     *
     * @throws IOException when it did not come to its end
     * @throws dk.hoibu.fhir.message.store.StoreUnavailable when that it came cannot be kept now
     */
    public Result take(InputStream body) throws IOException {
        BufferedInputStream in = new BufferedInputStream(body, PIECE);
        return switch (envelopes.kind(in)) {
            case JSON_MESSAGE -> message(MessageFormat.JSON, in);
            case XML_MESSAGE -> message(MessageFormat.XML, in);
            case LETTER -> letters.take(in, heard);
            case ENVELOPE -> opened(in);
            case SIGNAL -> signal();
            case OTHER -> Result.USELESS;
        };
    }

    private Result opened(InputStream in) throws IOException {
        try (InputStream content = envelopes.open(in)) {
            BufferedInputStream inner = new BufferedInputStream(content, PIECE);
            return switch (envelopes.kind(inner)) {
                case JSON_MESSAGE -> message(MessageFormat.JSON, inner);
                case XML_MESSAGE -> message(MessageFormat.XML, inner);
                case LETTER -> letters.take(inner, heard);
                case SIGNAL -> signal();
                case ENVELOPE, OTHER -> Result.USELESS;
            };
        } catch (Envelopes.Broken broken) {
            return Result.USELESS;
        }
    }

    /** Whether an envelope arrived is between the access points; that a message did, an acknowledgement says. */
    private static Result signal() {
        LOG.info("a receipt of an envelope came");
        return Result.KEPT;
    }

    private Result message(MessageFormat format, InputStream in) throws IOException {
        try (Incoming incoming = reception.begin(format)) {
            byte[] piece = new byte[PIECE];
            boolean wanted = true;
            for (int many = in.read(piece); many >= 0 && wanted; many = in.read(piece)) {
                wanted = incoming.take(piece, 0, many);
            }
            Requester us = new Requester(true, UUID.randomUUID().toString());
            Outcome outcome = incoming.end(new Sending(us, sor -> true, true, format.mediaType(), Optional.empty()));
            heard.accept(outcome.traces());
            return settled(outcome);
        }
    }

    private Result settled(Outcome outcome) {
        if (outcome instanceof Acknowledged it) {
            if (it.traces().event().startsWith("transient-error")) {
                return Result.NOT_NOW;
            }
            outbox.lay(acknowledgement(it), clock.instant());
            return Result.KEPT;
        }
        if (outcome instanceof Noted) {
            return Result.KEPT;
        }
        return outcome instanceof Unacknowledged it && it.fault() == Fault.OURS ? Result.NOT_NOW : Result.USELESS;
    }

    private Consignment acknowledgement(Acknowledged it) {
        Told told = Told.of(reader.read(it.format(), it.body()))
                .orElseThrow(() -> new IllegalStateException("an acknowledgement of ours can be read"));
        String name = "acknowledgement " + told.receiver().sor() + " " + told.answered();
        return new Consignment(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
                Consignment.Kind.ACKNOWLEDGEMENT,
                new MessageKey(told.sender().sor(), told.headerId(), told.bundleId()),
                new Address(told.sender().sor(), told.sender().gln()),
                new Address(told.receiver().sor(), told.receiver().gln()),
                told.verdict(),
                it.format().mediaType(),
                clock.instant(),
                Optional.empty(),
                Optional.of(it.body()),
                0,
                0,
                "");
    }
}

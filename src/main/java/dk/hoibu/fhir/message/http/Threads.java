package dk.hoibu.fhir.message.http;

import ca.uhn.fhir.context.FhirContext;
import dk.hoibu.fhir.fhir.Problem;
import dk.hoibu.fhir.message.build.Earlier;
import dk.hoibu.fhir.message.store.KeptMessage;
import dk.hoibu.fhir.message.store.MessageQuery;
import dk.hoibu.fhir.message.store.MessageQuery.Mark;
import dk.hoibu.fhir.message.store.MessageStore;
import dk.hoibu.fhir.message.wire.MessageFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The messages that another one is about, as an organisation sees them: those it sent or received. */
public final class Threads {

    /** No thread of people has more. */
    private static final int MOST = 500;

    private static final Comparator<KeptMessage> NEWEST_LAST = Comparator.comparing(
                    (KeptMessage message) -> message.facts().sent())
            .thenComparing(message -> message.facts().received())
            .thenComparing(KeptMessage::id);

    private final MessageStore store;
    private final DraftBody bodies;

    public Threads(MessageStore store, FhirContext context) {
        this.store = store;
        this.bodies = new DraftBody(context);
    }

    /** A message with what it says, without the bytes of documents. */
    record Kept(KeptMessage message, Earlier earlier) {}

    /**
     * The message by our id.
     *
     * @param organisation SOR id of who asks; empty where nobody is asked
     * @throws Problem 404 when there is none to see
     */
    Kept visible(String id, Optional<String> organisation) {
        return one(Mark.ID, id, organisation).orElseThrow(Problem::notFound);
    }

    /** A message that the organisation sent; empty when there is none. */
    Optional<Kept> byBundleId(String bundleId, String sender) {
        return one(Mark.BUNDLE_ID, bundleId, Optional.of(sender))
                .filter(kept -> kept.message().key().sender().equals(sender));
    }

    private Optional<Kept> one(Mark mark, String value, Optional<String> organisation) {
        List<KeptMessage> found = store.page(
                new MessageQuery(organisation, Map.of(mark, List.of(value)), List.of(), Optional.empty(), 2));
        return found.size() == 1 ? Optional.of(kept(found.get(0))) : Optional.empty();
    }

    private Kept kept(KeptMessage message) {
        return new Kept(message, Earlier.of(bodies.message(store.skeleton(message.id()), format(message))));
    }

    private static MessageFormat format(KeptMessage message) {
        return Wanted.of(message.facts().contentType()).orElseThrow();
    }

    /** Our id of the thread's latest message, by when they were sent, if that is another; empty when it is this one. */
    Optional<UUID> newerThan(KeptMessage message, String organisation) {
        return thread(message, organisation).stream()
                .max(NEWEST_LAST)
                .map(KeptMessage::id)
                .filter(latest -> !latest.equals(message.id()));
    }

    private List<KeptMessage> thread(KeptMessage message, String organisation) {
        return store.page(new MessageQuery(
                Optional.of(organisation),
                Map.of(Mark.THREAD, List.of(message.facts().thread())),
                List.of(),
                Optional.empty(),
                MOST));
    }

    byte[] bytes(KeptMessage message) throws IOException {
        if (message.size() > DraftBody.LONGEST) {
            throw DraftBody.tooLong();
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream(Math.toIntExact(message.size()));
        store.copy(message.id(), all);
        return all.toByteArray();
    }

    /**
     * The message with the documents of its thread, which a reply only names.
     *
     * @throws Problem 413 when a message of it is longer than is forwarded here
     */
    Earlier whole(Kept kept, String organisation) throws IOException {
        Earlier whole = read(kept.message());
        for (KeptMessage other : thread(kept.message(), organisation)) {
            if (whole.hollow().isEmpty()) {
                break;
            }
            if (!other.id().equals(kept.message().id())) {
                whole.fill(read(other));
            }
        }
        return whole;
    }

    private Earlier read(KeptMessage message) throws IOException {
        return Earlier.of(bodies.message(bytes(message), format(message)));
    }
}

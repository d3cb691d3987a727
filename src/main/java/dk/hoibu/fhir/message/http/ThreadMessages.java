package dk.hoibu.fhir.message.http;

import dk.hoibu.fhir.message.store.KeptMessage;
import dk.hoibu.fhir.message.store.MessageQuery;
import dk.hoibu.fhir.message.store.MessageQuery.Mark;
import dk.hoibu.fhir.message.store.MessageStore;
import dk.hoibu.fhir.message.view.ThreadView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The messages of a thread that an organisation sent or received. */
final class ThreadMessages {

    private static final int MOST = 250;

    /** Of all of them together, without their attachments' bytes: they are in memory at once. */
    private static final long MOST_BYTES = 4L << 20;

    private final MessageStore store;

    ThreadMessages(MessageStore store) {
        this.store = store;
    }

    /** Empty when they are too many to be shown in one answer. */
    Optional<List<ThreadView.Told>> of(String thread, Optional<String> organisation) {
        List<KeptMessage> messages = store.page(new MessageQuery(
                organisation, Map.of(Mark.THREAD, List.of(thread)), List.of(), Optional.empty(), MOST + 1));
        List<ThreadView.Told> told = new ArrayList<>();
        long bytes = 0;
        for (KeptMessage message : messages) {
            byte[] skeleton = store.skeleton(message.id());
            bytes += skeleton.length;
            // a single one can always be read
            if (told.size() == MOST || bytes > MOST_BYTES && !told.isEmpty()) {
                return Optional.empty();
            }
            told.add(new ThreadView.Told(message, skeleton));
        }
        return Optional.of(told);
    }
}

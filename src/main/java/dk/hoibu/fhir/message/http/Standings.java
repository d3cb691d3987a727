package dk.hoibu.fhir.message.http;

import dk.hoibu.fhir.message.store.KeptMessage;
import dk.hoibu.fhir.message.store.MessageStore;
import dk.hoibu.fhir.message.view.Standing;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Asks the store how messages stand with whoever asks for them. */
final class Standings {

    private final MessageStore store;

    Standings(MessageStore store) {
        this.store = store;
    }

    /** What the organisation has not read of what came to it, and where those are that it sent; where nobody is asked who they are, what the receivers have not. */
    Standing of(List<KeptMessage> messages, Optional<String> organisation) {
        Map<String, Set<UUID>> came = new HashMap<>();
        for (KeptMessage message : messages) {
            String receiver = message.facts().receiver().sor();
            if (organisation.isEmpty() || organisation.get().equals(receiver)) {
                came.computeIfAbsent(receiver, sor -> new HashSet<>()).add(message.id());
            }
        }
        Set<UUID> unread = new HashSet<>();
        came.forEach((receiver, ids) -> {
            unread.addAll(ids);
            unread.removeAll(store.readBy(receiver, ids));
        });
        return new Standing(unread, delivery(messages, organisation));
    }

    /** Of those that the organisation sent. */
    private Map<UUID, String> delivery(List<KeptMessage> messages, Optional<String> organisation) {
        Set<UUID> sent = messages.stream()
                .filter(message -> organisation.isEmpty()
                        || organisation.get().equals(message.facts().sender().sor()))
                .map(KeptMessage::id)
                .collect(Collectors.toSet());
        Map<UUID, String> codes = new HashMap<>();
        if (!sent.isEmpty()) {
            store.outbox().states(sent).forEach((id, state) -> codes.put(id, state.code()));
        }
        return codes;
    }
}

package dk.hoibu.fhir.message.view;

import dk.hoibu.fhir.fhir.Systems;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Coding;

/**
 * How messages stand with the organisation that asks: what it has not read, and where those are that it sent.
 *
 * @param unread the messages that came to it and that it has not read
 * @param delivery the code of the state of those it sent, where that is known
 */
public record Standing(Set<UUID> unread, Map<UUID, String> delivery) {

    /** Of messages here: {@code unread}, {@code urgent}, {@code incomplete}, {@code not-received}, {@code forwarded}. */
    public static final String STATES = Systems.BASE + "/CodeSystem/hoibu-message-state";

    private static final String DELIVERY = Systems.BASE + "/CodeSystem/hoibu-delivery-state";

    public Standing {
        unread = Set.copyOf(unread);
        delivery = Map.copyOf(delivery);
    }

    static Coding state(String code) {
        return new Coding().setSystem(STATES).setCode(code);
    }

    boolean isUnread(UUID id) {
        return unread.contains(id);
    }

    Optional<Coding> delivered(UUID id) {
        return Optional.ofNullable(delivery.get(id))
                .map(code -> new Coding().setSystem(DELIVERY).setCode(code));
    }

    /** This and another, of other messages. */
    public Standing and(Standing other) {
        Set<UUID> both = new HashSet<>(unread);
        both.addAll(other.unread);
        Map<UUID, String> states = new HashMap<>(delivery);
        states.putAll(other.delivery);
        return new Standing(both, states);
    }

    /** Whether any of them is unread. */
    boolean isAnyUnread(Collection<UUID> ids) {
        return ids.stream().anyMatch(unread::contains);
    }
}

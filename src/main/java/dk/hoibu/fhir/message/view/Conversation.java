package dk.hoibu.fhir.message.view;

import dk.hoibu.fhir.message.store.MessageFacts;
import dk.hoibu.fhir.message.view.Step.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityComponent;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityRole;

/**
 * What was said in a thread, put together from the messages of it that are here: each carries all that was said before, so that of messages
 * that are not here the text may be known all the same (MedCom's governance, rules 8 to 13 and 23).
 */
final class Conversation {

    private final List<MessageParts> messages;
    private final Map<String, Step> steps = new LinkedHashMap<>();
    private final Map<String, Segment> segments = new LinkedHashMap<>();
    private String initiator = "";

    /** {@code messages} are of one thread, at least one, in any order. */
    Conversation(List<MessageParts> messages) {
        this.messages = messages.stream()
                .sorted(Comparator.comparing(
                                (MessageParts one) -> one.message().facts().sent())
                        .thenComparing(one -> one.message().facts().received())
                        .thenComparing(one -> one.message().id()))
                .toList();
        this.messages.forEach(this::own);
        this.messages.forEach(this::earlier);
        tellForwardedFromMissing();
        this.initiator = steps.values().stream()
                .filter(step -> !step.by().sor().isEmpty())
                .min(Comparator.comparing(Step::when))
                .map(step -> step.by().sor())
                .orElse("");
        this.messages.forEach(this::said);
        this.segments.replaceAll((key, one) -> segments.values().stream()
                .filter(other -> isSame(one, other))
                .reduce(this::better)
                .orElse(one));
    }

    /** Also when whoever passed a text on gave it another identifier, as in one of MedCom's own examples. */
    private boolean isSame(Segment one, Segment other) {
        return one.equals(other)
                || one.attachment().isEmpty()
                        && other.attachment().isEmpty()
                        && one.said().equals(other.said())
                        && time(one).equals(time(other))
                        && organisation(one).sor().equals(organisation(other).sor());
    }

    /** Those here, the newest last. */
    List<MessageParts> messages() {
        return messages;
    }

    /** All of the thread's history, in the order in which it came about. */
    List<Step> steps() {
        return steps.values().stream().sorted(order()).toList();
    }

    private Comparator<Step> order() {
        return Comparator.comparing(Step::when)
                .thenComparing(step -> step.activity().isPresent())
                .thenComparing(step -> !isInitiator(step.by()))
                .thenComparing(this::depth);
    }

    private boolean isInitiator(Party party) {
        return party.sor().equals(initiator);
    }

    /** How many it answers, one after another. */
    private int depth(Step step) {
        Set<String> seen = new HashSet<>();
        Optional<Step> at = Optional.of(step);
        while (at.isPresent() && seen.add(at.get().headerId())) {
            at = at.get().answers().map(steps::get);
        }
        return seen.size();
    }

    /** All that was said, each thing once, by its own time; what the initiator said first when two were said at once. */
    List<Segment> segments() {
        List<Step> order = steps();
        return segments.values().stream()
                .distinct()
                .sorted(Comparator.comparing(this::time)
                        .thenComparing(one -> !isInitiator(organisation(one)))
                        .thenComparing(one -> order.indexOf(stepOf(one)))
                        .thenComparing(Segment::place))
                .toList();
    }

    Instant time(Segment segment) {
        return segment.time().orElseGet(() -> stepOf(segment).when());
    }

    Party organisation(Segment segment) {
        return segment.organisation().orElseGet(() -> stepOf(segment).by());
    }

    /** The message that it was first said in; one that is here, when no history tells. */
    Step stepOf(Segment segment) {
        return steps.values().stream()
                .filter(step -> step.segments().contains(segment.id()))
                .findFirst()
                .orElseGet(() -> ownStep(segment.from()));
    }

    private Step ownStep(MessageParts message) {
        return steps.values().stream()
                .filter(step -> step.message().equals(Optional.of(message)))
                .findFirst()
                .orElseThrow();
    }

    /** The step that is the message itself. */
    private void own(MessageParts message) {
        String header = message.message().key().headerId();
        MessageFacts facts = message.message().facts();
        Step step = message.all(Provenance.class).stream()
                .filter(one -> header.equals(message.headerId(one.getTargetFirstRep())))
                .findFirst()
                .map(one -> step(one, message))
                .orElseGet(() -> new Step(
                        header,
                        Optional.of(facts.kind()),
                        facts.sent(),
                        new Party(facts.sender().sor(), Optional.empty()),
                        Set.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        State.HERE));
        // two senders may both count from 1
        String key =
                steps.containsKey(header) ? header + " " + message.message().id() : header;
        steps.put(
                key,
                new Step(
                        step.headerId(),
                        step.activity(),
                        step.when(),
                        step.by(),
                        step.segments(),
                        step.answers(),
                        step.letter(),
                        Optional.of(message),
                        State.HERE));
    }

    /** The steps before it, of which it tells. */
    private void earlier(MessageParts message) {
        message.all(Provenance.class).stream()
                .map(one -> step(one, message))
                .filter(step -> !step.headerId().isEmpty())
                .forEach(step -> steps.putIfAbsent(step.headerId(), step));
    }

    private static Step step(Provenance provenance, MessageParts message) {
        Set<String> sources = new HashSet<>();
        Optional<String> answers = Optional.empty();
        Optional<String> letter = Optional.empty();
        for (ProvenanceEntityComponent entity : provenance.getEntity()) {
            String value = entity.getWhat().getIdentifier().getValue();
            if (entity.getRole() == ProvenanceEntityRole.SOURCE && value != null) {
                sources.add(value);
            } else if (entity.getRole() == ProvenanceEntityRole.REVISION) {
                String reference =
                        entity.getWhat().hasReference() ? entity.getWhat().getReference() : "";
                boolean isLetter = reference.contains("#") || reference.isEmpty();
                answers = isLetter ? answers : Optional.of(message.headerId(entity.getWhat()));
                letter = isLetter ? Optional.ofNullable(value == null ? reference : value) : letter;
            }
        }
        return new Step(
                message.headerId(provenance.getTargetFirstRep()),
                Optional.ofNullable(provenance.getActivity().getCodingFirstRep().getCode()),
                when(provenance).orElse(message.message().facts().sent()),
                by(provenance, message),
                sources,
                answers,
                letter,
                Optional.empty(),
                State.NOT_COME);
    }

    private static Optional<Instant> when(Provenance provenance) {
        return provenance.hasOccurredDateTimeType()
                        && provenance.getOccurredDateTimeType().hasValue()
                ? Optional.of(provenance.getOccurredDateTimeType().getValue().toInstant())
                : Optional.empty();
    }

    private static Party by(Provenance provenance, MessageParts message) {
        return message.at(provenance.getAgentFirstRep().getWho(), org.hl7.fhir.r4.model.Organization.class)
                .map(Party::of)
                .orElse(Party.UNKNOWN);
    }

    private void tellForwardedFromMissing() {
        Set<String> forwarded = new HashSet<>();
        steps.values().stream().filter(Step::isForward).forEach(step -> {
            Optional<String> at = step.answers();
            while (at.isPresent() && forwarded.add(at.get())) {
                at = Optional.ofNullable(steps.get(at.get())).flatMap(Step::answers);
            }
        });
        steps.replaceAll((key, step) ->
                step.state() == State.NOT_COME && forwarded.contains(key) ? step.as(State.FORWARDED) : step);
        for (Step step : List.copyOf(steps.values())) {
            step.answers()
                    .filter(header -> !steps.containsKey(header) && !forwarded.contains(header))
                    .ifPresent(header -> steps.put(header, unknown(header, step.when())));
        }
    }

    /** A message of which nothing is known but that another one answers it. */
    private static Step unknown(String header, Instant before) {
        return new Step(
                header,
                Optional.empty(),
                before,
                Party.UNKNOWN,
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                State.NOT_COME);
    }

    private void said(MessageParts message) {
        Communication communication = message.communication();
        for (int place = 0; place < communication.getPayload().size(); place++) {
            Segment segment = new Segment(message, communication.getPayload().get(place), place);
            segments.merge(segment.key(), segment, this::better);
        }
    }

    private Segment better(Segment before, Segment now) {
        return worth(now) > worth(before) ? now : before;
    }

    /** The copy in the message that said it is better than one that was passed on, and one with content than a title alone. */
    private int worth(Segment segment) {
        boolean own = stepOf(segment).message().equals(Optional.of(segment.from()));
        return (own ? 2 : 0) + (segment.isWhole() ? 1 : 0);
    }

    /** How many messages of the thread ought to be here and are not. */
    long missing() {
        return steps.values().stream()
                .filter(step -> step.state() == State.NOT_COME)
                .count();
    }

    /** The organisations that have a part in it, in the order in which they first had; by SOR id where it is known. */
    List<Party> parties() {
        Map<String, Party> found = new LinkedHashMap<>();
        List<Party> all = new ArrayList<>();
        steps().forEach(step -> all.add(step.by()));
        segments().forEach(segment -> all.add(organisation(segment)));
        for (MessageParts message : messages) {
            MessageFacts facts = message.message().facts();
            all.add(new Party(facts.sender().sor(), name(message, facts.sender().sor())));
            all.add(new Party(
                    facts.receiver().sor(), name(message, facts.receiver().sor())));
        }
        Map<String, Party> named = new HashMap<>();
        for (Party party : all) {
            String key = party.sor().isEmpty() ? party.name().orElse("") : party.sor();
            if (!key.isEmpty()) {
                found.putIfAbsent(key, party);
                if (party.name().isPresent()) {
                    named.putIfAbsent(key, party);
                }
            }
        }
        found.replaceAll((key, party) -> named.getOrDefault(key, party));
        return List.copyOf(found.values());
    }

    private static Optional<String> name(MessageParts message, String sor) {
        return message.organisation(sor).flatMap(one -> Party.of(one).name());
    }
}

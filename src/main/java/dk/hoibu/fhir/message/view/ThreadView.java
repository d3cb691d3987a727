package dk.hoibu.fhir.message.view;

import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.message.store.KeptMessage;
import dk.hoibu.fhir.message.view.Step.State;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Communication.CommunicationPayloadComponent;
import org.hl7.fhir.r4.model.Communication.CommunicationStatus;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;

/**
 * A thread as MedCom wants it shown, in one Bundle: first a Communication with all that was said, each thing once and in order, then one for
 * each message in its history, without what it says: what it answers, whose it is, and whether it is here.
 */
public final class ThreadView {

    static final String PROFILE = Systems.profile("hoibu-thread");
    static final String MESSAGE = Systems.profile("hoibu-segment-message");

    private final CommunicationView view;

    public ThreadView(CommunicationView view) {
        this.view = view;
    }

    /** A message with its text, without its attachments' bytes. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Told(KeptMessage message, byte[] skeleton) {}

    /** A thread with whom it is about. */
    public record Seen(Bundle bundle, Set<PersonNumber> persons) {}

    /** {@code messages} are all of one thread that whoever asks may see; at least one. */
    public Seen of(List<Told> messages, Standing standing, Names names) {
        List<MessageParts> parts = messages.stream()
                .map(one -> new MessageParts(view.context(), one.message(), one.skeleton()))
                .toList();
        Set<PersonNumber> persons =
                parts.stream().flatMap(one -> one.person().stream()).collect(Collectors.toSet());
        return new Seen(new One(new Conversation(parts), standing, names).bundle(), persons);
    }

    /** One thread being shown. */
    private final class One {

        private final Conversation conversation;
        private final Standing standing;
        private final Names names;
        private final String thread;
        private final Map<Step, String> addresses = new HashMap<>();

        private One(Conversation conversation, Standing standing, Names names) {
            this.conversation = conversation;
            this.standing = standing;
            this.names = names;
            this.thread = latest().message().facts().thread();
            conversation.steps().forEach(step -> addresses.put(step, address(step)));
        }

        private MessageParts latest() {
            return conversation.messages().get(conversation.messages().size() - 1);
        }

        private String address(Step step) {
            String name = thread + "/" + step.headerId();
            return step.message()
                    .map(it -> view.address("Communication", it.message()))
                    .orElseGet(() -> "urn:uuid:" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
        }

        private Bundle bundle() {
            Bundle bundle = new Bundle().setType(Bundle.BundleType.COLLECTION);
            bundle.getMeta().addProfile(PROFILE);
            bundle.setIdentifier(new Identifier().setSystem(Systems.URI).setValue(thread));
            bundle.addEntry().setFullUrl(thread).setResource(whole());
            for (Step step : conversation.steps()) {
                bundle.addEntry().setFullUrl(addresses.get(step)).setResource(part(step));
            }
            return bundle;
        }

        /** All that was said. */
        private Communication whole() {
            Communication whole = latest().communication();
            Containment containment = new Containment(view.context(), view.patient(latest()));
            whole.setPayload(null);
            containment.take(whole, latest());
            List<CommunicationPayloadComponent> payload = new ArrayList<>();
            for (Segment segment : conversation.segments()) {
                Communication carrier =
                        new Communication().addPayload(segment.payload().copy());
                containment.take(carrier, segment.from());
                CommunicationPayloadComponent one = carrier.getPayloadFirstRep();
                one.addExtension(new Extension(
                        MESSAGE, new Reference(addresses.get(conversation.stepOf(segment))).setType("Communication")));
                payload.add(one);
            }
            whole.setPayload(payload);
            containment.into(whole);
            Authors.rename(whole);
            whole.setId((String) null);
            whole.setMeta(null);
            whole.getMeta().addProfile(CommunicationView.PROFILE);
            states(whole);
            List<UUID> here = conversation.messages().stream()
                    .map(one -> one.message().id())
                    .toList();
            here.forEach(id -> whole.addPartOf(new Reference("Bundle/" + id).setType("Bundle")));
            whole.setSent(Date.from(latest().message().facts().sent()));
            new Prose(conversation, standing, names).tell(whole, true);
            return whole;
        }

        private void states(Communication whole) {
            List<UUID> here = conversation.messages().stream()
                    .map(one -> one.message().id())
                    .toList();
            if (standing.isAnyUnread(here)) {
                whole.getMeta().addTag(Standing.state("unread"));
            }
            if (Terms.isUrgent(whole)) {
                whole.getMeta().addTag(Standing.state("urgent"));
            }
            if (conversation.missing() > 0) {
                whole.getMeta().addTag(Standing.state("incomplete"));
            }
        }

        /** A message of its history, without what it says. */
        private Communication part(Step step) {
            Communication part = new Communication().setStatus(CommunicationStatus.UNKNOWN);
            part.addIdentifier().setValue(thread);
            if (step.message().isPresent()) {
                here(part, step.message().get());
            } else {
                toldOf(part, step);
            }
            part.getMeta().addTag().setSystem(Systems.OBSERVATION_VALUE).setCode("SUBSETTED");
            step.answers().ifPresent(header -> part.addInResponseTo(answered(header)));
            step.letter()
                    .ifPresent(letter ->
                            part.addInResponseTo(new Reference().setIdentifier(new Identifier().setValue(letter))));
            new Prose(conversation, standing, names).tell(part, step);
            return part;
        }

        private void here(Communication part, MessageParts message) {
            Communication said = message.communication();
            part.setCategory(said.getCategory());
            part.setTopic(said.hasTopic() ? said.getTopic() : null);
            part.setPriority(said.getPriority());
            view.patient(message).ifPresent(patient -> part.setSubject(new Reference(patient)));
            view.label(part, message, standing, names);
        }

        private void toldOf(Communication part, Step step) {
            part.getMeta().addTag(Standing.state(step.state() == State.FORWARDED ? "forwarded" : "not-received"));
            step.activity().ifPresent(code -> {
                part.getMeta().addTag().setSystem(Terms.ACTIVITIES).setCode(code);
                part.setSent(Date.from(step.when()));
                part.setSender(CommunicationView.organisation(step.by(), names));
            });
        }

        private Reference answered(String header) {
            return conversation.steps().stream()
                    .filter(step -> step.headerId().equals(header))
                    .findFirst()
                    .map(step -> new Reference(addresses.get(step)))
                    // dropped from what was forwarded
                    .orElseGet(() -> new Reference().setIdentifier(new Identifier().setValue(header)))
                    .setType("Communication");
        }
    }
}

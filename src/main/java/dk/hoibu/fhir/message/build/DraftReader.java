package dk.hoibu.fhir.message.build;

import dk.hoibu.fhir.message.rule.Finding;
import dk.hoibu.fhir.message.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Communication.CommunicationPayloadComponent;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/**
 * Reads a draft: a Communication with its receiver, subject, category, topic, text and attachments, and people contained in it. What it says
 * that no message can say is refused, not ignored.
 */
public final class DraftReader {

    /** Those that are not looked at say nothing of the message. */
    private static final Set<String> KNOWN = Set.of(
            "id",
            "meta",
            "text",
            "language",
            "status",
            "sent",
            "contained",
            "extension",
            "identifier",
            "category",
            "topic",
            "priority",
            "subject",
            "encounter",
            "sender",
            "recipient",
            "payload");

    private static final Set<String> CONTAINED =
            Set.of("PractitionerRole", "Practitioner", "CareTeam", "Patient", "Encounter", "Organization");

    private final Communication draft;
    private final Activity activity;
    private final List<Finding> faults = new ArrayList<>();
    private final DraftPeople people;

    private DraftReader(Communication draft, Activity activity) {
        this.draft = draft;
        this.activity = activity;
        this.people = new DraftPeople(draft, this::fault);
    }

    /** @param signer what is known of whoever sends it */
    public static ReadDraft read(Communication draft, Activity activity, Signer signer) {
        return new DraftReader(draft, activity).read(signer);
    }

    private ReadDraft read(Signer signer) {
        unsupported();
        Optional<String> key = key();
        Optional<String> category = category();
        Optional<String> topic = topic();
        Optional<String> priority = priority();
        List<Content> contents = contents();
        Optional<Author> author = people.author(signer);
        Optional<Participant> from = from();
        Optional<Encounter> encounter = encounter();
        Addressees addressees = addressees();
        Optional<ReadDraft.Citizen> subject = people.subject(activity == Activity.NEW);
        Optional<DraftMessage> message = faults.isEmpty()
                ? author.map(it -> new DraftMessage(
                        category, topic, priority, it, contents, from, addressees.participant(), encounter))
                : Optional.empty();
        return new ReadDraft(message, addressees.organisation(), people.senderOrganisation(), subject, key, faults);
    }

    private void fault(Rule rule, String where) {
        faults.add(new Finding(rule, where));
    }

    private void unsupported() {
        for (Property property : draft.children()) {
            if (!property.getValues().isEmpty()
                    && !KNOWN.contains(property.getName().replace("[x]", ""))) {
                fault(DraftRules.UNSUPPORTED, "Communication." + property.getName());
            }
        }
        for (int i = 0; i < draft.getContained().size(); i++) {
            if (!CONTAINED.contains(draft.getContained().get(i).fhirType())) {
                fault(DraftRules.UNSUPPORTED, "Communication.contained[" + i + "]");
            }
        }
        for (int i = 0; i < draft.getExtension().size(); i++) {
            if (!draft.getExtension().get(i).getUrl().equals(Terms.SENDER)) {
                fault(DraftRules.UNSUPPORTED, "Communication.extension[" + i + "]");
            }
        }
    }

    private Optional<String> key() {
        if (draft.getIdentifier().size() > 1) {
            fault(DraftRules.UNSUPPORTED, "Communication.identifier[1]");
        }
        return draft.hasIdentifier() && draft.getIdentifierFirstRep().hasValue()
                ? Optional.of(draft.getIdentifierFirstRep().getSystem() + "|"
                        + draft.getIdentifierFirstRep().getValue())
                : Optional.empty();
    }

    private Optional<String> category() {
        if (!draft.hasCategory()) {
            if (activity == Activity.NEW) {
                fault(DraftRules.CATEGORY, "Communication.category");
            }
            return Optional.empty();
        }
        CodeableConcept concept = draft.getCategoryFirstRep();
        Coding coding = concept.getCodingFirstRep();
        boolean own = !coding.hasSystem() || coding.getSystem().equals(Terms.CATEGORIES);
        if (draft.getCategory().size() > 1 || concept.getCoding().size() != 1 || !coding.hasCode() || !own) {
            fault(DraftRules.CATEGORY, "Communication.category");
            return Optional.empty();
        }
        return Optional.of(coding.getCode());
    }

    private Optional<String> topic() {
        if (!draft.hasTopic()) {
            return Optional.empty();
        }
        if (draft.getTopic().hasCoding()) {
            fault(DraftRules.UNSUPPORTED, "Communication.topic.coding");
        }
        return text(draft.getTopic().getText(), "Communication.topic.text");
    }

    /** Something that can be sent; empty, and a fault, when it cannot. */
    private Optional<String> text(@Nullable String text, String where) {
        String plain = text == null ? "" : PlainWords.withLineFeeds(text);
        if (plain.isBlank()) {
            fault(DraftRules.TEXT, where);
            return Optional.empty();
        }
        if (!PlainWords.canBeSent(plain)) {
            fault(DraftRules.CHARACTERS, where);
            return Optional.empty();
        }
        return Optional.of(plain);
    }

    private Optional<String> priority() {
        if (!draft.hasPriority()) {
            return Optional.empty();
        }
        String code = draft.getPriority().toCode();
        if (!code.equals("routine") && !code.equals("asap")) {
            fault(DraftRules.PRIORITY, "Communication.priority");
        }
        return Optional.of(code);
    }

    private List<Content> contents() {
        List<Content> contents = new ArrayList<>();
        for (int i = 0; i < draft.getPayload().size(); i++) {
            String where = "Communication.payload[" + i + "]";
            content(draft.getPayload().get(i), where).ifPresent(contents::add);
        }
        if (contents.stream().noneMatch(Content.Text.class::isInstance)) {
            fault(DraftRules.TEXT, "Communication.payload");
        }
        return contents;
    }

    private Optional<Content> content(CommunicationPayloadComponent payload, String where) {
        if (payload.hasExtension() || payload.hasContentReference()) {
            fault(DraftRules.UNSUPPORTED, where + (payload.hasExtension() ? ".extension" : ".content"));
            return Optional.empty();
        }
        if (payload.hasContentAttachment()) {
            return attachment(payload.getContentAttachment(), where + ".content");
        }
        String text =
                payload.hasContentStringType() ? payload.getContentStringType().getValue() : null;
        return text(text, where + ".content").map(Content.Text::new);
    }

    private Optional<Content> attachment(Attachment attachment, String where) {
        boolean data = attachment.hasData();
        boolean whole = data ? attachment.hasContentType() : attachment.hasUrl();
        if (!attachment.hasTitle() || !whole || data && attachment.hasUrl()) {
            fault(DraftRules.ATTACHMENT, where);
            return Optional.empty();
        }
        Optional<String> title = text(attachment.getTitle(), where + ".title");
        return title.map(it -> data
                ? new Content.Document(
                        it,
                        attachment.getContentType(),
                        attachment.getData(),
                        Optional.ofNullable(attachment.getCreationElement()).filter(when -> !when.isEmpty()))
                : new Content.Link(it, attachment.getUrl()));
    }

    private Optional<Participant> from() {
        Optional<Extension> said = draft.getExtension().stream()
                .filter(one -> one.getUrl().equals(Terms.SENDER))
                .findFirst();
        if (said.isEmpty()) {
            return Optional.empty();
        }
        return said.get().getValue() instanceof Reference reference
                ? people.participant(reference, "Communication.extension")
                : Optional.empty();
    }

    /** An episode of care; of the encounter nothing more is passed on than MedCom's profile asks for. */
    private Optional<Encounter> encounter() {
        if (!draft.hasEncounter()) {
            return Optional.empty();
        }
        if (!(people.contained(draft.getEncounter()) instanceof Encounter said) || !episode(said)) {
            fault(DraftRules.EPISODE, "Communication.encounter");
            return Optional.empty();
        }
        Encounter encounter = new Encounter().setStatus(said.getStatus());
        if (said.hasClass_()) {
            encounter.setClass_(new Coding()
                    .setSystem(said.getClass_().getSystem())
                    .setCode(said.getClass_().getCode()));
        }
        said.getEpisodeOfCare()
                .forEach(one -> encounter
                        .addEpisodeOfCare()
                        .setIdentifier(one.getIdentifier().copy()));
        return Optional.of(encounter);
    }

    private static boolean episode(Encounter encounter) {
        return encounter.hasEpisodeOfCare()
                && encounter.getEpisodeOfCare().stream()
                        .allMatch(one -> one.getIdentifier().hasValue());
    }

    private record Addressees(Optional<ReadDraft.Organisation> organisation, Optional<Participant> participant) {}

    private Addressees addressees() {
        List<ReadDraft.Organisation> organisations = new ArrayList<>();
        List<Participant> participants = new ArrayList<>();
        for (int i = 0; i < draft.getRecipient().size(); i++) {
            Reference reference = draft.getRecipient().get(i);
            Optional<ReadDraft.Organisation> organisation = people.organisation(reference);
            if (organisation.isPresent()) {
                organisations.add(organisation.get());
            } else {
                people.participant(reference, "Communication.recipient[" + i + "]")
                        .ifPresent(participants::add);
            }
        }
        boolean many = organisations.size() > 1;
        boolean none = organisations.isEmpty() && activity != Activity.REPLY;
        if (many || none) {
            fault(DraftRules.RECEIVER, "Communication.recipient");
        }
        if (participants.size() > 1) {
            fault(DraftRules.PARTICIPANT, "Communication.recipient");
        }
        return new Addressees(
                organisations.stream().findFirst(), participants.stream().findFirst());
    }
}

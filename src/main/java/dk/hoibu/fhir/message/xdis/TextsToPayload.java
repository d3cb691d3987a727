package dk.hoibu.fhir.message.xdis;

import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.message.xdis.XdisLetter.Binary;
import dk.hoibu.fhir.message.xdis.XdisLetter.LetterText;
import dk.hoibu.fhir.message.xdis.XdisLetter.Link;
import dk.hoibu.fhir.message.xdis.XdisLetter.Reference;
import dk.hoibu.fhir.message.xdis.XdisLetter.Sup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Communication.CommunicationPayloadComponent;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.StringType;

/** A letter's texts and references as the segments of a message. */
final class TextsToPayload {

    private static final String SUP = "SUP-";

    private final Assumptions assumptions;
    private final AttachedObjects objects;
    private final Authors authors;
    private final UnaryOperator<String> ids;
    private final Organization sender;
    private final Differences differences;
    private final Set<String> objectsNamed = new HashSet<>();

    /** @param ids gives an id for a part */
    TextsToPayload(
            Assumptions assumptions,
            AttachedObjects objects,
            Authors authors,
            UnaryOperator<String> ids,
            Organization sender,
            Differences differences) {
        this.assumptions = assumptions;
        this.objects = objects;
        this.authors = authors;
        this.ids = ids;
        this.sender = sender;
        this.differences = differences;
    }

    /**
     * The segments, at least one with text.
     *
     * @param sent when the letter was answered for
     * @param telephone where its sender is reached; empty when neither letter nor register says
     */
    List<CommunicationPayloadComponent> convert(XdisLetter letter, Instant sent, Optional<String> telephone) {
        List<CommunicationPayloadComponent> payload = new ArrayList<>();
        List<LetterText> texts =
                letter.texts().stream().filter(text -> !text.plain().isBlank()).toList();
        if (texts.size() < letter.texts().size()) {
            differences.lost("ClinicalInformation.Text01", "a text without words is left out");
        }
        if (texts.isEmpty()) {
            differences.assumed("Communication.payload.content", "a message must have a text");
            texts = List.of(new LetterText(assumptions.text(), false));
        }
        for (LetterText text : texts) {
            payload.add(text(payload.size(), text, sent, telephone));
        }
        letter.references().forEach(reference -> payload.add(attachment(payload.size(), reference, sent)));
        return payload;
    }

    private CommunicationPayloadComponent text(int place, LetterText text, Instant sent, Optional<String> telephone) {
        if (text.formatted()) {
            differences.changed(
                    "ClinicalInformation.Text01", "messages have no formatting; the words and lines are kept");
        }
        Optional<Signature> signature = Signature.of(text.plain());
        if (signature.isPresent() && !signature.get().removedFrom(text.plain()).isBlank()) {
            return signed(place, text.plain(), signature.get());
        }
        differences.assumed("PractitionerRole", "a message must name who wrote it, which a letter does not");
        if (telephone.isEmpty()) {
            differences.assumed("Communication.payload.contact", "neither letter nor register has a telephone number");
        }
        CommunicationPayloadComponent payload = segment(place, sent);
        ContactPoint contact = contact(telephone.orElse(assumptions.telephone()));
        if (telephone.isEmpty()) {
            contact.addExtension(Systems.DATA_ABSENT_REASON, new CodeType("unknown"));
        }
        payload.addExtension(CareTerms.AUTHOR_EXTENSION, authors.unknown(assumptions.author(), assumptions.role()));
        payload.addExtension(CareTerms.CONTACT_EXTENSION, contact);
        return payload.setContent(new StringType(text.plain()));
    }

    private CommunicationPayloadComponent signed(int place, String text, Signature signature) {
        CommunicationPayloadComponent payload =
                segment(place, DanishClock.instant("ClinicalInformation.Text01", signature.time(), differences));
        payload.addExtension(CareTerms.AUTHOR_EXTENSION, authors.signer(signature.name(), signature.role()));
        payload.addExtension(CareTerms.CONTACT_EXTENSION, contact(signature.telephone()));
        return payload.setContent(new StringType(signature.removedFrom(text)));
    }

    private CommunicationPayloadComponent segment(int place, Instant sent) {
        CommunicationPayloadComponent payload = new CommunicationPayloadComponent();
        payload.addExtension(CareTerms.DATE_EXTENSION, DanishClock.dateTime(sent));
        payload.addExtension(
                CareTerms.IDENTIFIER_EXTENSION,
                new Identifier()
                        .setValue("urn:uuid:" + ids.apply("segment " + place))
                        .setAssigner(BundleAssembly.to(sender)));
        return payload;
    }

    private static ContactPoint contact(String telephone) {
        return new ContactPoint()
                .setSystem(ContactPoint.ContactPointSystem.PHONE)
                .setValue(telephone);
    }

    private CommunicationPayloadComponent attachment(int place, Reference reference, Instant sent) {
        Attachment attachment = new Attachment().setTitle(reference.description());
        if (reference.target() instanceof Link link) {
            link(attachment, link.url());
        } else if (reference.target() instanceof Sup) {
            attachment.setId(SUP + place);
            differences.changed("Reference.SUP", "the message has its title alone");
        } else if (reference.target() instanceof Binary binary) {
            binary(attachment, binary);
        }
        if (attachment.hasId() && !objectsNamed.add(attachment.getId())) {
            // ids are each element's own
            attachment.setId(null);
        }
        return segment(place, sent).setContent(attachment);
    }

    /** Only what a browser may open: anything else is for deceiving whoever follows it. */
    private void link(Attachment attachment, String url) {
        if (isWeb(url)) {
            attachment.setUrl(url);
        } else {
            differences.lost("Reference.URL", "it is no http or https address");
        }
    }

    /** Whether an attachment of that id stands for the hospitals' shared record. */
    static boolean isSup(String id) {
        return id.matches(SUP + "[0-9]+");
    }

    static boolean isWeb(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        return (lower.startsWith("https://") || lower.startsWith("http://"))
                && url.matches("[\\x21-\\x7E\\u00A0-\\uFFFD]+");
    }

    private void binary(Attachment attachment, Binary binary) {
        Optional<String> type = binary.extension().contentType();
        type.ifPresent(attachment::setContentType);
        if (type.isEmpty()) {
            differences.lost("Reference.BIN.ObjectExtensionCode", "messages take no file of that kind");
        }
        if (binary.identifier().matches("\\S+") && !isSup(binary.identifier())) {
            attachment.setId(binary.identifier());
        }
        Optional<byte[]> bytes = type.flatMap(known -> objects.find(binary.identifier()));
        bytes.ifPresent(attachment::setData);
        if (bytes.isEmpty()) {
            differences.lost("Reference.BIN", "the object itself is not at hand, or of no kind that messages take");
        }
        if (binary.size() <= Integer.MAX_VALUE) {
            attachment.setSize((int) binary.size());
        }
    }
}

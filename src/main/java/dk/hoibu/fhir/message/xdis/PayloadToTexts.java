package dk.hoibu.fhir.message.xdis;

import dk.hoibu.fhir.message.xdis.XdisLetter.Binary;
import dk.hoibu.fhir.message.xdis.XdisLetter.LetterText;
import dk.hoibu.fhir.message.xdis.XdisLetter.Link;
import dk.hoibu.fhir.message.xdis.XdisLetter.Reference;
import dk.hoibu.fhir.message.xdis.XdisLetter.Sup;
import dk.hoibu.fhir.message.xdis.XdisLetter.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Communication.CommunicationPayloadComponent;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;

/** A message's segments as a letter's texts, each signed by whoever wrote it, and its references. */
final class PayloadToTexts {

    private final MessageParts message;
    private final AttachedObjects objects;
    private final Differences differences;

    PayloadToTexts(MessageParts message, AttachedObjects objects, Differences differences) {
        this.message = message;
        this.objects = objects;
        this.differences = differences;
    }

    List<LetterText> texts() {
        List<LetterText> texts = new ArrayList<>();
        for (CommunicationPayloadComponent payload : message.communication().getPayload()) {
            if (payload.getContent() instanceof StringType string && string.hasValue()) {
                texts.add(new LetterText(text(payload, string.getValue()), false));
            }
        }
        return texts;
    }

    private String text(CommunicationPayloadComponent payload, String written) {
        String text = written.replace("\r\n", "\n").replace('\r', '\n');
        if (FormattedText.isPlain(text) && FormattedText.spellsFormatting(text)) {
            differences.changed(
                    "Communication.payload.content", "it spells out formatting, and is taken for that in letters");
        }
        Optional<Signature> signature = signature(payload);
        signature.ifPresent(line -> differences.changed(
                "Communication.payload.extension", "who wrote it, and when, is the last line of the letter's text"));
        return signature.map(line -> text + "\n" + line.line()).orElse(text);
    }

    /** Empty when the message has nobody, a stand-in for nobody, or somebody that a line cannot tell of. */
    private Optional<Signature> signature(CommunicationPayloadComponent payload) {
        Optional<PractitionerRole> role = value(
                        payload, CareTerms.AUTHOR_EXTENSION, org.hl7.fhir.r4.model.Reference.class)
                .flatMap(reference -> message.find(reference, PractitionerRole.class));
        Optional<String> name = role.flatMap(known -> message.find(known.getPractitioner(), Practitioner.class))
                .flatMap(PayloadToTexts::name);
        Optional<String> telephone = value(payload, CareTerms.CONTACT_EXTENSION, ContactPoint.class)
                .filter(ContactPoint::hasValue)
                .map(ContactPoint::getValue);
        Optional<BaseDateTimeType> time =
                value(payload, CareTerms.DATE_EXTENSION, BaseDateTimeType.class).filter(BaseDateTimeType::hasValue);
        if (name.isEmpty() || telephone.isEmpty() || time.isEmpty()) {
            return Optional.empty();
        }
        Optional<Signature> signature = Optional.of(new Signature(
                        name.get(),
                        role.map(PractitionerRole::getCodeFirstRep)
                                .map(PayloadToTexts::role)
                                .orElse("-"),
                        telephone.get(),
                        DanishClock.local(DanishClock.instant(time.get()))))
                .filter(Signature::isWritable);
        if (signature.isEmpty()) {
            differences.lost(
                    "Communication.payload.extension", "who wrote it cannot be told in a line that is read back");
        }
        return signature;
    }

    private static <T extends Type> Optional<T> value(
            CommunicationPayloadComponent payload, String url, Class<T> type) {
        return payload.getExtension().stream()
                .filter(extension -> url.equals(extension.getUrl()))
                .map(Extension::getValue)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    private static Optional<String> name(Practitioner practitioner) {
        HumanName name = practitioner.getNameFirstRep();
        return name.hasExtension(dk.hoibu.fhir.fhir.Systems.DATA_ABSENT_REASON)
                ? Optional.empty()
                : Optional.of(OrganisationToParty.words(
                                name.hasFamily() || name.hasGiven()
                                        ? name.getGivenAsSingleString() + " "
                                                + (name.hasFamily() ? name.getFamily() : "")
                                        : name.hasText() ? name.getText() : ""))
                        .filter(words -> !words.isEmpty());
    }

    private static String role(CodeableConcept code) {
        return code.hasText()
                ? code.getText()
                : code.getCodingFirstRep().hasCode() ? code.getCodingFirstRep().getCode() : "-";
    }

    List<Reference> references() {
        List<Reference> references = new ArrayList<>();
        for (CommunicationPayloadComponent payload : message.communication().getPayload()) {
            if (payload.getContent() instanceof Attachment attachment) {
                Optional<Reference> reference = reference(attachment, references.size());
                reference.ifPresent(references::add);
            }
        }
        if (references.size() > XdisLetter.MOST_REFERENCES) {
            differences.lost("Communication.payload.content", "a letter refers to ten things at most");
            return references.subList(0, XdisLetter.MOST_REFERENCES);
        }
        return references;
    }

    private Optional<Reference> reference(Attachment attachment, int place) {
        String title = attachment.hasTitle() ? OrganisationToParty.words(attachment.getTitle()) : "";
        if (title.isEmpty()) {
            differences.assumed("Reference.RefDescription", "the attachment has no title");
            title = "Bilag " + (place + 1);
        }
        String description = differences.cut("Communication.payload.content.title", title, 70);
        Optional<Target> target = target(attachment);
        if (target.isEmpty()) {
            differences.lost(
                    "Communication.payload.content",
                    "an attachment that a letter has no way to refer to, or that is not there");
        }
        return target.map(found -> new Reference(description, found));
    }

    private Optional<Target> target(Attachment attachment) {
        if (attachment.hasUrl()
                && TextsToPayload.isWeb(attachment.getUrl())
                && Fields.length(attachment.getUrl()) <= 350) {
            return Optional.of(new Link(attachment.getUrl()));
        }
        if (attachment.hasId() && TextsToPayload.isSup(attachment.getId())) {
            return Optional.of(new Sup());
        }
        Optional<FileKind> kind =
                Optional.ofNullable(attachment.getContentType()).flatMap(FileKind::of);
        byte[] data = attachment.hasData() ? attachment.getData() : new byte[0];
        long size = data.length > 0 ? data.length : attachment.getSize();
        if (kind.isEmpty() || size <= 0 || (data.length == 0 && !attachment.hasId())) {
            return Optional.empty();
        }
        String identifier = attachment.hasId() && Fields.length(attachment.getId()) <= 35
                ? attachment.getId()
                : ShortId.made(attachment.getTitle()
                        + attachment.getContentType()
                        + new String(data, java.nio.charset.StandardCharsets.ISO_8859_1));
        if (data.length > 0) {
            objects.keep(identifier, data);
            differences.changed("Communication.payload.content.data", "the object travels in a letter of its own");
        }
        return Optional.of(new Binary(identifier, kind.get().sort(), kind.get(), size));
    }
}

package dk.hoibu.fhir.message.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Communication.CommunicationPayloadComponent;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.StringType;

/** What a draft adds, each segment with its signature: when, its id and whose it is, by whom, and where they are called. */
final class Segments {

    private static final Map<String, List<String>> ENDINGS = Map.of(
            "application/pdf", List.of(".pdf"),
            "image/gif", List.of(".gif"),
            "image/jpeg", List.of(".jpg", ".jpeg"),
            "image/png", List.of(".png"),
            "image/tiff", List.of(".tif", ".tiff"),
            "image/bmp", List.of(".bmp"));

    private final DraftMessage draft;
    private final Organization sender;
    private final People people;
    private final Postmark mark;
    private final DateTimeType time;

    Segments(DraftMessage draft, Organization sender, People people, Postmark mark, DateTimeType time) {
        this.draft = draft;
        this.sender = sender;
        this.people = people;
        this.mark = mark;
        this.time = time;
    }

    List<CommunicationPayloadComponent> added() {
        Author author = draft.author();
        PractitionerRole role = people.role(author.name(), author.role(), sender);
        List<CommunicationPayloadComponent> added = new ArrayList<>();
        for (Content content : draft.contents()) {
            CommunicationPayloadComponent segment = segment(content);
            segment.addExtension(new Extension(Terms.DATE, time.copy()));
            segment.addExtension(new Extension(
                    Terms.IDENTIFIER,
                    new Identifier().setValue("urn:uuid:" + mark.ids().get()).setAssigner(Assembly.to(sender))));
            segment.addExtension(new Extension(Terms.AUTHOR, Assembly.to(role)));
            segment.addExtension(new Extension(
                    Terms.CONTACT,
                    new ContactPoint().setSystem(ContactPointSystem.PHONE).setValue(author.phone())));
            added.add(segment);
        }
        return added;
    }

    private static CommunicationPayloadComponent segment(Content content) {
        CommunicationPayloadComponent segment = new CommunicationPayloadComponent();
        if (content instanceof Content.Text text) {
            segment.setContent(new StringType(text.text()));
        } else if (content instanceof Content.Link link) {
            segment.setContent(new Attachment().setUrl(link.url()).setTitle(link.title()));
        } else if (content instanceof Content.Document document) {
            Attachment attachment = new Attachment()
                    .setContentType(document.contentType())
                    .setData(document.data())
                    .setTitle(withoutType(document.title(), document.contentType()));
            document.created().ifPresent(when -> attachment.setCreationElement(when.copy()));
            segment.setContent(attachment);
        }
        return segment;
    }

    /** A title that is the name of a file loses the ending that says its type. */
    private static String withoutType(String title, String contentType) {
        String lower = title.toLowerCase(Locale.ROOT);
        return ENDINGS.getOrDefault(contentType, List.of()).stream()
                .filter(ending -> lower.endsWith(ending) && lower.length() > ending.length())
                .findFirst()
                .map(ending ->
                        title.substring(0, title.length() - ending.length()).stripTrailing())
                .filter(rest -> !rest.isEmpty())
                .orElse(title);
    }
}

package dk.hoibu.fhir.message.view;

import java.time.Instant;
import java.util.Optional;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Communication.CommunicationPayloadComponent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Reference;

/**
 * Something said in a thread: a text or an attachment, as one message has it.
 *
 * @param place where in that message
 */
record Segment(MessageParts from, CommunicationPayloadComponent payload, int place) {

    private static final String CORE = "http://medcomfhir.dk/ig/core/StructureDefinition/medcom-core-";
    private static final String TIME = CORE + "datetime-extension";
    private static final String IDENTIFIER = CORE + "identifier-extension";
    private static final String CONTACT = CORE + "contact-extension";

    private <V extends Base> Optional<V> told(String url, Class<V> type) {
        return payload.getExtensionsByUrl(url).stream()
                .map(Extension::getValue)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    /** The one that it keeps in every message of the thread; empty when it has none. */
    String id() {
        return told(IDENTIFIER, Identifier.class).map(Identifier::getValue).orElse("");
    }

    /** Who gave it its identifier: whose it is. */
    Optional<Party> organisation() {
        return told(IDENTIFIER, Identifier.class)
                .flatMap(identifier -> from.at(identifier.getAssigner(), Organization.class))
                .map(Party::of);
    }

    /** When "send" was pressed. */
    Optional<Instant> time() {
        return told(TIME, DateTimeType.class)
                .filter(DateTimeType::hasValue)
                .map(time -> time.getValue().toInstant());
    }

    Optional<Reference> author() {
        return told(Authors.OF_SEGMENT, Reference.class);
    }

    Optional<String> phone() {
        return told(CONTACT, org.hl7.fhir.r4.model.ContactPoint.class)
                .map(org.hl7.fhir.r4.model.ContactPoint::getValue);
    }

    Optional<Attachment> attachment() {
        return payload.hasContentAttachment() ? Optional.of(payload.getContentAttachment()) : Optional.empty();
    }

    /** Empty for an attachment. */
    String text() {
        return payload.hasContentStringType() ? payload.getContentStringType().getValueAsString() : "";
    }

    /** Whether more than the title of an attachment is there. */
    boolean isWhole() {
        return attachment().map(it -> it.hasSize() || it.hasUrl()).orElse(true);
    }

    /**
     * Same for the copies of it in all messages. What it says is a part of it: else who changes a text and keeps its identifier would make the
     * other one disappear.
     */
    String key() {
        return id() + "\n" + said();
    }

    /** What it says, whatever its white space. */
    String said() {
        return attachment()
                .map(it -> "\t" + it.getTitle())
                .orElseGet(this::text)
                .strip()
                .replaceAll("\\s+", " ");
    }
}

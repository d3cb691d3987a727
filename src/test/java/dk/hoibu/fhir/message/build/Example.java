package dk.hoibu.fhir.message.build;

import dk.hoibu.fhir.conformance.R4Validator;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.message.OwnMessage;
import dk.hoibu.fhir.message.ack.Party;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Communication.CommunicationPayloadComponent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** A conversation about a made-up child between three organisations, and questions to the messages of it. */
final class Example {

    static final Party GP = new Party("9901711000016001", "5790009901549", Optional.of("Lægerne Torvet"));
    static final Party WARD = new Party("9900711000016003", "5790009901334", Optional.of("Børnepsykiatrisk Afdeling"));
    static final Party REGION = new Party("9900511000016008", "5790009901198", Optional.of("Region Nordjylland"));
    static final Subject CHILD = new Subject(
            List.of(new Subject.Numbered(Systems.CPR, "0505159995")), new PersonName(List.of("Lars"), "Prøvesen"));
    static final Author METTE =
            new Author(new PersonName(List.of("Mette"), "Prøve"), new Role.Worded("Psykolog"), "99001819");
    static final byte[] PDF = "%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII);
    static final Content.Document PLAN =
            new Content.Document("Mødeplan.pdf", "application/pdf", PDF, Optional.of(new DateTimeType("2026-11-19")));

    private static final Composer COMPOSER = new Composer("https://hoibu.dk/fhir");

    private final AtomicLong ids = new AtomicLong();

    static DraftMessage saying(String... texts) {
        List<Content> contents =
                List.of(texts).stream().<Content>map(Content.Text::new).toList();
        return with(contents);
    }

    static DraftMessage with(List<Content> contents) {
        return new DraftMessage(
                Optional.of("carecoordination"),
                Optional.of("Møde om indsats"),
                Optional.empty(),
                METTE,
                contents,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** That says nothing but its text of itself: all else is taken over. */
    static DraftMessage answering(String text) {
        return new DraftMessage(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                METTE,
                List.of(new Content.Text(text)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static DraftMessage between(DraftMessage draft, Participant from, Participant to) {
        return new DraftMessage(
                draft.category(),
                draft.topic(),
                draft.priority(),
                draft.author(),
                draft.contents(),
                Optional.ofNullable(from),
                Optional.ofNullable(to),
                draft.encounter());
    }

    static DraftMessage about(DraftMessage draft, String system, String value) {
        Encounter encounter = new Encounter();
        encounter
                .addEpisodeOfCare()
                .setIdentifier(new Identifier().setSystem(system).setValue(value));
        return new DraftMessage(
                draft.category(),
                draft.topic(),
                draft.priority(),
                draft.author(),
                draft.contents(),
                draft.from(),
                draft.to(),
                Optional.of(encounter));
    }

    Bundle fresh(DraftMessage draft, Party from, Party to) {
        return valid(COMPOSER.fresh(draft, CHILD, new Route(from, to), mark()));
    }

    Bundle reply(DraftMessage draft, Bundle earlier, Party from, Party to) {
        return valid(COMPOSER.reply(draft, Earlier.of(read(earlier)), new Route(from, to), mark()));
    }

    Bundle forward(DraftMessage draft, Bundle earlier, Set<String> segments, Party from, Party to) {
        return valid(COMPOSER.forward(draft, Earlier.of(read(earlier)), segments, new Route(from, to), mark()));
    }

    /** Every message of these tests keeps every rule. */
    private static Bundle valid(BuiltMessage built) {
        String json = R4Validator.CONTEXT.newJsonParser().encodeResourceToString(built.bundle());
        var findings = OwnMessage.RULES.check(OwnMessage.read(json)).findings();
        if (!findings.isEmpty()) {
            throw new AssertionError(findings + "\n" + json);
        }
        return built.bundle();
    }

    private static Bundle read(Bundle message) {
        return R4Validator.CONTEXT
                .newJsonParser()
                .setOverrideResourceIdWithBundleEntryFullUrl(false)
                .parseResource(Bundle.class, R4Validator.CONTEXT.newJsonParser().encodeResourceToString(message));
    }

    private Postmark mark() {
        return new Postmark(id(), id(), OffsetDateTime.parse("2026-11-22T09:30:00+01:00"), this::id);
    }

    private String id() {
        return UUID.nameUUIDFromBytes(("" + ids.incrementAndGet()).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    static <R extends Resource> List<R> all(Bundle message, Class<R> type) {
        return message.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    static <R extends Resource> R one(Bundle message, Class<R> type) {
        List<R> found = all(message, type);
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " of " + type);
        }
        return found.get(0);
    }

    static Communication communication(Bundle message) {
        return one(message, Communication.class);
    }

    static String thread(Bundle message) {
        return communication(message).getIdentifierFirstRep().getValue();
    }

    static List<String> segments(Bundle message) {
        return communication(message).getPayload().stream()
                .map(Earlier::segment)
                .toList();
    }

    static List<String> texts(Bundle message) {
        return communication(message).getPayload().stream()
                .filter(CommunicationPayloadComponent::hasContentStringType)
                .map(one -> one.getContentStringType().getValue())
                .toList();
    }

    static List<Attachment> attachments(Bundle message) {
        return communication(message).getPayload().stream()
                .filter(CommunicationPayloadComponent::hasContentAttachment)
                .map(CommunicationPayloadComponent::getContentAttachment)
                .toList();
    }

    static Resource at(Bundle message, Reference reference) {
        return message.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(one -> reference.getReference().equals(one.fhirType() + "/" + one.getIdPart()))
                .findFirst()
                .orElseThrow();
    }
}

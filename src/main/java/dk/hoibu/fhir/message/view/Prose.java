package dk.hoibu.fhir.message.view;

import dk.hoibu.fhir.domain.DanishTime;
import dk.hoibu.fhir.message.view.Step.State;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Narrative.NarrativeStatus;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.utilities.xhtml.NodeType;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;

/** Tells a conversation in Danish, so that whoever can show a text can show it. Texts of messages are escaped when they are encoded. */
final class Prose {

    static final String ACUTE = "Korrespondance er ikke til akutte henvendelser. Ring, hvis det haster.";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d. MMMM yyyy 'kl.' HH.mm", Locale.forLanguageTag("da"));

    private final Conversation conversation;
    private final Standing standing;
    private final Names names;
    private final XhtmlNode div = new XhtmlNode(NodeType.Element, "div");

    Prose(Conversation conversation, Standing standing, Names names) {
        this.conversation = conversation;
        this.standing = standing;
        this.names = names;
        div.setAttribute("xmlns", "http://www.w3.org/1999/xhtml");
        div.setAttribute("lang", "da");
        div.setAttribute("xml:lang", "da");
    }

    /** Says of {@code resource} all that was said, and of a whole thread what is missing, too. */
    void tell(DomainResource resource, boolean thread) {
        heading();
        if (thread) {
            missing();
        }
        Optional<Step> last = Optional.empty();
        for (Segment segment : conversation.segments()) {
            Step step = conversation.stepOf(segment);
            if (!last.equals(Optional.of(step))) {
                step(segment, step);
            }
            said(segment);
            last = Optional.of(step);
        }
        put(resource, div);
    }

    /** Says of {@code resource} in one line which message it is. */
    void tell(DomainResource resource, Step step) {
        line(sentence(step)
                + switch (step.state()) {
                    case HERE -> "";
                    case FORWARDED -> " Den er fra den tråd, der blev videresendt.";
                    case NOT_COME -> " Den er ikke kommet.";
                });
        put(resource, div);
    }

    private static void put(DomainResource resource, XhtmlNode div) {
        resource.getText().setStatus(NarrativeStatus.GENERATED);
        resource.getText().setDiv(div);
    }

    private void heading() {
        MessageParts latest =
                conversation.messages().get(conversation.messages().size() - 1);
        Communication communication = latest.communication();
        String topic = communication.getTopic().getText();
        String category = Terms.category(communication);
        div.addTag("h2").addText("Korrespondance: " + (topic == null ? category : topic));
        if (Terms.isUrgent(communication)) {
            div.addTag("p").addTag("b").addText(ACUTE);
        }
        line("Kategori: " + category);
        line("Deltagere: "
                + conversation.parties().stream().map(this::name).distinct().collect(Collectors.joining(", ")));
        person("Fra: ", communication.getExtensionByUrl(Authors.SENDER), latest);
        communication.getRecipient().forEach(to -> specific(to, latest).ifPresent(who -> line("Til: " + who)));
        latest.all(Encounter.class).stream()
                .flatMap(encounter -> encounter.getEpisodeOfCare().stream())
                .map(Reference::getIdentifier)
                .filter(Identifier::hasValue)
                .forEach(episode -> line("Forløb: " + episode.getValue()));
    }

    private void person(String what, @org.jspecify.annotations.Nullable Extension extension, MessageParts from) {
        if (extension != null && extension.getValue() instanceof Reference reference) {
            specific(reference, from).ifPresent(who -> line(what + who));
        }
    }

    private static Optional<String> specific(Reference reference, MessageParts from) {
        return from.at(reference, CareTeam.class)
                .map(CareTeam::getName)
                .or(() -> from.at(reference, PractitionerRole.class).map(role -> signature(role, from)))
                .filter(who -> !who.isBlank());
    }

    private void missing() {
        for (Step step : conversation.steps()) {
            if (step.state() == State.NOT_COME) {
                div.addTag("p").addTag("b").addText("En besked i denne tråd er ikke kommet: " + sentence(step));
            }
        }
    }

    private String sentence(Step step) {
        if (step.activity().isEmpty()) {
            return "en besked, som der bliver svaret på.";
        }
        String by = name(step.by());
        return Terms.activity(step.activity()) + (by.isEmpty() ? "" : " fra " + by) + ", " + time(step.when()) + ".";
    }

    private void step(Segment segment, Step step) {
        String by = name(conversation.organisation(segment));
        boolean unread = step.message()
                .filter(it -> standing.isUnread(it.message().id()))
                .isPresent();
        div.addTag("h3")
                .addText(Terms.activity(step.activity())
                        + (by.isEmpty() ? "" : " fra " + by)
                        + ", "
                        + time(conversation.time(segment))
                        + (unread ? " (ulæst)" : ""));
        switch (step.state()) {
            case HERE -> {}
            case FORWARDED -> line("Fra den tråd, der blev videresendt.");
            case NOT_COME -> line("Beskeden selv er ikke kommet; det følgende står i en senere besked.");
        }
        step.letter().ifPresent(letter -> line("Svar på brev i et ældre format: " + letter));
        step.answers()
                .ifPresent(
                        header -> line(step.isForward() ? "Videresender " + told(header) : "Svar på " + told(header)));
    }

    private String told(String header) {
        return conversation.steps().stream()
                .filter(step ->
                        step.headerId().equals(header) && step.activity().isPresent())
                .findFirst()
                .map(step -> "beskeden fra " + (name(step.by()).isEmpty() ? "ukendt" : name(step.by())) + ", "
                        + time(step.when()))
                .orElse("en besked, der ikke er her");
    }

    private void said(Segment segment) {
        segment.attachment().ifPresent(attachment -> line("Vedhæftet: " + attachment(attachment)));
        if (segment.attachment().isEmpty()) {
            XhtmlNode paragraph = div.addTag("p");
            String[] lines = segment.text().split("\r\n|\r|\n", -1);
            for (int i = 0; i < lines.length; i++) {
                if (i > 0) {
                    paragraph.addTag("br");
                }
                paragraph.addText(lines[i]);
            }
        }
        List<String> signed = new ArrayList<>();
        segment.author()
                .flatMap(author -> segment.from().at(author, PractitionerRole.class))
                .map(role -> signature(role, segment.from()))
                .filter(who -> !who.isBlank())
                .ifPresent(signed::add);
        segment.phone().ifPresent(phone -> signed.add("tlf. " + phone));
        if (!signed.isEmpty()) {
            div.addTag("p").addTag("i").addText(String.join(", ", signed));
        }
    }

    private static String attachment(Attachment attachment) {
        List<String> parts = new ArrayList<>();
        parts.add(attachment.hasTitle() ? attachment.getTitle() : "uden titel");
        if (attachment.hasContentType()) {
            parts.add(attachment.getContentType());
        }
        if (attachment.hasSize()) {
            parts.add((attachment.getSize() + 1023) / 1024 + " KB");
        }
        if (attachment.hasCreation()) {
            parts.add("oprettet " + time(attachment.getCreation().toInstant()));
        }
        if (attachment.hasUrl()) {
            parts.add(attachment.getUrl());
        }
        return String.join(", ", parts);
    }

    /** Name and role of an author. */
    private static String signature(PractitionerRole role, MessageParts from) {
        Optional<String> name = from.at(role.getPractitioner(), Practitioner.class)
                .map(Practitioner::getNameFirstRep)
                .map(Prose::name);
        return Stream.concat(name.stream(), role.getCode().stream().map(Prose::role))
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(", "));
    }

    private static String name(HumanName name) {
        return name.hasText() ? name.getText() : name.getNameAsSingleString();
    }

    private static String role(CodeableConcept code) {
        Coding coding = code.getCodingFirstRep();
        String coded = coding.hasDisplay() ? coding.getDisplay() : coding.getCode();
        return code.hasText() ? code.getText() : String.valueOf(coded);
    }

    private String name(Party party) {
        return party.name()
                .or(() -> party.sor().isEmpty() ? Optional.empty() : names.of(party.sor()))
                .orElse(party.sor().isEmpty() ? "" : "SOR " + party.sor());
    }

    private static String time(Instant when) {
        return TIME.format(when.atZone(DanishTime.ZONE));
    }

    private void line(String text) {
        div.addTag("p").addText(text);
    }
}

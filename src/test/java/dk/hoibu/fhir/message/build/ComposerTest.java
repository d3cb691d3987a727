package dk.hoibu.fhir.message.build;

import static dk.hoibu.fhir.message.build.Example.GP;
import static dk.hoibu.fhir.message.build.Example.PDF;
import static dk.hoibu.fhir.message.build.Example.PLAN;
import static dk.hoibu.fhir.message.build.Example.REGION;
import static dk.hoibu.fhir.message.build.Example.WARD;
import static dk.hoibu.fhir.message.build.Example.about;
import static dk.hoibu.fhir.message.build.Example.all;
import static dk.hoibu.fhir.message.build.Example.answering;
import static dk.hoibu.fhir.message.build.Example.at;
import static dk.hoibu.fhir.message.build.Example.attachments;
import static dk.hoibu.fhir.message.build.Example.between;
import static dk.hoibu.fhir.message.build.Example.communication;
import static dk.hoibu.fhir.message.build.Example.one;
import static dk.hoibu.fhir.message.build.Example.saying;
import static dk.hoibu.fhir.message.build.Example.segments;
import static dk.hoibu.fhir.message.build.Example.texts;
import static dk.hoibu.fhir.message.build.Example.thread;
import static dk.hoibu.fhir.message.build.Example.with;
import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.fhir.Systems;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityComponent;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;

/** What MedCom's governance asks of new messages, replies and forwards. Each message here is held against all rules as it is made. */
class ComposerTest {

    private final Example example = new Example();

    private static String activity(Provenance provenance) {
        return provenance.getActivity().getCodingFirstRep().getCode();
    }

    private static List<String> sources(Provenance provenance) {
        return provenance.getEntity().stream()
                .filter(entity -> entity.getRole().toCode().equals("source"))
                .map(entity -> entity.getWhat().getIdentifier().getValue())
                .toList();
    }

    private static String revision(Provenance provenance) {
        return provenance.getEntity().stream()
                .filter(entity -> entity.getRole().toCode().equals("revision"))
                .map(ProvenanceEntityComponent::getWhat)
                .map(Reference::getReference)
                .findFirst()
                .orElse("");
    }

    private static String header(Bundle message) {
        return "MessageHeader/" + one(message, MessageHeader.class).getIdPart();
    }

    @Test
    void aNewMessageHasANewThreadAndSaysWhoWroteItAndWhen() {
        Bundle message = example.fresh(saying("Kan vi holde et møde?\nHilsen Mette"), WARD, GP);

        Communication communication = communication(message);
        assertThat(thread(message)).matches("urn:uuid:[0-9a-f-]{36}");
        assertThat(communication.getStatus().toCode()).isEqualTo("unknown");
        assertThat(communication.getCategoryFirstRep().getCodingFirstRep().getCode())
                .isEqualTo("carecoordination");
        assertThat(texts(message)).containsExactly("Kan vi holde et møde?\nHilsen Mette");
        var signed = communication.getPayloadFirstRep();
        assertThat(signed.getExtension()).hasSize(4);
        assertThat(((DateTimeType) signed.getExtensionByUrl(Terms.DATE).getValue()).getValueAsString())
                .isEqualTo("2026-11-22T09:30:00+01:00");
        assertThat(((ContactPoint) signed.getExtensionByUrl(Terms.CONTACT).getValue()).getValue())
                .isEqualTo("99001819");
        Provenance provenance = one(message, Provenance.class);
        assertThat(activity(provenance)).isEqualTo("new-message");
        assertThat(sources(provenance)).isEqualTo(segments(message));
        assertThat(provenance.getTargetFirstRep().getReference()).isEqualTo(header(message));
    }

    @Test
    void senderAndReceiverHaveBothNumbers() {
        Bundle message = example.fresh(saying("Hej"), WARD, GP);

        assertThat(all(message, Organization.class)).hasSize(2).allSatisfy(organisation -> {
            assertThat(Earlier.number(organisation, Systems.SOR)).isNotEmpty();
            assertThat(Earlier.number(organisation, Systems.GLN)).isNotEmpty();
        });
        MessageHeader header = one(message, MessageHeader.class);
        assertThat(header.getSource().getEndpoint()).endsWith(WARD.sor());
        assertThat(header.getDestinationFirstRep().getEndpoint()).endsWith(GP.sor());
    }

    @Test
    void attachmentsHaveTheirTitleWithoutTheTypeOfTheFile() {
        Bundle message = example.fresh(
                with(List.of(
                        new Content.Text("Se planen"),
                        PLAN,
                        new Content.Link("Vejledning", "https://www.example.dk/vejledning"))),
                WARD,
                GP);

        assertThat(attachments(message)).extracting(Attachment::getTitle).containsExactly("Mødeplan", "Vejledning");
        assertThat(attachments(message).get(0).getData()).isEqualTo(PDF);
        assertThat(attachments(message).get(1).getUrl()).isEqualTo("https://www.example.dk/vejledning");
    }

    @Test
    void everyResourceTellsWhatItSaysInWordsEscapedAndWithoutTheBytesOfDocuments() {
        Bundle message = example.fresh(with(List.of(new Content.Text("5 < 7 & \"citat\"\nlinje to"), PLAN)), WARD, GP);

        for (DomainResource resource : all(message, DomainResource.class)) {
            assertThat(resource.getText().getStatus().toCode()).isEqualTo("generated");
            assertThat(resource.getText().getDivAsString()).doesNotContain("JVBERi");
        }
        assertThat(communication(message).getText().getDivAsString())
                .contains("<p>5 &lt; 7 &amp;")
                .contains("<p>linje to</p>");
    }

    @Test
    void aReplyStaysInTheThreadWithCategoryAndTopicAndAllThatWasSaid() {
        Bundle first = example.fresh(saying("Spørgsmål", "Og et til"), WARD, GP);
        Bundle reply = example.reply(answering("Svar"), first, GP, WARD);

        assertThat(thread(reply)).isEqualTo(thread(first));
        assertThat(texts(reply)).containsExactly("Spørgsmål", "Og et til", "Svar");
        assertThat(segments(reply)).startsWith(segments(first).toArray(String[]::new));
        assertThat(communication(reply)
                        .getCategoryFirstRep()
                        .getCodingFirstRep()
                        .getCode())
                .isEqualTo("carecoordination");
        assertThat(communication(reply).getTopic().getText()).isEqualTo("Møde om indsats");
        assertThat(at(
                        reply,
                        one(reply, MessageHeader.class).getDestinationFirstRep().getReceiver()))
                .isInstanceOfSatisfying(
                        Organization.class,
                        it -> assertThat(Earlier.number(it, Systems.SOR)).isEqualTo(WARD.sor()));
        assertThat(segments(reply)).doesNotHaveDuplicates();
    }

    @Test
    void whoeverRepliesMayChangeCategoryAndTopic() {
        DraftMessage draft = new DraftMessage(
                Optional.of("other"),
                Optional.of("Noget andet"),
                Optional.empty(),
                Example.METTE,
                List.of(new Content.Text("Svar")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Bundle reply = example.reply(draft, example.fresh(saying("Spørgsmål"), WARD, GP), GP, WARD);

        assertThat(communication(reply)
                        .getCategoryFirstRep()
                        .getCodingFirstRep()
                        .getCode())
                .isEqualTo("other");
        assertThat(communication(reply).getTopic().getText()).isEqualTo("Noget andet");
    }

    @Test
    void theHistoryIsAChainOfProvenances() {
        Bundle first = example.fresh(saying("En"), WARD, GP);
        Bundle second = example.reply(answering("To"), first, GP, WARD);
        Bundle third = example.reply(answering("Tre"), second, WARD, GP);
        Bundle forward = example.forward(answering("Fire"), third, Set.copyOf(segments(third)), GP, REGION);

        List<Provenance> chain = all(forward, Provenance.class);
        assertThat(chain)
                .extracting(ComposerTest::activity)
                .containsExactly("new-message", "reply-message", "reply-message", "forward-message");
        assertThat(chain)
                .extracting(ComposerTest::revision)
                .containsExactly("", header(first), header(second), header(third));
        assertThat(chain)
                .extracting(one -> one.getTargetFirstRep().getReference())
                .containsExactly(header(first), header(second), header(third), header(forward));
        assertThat(chain.stream().flatMap(one -> sources(one).stream())).containsExactlyElementsOf(segments(forward));
    }

    @Test
    void allOrganisationsThatTookPartAreThere() {
        Bundle first = example.fresh(saying("En"), WARD, GP);
        Bundle forward = example.forward(answering("To"), first, Set.copyOf(segments(first)), GP, REGION);
        Bundle reply = example.reply(answering("Tre"), forward, REGION, GP);

        assertThat(all(reply, Organization.class))
                .extracting(it -> Earlier.number(it, Systems.SOR))
                .containsExactlyInAnyOrder(WARD.sor(), GP.sor(), REGION.sor());
    }

    @Test
    void aReplyRepeatsNoDocumentButNamesIt() {
        Bundle first = example.fresh(
                with(List.of(new Content.Text("Se"), PLAN, new Content.Link("Link", "https://www.example.dk"))),
                WARD,
                GP);
        Bundle reply = example.reply(answering("Tak"), first, GP, WARD);

        assertThat(attachments(reply)).hasSize(2).allSatisfy(attachment -> {
            assertThat(attachment.hasData()).isFalse();
            assertThat(attachment.hasUrl()).isFalse();
        });
        assertThat(attachments(reply)).extracting(Attachment::getTitle).containsExactly("Mødeplan", "Link");
        assertThat(segments(reply)).containsAll(segments(first));
    }

    @Test
    void aForwardHasTheDocumentsAlsoWhenTheyCameInAMessageBefore() {
        Bundle first = example.fresh(with(List.of(new Content.Text("Se"), PLAN)), WARD, GP);
        Bundle reply = example.reply(answering("Tak"), first, GP, WARD);
        Earlier latest = Earlier.of(reply);
        assertThat(latest.hollow()).containsExactly(segments(first).get(1));

        latest.fill(Earlier.of(first));
        Bundle forward =
                example.forward(answering("Til orientering"), reply, Set.copyOf(segments(reply)), WARD, REGION);

        assertThat(latest.hollow()).isEmpty();
        assertThat(attachments(forward)).hasSize(1).allMatch(it -> java.util.Arrays.equals(it.getData(), PDF));
    }

    @Test
    void aForwardIsANewThreadWithAllThatWasSaid() {
        Bundle first = example.fresh(saying("En"), WARD, GP);
        Bundle forward = example.forward(answering("To"), first, Set.copyOf(segments(first)), GP, REGION);

        assertThat(thread(forward)).isNotEqualTo(thread(first));
        assertThat(texts(forward)).containsExactly("En", "To");
        assertThat(activity(all(forward, Provenance.class).get(1))).isEqualTo("forward-message");
    }

    @Test
    void whatIsNotForwardedLeavesNoTrace() {
        Bundle first = example.fresh(saying("Hemmelig"), WARD, GP);
        Bundle second = example.reply(answering("Kan deles"), first, GP, WARD);
        String kept = segments(second).get(1);
        Bundle forward = example.forward(answering("Hermed"), second, Set.of(kept), WARD, REGION);

        assertThat(texts(forward)).containsExactly("Kan deles", "Hermed");
        assertThat(all(forward, Provenance.class))
                .extracting(ComposerTest::activity)
                .containsExactly("reply-message", "forward-message");
        assertThat(forward.getEntry().toString()).doesNotContain("Hemmelig");
        assertThat(communication(forward).getText().getDivAsString()).doesNotContain("Hemmelig");
    }

    @Test
    void ofAMessageHalfOfWhichIsForwardedTheProvenanceNamesThatHalf() {
        Bundle first = example.fresh(saying("Med", "Ikke med"), WARD, GP);
        String kept = segments(first).get(0);
        Bundle forward = example.forward(answering("Hermed"), first, Set.of(kept), GP, REGION);

        assertThat(sources(all(forward, Provenance.class).get(0))).containsExactly(kept);
    }

    @Test
    void theSpecificSenderBecomesTheSpecificRecipient() {
        Bundle first = example.fresh(between(saying("Hej"), new Participant.Team("Team Nord"), null), WARD, GP);
        Bundle reply = example.reply(answering("Svar"), first, GP, WARD);

        assertThat(at(reply, communication(reply).getRecipientFirstRep()))
                .isInstanceOfSatisfying(
                        CareTeam.class, team -> assertThat(team.getName()).isEqualTo("Team Nord"));
        assertThat(communication(reply).hasExtension()).isFalse();
    }

    @Test
    void whoAddsToTheirOwnLatestMessageMeansThoseItWentTo() {
        Bundle first = example.fresh(between(saying("Hej"), null, new Participant.Team("Lægerne")), WARD, GP);
        Bundle again = example.reply(answering("Jeg glemte"), first, WARD, GP);

        assertThat(thread(again)).isEqualTo(thread(first));
        assertThat(at(again, communication(again).getRecipientFirstRep()))
                .isInstanceOfSatisfying(
                        CareTeam.class, team -> assertThat(team.getName()).isEqualTo("Lægerne"));
        assertThat(revision(all(again, Provenance.class).get(1))).isEqualTo(header(first));
    }

    @Test
    void aSpecificSenderMayBeAPersonInARole() {
        Participant mette =
                new Participant.Somebody(new PersonName(List.of("Mette"), "Prøve"), new Role.Worded("Psykolog"));
        Bundle message = example.fresh(between(saying("Hej"), mette, mette), WARD, GP);

        assertThat(communication(message).getExtension()).hasSize(1);
        assertThat(at(message, communication(message).getRecipientFirstRep()).fhirType())
                .isEqualTo("PractitionerRole");
    }

    @Test
    void theIdentifierOfAnEpisodeOfCareIsReturned() {
        Bundle first = example.fresh(
                about(
                        saying("Hej"),
                        "https://sor2.sum.dsdn.dk/#id=" + WARD.sor(),
                        "fc60e762-b13b-4773-865e-67f3907bdcc7"),
                WARD,
                GP);
        Bundle reply = example.reply(
                about(
                        answering("Svar"),
                        "https://sor2.sum.dsdn.dk/#id=" + GP.sor(),
                        "0c60e762-b13b-4773-865e-67f3907bdcc7"),
                first,
                GP,
                WARD);
        Bundle again = example.reply(answering("Tak"), reply, WARD, GP);

        assertThat(one(again, Encounter.class).getEpisodeOfCare())
                .extracting(episode -> episode.getIdentifier().getValue())
                .containsExactly("fc60e762-b13b-4773-865e-67f3907bdcc7", "0c60e762-b13b-4773-865e-67f3907bdcc7");
    }

    @Test
    void aMessageHasOnePatientHoweverLongTheThread() {
        Bundle message = example.fresh(saying("0"), WARD, GP);
        for (int i = 1; i < 12; i++) {
            message = example.reply(answering("" + i), message, i % 2 == 1 ? GP : WARD, i % 2 == 1 ? WARD : GP);
        }

        assertThat(texts(message)).hasSize(12).endsWith("10", "11");
        assertThat(all(message, Provenance.class)).hasSize(12);
        assertThat(all(message, Organization.class)).hasSize(2);
        assertThat(new TreeSet<>(message.getEntry().stream()
                        .map(Bundle.BundleEntryComponent::getFullUrl)
                        .toList()))
                .hasSameSizeAs(message.getEntry());
    }
}

package dk.hoibu.fhir.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dk.hoibu.fhir.conformance.R4Validator;
import dk.hoibu.fhir.message.ack.Acknowledgements;
import dk.hoibu.fhir.message.ack.Answer;
import dk.hoibu.fhir.message.ack.Answer.Acknowledged;
import dk.hoibu.fhir.message.ack.Answer.Unaddressed;
import dk.hoibu.fhir.message.ack.Received;
import dk.hoibu.fhir.message.ack.Stamp;
import dk.hoibu.fhir.message.rule.Finding;
import dk.hoibu.fhir.message.tree.Reading;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

/** What is answered to a message. */
class AcknowledgementsTest {

    private final Acknowledgements acknowledgements = new Acknowledgements("https://hoibu.dk/fhir");
    private final AtomicLong number = new AtomicLong();
    private final Stamp stamp = new Stamp(
            OffsetDateTime.parse("2026-11-21T10:00:00+01:00"),
            () -> UUID.nameUUIDFromBytes(("" + number.incrementAndGet()).getBytes(StandardCharsets.UTF_8))
                    .toString());

    @Test
    void anAcceptedMessageIsAcknowledgedToItsSender() {
        Bundle message = ok(OwnMessage.fresh());

        MessageHeader header = one(message, MessageHeader.class);
        assertThat(header.getResponse().getCode().toCode()).isEqualTo("ok");
        assertThat(header.getResponse().getIdentifier()).isEqualTo(OwnMessage.HEADER_ID);
        assertThat(header.getDestinationFirstRep().getEndpoint())
                .isEqualTo("https://sor2.sum.dsdn.dk/#id=9900711000016003");
        assertThat(header.getSource().getEndpoint()).isEqualTo("https://sor2.sum.dsdn.dk/#id=9900511000016008");
        assertThat(all(message, Organization.class))
                .extracting(Organization::getName)
                .containsExactly("Region Nordjylland", "Børne- og Ungdomspsykiatrisk Afdeling");
        assertThat(all(message, OperationOutcome.class)).isEmpty();
        assertThat(message.getEntry())
                .noneMatch(entry -> entry.getResource().fhirType().equals("Patient"));
    }

    @Test
    void itHasTheReceivedMessagesHistoryAndItsOwn() {
        List<Provenance> history = all(ok(OwnMessage.fresh()), Provenance.class);

        assertThat(history)
                .extracting(one -> one.getActivity().getCodingFirstRep().getCode())
                .containsExactly("new-message", "acknowledgement");
        assertThat(history.get(1).getEntityFirstRep().getWhat().getReference())
                .isEqualTo("MessageHeader/" + OwnMessage.HEADER_ID);
    }

    @Test
    void aRefusalSaysWhatIsWrongAndWhere() {
        OwnMessage wrong = OwnMessage.fresh().with("/entry/2/resource/category/0/coding/0/code", "\"hastesag\"");

        Bundle message = fatal(wrong);

        assertThat(one(message, MessageHeader.class).getResponse().getCode().toCode())
                .isEqualTo("fatal-error");
        var issue = one(message, OperationOutcome.class).getIssueFirstRep();
        assertThat(issue.getDetails().getCodingFirstRep().getCode()).isEqualTo("MSG_CodeSystem_VALUE_UNKNOWN");
        assertThat(issue.getExpression().get(0).getValue()).isEqualTo("Bundle.entry[2].resource.category[0].coding[0]");
        assertThat(issue.getDetails().getText()).contains(" / ");
    }

    @Test
    void ourOwnTroubleIsNoFaultOfTheMessage() {
        Answer answer =
                acknowledgements.transientError(Received.of(OwnMessage.fresh().reading()), stamp);

        Bundle message = ((Acknowledged) answer).message();
        assertThat(one(message, MessageHeader.class).getResponse().getCode().toCode())
                .isEqualTo("transient-error");
        assertThat(one(message, OperationOutcome.class)
                        .getIssueFirstRep()
                        .getDetails()
                        .getCodingFirstRep()
                        .getCode())
                .isEqualTo("MSG_Mailbox_Out_Of_Operation");
    }

    private Bundle urgent(Optional<String> phone) {
        OwnMessage message =
                OwnMessage.fresh().with("/entry/2/resource/category/0/coding/0/code", "\"acute-ambulant\"");
        Finding warning = OwnMessage.RULES.check(message.reading()).warnings().stream()
                .filter(finding -> finding.rule().id().equals("hoibu-acute"))
                .findFirst()
                .orElseThrow();
        return acknowledgements
                .ok(Received.of(message.reading()).orElseThrow(), warning, phone, stamp)
                .message();
    }

    @Test
    void anUrgentMessageIsAcceptedAndItsSenderToldToCall() {
        Bundle answer = urgent(Optional.of("99 00 17 93"));

        assertThat(one(answer, MessageHeader.class).getResponse().getCode().toCode())
                .isEqualTo("ok");
        var issue = one(answer, OperationOutcome.class).getIssueFirstRep();
        assertThat(issue.getSeverity().toCode()).isEqualTo("warning");
        assertThat(issue.getDiagnostics()).isEqualTo("hoibu-acute");
        assertThat(issue.getDetails().getText())
                .contains(
                        "ikke bruges til akutte",
                        "Region Nordjylland, tlf. 99 00 17 93",
                        "112",
                        "not be used for acute");
        assertThat(one(urgent(Optional.empty()), OperationOutcome.class)
                        .getIssueFirstRep()
                        .getDetails()
                        .getText())
                .doesNotContain("tlf.");
    }

    @Test
    void whereNobodyCanBeToldTheRequestIsAnsweredPlainly() {
        for (Reading reading : new Reading[] {
            OwnMessage.read("{"),
            OwnMessage.fresh().with("/entry/0", "").reading(),
            OwnMessage.fresh().with("/entry/0/resource/id", "\"et id\"").reading(),
            OwnMessage.fresh().with("/entry/5/resource/identifier/1", "").reading(),
            OwnMessage.fresh().with("/entry/0/resource/destination", "").reading()
        }) {
            Answer answer = acknowledgements.fatal(
                    Received.of(reading), OwnMessage.RULES.check(reading).errors(), stamp);

            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Unaddressed.class,
                            plain -> assertThat(plain.outcome().getIssue()).isNotEmpty());
        }
    }

    @Test
    void whatIsBrokenInTheMessageDoesNotBreakTheAnswer() {
        OwnMessage broken = OwnMessage.fresh()
                .with("/entry/7/resource/recorded", "\"i går\"")
                .with("/entry/0/resource/source/endpoint", "\"her og der\"");

        Bundle message = fatal(broken);

        assertThat(all(message, Provenance.class)).hasSize(1);
        assertThat(one(message, MessageHeader.class).getDestinationFirstRep().getEndpoint())
                .isEqualTo("https://sor2.sum.dsdn.dk/#id=9900711000016003");
    }

    @Test
    void allAreValidToTheOfficialValidator() {
        assumeTrue(Official.isThere(), Official::missing);
        Official official = new Official();
        List<Bundle> answers = new ArrayList<>(List.of(
                ok(OwnMessage.fresh()),
                urgent(Optional.of("99 00 17 93")),
                urgent(Optional.empty()),
                ((Acknowledged) acknowledgements.transientError(
                                Received.of(OwnMessage.fresh().reading()), stamp))
                        .message(),
                fatal(OwnMessage.fresh().with("/entry/2/resource/status", "\"completed\"")),
                fatal(OwnMessage.fresh().with("/entry/5/resource/name", "").with("/entry/1", ""))));
        Mutations mutations = new Mutations(MedComExamples.all().isEmpty() ? own() : MedComExamples.all(), 7);
        for (int i = 0; i < 30; i++) {
            Reading reading = OwnMessage.read(mutations.make(i).text());
            var errors = OwnMessage.RULES.check(reading).errors();
            if (!errors.isEmpty()
                    && acknowledgements.fatal(Received.of(reading), errors, stamp) instanceof Acknowledged answer) {
                answers.add(answer.message());
            }
        }

        assertThat(answers).hasSizeGreaterThan(10).allSatisfy(answer -> {
            String json = R4Validator.CONTEXT.newJsonParser().encodeResourceToString(answer);
            assertThat(official.errors(json, Official.ACKNOWLEDGEMENT)).as(json).isEmpty();
        });
    }

    private static Map<String, byte[]> own() {
        return Map.of("own", OwnMessage.fresh().text().getBytes(StandardCharsets.UTF_8));
    }

    private Bundle ok(OwnMessage message) {
        return acknowledgements
                .ok(Received.of(message.reading()).orElseThrow(), stamp)
                .message();
    }

    private Bundle fatal(OwnMessage message) {
        Optional<Received> received = Received.of(message.reading());
        var errors = OwnMessage.RULES.check(message.reading()).errors();
        return ((Acknowledged) acknowledgements.fatal(received, errors, stamp)).message();
    }

    private static <T extends Resource> T one(Bundle bundle, Class<T> type) {
        List<T> found = all(bundle, type);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static <T extends Resource> List<T> all(Bundle bundle, Class<T> type) {
        return bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}

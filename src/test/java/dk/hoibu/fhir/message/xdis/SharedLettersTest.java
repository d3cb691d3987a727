package dk.hoibu.fhir.message.xdis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.hoibu.fhir.validation.Validator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.validation.Schema;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.MessageHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The letters, messages and receipts of others, both ways, before the official validator and MedCom's schema. */
class SharedLettersTest {

    private static byte[] sample(String name) throws IOException {
        return Files.readAllBytes(MessageCheck.samples().resolve("fixtures").resolve(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"formattet_text.xml", "escaped_formatted_text.xml"})
    void aLetterBecomesAValidMessageAndThatAValidLetter(String name) throws IOException {
        XdisLetter letter = LetterReader.read(sample(name));

        Converted<Bundle> message = Letters.conversion().toMessage(letter);
        Converted<XdisLetter> back = Letters.conversion().toLetter(message.result(), Edition.OF_2006);

        MessageCheck.requireValid(MessageCheck.validator(), message.result(), MessageCheck.MESSAGE);
        MessageCheck.requireValid(MessageCheck.schema(), LetterWriter.write(back.result()));
        Told.requireTold(
                Told.xml(LetterWriter.write(letter)), Told.xml(LetterWriter.write(back.result())), message.report());
        assertThat(message.report().findings())
                .extracting(ConversionReport.Finding::element)
                .contains(
                        "ClinicalInformation.Text01", "AdditionalInformation.Priority", "Sender.MedicalSpecialityCode");
        assertThat(back.result().patient()).isEqualTo(letter.patient());
        assertThat(back.result().sender().identifier())
                .isEqualTo(letter.sender().identifier());
        assertThat(back.result().texts())
                .extracting(XdisLetter.LetterText::plain)
                .isEqualTo(letter.texts().stream()
                        .map(XdisLetter.LetterText::plain)
                        .toList());
    }

    @Test
    void medComsMessagesBecomeValidLettersAndThoseValidMessages() throws IOException {
        Path folder = MessageCheck.samples().resolve("../../fixtures/carecommunication-examples");
        Validator validator = MessageCheck.validator();
        Schema schema = MessageCheck.schema();
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.sorted().toList();
        }
        assertThat(files).hasSizeGreaterThanOrEqualTo(8);
        for (Path file : files) {
            Bundle message = Letters.CONTEXT.newJsonParser().parseResource(Bundle.class, Files.readString(file));

            Converted<XdisLetter> letter = Letters.conversion().toLetter(message, Edition.OF_2019);
            byte[] written = LetterWriter.write(letter.result());
            Bundle back =
                    Letters.conversion().toMessage(LetterReader.read(written)).result();

            MessageCheck.requireValid(schema, written);
            MessageCheck.requireValid(validator, back, MessageCheck.MESSAGE);
            Told.requireTold(Told.json(message), Told.json(back), letter.report());
        }
    }

    @Test
    void aNegativeReceiptBecomesAValidAcknowledgementAndBack() throws IOException {
        Receipt receipt = ReceiptXml.read(sample("negative_receipt.xml"));
        ReceiptConversion conversion = new ReceiptConversion(
                OrganisationRegister.empty(), Exchanged.nothing(), Assumptions.standard(), IdSource.byName());

        Bundle acknowledgement = conversion.toAcknowledgement(receipt).result();
        Receipt back = conversion.toReceipt(acknowledgement).orElseThrow().result();

        MessageCheck.requireValid(
                MessageCheck.acknowledgementValidator(), acknowledgement, MessageCheck.ACKNOWLEDGEMENT);
        MessageHeader header =
                (MessageHeader) acknowledgement.getEntryFirstRep().getResource();
        assertThat(header.getResponse().getIdentifier()).isEqualTo("stURK3zq7UhOBB");
        assertThat(header.getResponse().getCode()).isEqualTo(MessageHeader.ResponseType.FATALERROR);
        assertThat(back.refusal()).isEqualTo(receipt.refusal());
        assertThat(back.sender()).isEqualTo(receipt.sender());
        assertThat(back.originalLetter()).isEqualTo(receipt.originalLetter());
    }

    @Test
    void medComsAcknowledgementsBecomeReceiptsButForTransientErrors() throws IOException {
        Path folder = MessageCheck.samples().resolve("../../fixtures/acknowledgement-examples");
        ReceiptConversion conversion = new ReceiptConversion(
                OrganisationRegister.empty(), Exchanged.nothing(), Assumptions.standard(), IdSource.byName());
        try (Stream<Path> listed = Files.list(folder)) {
            for (Path file : listed.sorted().toList()) {
                Bundle message = Letters.CONTEXT.newJsonParser().parseResource(Bundle.class, Files.readString(file));
                MessageHeader header =
                        (MessageHeader) message.getEntryFirstRep().getResource();
                MessageHeader.ResponseType code = header.getResponse().getCode();
                if (code == null) {
                    assertThatThrownBy(() -> conversion.toReceipt(message)).isInstanceOf(ConversionRefused.class);
                    continue;
                }

                var receipt = conversion.toReceipt(message);

                assertThat(receipt.isPresent()).isEqualTo(code != MessageHeader.ResponseType.TRANSIENTERROR);
                receipt.ifPresent(converted -> {
                    assertThat(converted.result().refusal().isPresent())
                            .isEqualTo(code == MessageHeader.ResponseType.FATALERROR);
                    assertThat(ReceiptXml.read(ReceiptXml.write(converted.result())))
                            .isEqualTo(converted.result());
                });
            }
        }
    }
}

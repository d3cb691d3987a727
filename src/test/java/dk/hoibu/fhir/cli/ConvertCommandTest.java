package dk.hoibu.fhir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.Organization;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code convert} on files: what it writes where, and its exit codes. */
class ConvertCommandTest {

    private static final String LETTER = """
            <?xml version="1.0" encoding="ISO-8859-1"?>
            <Emessage xmlns="http://rep.oio.dk/sundcom.dk/medcom.dk/xml/schemas/2006/07/01/">
              <Envelope><Sent><Date>2026-03-02</Date><Time>09:45</Time></Sent><Identifier>K42</Identifier>
                <AcknowledgementCode>pluspositivkvitt</AcknowledgementCode></Envelope>
              <ClinicalEmail>
                <Letter><Identifier>B42</Identifier><VersionCode>XD9134L</VersionCode><StatisticalCode>XDIS91</StatisticalCode>
                  <Authorisation><Date>2026-03-02</Date><Time>09:40</Time></Authorisation><TypeCode>XDIS91</TypeCode>
                  <StatusCode>nytbrev</StatusCode></Letter>
                <Sender><EANIdentifier>5790009901822</EANIdentifier><Identifier>990145</Identifier>
                  <IdentifierCode>ydernummer</IdentifierCode><OrganisationName>Lægerne Søparken</OrganisationName></Sender>
                <Receiver><EANIdentifier>5790009902171</EANIdentifier><Identifier>5790009902171</Identifier>
                  <IdentifierCode>lokationsnummer</IdentifierCode></Receiver>
                <Patient><CivilRegistrationNumber>0505209996</CivilRegistrationNumber>
                  <PersonSurnameName>Ærø</PersonSurnameName><EpisodeOfCareStatusCode>inaktiv</EpisodeOfCareStatusCode></Patient>
                <ClinicalInformation><Text01>Blåbærgrød</Text01></ClinicalInformation>
              </ClinicalEmail>
            </Emessage>
            """;
    private static final String SOR = """
            SorId;EntityName;EanLocationCode;VirtualAddressTelephoneNumber
            9902111000016005;Lægerne Søparken;5790009901822;99 00 19 88
            9902711000016004;Familieafdelingen;5790009902171;99 00 20 66
            """;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private Path letter;

    @BeforeEach
    void write() throws IOException {
        letter = Files.write(folder.resolve("letter.xml"), LETTER.getBytes(StandardCharsets.ISO_8859_1));
    }

    private int run(String... arguments) {
        out.reset();
        return new CommandLine(new ConvertCommand(out))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private Bundle message() {
        return FhirContext.forR4Cached()
                .newJsonParser()
                .parseResource(Bundle.class, out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aLetterBecomesAMessageOnStandardOutputAndTheReportIsBesideIt() {
        assertThat(run(letter.toString(), "--to", "carecommunication")).isZero();

        assertThat(message().getEntryFirstRep().getResource()).isInstanceOf(MessageHeader.class);
        assertThat(err.toString())
                .contains("ASSUMED Communication.category", "CHANGED Letter.VersionCode")
                .doesNotContain("0505209996", "Ærø", "Blåbærgrød");
    }

    @Test
    void aMessageBecomesALetterInItsOwnCharacterSet() throws IOException {
        run(letter.toString(), "--to", "carecommunication", "--format", "xml");
        Path message = Files.write(folder.resolve("message.xml"), out.toByteArray());

        assertThat(run(message.toString(), "--to", "xdis91", "--edition", "2006"))
                .isZero();

        assertThat(out.toString(StandardCharsets.ISO_8859_1))
                .contains(
                        "encoding=\"ISO-8859-1\"",
                        "2006/07/01",
                        "<Text01>Blåbærgrød</Text01>",
                        "<Identifier>B42</Identifier>");
    }

    @Test
    void theReportCanBeAFile() throws IOException {
        Path report = folder.resolve("report.json");

        assertThat(run(letter.toString(), "--to", "carecommunication", "--report", report.toString()))
                .isZero();

        assertThat(err.toString()).isEmpty();
        assertThat(Files.readString(report))
                .contains("\"kind\" : \"assumed\"", "\"element\" : \"Communication.category\"");
    }

    @Test
    void withSorNothingStandsInForANumber() throws IOException {
        Path sor = Files.writeString(folder.resolve("sor.csv"), SOR);

        assertThat(run(letter.toString(), "--to", "carecommunication", "--strict"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("error: Sender: the register knows no SOR id");
        assertThat(out.size()).isZero();
        assertThat(run(letter.toString(), "--to", "carecommunication", "--strict", "--sor", sor.toString()))
                .isZero();
        assertThat(message().getEntry())
                .extracting(Bundle.BundleEntryComponent::getResource)
                .filteredOn(Organization.class::isInstance)
                .extracting(resource -> ((Organization) resource).getName())
                .containsExactly("Lægerne Søparken", "Familieafdelingen");
    }

    @Test
    void aReceiptBecomesAnAcknowledgement() throws IOException {
        Path receipt = Files.writeString(folder.resolve("receipt.xml"), """
                <Emessage xmlns="http://rep.oio.dk/sundcom.dk/medcom.dk/xml/schemas/2005/08/07/">
                  <Envelope><Sent><Date>2026-03-02</Date><Time>10:00</Time></Sent><Identifier>K1</Identifier>
                    <AcknowledgementCode>minuspositivkvitt</AcknowledgementCode></Envelope>
                  <PositiveReceipt>
                    <Letter><Identifier>R1</Identifier><VersionCode>XC0330Q</VersionCode><StatisticalCode>XCTL03</StatisticalCode></Letter>
                    <Sender><EANIdentifier>5790009902171</EANIdentifier></Sender>
                    <Receiver><EANIdentifier>5790009901822</EANIdentifier></Receiver>
                    <OriginalEmessage><OriginalEnvelopeIdentifier>K42</OriginalEnvelopeIdentifier>
                      <OriginalSender><EANIdentifier>5790009901822</EANIdentifier></OriginalSender>
                      <OriginalReceiver><EANIdentifier>5790009902171</EANIdentifier></OriginalReceiver>
                      <OriginalLetter><OriginalLetterIdentifier>B42</OriginalLetterIdentifier>
                        <OriginalVersionCode>XD9134L</OriginalVersionCode></OriginalLetter></OriginalEmessage>
                  </PositiveReceipt>
                </Emessage>
                """);

        assertThat(run(receipt.toString(), "--to", "carecommunication")).isZero();
        MessageHeader header = (MessageHeader) message().getEntryFirstRep().getResource();
        assertThat(header.getResponse().getIdentifier()).isEqualTo("B42");
        assertThat(header.getResponse().getCode()).isEqualTo(MessageHeader.ResponseType.OK);

        Path acknowledgement = Files.write(folder.resolve("acknowledgement.json"), out.toByteArray());
        assertThat(run(acknowledgement.toString(), "--to", "xdis91")).isZero();
        assertThat(out.toString(StandardCharsets.ISO_8859_1))
                .contains("<PositiveReceipt>", "<OriginalLetterIdentifier>B42</OriginalLetterIdentifier>");
    }

    @Test
    void whatCannotBeReadIsExitCode2AndNothingOfItIsRepeated() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.xml"), "<Emessage>0505209996");
        Path bundle = Files.writeString(
                folder.resolve("bundle.json"), "{\"resourceType\":\"Bundle\",\"hemmeligt\":\"0505209996\"}");

        assertThat(run(broken.toString(), "--to", "carecommunication")).isEqualTo(2);
        assertThat(run(bundle.toString(), "--to", "xdis91")).isEqualTo(2);
        assertThat(run(folder.resolve("absent").toString(), "--to", "xdis91")).isEqualTo(2);
        assertThat(run(letter.toString())).isEqualTo(2);
        assertThat(run(letter.toString(), "--to", "carecommunication", "--category", "ukendt"))
                .isEqualTo(2);
        assertThat(err.toString()).doesNotContain("0505209996", "hemmeligt");
        assertThat(out.size()).isZero();
    }
}

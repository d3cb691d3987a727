package dk.hoibu.fhir.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dk.hoibu.fhir.cli.MessagesCommand;
import dk.hoibu.fhir.forward.Receiver;
import dk.hoibu.fhir.forward.Receiver.Got;
import dk.hoibu.fhir.forward.Receiver.Said;
import dk.hoibu.fhir.message.Enveloped;
import dk.hoibu.fhir.message.OwnMessage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Those who know letters of the old format alone get letters, and theirs become messages. */
class LettersDeliveredTest {

    private static final String HERE = "9900711000016003";
    private static final String HERE_GLN = "5790009901334";
    private static final String OLD = "9900511000016008";

    private static final String LETTER = """
            <?xml version="1.0" encoding="ISO-8859-1"?>
            <Emessage xmlns="http://rep.oio.dk/medcom.dk/xml/schemas/2019/02/19/">
              <Envelope>
                <Sent><Date>2026-03-02</Date><Time>09:45</Time></Sent>
                <Identifier>Kuvert00000042</Identifier>
                <AcknowledgementCode>pluspositivkvitt</AcknowledgementCode>
              </Envelope>
              <ClinicalEmail>
                <Letter>
                  <Identifier>Brev0000000042</Identifier>
                  <VersionCode>XD9135L</VersionCode>
                  <StatisticalCode>XDIS91</StatisticalCode>
                  <Authorisation><Date>2026-03-02</Date><Time>09:40</Time></Authorisation>
                  <TypeCode>XDIS91</TypeCode>
                  <StatusCode>nytbrev</StatusCode>
                </Letter>
                <Sender>
                  <EANIdentifier>5790009901198</EANIdentifier>
                  <Identifier>5790009901198</Identifier>
                  <IdentifierCode>lokationsnummer</IdentifierCode>
                  <OrganisationName>Region Nordjylland</OrganisationName>
                </Sender>
                <Receiver>
                  <EANIdentifier>5790009901334</EANIdentifier>
                  <Identifier>5790009901334</Identifier>
                  <IdentifierCode>lokationsnummer</IdentifierCode>
                  <OrganisationName>BUP</OrganisationName>
                </Receiver>
                <Patient>
                  <CivilRegistrationNumber>0505209996</CivilRegistrationNumber>
                  <PersonSurnameName>Test</PersonSurnameName>
                  <PersonGivenName>Rikke</PersonGivenName>
                  <EpisodeOfCareStatusCode>ambulant</EpisodeOfCareStatusCode>
                </Patient>
                <AdditionalInformation><Subject>Medicin</Subject></AdditionalInformation>
                <ClinicalInformation><Text01>Med venlig hilsen</Text01></ClinicalInformation>
              </ClinicalEmail>
            </Emessage>
            """;

    private final Receiver msh = new Receiver(got -> Said.status(202));
    private final TestServer server = TestServer.start(
            "access.open-sample=true",
            "messages.local-receivers=" + HERE,
            "delivery.url=" + msh.url("/out"),
            "delivery.letter-receivers=" + OLD,
            "delivery.pause=20ms");
    private final Post post = new Post(server);

    @AfterEach
    void stop() {
        server.close();
        msh.close();
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited long enough").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private List<Enveloped> handed() {
        return msh.all().stream().map(Got::body).map(Enveloped::new).toList();
    }

    private String outbox() {
        StringWriter out = new StringWriter();
        CommandLine line = MessagesCommand.line(Clock.systemUTC());
        line.setOut(new PrintWriter(out));
        line.execute(
                "outbox", "list", "--all", "--report", "--data", server.folder().toString());
        return out.toString();
    }

    private Answer bring(String letter) {
        return post.to("$process-message", letter.getBytes(StandardCharsets.ISO_8859_1), "text/xml");
    }

    private static OwnMessage withoutFile() {
        OwnMessage message = Post.fresh();
        for (int entry = 0; entry < message.at("/entry").size(); entry++) {
            for (String list : new String[] {"payload", "entity"}) {
                String second = "/entry/" + entry + "/resource/" + list + "/1";
                if (!message.at(second).isMissingNode()) {
                    message.with(second, "");
                }
            }
        }
        return message;
    }

    /** The value of the first element of that name. */
    private static String element(String name, String xml) {
        return new Enveloped(xml).element(name);
    }

    @Test
    void aMessageGoesOutAsALetterAndItsReceiptDeliversIt() {
        post.process(withoutFile());
        until(() -> !handed().isEmpty());
        Enveloped envelope = handed().get(0);
        assertThat(envelope.element("Format")).isEqualTo("OIOXML");
        assertThat(envelope.element("ReceiverID")).isEqualTo("5790009901198");
        String letter = envelope.content();
        assertThat(letter).contains("XD9135L");
        until(() -> outbox().contains("  sent message"));
        assertThat(outbox()).contains("\"kind\":\"lost\"").doesNotContain("0505159995");

        Answer noted = bring(receipt(element("Identifier", letter.substring(letter.indexOf("<Letter>"))), ""));
        assertThat(noted.status()).isEqualTo(200);
        assertThat(outbox()).contains("  delivered message");
    }

    @Test
    void aNegativeReceiptRefusesIt() {
        post.process(withoutFile());
        until(() -> !handed().isEmpty());
        String letter = handed().get(0).content();
        bring(receipt(
                element("Identifier", letter.substring(letter.indexOf("<Letter>"))),
                "<RefuseCode>syntaksfejl</RefuseCode><RefuseText>Nej</RefuseText>"));
        assertThat(outbox()).contains("  refused message").contains("syntaksfejl");
    }

    private static String receipt(String letter, String refusal) {
        boolean negative = !refusal.isEmpty();
        String kind = negative ? "NegativeReceipt" : "PositiveReceipt";
        return "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>"
                + "<Emessage xmlns=\"http://rep.oio.dk/sundcom.dk/medcom.dk/xml/schemas/2005/08/07/\">"
                + "<Envelope><Sent><Date>2026-03-02</Date><Time>10:00</Time></Sent><Identifier>K1</Identifier>"
                + "<AcknowledgementCode>minuspositivkvitt</AcknowledgementCode></Envelope><" + kind + ">"
                + "<Letter><Identifier>R1</Identifier><VersionCode>" + (negative ? "XC0230Q" : "XC0330Q")
                + "</VersionCode><StatisticalCode>" + (negative ? "XCTL02" : "XCTL03") + "</StatisticalCode></Letter>"
                + "<Sender><EANIdentifier>5790009901198</EANIdentifier></Sender>"
                + "<Receiver><EANIdentifier>" + HERE_GLN + "</EANIdentifier></Receiver>"
                + "<OriginalEmessage><OriginalEnvelopeIdentifier>E1</OriginalEnvelopeIdentifier>"
                + "<OriginalSender><EANIdentifier>" + HERE_GLN + "</EANIdentifier></OriginalSender>"
                + "<OriginalReceiver><EANIdentifier>5790009901198</EANIdentifier></OriginalReceiver>"
                + "<OriginalLetter><OriginalLetterIdentifier>" + letter + "</OriginalLetterIdentifier>"
                + "<OriginalVersionCode>XD9135L</OriginalVersionCode>" + refusal
                + "</OriginalLetter></OriginalEmessage></"
                + kind + "></Emessage>";
    }

    @Test
    void aMessageWithAnAttachedFileCannotBecomeALetter() {
        OwnMessage message = Post.fresh();
        post.process(message);
        until(() -> outbox().contains("  refused message"));
        assertThat(outbox()).contains("attachments travel in letters of their own");
    }

    @Test
    void aLetterBecomesAMessageOnceAndIsAnsweredWithAReceipt() {
        Answer taken = bring(LETTER);
        assertThat(taken.status()).isEqualTo(200);
        until(() -> !handed().isEmpty());
        Enveloped envelope = handed().get(0);
        assertThat(envelope.element("ReceiverID")).isEqualTo("5790009901198");
        assertThat(envelope.content())
                .as("%s", envelope.content())
                .contains("PositiveReceipt")
                .contains("<OriginalLetterIdentifier>Brev0000000042</OriginalLetterIdentifier>")
                .contains("<OriginalEnvelopeIdentifier>Kuvert00000042</OriginalEnvelopeIdentifier>");

        assertThat(bring(LETTER.replace("Kuvert00000042", "Kuvert00000043")).status())
                .isEqualTo(200);
        until(() -> handed().size() == 2);
        JsonNode found =
                post.get("Communication?recipient=Organization/" + HERE).json();
        assertThat(found.path("entry")).hasSize(1);
        assertThat(found.toString()).contains("Med venlig hilsen");
    }

    @Test
    void aLetterForSomebodyElseIsRefusedWithAReceipt() {
        bring(LETTER.replace("5790009901334", "5790009901266"));
        until(() -> !handed().isEmpty());
        assertThat(handed().get(0).content()).contains("NegativeReceipt").contains("<RefuseText>");
    }

    @Test
    void whatIsNoLetterIsSaidToBeNone() {
        assertThat(bring(LETTER.replace("XDIS91</TypeCode>", "XDIS99</TypeCode>"))
                        .status())
                .isEqualTo(422);
        assertThat(post.to("$process-message", "<Other/>".getBytes(StandardCharsets.UTF_8), "text/xml")
                        .status())
                .isEqualTo(400);
    }
}

package dk.hoibu.fhir.message.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.hoibu.fhir.message.Enveloped;
import dk.hoibu.fhir.message.delivery.Envelopes.Broken;
import dk.hoibu.fhir.message.delivery.Envelopes.Kind;
import dk.hoibu.fhir.message.delivery.Label.Standard;
import dk.hoibu.fhir.message.delivery.envelope.ReadEnvelopes;
import dk.hoibu.fhir.message.delivery.envelope.Sbdh;
import dk.hoibu.fhir.message.delivery.envelope.VansEnvelope;
import dk.hoibu.fhir.message.store.MessageFacts.Address;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class EnvelopesTest {

    private static final Label LABEL = new Label(
            Standard.CARE_COMMUNICATION,
            "5.0",
            "nursing",
            "application/fhir+json",
            new Address("9900711000016003", "5790009901334"),
            new Address("9900511000016008", "5790009901198"),
            "header-1",
            "bundle-1",
            OffsetDateTime.parse("2026-11-22T02:00:00+01:00"),
            Optional.of("0505159995"));
    private static final ReadEnvelopes READER = new ReadEnvelopes();

    private static byte[] written(Envelope envelope, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        envelope.write(LABEL, to -> to.write(content), out);
        return out.toByteArray();
    }

    private static Enveloped text(Envelope envelope) throws IOException {
        return new Enveloped(new String(
                written(envelope, "{\"a\":\"æ\"}".getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8));
    }

    private static Kind kind(String text) throws IOException {
        return READER.kind(new BufferedInputStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
    }

    private static byte[] opened(byte[] envelope) throws IOException {
        try (InputStream content = READER.open(new ByteArrayInputStream(envelope))) {
            return content.readAllBytes();
        }
    }

    @Test
    void theSbdhSaysWhatEhmiWantsSaid() throws IOException {
        Enveloped sbdh = text(new Sbdh());
        assertThat(sbdh.content()).isEqualTo("{\"a\":\"æ\"}");
        assertThat(sbdh.xml())
                .contains(
                        "<Sender><Identifier Authority=\"iso6523-actorid-upis\">0088:5790009901334</Identifier></Sender>")
                .contains(
                        "<Receiver><Identifier Authority=\"iso6523-actorid-upis\">0088:5790009901198</Identifier></Receiver>")
                .contains("mimeType=\"application/fhir+json\" encoding=\"UTF-8\"");
        assertThat(sbdh.element("Standard")).isEqualTo("care-communication-message");
        assertThat(sbdh.element("TypeVersion")).isEqualTo("5.0");
        assertThat(sbdh.element("CreationDateAndTime")).isEqualTo("2026-11-22T02:00:00+01:00");
        assertThat(sbdh.scope("DOCUMENTID"))
                .isEqualTo("urn:dk:healthcare:medcom:messaging:fhir:structuredefinition::care-communication-message"
                        + "##urn:dk:medcom:fhir:care-communication-message::5.0");
        assertThat(sbdh.scope("PROCESSID")).isEqualTo("urn:ehmi:sdn-emergence");
        assertThat(sbdh.scope("PATIENTID")).isEqualTo("0505159995");
        assertThat(sbdh.scope("SENDERID")).isEqualTo("9900711000016003");
        assertThat(sbdh.scope("RECEIVERID")).isEqualTo("9900511000016008");
        assertThat(sbdh.scope("MESSAGEIDENTIFIER")).isEqualTo("header-1");
        assertThat(sbdh.scope("MESSAGEENVELOPEIDENTIFIER")).isEqualTo("bundle-1");
        assertThat(text(new Sbdh()).xml()).isEqualTo(sbdh.xml());
    }

    @Test
    void theVansEnvelopeSaysWhatTheGovernanceWantsSaid() throws IOException {
        Enveloped vans = text(new VansEnvelope("urn:agreed"));
        assertThat(vans.content()).isEqualTo("{\"a\":\"æ\"}");
        assertThat(vans.xml()).contains("<ServiceTag name=\"MCM:MIME\" value=\"application/fhir+json\"/>");
        assertThat(vans.element("Format")).isEqualTo("HL7");
        assertThat(vans.element("Name")).isEqualTo("MCM:FDIS91#nursing");
        assertThat(vans.element("Version")).isEqualTo("5.0");
        assertThat(vans.element("Type")).isEqualTo("reliable");
    }

    @Test
    void bothAreWellFormedAndComeOutOfTheirEnvelopeAsTheyWentIn() throws Exception {
        byte[] content = new byte[1_000_003];
        new Random(1).nextBytes(content);
        for (Envelope envelope : new Envelope[] {new Sbdh(), new VansEnvelope("")}) {
            byte[] written = written(envelope, content);
            assertThat(DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(new ByteArrayInputStream(written)))
                    .isNotNull();
            assertThat(kind(new String(written, StandardCharsets.US_ASCII))).isEqualTo(Kind.ENVELOPE);
            assertThat(opened(written)).isEqualTo(content);
        }
        assertThat(opened(Enveloped.sbdh("{}").getBytes(StandardCharsets.UTF_8)))
                .containsExactly('{', '}');
    }

    @Test
    void whatSomethingIsShowsInItsBeginning() throws IOException {
        assertThat(kind(" \n{\"resourceType\"")).isEqualTo(Kind.JSON_MESSAGE);
        assertThat(kind("\ufeff<?xml version='1.0'?><!-- <x> --><Bundle xmlns=''>"))
                .isEqualTo(Kind.XML_MESSAGE);
        assertThat(kind("<ns2:Emessage xmlns:ns2=''>")).isEqualTo(Kind.LETTER);
        assertThat(kind("<b:ReceiptAcknowledgement>")).isEqualTo(Kind.SIGNAL);
        assertThat(kind("")).isEqualTo(Kind.OTHER);
        assertThat(kind("hello")).isEqualTo(Kind.OTHER);
        assertThat(kind("<html>")).isEqualTo(Kind.OTHER);
    }

    @Test
    void whatIsBrokenIsSaidToBe() {
        for (String envelope : new String[] {
            "<VANSEnvelope/>",
            "<VANSEnvelope><Data>!!!!</Data></VANSEnvelope>",
            "<VANSEnvelope><Data><x/></Data></VANSEnvelope>",
            "<VANSEnvelope><Data>e30=</Data>",
            "<!DOCTYPE VANSEnvelope [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><VANSEnvelope><Data>&x;</Data></VANSEnvelope>"
        }) {
            assertThatThrownBy(() -> opened(envelope.getBytes(StandardCharsets.UTF_8)))
                    .as(envelope)
                    .isInstanceOf(Broken.class);
        }
    }
}

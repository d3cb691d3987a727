package dk.hoibu.fhir.message.xdis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.message.xdis.Conversations.Place;
import dk.hoibu.fhir.message.xdis.ConversionReport.Finding;
import dk.hoibu.fhir.message.xdis.ConversionReport.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;

/** What becomes of each part of a letter in a message, and back. */
class ConversionTest {

    private static <T extends Resource> T only(Bundle message, Class<T> type) {
        return new MessageParts(message).all(type).get(0);
    }

    private static Bundle message(String letter) {
        return Letters.conversion()
                .toMessage(LetterReader.read(Letters.bytes(letter)))
                .result();
    }

    private static XdisLetter back(Bundle message) {
        return Letters.conversion().toLetter(message, Edition.OF_2019).result();
    }

    @Test
    void theMappingOfMedComIsFollowed() {
        Bundle message = message(Letters.text());

        assertThat(message.getIdPart()).isEqualTo("Kuvert00000042");
        assertThat(message.getTimestampElement().getValueAsString()).isEqualTo("2026-03-02T09:45:00+01:00");
        MessageHeader header = only(message, MessageHeader.class);
        assertThat(header.getIdPart()).isEqualTo("Brev0000000042");
        assertThat(header.getEventCoding().getCode()).isEqualTo("care-communication-message");
        assertThat(header.getSource().getEndpoint()).isEqualTo("https://sor2.sum.dsdn.dk/#id=" + Letters.SENDER_SOR);
        Communication communication = only(message, Communication.class);
        assertThat(communication.getSentElement().getValueAsString()).isEqualTo("2026-03-02T09:40:00+01:00");
        assertThat(communication.getTopic().getText()).isEqualTo("Medicin");
        assertThat(communication.getCategoryFirstRep().getCodingFirstRep().getCode())
                .isEqualTo("medicine");
        assertThat(communication.getPayloadFirstRep().getContentStringType().getValue())
                .isEqualTo("Kære kollega\nBlodtryk < 120.");
        Encounter encounter = only(message, Encounter.class);
        assertThat(encounter.getClass_().getCode()).isEqualTo("AMB");
        assertThat(encounter.getEpisodeOfCareFirstRep().getIdentifier().getValue())
                .isEqualTo("0f8fad5bd9cb469fa16570867728950e");
        assertThat(only(message, Patient.class).getIdentifierFirstRep().getSystem())
                .isEqualTo(Systems.CPR);
        assertThat(only(message, Provenance.class)
                        .getActivity()
                        .getCodingFirstRep()
                        .getCode())
                .isEqualTo("new-message");
    }

    @Test
    void theSameLetterIsTheSameMessageEachTime() {
        var parser = Letters.CONTEXT.newJsonParser();

        assertThat(parser.encodeResourceToString(message(Letters.text())))
                .isEqualTo(parser.encodeResourceToString(message(Letters.text())));
    }

    @Test
    void aKnownOrganisationHasItsSorIdAndNameAndItsOwnNumberComesBack() {
        Bundle message = message(Letters.text());

        Organization sender = new MessageParts(message).sender();
        assertThat(sender.getName()).isEqualTo("Lægerne Søparken");
        assertThat(sender.getIdentifier())
                .extracting(Identifier::getSystem)
                .containsExactly(Systems.GLN, Systems.SOR, Systems.PROVIDER_NUMBER);
        assertThat(back(message).sender()).isEqualTo(Letters.letter().sender());
    }

    @Test
    void anUnknownOrganisationGetsNumbersThatAreMarkedAndNobodys() {
        Converted<Bundle> converted = Letters.conversion().toMessage(Letters.letter());

        Organization receiver = new MessageParts(converted.result()).receiver();
        assertThat(receiver.getIdentifier())
                .filteredOn(PartyToOrganisation::isStandIn)
                .singleElement()
                .satisfies(sor -> assertThat(sor.getValue()).startsWith("000").matches("[0-9]{11,}"));
        assertThat(converted.report().findings())
                .filteredOn(finding -> finding.kind() == Kind.ASSUMED)
                .extracting(Finding::toString)
                .anyMatch(line -> line.contains("SOR id of the Receiver"));
        assertThat(back(converted.result()).receiver())
                .isEqualTo(Letters.letter().receiver());
    }

    @Test
    void whoeverWantsNoStandInsHasSuchALetterRefused() {
        Xdis91Conversion strict = Letters.conversion(Assumptions.standard().withStandIns(false));

        assertThatThrownBy(() -> strict.toMessage(Letters.letter()))
                .isInstanceOf(ConversionRefused.class)
                .hasMessage("Receiver: the register knows no SOR id of the organisation");
    }

    @Test
    void aLetterAboutNobodyIsRefused() {
        XdisLetter letter = LetterReader.read(Letters.bytes(Letters.with("0505209996", "0000000000")));

        assertThatThrownBy(() -> Letters.conversion().toMessage(letter)).isInstanceOf(ConversionRefused.class);
    }

    @Test
    void aPriorityGoesWithAReferralAlone() {
        String urgent =
                Letters.with("<AdditionalInformation>", "<AdditionalInformation><Priority>høj_prioritet</Priority>");
        String referral = urgent.replace("Medicin", "Vedr. henvisning");

        Converted<Bundle> without = Letters.conversion().toMessage(LetterReader.read(Letters.bytes(urgent)));

        assertThat(only(without.result(), Communication.class).hasPriority()).isFalse();
        assertThat(without.report().tellsOf("AdditionalInformation.Priority")).isTrue();
        assertThat(only(message(referral), Communication.class).getPriority().toCode())
                .isEqualTo("asap");
        assertThat(back(message(referral)).priority()).contains(XdisLetter.Priority.HOEJ_PRIORITET);
    }

    @Test
    void aCorrectionStaysOneInWords() {
        Bundle message = message(Letters.with("nytbrev", "rettetbrev"));

        assertThat(only(message, Provenance.class).getActivity().getText()).isEqualTo("rettetbrev");
        assertThat(back(message).heading().status()).isEqualTo(XdisLetter.StatusCode.RETTETBREV);
    }

    @Test
    void anAnswerNamesTheLetterItAnswersAndIsOfItsThread() {
        String thread = "urn:uuid:7d444840-9dc0-11d1-b245-5ffdce74fad2";
        Xdis91Conversion conversion = new Xdis91Conversion(
                Letters.REGISTER,
                AttachedObjects.none(),
                letter -> Place.afterLetter(thread, "5790009902171#Brev0000000007"),
                Assumptions.standard(),
                IdSource.byName());

        Bundle message = conversion.toMessage(Letters.letter()).result();

        assertThat(only(message, Communication.class).getIdentifierFirstRep().getValue())
                .isEqualTo(thread);
        Provenance provenance = only(message, Provenance.class);
        assertThat(provenance.getActivity().getCodingFirstRep().getCode()).isEqualTo("reply-message");
        assertThat(provenance.getEntity())
                .filteredOn(entity -> entity.getRole() == Provenance.ProvenanceEntityRole.REVISION)
                .singleElement()
                .satisfies(entity -> assertThat(entity.getWhat().getIdentifier().getValue())
                        .isEqualTo("5790009902171#Brev0000000007"));
    }

    @Test
    void theDeadAreDead() {
        Bundle message = message(Letters.with("ambulant", "doed"));

        assertThat(only(message, Patient.class).getDeceasedBooleanType().booleanValue())
                .isTrue();
        assertThat(back(message).patient().status()).isEqualTo(XdisLetter.EpisodeStatus.DOED);
    }

    @Test
    void anHourThatCameTwiceIsTold() {
        Converted<Bundle> converted = Letters.conversion()
                .toMessage(LetterReader.read(Letters.bytes(
                        Letters.with("<Date>2026-03-02</Date><Time>09:45", "<Date>2026-10-25</Date><Time>02:30"))));

        assertThat(converted.result().getTimestampElement().getValueAsString()).isEqualTo("2026-10-25T02:30:00+02:00");
        assertThat(converted.report().tellsOf("Envelope.Sent")).isTrue();
    }

    @Test
    void whoWroteATextIsItsLastLineAndComesBack() {
        String signed =
                "Kære kollega<Break/>Vi ses.<Break/>-- Ane Marie Holm / sygeplejerske / tlf. 99 00 19 88 / 2026-03-01 14:05";
        Bundle message = message(Letters.with("Kære kollega<Break/>Blodtryk &lt; 120.", signed));

        Communication communication = only(message, Communication.class);
        assertThat(communication.getPayloadFirstRep().getContentStringType().getValue())
                .isEqualTo("Kære kollega\nVi ses.");
        assertThat(only(message, PractitionerRole.class).getCodeFirstRep().getText())
                .isEqualTo("sygeplejerske");
        assertThat(back(message).texts().get(0).plain())
                .endsWith("\n-- Ane Marie Holm / sygeplejerske / tlf. 99 00 19 88 / 2026-03-01 14:05");
    }

    @Test
    void aLinkThatIsNoWebAddressIsNotPassedOn() {
        String letter = Letters.with(
                "</ClinicalEmail>",
                "<Reference><RefDescription>Bilag</RefDescription><URL>javascript:alert(1)</URL></Reference></ClinicalEmail>");

        Converted<Bundle> converted = Letters.conversion().toMessage(LetterReader.read(Letters.bytes(letter)));

        Attachment attachment = (Attachment) only(converted.result(), Communication.class)
                .getPayload()
                .get(1)
                .getContent();
        assertThat(attachment.hasUrl()).isFalse();
        assertThat(converted.report().tellsOf("Reference.URL")).isTrue();
    }

    @Test
    void anObjectThatCameBesideTheLetterIsTheAttachment() {
        byte[] pdf = "%PDF-1.7 lidt".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        Map<String, byte[]> kept = new HashMap<>(Map.of("0f8fad5bd9cb469fa16570867728950e", pdf));
        AttachedObjects objects = new AttachedObjects() {
            @Override
            public Optional<byte[]> find(String identifier) {
                return Optional.ofNullable(kept.get(identifier));
            }

            @Override
            public void keep(String identifier, byte[] bytes) {
                kept.put(identifier, bytes);
            }
        };
        Xdis91Conversion conversion = new Xdis91Conversion(
                Letters.REGISTER, objects, Conversations.unknown(), Assumptions.standard(), IdSource.byName());
        XdisLetter letter = LetterReader.read(Letters.bytes(Letters.with(
                "</ClinicalEmail>",
                "<Reference><RefDescription>Epikrise</RefDescription><BIN><ObjectIdentifier>0f8fad5bd9cb469fa16570867728950e"
                        + "</ObjectIdentifier><ObjectCode>vektor_grafik</ObjectCode><ObjectExtensionCode>pdf</ObjectExtensionCode>"
                        + "<OriginalObjectSize>13</OriginalObjectSize></BIN></Reference></ClinicalEmail>")));

        Bundle message = conversion.toMessage(letter).result();
        kept.clear();
        XdisLetter back = conversion.toLetter(message, Edition.OF_2019).result();

        Attachment attachment = (Attachment)
                only(message, Communication.class).getPayload().get(1).getContent();
        assertThat(attachment.getContentType()).isEqualTo("application/pdf");
        assertThat(attachment.getData()).isEqualTo(pdf);
        assertThat(back.references()).isEqualTo(letter.references());
        assertThat(kept).containsOnlyKeys("0f8fad5bd9cb469fa16570867728950e");
    }

    @Test
    void longIdsBecomeFourteenCharactersThatAreTheSameEachTime() {
        Bundle message = message(Letters.text());
        message.setId("9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d");

        assertThat(back(message).envelope().identifier())
                .matches("[0-9A-Z]{14}")
                .isEqualTo(back(message.copy()).envelope().identifier());
    }

    @Test
    void aUuidLosesItsHyphensWhereALetterHasNoRoomForThem() {
        Bundle message = message(Letters.text());
        only(message, Encounter.class)
                .getEpisodeOfCareFirstRep()
                .getIdentifier()
                .setValue("0f8fad5b-d9cb-469f-a165-70867728950e");

        Converted<XdisLetter> letter = Letters.conversion().toLetter(message, Edition.OF_2019);

        assertThat(letter.result().heading().episode()).contains("0f8fad5bd9cb469fa16570867728950e");
        assertThat(letter.report().tellsOf("Encounter.episodeOfCare.identifier.value"))
                .isTrue();
    }

    @Test
    void aMessageToOneWithoutALocationNumberCannotBeALetter() {
        Bundle message = message(Letters.text());
        new MessageParts(message).receiver().getIdentifier().removeIf(id -> Systems.GLN.equals(id.getSystem()));

        assertThatThrownBy(() -> back(message))
                .isInstanceOf(ConversionRefused.class)
                .hasMessageContaining("no location number");
    }

    @Test
    void theReportNamesElementsAndNeverWhatIsInThem() {
        Bundle message = message(Letters.text());
        only(message, Communication.class).getTopic().setText("Hemmeligt emne ".repeat(9));
        only(message, Communication.class).getPayloadFirstRep().setContent(new StringType("<Bold>Hemmelig</Bold>"));

        String forth = Letters.conversion().toMessage(Letters.letter()).report().toString();
        String back =
                Letters.conversion().toLetter(message, Edition.OF_2006).report().toString();

        assertThat(forth + back).doesNotContainIgnoringCase("hemmelig", "0505209996", "Ærø", "Brev00", "9900", "579");
    }
}

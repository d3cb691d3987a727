package dk.hoibu.fhir.message;

import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.conformance.R4Validator;
import dk.hoibu.fhir.fhir.Language;
import dk.hoibu.fhir.message.rule.Detail;
import dk.hoibu.fhir.message.rule.Finding;
import dk.hoibu.fhir.message.rule.Verdict;
import dk.hoibu.fhir.message.tree.Reading;
import dk.hoibu.fhir.message.tree.Shapes;
import dk.hoibu.fhir.message.tree.XmlTree;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One thing wrong with a message that is else right, and the rule that says so. */
class MessageRulesTest {

    private static Verdict check(OwnMessage message) {
        return OwnMessage.RULES.check(message.reading());
    }

    @Test
    void aRightMessageBreaksNoRule() {
        assertThat(check(OwnMessage.fresh()).findings()).isEmpty();
    }

    @Test
    void medComsExamplesAreAccepted() {
        assertThat(MedComExamples.required())
                .allSatisfy((name, bytes) -> assertThat(OwnMessage.RULES
                                .check(OwnMessage.read(new String(bytes, StandardCharsets.UTF_8)))
                                .errors())
                        .as(name)
                        .isEmpty());
    }

    @ParameterizedTest(name = "{2}: {0} = {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '´', textBlock = """
                    /id                                                   |                        | bundle-id
                    /type                                                 | "document"             | bundle-type
                    /timestamp                                            | "2026-11-20T09:30:00"  | fhir-date
                    /timestamp                                            |                        | bundle-timestamp
                    /entry/1                                              |                        | cc-2
                    /entry/7                                              |                        | messaging-2
                    /entry/0/resource/meta                                |                        | cc-1
                    /entry/7/resource/meta                                |                        | cc-3
                    /entry/0/resource/id                                  | "andet"                | bdl-fullurl
                    /entry/0/resource/id                                  | "et id"                | fhir-id
                    /entry/0/resource/sender/reference                    | "Organization/ukendt"  | header-sender-is
                    /entry/0/resource/sender                              |                        | header-sender
                    /entry/0/resource/sender/reference                    |                        | hoibu-reference
                    /entry/0/resource/destination/0/extension             |                        | header-primary
                    /entry/0/resource/destination/0/extension/0/valueCoding/code | "cc"            | header-cc
                    /entry/0/resource/definition                          | "x"                    | medcom-carecommunication-definition-url
                    /entry/1/resource/identifier/0/value                  | "3205159995"           | cpr
                    /entry/1/resource/identifier/0/use                    | "temp"                 | cpr-use
                    /entry/1/resource/identifier/0/system                 | "http://andet.dk"      | hoibu-patient-number
                    /entry/1/resource/name/0/use                          | "usual"                | patient-name-official
                    /entry/1/resource/name/0/family                       |                        | patient-family
                    /entry/1/resource/gender                              | "kvinde"               | fhir-code
                    /entry/1/resource/hest                                | true                   | fhir-element
                    /entry/1/resource/name                                | {}                     | fhir-form
                    /entry/1/resource/birthDate                           | null                   | fhir-empty
                    /entry/1/resource/birthDate                           | "2015-02-30"           | fhir-date
                    /entry/1/resource/contained                           | [{"resourceType":"Basic","code":{"text":"x"}}] | hoibu-contained
                    /entry/1/resource/extension                           | [{"url":"http://ukendt.dk/x","valueString":"x"}] | fhir-extension
                    /entry/1/resource/generalPractitioner                 | [{"reference":"Patient/barn"}] | fhir-target
                    /entry/1/resource/managingOrganization                | {"reference":"Organization/ukendt"} | patient-organization-is
                    /entry/1/resource/text/div                            | "<div xmlns='http://www.w3.org/1999/xhtml'><script>x</script></div>" | fhir-narrative
                    /entry/2/resource/identifier/0/value                  | "urn:uuid:6F1D2F52-5D58-4B8C-8A3D-9A4F0F6F3C01" | medcom-uuidv4
                    /entry/2/resource/status                              | "completed"            | communication-status
                    /entry/2/resource/category/0/coding/0/code            | "hastesag"             | category-known
                    /entry/2/resource/category/0/coding/0/system          |                        | category-system
                    /entry/2/resource/priority                            | "asap"                 | cc-5
                    /entry/2/resource/priority                            | "stat"                 | priority-known
                    /entry/2/resource/encounter                           | {"reference":"Encounter/1"} | encounter-is
                    /entry/2/resource/payload/0/extension/3               |                        | text-contact
                    /entry/2/resource/payload/0/extension/0/valueDateTime | "i går"                | fhir-date
                    /entry/2/resource/payload/1/extension/1/valueIdentifier/value | "urn:uuid:1b6f6f0e-6a43-4d2e-9f0b-0d1c8f0f5a01" | hoibu-segment-twice
                    /entry/2/resource/payload/1/contentAttachment/data    | "JVB*RjAx"             | fhir-base64
                    /entry/2/resource/payload/1/contentAttachment/data    |                        | hoibu-empty-attachment
                    /entry/2/resource/payload/1/contentAttachment/contentType | "text/plain"       | attachment-type
                    /entry/2/resource/payload/1/contentAttachment/title   |                        | attachment-title
                    /entry/2/resource/payload/1/contentAttachment/size    | 17                     | att-size
                    /entry/3/resource/code/0/text                         | "Psykolog"             | cc-7
                    /entry/3/resource/code/0/coding/0/code                | "tryllekunstner"       | fhir-coding
                    /entry/3/resource/practitioner                        |                        | cc-13
                    /entry/4/resource/name                                |                        | cc-8
                    /entry/5/resource/identifier/0/value                  | "123"                  | min-digits-sor
                    /entry/5/resource/identifier/1/value                  | "5790009901335"        | gln-modulus-10
                    /entry/5/resource/identifier/1/value                  | "579000990133"         | gln-length
                    /entry/5/resource/identifier/1                        |                        | organization-needs-gln
                    /entry/5/resource/telecom                             | [{"value":"12345678"}] | cpt-2
                    /entry/7/resource/activity/coding/0/code              | "retract-message"      | provenance-activity-known
                    /entry/7/resource/entity/0/role                       | "derivation"           | provenance-slices
                    /entry/7/resource/target/0/reference                  | "MessageHeader/en-anden" | hoibu-newest
                    """)
    void oneThingIsWrong(String pointer, String json, String rule) {
        OwnMessage message = OwnMessage.fresh().with(pointer, json == null ? "" : json);

        Verdict verdict = check(message);

        assertThat(verdict.isAccepted()).isFalse();
        assertThat(verdict.errors()).extracting(finding -> finding.rule().id()).contains(rule);
    }

    @Test
    void otherWithoutATopicIsRefused() {
        OwnMessage message = OwnMessage.fresh()
                .with("/entry/2/resource/category/0/coding/0/code", "\"other\"")
                .with("/entry/2/resource/topic", "");

        assertThat(check(message).errors())
                .extracting(finding -> finding.rule().id())
                .containsExactly("cc-6");
    }

    @Test
    void careCommunication4IsAnotherKindOfMessage() {
        OwnMessage message = OwnMessage.fresh()
                .with(
                        "/entry/0/resource/definition",
                        "\"http://medcomfhir.dk/ig/carecommunication/medcom-careCommunication-message-definition|4.0.0\"");

        assertThat(check(message).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.rule().detail()).isEqualTo(Detail.MESSAGE_TYPE));
    }

    @Test
    void anUrgentMatterIsAcceptedWithAWarning() {
        OwnMessage message = OwnMessage.fresh()
                .with("/entry/2/resource/category/0/coding/0/code", "\"regarding-referral\"")
                .with("/entry/2/resource/priority", "\"asap\"");

        Verdict verdict = check(message);

        assertThat(verdict.isAccepted()).isTrue();
        assertThat(verdict.warnings())
                .extracting(finding -> finding.rule().id())
                .containsExactly("hoibu-acute");
    }

    @Test
    void aFindingSaysWhereAndInTwoLanguages() {
        Finding finding = check(OwnMessage.fresh().with("/entry/5/resource/identifier/1/value", "\"5790009901335\""))
                .errors()
                .get(0);

        assertThat(finding.where()).isEqualTo("Bundle.entry[5].resource.identifier[1].value");
        assertThat(finding.rule().text(Language.DANISH)).contains("kontrolciffer");
        assertThat(finding.rule().text(Language.ENGLISH)).contains("check digit");
    }

    @Test
    void damagedAndForeignTextIsRefused() {
        for (String text : new String[] {
            "",
            "hest",
            "{",
            "[]",
            "{\"resourceType\":\"Patient\"}",
            OwnMessage.fresh().text() + "}"
        }) {
            assertThat(OwnMessage.RULES.check(OwnMessage.read(text)).errors())
                    .as(text)
                    .extracting(finding -> finding.rule().id())
                    .containsExactly("message-readable");
        }
    }

    @Test
    void aPropertyThatIsThereTwiceIsRefused() {
        String text = OwnMessage.fresh()
                .text()
                .replaceFirst("\"status\":\"unknown\"", "\"status\":\"unknown\",\"status\":\"completed\"");

        assertThat(OwnMessage.RULES.check(OwnMessage.read(text)).errors())
                .extracting(finding -> finding.rule().id())
                .containsExactly("fhir-twice");
    }

    @Test
    void xmlAndHapisModelAreJudgedAsJsonIs() {
        Bundle bundle = R4Validator.CONTEXT
                .newJsonParser()
                .parseResource(Bundle.class, OwnMessage.fresh().text());
        String xml = R4Validator.CONTEXT.newXmlParser().encodeResourceToString(bundle);

        assertThat(OwnMessage.RULES.check(bundle).findings()).isEmpty();
        assertThat(OwnMessage.RULES.check(xml(xml)).findings()).isEmpty();
        assertThat(OwnMessage.RULES
                        .check(xml(xml.replace("<status value=\"unknown\"/>", "<status value=\"ukendt\"/>")))
                        .errors())
                .extracting(finding -> finding.rule().id())
                .containsExactlyInAnyOrder("fhir-code", "communication-status");
    }

    @ParameterizedTest(name = "{2}: {0} -> {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '´', textBlock = """
                    <status value="unknown"/>      | <status/>                                    | fhir-empty
                    <status value="unknown"/>      | <status value="unknown" class="x"/>          | fhir-xml
                    <status value="unknown"/>      | <status xmlns="http://x.dk" value="unknown"/> | fhir-element
                    <status value="unknown"/>      | <status value="unknown"/>løs tekst           | fhir-xml
                    <status value="unknown"/>      | <status value="unknown"/><status value="unknown"/> | fhir-max
                    <type value="message"/>        | <entry/><type value="message"/>              | fhir-order
                    """)
    void xmlHasWaysOfItsOwnToBeWrong(String right, String wrong, String rule) {
        Bundle bundle = R4Validator.CONTEXT
                .newJsonParser()
                .parseResource(Bundle.class, OwnMessage.fresh().text());
        String xml = R4Validator.CONTEXT
                .newXmlParser()
                .encodeResourceToString(bundle)
                .replace(right, wrong);

        assertThat(OwnMessage.RULES.check(xml(xml)).errors())
                .extracting(finding -> finding.rule().id())
                .contains(rule);
    }

    @Test
    void aNullKeepsThePlaceOfWhatStandsBesideAValue() {
        String absent =
                "[null,{\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/data-absent-reason\",\"valueCode\":\"masked\"}]}]";
        OwnMessage message = OwnMessage.fresh().with("/entry/1/resource/name/0/given", "[\"Lars\",null]");

        assertThat(check(message).errors())
                .extracting(finding -> finding.rule().id())
                .containsExactly("fhir-empty");
        assertThat(check(message.with("/entry/1/resource/name/0/_given", absent))
                        .errors())
                .isEmpty();
    }

    @Test
    void aMillionPartsAreNoMessage() {
        String text = "{\"resourceType\":\"Bundle\",\"entry\":[" + "{},".repeat(600_000) + "{}]}";

        assertThat(OwnMessage.RULES.check(OwnMessage.read(text)).errors())
                .extracting(finding -> finding.rule().id())
                .containsExactly("message-readable");
    }

    @Test
    void manyFaultsAreToldOfAFewHundredTimes() {
        String text = "{\"resourceType\":\"Bundle\",\"entry\":[" + "{\"x\":1},".repeat(200_000) + "{}]}";

        assertThat(OwnMessage.RULES.check(OwnMessage.read(text)).errors()).hasSizeBetween(200, 400);
    }

    @Test
    void anEntityFromOutsideIsNeitherFetchedNorRead() {
        String xml =
                "<!DOCTYPE Bundle [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Bundle xmlns=\"http://hl7.org/fhir\"><id value=\"&x;\"/></Bundle>";

        assertThat(OwnMessage.RULES.check(xml(xml)).errors())
                .extracting(finding -> finding.rule().id())
                .containsExactly("message-readable");
    }

    private static Reading xml(String text) {
        return new XmlTree(new Shapes()).read(text.getBytes(StandardCharsets.UTF_8));
    }
}

package dk.hoibu.fhir.message.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Attachments are set apart, whatever the pieces that a message comes in, and nothing else is touched. */
class IntakeTest {

    private static final String PLAIN =
            Base64.getEncoder().encodeToString("a letter, scanned".getBytes(StandardCharsets.UTF_8));

    @Nested
    class Json {

        @Test
        void theBytesAreTakenOutAndTheRestIsAsItWas() throws Exception {
            Skeleton skeleton = json("{\"contentType\":\"image/png\",\"data\":\"" + PLAIN + "\",\"title\":\"data\"}");

            JsonNode left = new ObjectMapper().readTree(skeleton.text());
            assertThat(left.path("contentType").asText()).isEqualTo("image/png");
            assertThat(left.path("title").asText()).isEqualTo("data");
            AttachmentBytes taken =
                    skeleton.attachment(left.path("data").binaryValue()).orElseThrow();
            assertThat(new String(taken.beginning(), StandardCharsets.UTF_8)).isEqualTo("a letter, scanned");
            assertThat(taken.size()).isEqualTo(17);
            assertThat(taken.damaged()).isFalse();
        }

        @Test
        void escapedSlashesAndLineBreaksAreBase64Too() {
            AttachmentBytes taken = only(json("{\"data\" : \"\\/\\/\\/\\/\\r\\n  Zm9v\"}"));

            assertThat(taken.damaged()).isFalse();
            assertThat(taken.beginning()).startsWith(0xff, 0xff, 0xff, 'f', 'o', 'o');
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"text\":\"data\",\"value\":\"Zm9v\"}",
                    "{\"date\":\"Zm9v\"}",
                    "{\"x\":\"\\\"data\\\":\\\"Zm9v\\\"\"}",
                    "[\"data\",\"Zm9v\"]",
                    "{\"data\":[\"Zm9v\"]}",
                    "{\"data\":{\"value\":\"Zm9v\"}}",
                    "{\"data\":12}",
                    "{\"data\":null,\"other\":\"Zm9v\"}",
                    "{\"d\\u0061ta\":\"Zm9v\"}"
                })
        void whatIsNoTextNamedDataStays(String text) {
            Skeleton skeleton = json(text);

            assertThat(skeleton.attachments()).isEmpty();
            assertThat(new String(skeleton.text(), StandardCharsets.UTF_8)).isEqualTo(text);
        }

        @Test
        void aLongTextThatIsNoAttachmentIsRefused() {
            assertThatThrownBy(() -> json("{\"text\":\"" + "x".repeat(Intake.LONGEST_RESIDUE) + "\"}"))
                    .isInstanceOf(TooLong.class)
                    .hasMessageNotContaining("xxx");
        }
    }

    @Nested
    class Xml {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "<a><data value=\"DATA\"/></a>",
                    "<a><data  value = 'DATA' /></a>",
                    "<a><f:data\n\tid=\"x\" value='DATA'></f:data></a>",
                    "<a><!-- <data value=\"Zm9v\"/> > --><data value=\"DATA\"/></a>",
                    "<a><b value=\"<data value='Zm9v'\"/><data value=\"DATA\"/></a>",
                    "<?xml version=\"1.0\"?><a><![CDATA[<data value=\"Zm9v\"/>]]><data value=\"DATA\"/></a>",
                    "<a><data value=\"&#xA;DATA&#10;&#x9;\"/></a>"
                })
        void theBytesAreTakenOut(String text) {
            AttachmentBytes taken = only(xml(text.replace("DATA", PLAIN)));

            assertThat(new String(taken.beginning(), StandardCharsets.UTF_8)).isEqualTo("a letter, scanned");
            assertThat(taken.damaged()).isFalse();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "<a><dataset value=\"Zm9v\"/></a>",
                    "<a><data other=\"value\" id=\"Zm9v\"/></a>",
                    "<a><data/><b value=\"Zm9v\"/></a>",
                    "<a>data value=\"Zm9v\"</a>"
                })
        void whatIsNoValueOfDataStays(String text) {
            Skeleton skeleton = xml(text);

            assertThat(skeleton.attachments()).isEmpty();
            assertThat(new String(skeleton.text(), StandardCharsets.UTF_8)).isEqualTo(text);
        }

        @Test
        void otherReferencesAreNoBase64() {
            assertThat(only(xml("<data value=\"Zm9v&amp;\"/>")).damaged()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Zm9", "Zm9v!", "Zm=v", "Zm9v====", "Z", "Zm9vZ===", "æøå="})
    void whatIsNoBase64IsDamaged(String text) {
        assertThat(only(json("{\"data\":\"" + text + "\"}")).damaged()).isTrue();
        assertThat(only(xml("<data value=\"" + text + "\"/>")).damaged()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(MessageFormat.class)
    void aMessageLongerThanIsTakenIsRefused(MessageFormat format) {
        Intake intake = new Intake(format, 10);
        intake.take(new byte[10], 0, 10);

        assertThatThrownBy(() -> intake.take(new byte[1], 0, 1)).isInstanceOf(TooLong.class);
    }

    @Test
    void longMessagesTakeTurnsAndOrdinaryOnesDoNotWaitForThem() {
        Room room = new Room(1, Duration.ofMillis(1));
        String much = "{\"text\":\"" + "x".repeat(Room.ORDINARY) + "\"}";
        Intake first = new Intake(MessageFormat.JSON, Intake.LONGEST, room);
        Intake second = new Intake(MessageFormat.JSON, Intake.LONGEST, room);
        try (Intake ordinary = new Intake(MessageFormat.JSON, Intake.LONGEST, room)) {
            take(first, much);

            assertThatThrownBy(() -> take(second, much)).isInstanceOf(NoRoom.class);
            take(ordinary, "{}");
            assertThat(ordinary.end().size()).isEqualTo(2);
            first.close();
            take(new Intake(MessageFormat.JSON, Intake.LONGEST, room), much);
        }
    }

    @Test
    void aHundredMegabytesLeaveNextToNothing() {
        Intake intake = new Intake(MessageFormat.JSON, Intake.LONGEST);
        byte[] piece = "QUJD".repeat(4096).getBytes(StandardCharsets.US_ASCII);
        take(intake, "{\"data\":\"");
        int pieces = (int) (Intake.LONGEST / piece.length) - 1;
        for (int i = 0; i < pieces; i++) {
            intake.take(piece, 0, piece.length);
        }
        take(intake, "\"}");

        Skeleton skeleton = intake.end();
        assertThat(skeleton.text()).hasSizeLessThan(100);
        assertThat(only(skeleton).size()).isEqualTo(pieces * 4096L * 3);
    }

    @Test
    void anyPiecesGiveWhatThePlainParsersSee() throws Exception {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<byte[]> attachments = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                byte[] bytes = new byte[1 + random.nextInt(20_000)];
                random.nextBytes(bytes);
                attachments.add(bytes);
            }
            agrees(MessageFormat.JSON, jsonWith(attachments, random), attachments, random);
            agrees(MessageFormat.XML, xmlWith(attachments, random), attachments, random);
        }
    }

    private static void agrees(MessageFormat format, String text, List<byte[]> attachments, Random random)
            throws Exception {
        Intake intake = new Intake(format, Intake.LONGEST);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; ) {
            int to = Math.min(bytes.length, at + 1 + random.nextInt(5000));
            intake.take(bytes, at, to);
            at = to;
        }
        Skeleton skeleton = intake.end();
        List<byte[]> marks = format == MessageFormat.JSON ? jsonData(skeleton.text()) : xmlData(skeleton.text());
        assertThat(marks).hasSameSizeAs(attachments);
        for (int i = 0; i < marks.size(); i++) {
            AttachmentBytes taken = skeleton.attachment(marks.get(i)).orElseThrow();
            byte[] sent = attachments.get(i);
            assertThat(taken.size()).isEqualTo(sent.length);
            assertThat(taken.sha256())
                    .isEqualTo(MessageDigest.getInstance("SHA-256").digest(sent));
            assertThat(taken.beginning()).isEqualTo(Arrays.copyOf(sent, Math.min(Probe.BEGINNING, sent.length)));
            assertThat(taken.damaged()).isFalse();
        }
    }

    private static String jsonWith(List<byte[]> attachments, Random random) {
        StringBuilder text = new StringBuilder("{\"payload\":[");
        for (byte[] attachment : attachments) {
            text.append(text.charAt(text.length() - 1) == '[' ? "" : ",")
                    .append("{\"title\":\"\\\"data\\\": æ\",\"data\"")
                    .append(" ".repeat(random.nextInt(3)))
                    .append(":\"")
                    .append(encoder(random).encodeToString(attachment).replace("\r\n", "\\n"))
                    .append("\"}");
        }
        return text.append("]}").toString();
    }

    private static String xmlWith(List<byte[]> attachments, Random random) {
        StringBuilder text = new StringBuilder("<payload>");
        for (byte[] attachment : attachments) {
            text.append("<!-- <data value='> --><title value=\"<data \"/>".replace("<data \"", "&lt;data \""))
                    .append("<data")
                    .append(" ".repeat(1 + random.nextInt(3)))
                    .append("value=\"")
                    .append(encoder(random).encodeToString(attachment).replace("\r\n", "&#xA;"))
                    .append("\"/>");
        }
        return text.append("</payload>").toString();
    }

    private static Base64.Encoder encoder(Random random) {
        return random.nextBoolean() ? Base64.getEncoder() : Base64.getMimeEncoder();
    }

    private static List<byte[]> jsonData(byte[] text) throws Exception {
        List<byte[]> data = new ArrayList<>();
        for (JsonNode one : new ObjectMapper().readTree(text).path("payload")) {
            data.add(one.path("data").binaryValue());
        }
        return data;
    }

    private static List<byte[]> xmlData(byte[] text) throws Exception {
        NodeList found = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text))
                .getElementsByTagName("data");
        List<byte[]> data = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            data.add(Base64.getDecoder().decode(((Element) found.item(i)).getAttribute("value")));
        }
        return data;
    }

    private static AttachmentBytes only(Skeleton skeleton) {
        assertThat(skeleton.attachments()).hasSize(1);
        return skeleton.attachments().get(0);
    }

    private static Skeleton json(String text) {
        Intake intake = new Intake(MessageFormat.JSON, Intake.LONGEST);
        take(intake, text);
        return intake.end();
    }

    private static Skeleton xml(String text) {
        Intake intake = new Intake(MessageFormat.XML, Intake.LONGEST);
        take(intake, text);
        return intake.end();
    }

    private static void take(Intake intake, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        intake.take(bytes, 0, bytes.length);
    }
}

package dk.hoibu.fhir.message.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.hoibu.fhir.message.wire.MessageFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message that is sent again is the same to the byte, but for its Bundle.id and its time. */
class RestampTest {

    private static final OffsetDateTime TIME = OffsetDateTime.parse("2026-11-22T02:00:00.5+01:00");

    private static String restamped(MessageFormat format, String text, int piece) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        OutputStream anew = Restamp.of(format, "new-id", TIME, out);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at += piece) {
            anew.write(bytes, at, Math.min(piece, bytes.length - at));
        }
        ((Restamp) anew).finish();
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100_000})
    void jsonKeepsEverythingElse(int piece) throws IOException {
        String before =
                "{ \"resourceType\" : \"Bundle\", \"meta\":{\"id\":\"not me\"}, \"entry\":[{\"resource\":{\"id\":\"x\",\"timestamp\":"
                        + "\"y\"}},\"id\"], \"id\"\n:\t\"old \\\" id\" , \"note\":\"æ \\\\\", \"timestamp\":\"2020\",\"type\":\"message\"}\n";
        assertThat(restamped(MessageFormat.JSON, before, piece))
                .isEqualTo(before.replace("\"old \\\" id\"", "\"new-id\"")
                        .replace("\"2020\"", "\"2026-11-22T02:00:00+01:00\""));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100_000})
    void xmlKeepsEverythingElse(int piece) throws IOException {
        String before =
                "<?xml version=\"1.0\"?>\n<Bundle xmlns=\"http://hl7.org/fhir\"><id value='old'/><meta><!-- æ --></meta>"
                        + "<type value=\"message\"/><timestamp  value=\"2020\"></timestamp><entry><resource><X><id value=\"old\"/></X></resource>"
                        + "</entry></Bundle>";
        assertThat(restamped(MessageFormat.XML, before, piece))
                .isEqualTo(before.replace("value='old'", "value=\"new-id\"")
                        .replace("\"2020\"", "\"2026-11-22T02:00:00+01:00\""));
    }

    @Test
    void whatHasNeitherIsNotSentAgain() {
        assertThatThrownBy(() -> restamped(MessageFormat.JSON, "{\"\\u0069d\":\"x\",\"timestamp\":\"y\"}", 5))
                .isInstanceOf(Unfit.class);
        assertThatThrownBy(() -> restamped(MessageFormat.XML, "<Bundle><id value=\"x\"/><entry/></Bundle>", 5))
                .isInstanceOf(Unfit.class);
    }
}

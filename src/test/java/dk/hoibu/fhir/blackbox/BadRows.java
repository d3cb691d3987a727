package dk.hoibu.fhir.blackbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dk.hoibu.fhir.message.OwnMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** The table of content that must not get in, and messages that have it, in both formats. */
final class BadRows {

    private static final String ATTACHMENT = "/entry/2/resource/payload/1/contentAttachment";
    private static final String TEXT = "/entry/2/resource/payload/0/contentString";
    private static final String TOPIC = "Koordinering af indsats";
    private static final String DATA = "<data value=\"JVBERi0xLjcK\"/>";

    /**
     * A line of the table.
     *
     * @param kind what of the message is replaced: {@code bytes} (of the type in {@code where}, in hexadecimal), {@code data}, {@code link},
     *     {@code title}, {@code text}, {@code narrative}
     * @param rule the beginning of the name of a rule that it breaks
     */
    record Row(String what, String kind, String where, String value, String rule) {}

    private BadRows() {}

    /** {@code trap}: the port where somebody listens. */
    static List<Row> read(int trap) {
        try (InputStream in = BadRows.class.getResourceAsStream("/message/bad-messages.tsv")) {
            return CsvReader.builder()
                    .fieldSeparator('\t')
                    .quoteCharacter('\u0001')
                    .ofNamedCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .stream()
                    .map(line -> row(line, trap))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(NamedCsvRecord line, int trap) {
        String value = line.getField("value").replace("TRAP", Integer.toString(trap));
        return new Row(
                line.getField("what"),
                line.getField("kind"),
                line.getField("where"),
                plain(value),
                line.getField("rule"));
    }

    /** With the escapes of JSON. */
    private static String plain(String value) {
        try {
            return new ObjectMapper()
                    .readTree("\"" + value.replace("\"", "\\\"") + "\"")
                    .asText();
        } catch (IOException e) {
            throw new UncheckedIOException(value, e);
        }
    }

    static byte[] json(Row row) {
        OwnMessage message = Post.fresh();
        switch (row.kind()) {
            case "bytes" ->
                message.with(ATTACHMENT + "/contentType", quoted(row.where()))
                        .with(ATTACHMENT + "/data", quoted(base64(row.value())));
            case "data" -> message.with(ATTACHMENT + "/data", quoted(row.value()));
            case "link" -> message.with(ATTACHMENT + "/data", "").with(ATTACHMENT + "/url", quoted(row.value()));
            case "title" -> message.with(ATTACHMENT + "/title", quoted(row.value()));
            case "text" -> message.with(TEXT, quoted(row.value()));
            case "narrative" ->
                message.with(
                        "/entry/2/resource/text/div",
                        quoted("<div xmlns=\"http://www.w3.org/1999/xhtml\">" + row.value() + "</div>"));
            default -> throw new IllegalArgumentException(row.kind());
        }
        return Post.bytes(message);
    }

    static byte[] xml(Row row) {
        String xml = new String(Post.xml(Post.bytes(Post.fresh())), StandardCharsets.UTF_8);
        String value = escaped(row.value());
        String bad = switch (row.kind()) {
            case "bytes" ->
                replaced(
                        replaced(xml, DATA, "<data value=\"" + base64(row.value()) + "\"/>"),
                        "application/pdf",
                        escaped(row.where()));
            case "data" -> replaced(xml, DATA, "<data value=\"" + value + "\"/>");
            case "link" -> replaced(xml, DATA, "<url value=\"" + value + "\"/>");
            case "title" -> replaced(xml, "Mødeplan", value);
            case "text" ->
                replaced(xml, "<contentString value=\"Vi vil", "<contentString value=\"" + value + " Vi vil");
            case "narrative" -> replaced(xml, "<p>" + TOPIC + "</p>", row.value());
            default -> throw new IllegalArgumentException(row.kind());
        };
        return bad.getBytes(StandardCharsets.UTF_8);
    }

    private static String replaced(String text, String what, String by) {
        int at = text.indexOf(what);
        if (at < 0) {
            throw new IllegalStateException("the message has no " + what);
        }
        return text.substring(0, at) + by + text.substring(at + what.length());
    }

    private static String base64(String hex) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("\"", "&quot;")
                .replace("\r", "&#13;")
                .replace("\n", "&#10;");
    }

    static String quoted(String text) {
        try {
            return new ObjectMapper().writeValueAsString(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dk.hoibu.fhir.blackbox;

import static dk.hoibu.fhir.blackbox.Post.JSON;
import static dk.hoibu.fhir.blackbox.Post.XML;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dk.hoibu.fhir.message.OwnMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What must not get in: each gets a fatal-error or 4xx, nothing of it is kept, and nothing is fetched. */
class BadMessagesTest {

    private static final String PAYLOAD = "/entry/2/resource/payload/1/contentAttachment";
    private static final String TEXT = "/entry/2/resource/payload/0/contentString";

    private static TestServer server;
    private static Post post;
    private static HttpServer trap;
    private static final AtomicInteger FETCHED = new AtomicInteger();

    @BeforeAll
    static void start() throws IOException {
        server = TestServer.start("access.open-sample=true");
        post = new Post(server);
        trap = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        trap.createContext("/", exchange -> {
            FETCHED.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
        });
        trap.start();
    }

    @AfterAll
    static void stop() {
        server.close();
        trap.stop(0);
    }

    private static String trapAddress() {
        return "http://127.0.0.1:" + trap.getAddress().getPort() + "/secret";
    }

    /** One way to be bad; {@code gzipped} says so in a header. */
    private record Row(String name, byte[] body, String type, boolean gzipped) {}

    private static Row json(String name, UnaryOperator<OwnMessage> change) {
        return new Row(name, Post.bytes(change.apply(Post.fresh())), JSON, false);
    }

    private static Row text(String name, UnaryOperator<String> change) {
        return new Row(name, utf8(change.apply(Post.fresh().text())), JSON, false);
    }

    private static Row xml(String name, UnaryOperator<String> change) {
        String xml = new String(Post.xml(Post.bytes(Post.fresh())), StandardCharsets.UTF_8);
        String changed = change.apply(xml);
        assertThat(changed).as(name).isNotEqualTo(xml);
        return new Row(name, utf8(changed), XML, false);
    }

    private static Row in(String name, Charset charset) {
        return new Row(name, Post.fresh().text().getBytes(charset), JSON, false);
    }

    private static Row typed(String name, String type) {
        return new Row(name, Post.bytes(Post.fresh()), type, false);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static Row attached(String contentType, byte[] bytes) {
        String data = Base64.getEncoder().encodeToString(bytes);
        return json(
                "bytes that are no " + contentType + ": " + bytes.length,
                message -> message.with(PAYLOAD + "/contentType", quoted(contentType))
                        .with(PAYLOAD + "/data", quoted(data)));
    }

    private static Row data(String name, String data) {
        return json("data " + name, message -> message.with(PAYLOAD + "/data", quoted(data)));
    }

    private static Row link(String url) {
        return json(
                "a link to " + url.replaceAll(":[0-9]+", ""),
                message -> message.with(PAYLOAD + "/data", "").with(PAYLOAD + "/url", quoted(url)));
    }

    private static Row title(String title) {
        return json(
                "a title " + title.replaceAll("\\p{C}", "?"),
                message -> message.with(PAYLOAD + "/title", quoted(title)));
    }

    private static Row said(String text) {
        return json("a text " + text, message -> message.with(TEXT, quoted(text)));
    }

    private static Row narrative(String div) {
        return json(
                "a narrative " + div,
                message -> message.with(
                        "/entry/2/resource/text/div",
                        quoted("<div xmlns=\"http://www.w3.org/1999/xhtml\">" + div + "</div>")));
    }

    private static Row without(String pointer) {
        return json("nothing at " + pointer, message -> message.with(pointer, ""));
    }

    private static Row with(String pointer, String value) {
        return json(pointer + " " + value, message -> message.with(pointer, value));
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static Stream<Row> rows() {
        List<Row> rows = new ArrayList<>();
        shapes(rows);
        encodings(rows);
        markup(rows);
        attachments(rows);
        links(rows);
        words(rows);
        contents(rows);
        return rows.stream();
    }

    private static void shapes(List<Row> rows) {
        rows.add(text("nothing", all -> ""));
        rows.add(text("white space", all -> "  \n"));
        rows.add(text("a list", all -> "[" + all + "]"));
        rows.add(text("null", all -> "null"));
        rows.add(text("a number", all -> "42"));
        rows.add(text("plain text", all -> "hello"));
        rows.add(text("an empty object", all -> "{}"));
        rows.add(text("an empty Bundle", all -> "{\"resourceType\":\"Bundle\"}"));
        rows.add(text("a Patient", all -> "{\"resourceType\":\"Patient\",\"id\":\"x\"}"));
        rows.add(text("cut in the middle", all -> all.substring(0, all.length() / 2)));
        rows.add(text("cut before its end", all -> all.substring(0, all.length() - 1)));
        rows.add(text("two messages", all -> all + all));
        rows.add(text("a message and a word", all -> all + "x"));
        rows.add(text(
                "a key twice",
                all -> all.replaceFirst("\"type\":\"message\"", "\"type\":\"message\",\"type\":\"message\"")));
        rows.add(text(
                "nested lists",
                all -> "{\"resourceType\":\"Bundle\",\"entry\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"));
        rows.add(text(
                "nested extensions",
                all -> "{\"resourceType\":\"Bundle\",\"meta\":" + "{\"extension\":[".repeat(5_000) + "]}".repeat(5_000)
                        + "}"));
        rows.add(text("a comment", all -> "/* */" + all));
        rows.add(text("single quotes", all -> all.replace('"', '\'')));
        rows.add(text("half a character", all -> all.replaceFirst("Hilsen", "\\\\ud800")));
        rows.add(text("a long text", all -> all.replaceFirst("Hilsen", "x".repeat(9 << 20))));
        rows.add(text("a text longer than FHIR's", all -> all.replaceFirst("Hilsen", "x".repeat(2 << 20))));
        rows.add(text("a number of a thousand digits", all -> all.replaceFirst("\"unknown\"", "1".repeat(1000))));
        rows.add(text("NaN", all -> all.replaceFirst("\"unknown\"", "NaN")));
    }

    private static void encodings(List<Row> rows) {
        rows.add(in("UTF-16", StandardCharsets.UTF_16));
        rows.add(in("UTF-16LE", StandardCharsets.UTF_16LE));
        rows.add(in("UTF-32", Charset.forName("UTF-32")));
        rows.add(in("Latin-1 that says UTF-8", StandardCharsets.ISO_8859_1));
        rows.add(typed("another charset", JSON + ";charset=iso-8859-1"));
        rows.add(typed("JSON that says XML", XML));
        rows.add(typed("text", "text/plain"));
        rows.add(typed("HTML", "text/html"));
        rows.add(typed("a form", "application/x-www-form-urlencoded"));
        rows.add(typed("several parts", "multipart/form-data; boundary=x"));
        rows.add(new Row("compressed", gzip(Post.bytes(Post.fresh())), JSON, true));
        rows.add(new Row("a bomb", gzip(new byte[20 << 20]), JSON, true));
        rows.add(new Row("compressed and not said so", gzip(Post.bytes(Post.fresh())), JSON, false));
        rows.add(text("a NUL", all -> all.replaceFirst("Hilsen", "\0")));
    }

    private static void markup(List<Row> rows) {
        String entity = "<!DOCTYPE Bundle [<!ENTITY x SYSTEM \"" + trapAddress() + "\">]>";
        rows.add(xml("an entity from outside", all -> entity + all.replaceFirst("Hilsen", "&x;")));
        rows.add(xml(
                "an entity of a file", all -> "<!DOCTYPE Bundle [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + all));
        rows.add(xml(
                "a parameter entity",
                all -> "<!DOCTYPE Bundle [<!ENTITY % x SYSTEM \"" + trapAddress() + "\"> %x;]>" + all));
        rows.add(xml("a DTD from outside", all -> "<!DOCTYPE Bundle SYSTEM \"" + trapAddress() + "\">" + all));
        rows.add(xml("a billion laughs", all -> laughs() + all.replaceFirst("Hilsen", "&l9;")));
        rows.add(xml("an empty DTD", all -> "<!DOCTYPE Bundle>" + all));
        rows.add(xml("an unknown entity", all -> all.replaceFirst("Hilsen", "&nope;")));
        rows.add(xml("no namespace", all -> all.replace(" xmlns=\"http://hl7.org/fhir\"", "")));
        rows.add(xml("another namespace", all -> all.replace("http://hl7.org/fhir\"", "http://example.org\"")));
        rows.add(xml("cut", all -> all.substring(0, all.length() - 20)));
        rows.add(xml(
                "an include",
                all -> all.replaceFirst(
                        "<entry>",
                        "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"" + trapAddress()
                                + "\"/><entry>")));
        rows.add(xml(
                "a declared charset that is not there", all -> "<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + all));
        rows.add(xml("nested elements", all -> all.replaceFirst("<entry>", "<entry>".repeat(20_000))));
        rows.add(xml("text between", all -> all.replaceFirst("<entry>", "text<entry>")));
        rows.add(xml("a foreign attribute", all -> all.replaceFirst("<entry>", "<entry onclick=\"x()\">")));
    }

    private static String laughs() {
        StringBuilder dtd = new StringBuilder("<!DOCTYPE Bundle [<!ENTITY l0 \"ha\">");
        for (int i = 1; i < 10; i++) {
            dtd.append("<!ENTITY l")
                    .append(i)
                    .append(" \"")
                    .append(("&l" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        return dtd.append("]>").toString();
    }

    private static void attachments(List<Row> rows) {
        byte[] program = {'M', 'Z', 0, 0, 1, 2, 3};
        for (String type :
                List.of("application/pdf", "image/gif", "image/jpeg", "image/png", "image/tiff", "image/bmp")) {
            rows.add(attached(type, program));
        }
        rows.add(attached("image/png", utf8("<svg onload='x()'/>")));
        rows.add(attached("application/zip", new byte[] {'P', 'K', 3, 4}));
        rows.add(attached("text/html", utf8("<script>x()</script>")));
        rows.add(attached("image/svg+xml", utf8("<svg/>")));
        rows.add(attached("application/x-msdownload", program));
        rows.add(data("not base64", "JVBERi0xLjcK!!!"));
        rows.add(data("cut", "JVBERi0xLjc"));
        rows.add(data("of another alphabet", "JVBERi0_-_-_"));
        rows.add(data("with a data URL", "data:application/pdf;base64,JVBERi0xLjcK"));
        rows.add(without(PAYLOAD + "/data"));
        rows.add(without(PAYLOAD + "/title"));
    }

    private static void links(List<Row> rows) {
        for (String url : List.of(
                trapAddress(),
                "http://localhost/",
                "https://[::1]/",
                "http://10.0.0.1/",
                "http://169.254.169.254/latest/meta-data/",
                "http://2130706433/",
                "http://0x7f.1/",
                "http://router.local/",
                "https://user:word@example.org/",
                "file:///etc/passwd",
                "ftp://example.org/x",
                "javascript:alert(1)",
                "data:text/html,<script>x()</script>",
                "//example.org/x",
                "/etc/passwd")) {
            rows.add(link(url));
        }
    }

    private static void words(List<Row> rows) {
        rows.add(title("<script>alert(1)</script>"));
        rows.add(title("../../etc/passwd"));
        rows.add(title("C:\\Windows\\x"));
        rows.add(title("/etc/passwd"));
        rows.add(title("Plan\u202Efdp.exe"));
        rows.add(said("<script>alert(1)</script>"));
        rows.add(said("<img src=x onerror=alert(1)>"));
        rows.add(said("<iframe src='https://example.org'>"));
        rows.add(narrative("<script>alert(1)</script>"));
        rows.add(narrative("<p onclick=\"x()\">x</p>"));
        rows.add(narrative("<iframe src=\"" + trapAddress() + "\"/>"));
        rows.add(narrative("<form action=\"" + trapAddress() + "\"/>"));
    }

    private static void contents(List<Row> rows) {
        rows.add(without("/id"));
        rows.add(without("/timestamp"));
        rows.add(without("/entry/0/resource/id"));
        rows.add(without("/entry/0/resource/destination"));
        rows.add(without("/entry/0/resource/sender"));
        rows.add(without("/entry/2/resource/category"));
        rows.add(without("/entry/2/resource/identifier"));
        rows.add(without("/entry/1"));
        rows.add(with("/id", "\"0505159995\""));
        rows.add(with("/entry/0/resource/id", "\"" + "x".repeat(65) + "\""));
        rows.add(with("/entry/0/resource/id", "\"../../x\""));
        rows.add(with("/entry/2/resource/status", "\"completed\""));
        rows.add(with("/entry/2/resource/category/0/coding/0/code", "\"unheard-of\""));
        rows.add(with("/entry/2/resource/subject/reference", "\"" + trapAddress() + "\""));
        rows.add(with("/entry/2/resource/contained", "[{\"resourceType\":\"Basic\",\"id\":\"x\"}]"));
        rows.add(with("/type", "\"transaction\""));
        rows.add(with("/entry/0/request", "{\"method\":\"DELETE\",\"url\":\"Patient\"}"));
        rows.add(with("/entry/0/resource/eventCoding/code", "\"acknowledgement-message\""));
    }

    @TestFactory
    Stream<DynamicTest> nothingBadGetsIn() {
        return rows().map(row -> DynamicTest.dynamicTest(row.name(), () -> refused(row)));
    }

    @Test
    void thereAreEightyRowsAndMore() {
        assertThat(rows().count()).isGreaterThanOrEqualTo(80);
    }

    private static void refused(Row row) {
        int before = kept();
        Answer answer = row.gzipped()
                ? post.process(row.body(), row.type(), "Accept", JSON, "Content-Encoding", "gzip")
                : post.process(row.body(), row.type(), "Accept", JSON);
        if (answer.status() == 200) {
            assertThat(Post.verdict(answer)).as(answer.body()).isEqualTo("fatal-error");
        } else {
            assertThat(answer.status()).as(answer.body()).isBetween(400, 499);
            assertThat(answer.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
        }
        assertThat(answer.body()).doesNotContain("<script", "alert(1)", "root:");
        assertThat(kept()).isEqualTo(before);
        assertThat(FETCHED).hasValue(0);
    }

    private static int kept() {
        return post.get("Communication?_count=1").matches().size();
    }
}

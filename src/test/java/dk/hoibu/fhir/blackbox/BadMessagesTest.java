package dk.hoibu.fhir.blackbox;

import static dk.hoibu.fhir.blackbox.Post.JSON;
import static dk.hoibu.fhir.blackbox.Post.XML;
import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.message.OwnMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
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

    private static TestServer server;
    private static Post post;
    private static ServerSocket trap;
    private static final AtomicInteger FETCHED = new AtomicInteger();

    @BeforeAll
    static void start() throws IOException {
        server = TestServer.start("access.open-sample=true");
        post = new Post(server);
        // of every address of this machine
        trap = new ServerSocket(0);
        Thread thread = new Thread(BadMessagesTest::listen, "trap");
        thread.setDaemon(true);
        thread.start();
    }

    private static void listen() {
        while (!trap.isClosed()) {
            try {
                trap.accept().close();
                FETCHED.incrementAndGet();
            } catch (IOException closed) {
                return;
            }
        }
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        trap.close();
    }

    private static String trapAddress() {
        return "http://127.0.0.1:" + trap.getLocalPort() + "/secret";
    }

    /** One way to be bad; {@code encoding} is said in a header, if any. */
    private record Row(String name, byte[] body, String type, String encoding) {}

    private static Row json(String name, UnaryOperator<OwnMessage> change) {
        return new Row(name, Post.bytes(change.apply(Post.fresh())), JSON, "");
    }

    private static Row text(String name, UnaryOperator<String> change) {
        return new Row(name, utf8(change.apply(Post.fresh().text())), JSON, "");
    }

    private static Row xml(String name, UnaryOperator<String> change) {
        String xml = new String(Post.xml(Post.bytes(Post.fresh())), StandardCharsets.UTF_8);
        String changed = change.apply(xml);
        assertThat(changed).as(name).isNotEqualTo(xml);
        return new Row(name, utf8(changed), XML, "");
    }

    private static Row in(String name, Charset charset) {
        return new Row(name, Post.fresh().text().getBytes(charset), JSON, "");
    }

    private static Row typed(String name, String type) {
        return new Row(name, Post.bytes(Post.fresh()), type, "");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
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
        rows.add(new Row("compressed", gzip(Post.bytes(Post.fresh())), JSON, "gzip"));
        rows.add(new Row("a bomb", gzip(new byte[20 << 20]), JSON, "gzip"));
        rows.add(new Row("a bomb in a bomb", gzip(gzip(new byte[20 << 20])), JSON, "gzip, gzip"));
        rows.add(new Row(
                "a bomb of XML",
                gzip(utf8("<Bundle xmlns=\"http://hl7.org/fhir\">" + " ".repeat(20 << 20))),
                XML,
                "gzip"));
        rows.add(new Row("said to be deflated", Post.bytes(Post.fresh()), JSON, "deflate"));
        rows.add(new Row("said to be of Brotli", Post.bytes(Post.fresh()), JSON, "br"));
        rows.add(new Row("compressed and not said so", gzip(Post.bytes(Post.fresh())), JSON, ""));
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
        rows.add(xml(
                "laughs of one long word",
                all -> "<!DOCTYPE Bundle [<!ENTITY x \"" + "x".repeat(100_000) + "\">]>"
                        + all.replaceFirst("Hilsen", "&x;".repeat(10_000))));
        rows.add(xml(
                "an entity in an attachment",
                all -> "<!DOCTYPE Bundle [<!ENTITY x SYSTEM \"" + trapAddress() + "\">]>"
                        + all.replaceFirst("JVBERi0xLjcK", "&x;")));
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

    private static void contents(List<Row> rows) {
        rows.add(without(PAYLOAD + "/data"));
        rows.add(without(PAYLOAD + "/title"));
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

    @TestFactory
    Stream<DynamicTest> nothingOfTheTableGetsInAsJson() {
        return BadRows.read(trap.getLocalPort()).stream()
                .map(row -> DynamicTest.dynamicTest(row.what(), () -> refused(BadRows.json(row), JSON, row)));
    }

    @TestFactory
    Stream<DynamicTest> nothingOfTheTableGetsInAsXml() {
        return BadRows.read(trap.getLocalPort()).stream()
                .map(row -> DynamicTest.dynamicTest(row.what(), () -> refused(BadRows.xml(row), XML, row)));
    }

    @Test
    void thereAreEightyRowsAndMore() {
        assertThat(BadRows.read(0)).hasSizeGreaterThanOrEqualTo(80);
        assertThat(rows()).hasSizeGreaterThanOrEqualTo(50);
    }

    /** FHIR's XML may name its schema, so it is no harm; the schema is not asked for. */
    @Test
    void whatMayNameAnotherPlaceIsNotFetchedEither() {
        try (TestServer other = TestServer.start("access.open-sample=true")) {
            String xml = new String(Post.xml(Post.bytes(Post.fresh())), StandardCharsets.UTF_8)
                    .replaceFirst(
                            "<Bundle ",
                            "<Bundle xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"http://hl7.org/fhir "
                                    + trapAddress() + "\" ");
            assertThat(Post.verdict(new Post(other).process(utf8(xml), XML, "Accept", JSON)))
                    .isEqualTo("ok");
            assertThat(FETCHED).hasValue(0);
        }
    }

    private static void refused(Row row) {
        Answer answer = row.encoding().isEmpty()
                ? post.process(row.body(), row.type(), "Accept", JSON)
                : post.process(row.body(), row.type(), "Accept", JSON, "Content-Encoding", row.encoding());
        isRefused(answer);
    }

    private static void refused(byte[] message, String type, BadRows.Row row) {
        Answer answer = post.process(message, type, "Accept", JSON);
        isRefused(answer);
        assertThat(Post.reasons(answer)).as(answer.body()).anyMatch(reason -> reason.startsWith(row.rule()));
    }

    private static void isRefused(Answer answer) {
        if (answer.status() == 200) {
            assertThat(Post.verdict(answer)).as(answer.body()).isEqualTo("fatal-error");
        } else {
            assertThat(answer.status()).as(answer.body()).isBetween(400, 499);
            assertThat(answer.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
        }
        assertThat(answer.body()).doesNotContain("<script", "alert(1)", "root:");
        assertThat(kept()).isZero();
        assertThat(FETCHED).hasValue(0);
    }

    /** Messages and pieces of messages in the store, whoever may see them. */
    private static int kept() {
        String file = "jdbc:sqlite:" + server.folder().resolve("messages").resolve("messages.db");
        try (Connection connection = DriverManager.getConnection(file);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT (SELECT count(*) FROM message) + (SELECT count(*) FROM message_chunk)")) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}

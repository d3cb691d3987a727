package dk.hoibu.fhir.message.xdis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is sent as a letter and is none is refused at once, with nothing opened and nothing of it repeated. */
class BadLetterTest {

    private static final String CPR = "0505209996";

    private static Map<String, byte[]> table() {
        Map<String, byte[]> rows = new TreeMap<>();
        String letter = Letters.text();
        rows.put("nothing", new byte[0]);
        rows.put("no XML", bytes("MSH|^~\\&|" + CPR));
        rows.put("JSON", bytes("{\"resourceType\":\"Bundle\"}"));
        rows.put("truncated in the middle", bytes(letter.substring(0, letter.length() / 2)));
        rows.put("truncated at the end", bytes(letter.substring(0, letter.length() - 8)));
        rows.put("text after the end", bytes(letter + "mere"));
        rows.put("two roots", bytes(letter + "<Emessage/>"));
        rows.put("binary", new byte[] {0, 1, 2, (byte) 0xFE, (byte) 0xFF, 0});
        rows.put("a null character", bytes(Letters.with("Kære", "K\u0000re")));
        rows.put("a reference to a control character", bytes(Letters.with("Kære", "&#1;")));
        rows.put("a reference to half a character", bytes(Letters.with("Kære", "&#xD83D;")));
        documentTypes(rows);
        characterSets(rows);
        structure(rows);
        fields(rows);
        return rows;
    }

    private static void documentTypes(Map<String, byte[]> rows) {
        rows.put("an entity that reads a file", typed("<!ENTITY e SYSTEM \"file:///etc/passwd\">", "&e;"));
        rows.put("an entity that asks a server", typed("<!ENTITY e SYSTEM \"http://127.0.0.1:1/x\">", "&e;"));
        rows.put("a parameter entity", typed("<!ENTITY % p SYSTEM \"http://127.0.0.1:1/x\"> %p;", ""));
        rows.put("an entity bomb", typed(bomb(), "&z;"));
        rows.put("a quadratic entity", typed("<!ENTITY e \"" + "x".repeat(50_000) + "\">", "&e;".repeat(10_000)));
        rows.put("a harmless entity", typed("<!ENTITY e \"Kære\">", "&e;"));
        rows.put("an empty document type", typed("", ""));
        rows.put("an entity nobody declared", bytes(Letters.with("Kære", "&nbsp;")));
        rows.put(
                "an external document type",
                bytes(Letters.with(
                        "?>\n<Emessage", "?>\n<!DOCTYPE Emessage SYSTEM \"http://127.0.0.1:1/x.dtd\">\n<Emessage")));
        rows.put(
                "XInclude",
                bytes(Letters.with(
                        "Kære",
                        "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"file:///etc/passwd\"/>")));
        rows.put(
                "nested elements",
                bytes(Letters.with("Kære", "<Bold>".repeat(100_000) + "x" + "</Bold>".repeat(100_000))));
        rows.put("nested and never closed", bytes("<a>".repeat(1_000_000)));
        rows.put("many attributes", bytes(Letters.with("<ClinicalEmail>", "<ClinicalEmail" + attributes() + ">")));
        rows.put("too large", bytes(Letters.with("Kære", "x".repeat(SafeXml.MOST_BYTES))));
    }

    private static String attributes() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            text.append(" a").append(i).append("=\"\"");
        }
        return text.toString();
    }

    private static String bomb() {
        StringBuilder text = new StringBuilder("<!ENTITY a \"ha\">");
        for (char name = 'b'; name <= 'z'; name++) {
            text.append("<!ENTITY ")
                    .append(name)
                    .append(" \"")
                    .append(("&" + (char) (name - 1) + ";").repeat(10))
                    .append("\">");
        }
        return text.toString();
    }

    private static byte[] typed(String declarations, String use) {
        return bytes(Letters.with("?>\n<Emessage", "?>\n<!DOCTYPE Emessage [" + declarations + "]>\n<Emessage")
                .replace("Kære", use));
    }

    private static void characterSets(Map<String, byte[]> rows) {
        String letter = Letters.text();
        rows.put("UTF-8 named, Latin 1 written", bytes(letter.replace("ISO-8859-1", "UTF-8")));
        rows.put(
                "nothing named, Latin 1 written",
                bytes(letter.substring(letter.indexOf("?>") + 2).strip()));
        rows.put("Latin 1 named, UTF-8 written", letter.getBytes(StandardCharsets.UTF_8));
        rows.put("UTF-16", letter.replace("ISO-8859-1", "UTF-16").getBytes(StandardCharsets.UTF_16));
        rows.put(
                "UTF-16 without a name",
                letter.substring(letter.indexOf("?>") + 2).strip().getBytes(StandardCharsets.UTF_16));
        rows.put("EBCDIC", letter.replace("ISO-8859-1", "IBM037").getBytes(Charset.forName("IBM037")));
        rows.put("a set nobody has", bytes(letter.replace("ISO-8859-1", "DANSK-7")));
        rows.put("UTF-7", bytes(letter.replace("ISO-8859-1", "UTF-7")));
    }

    private static void structure(Map<String, byte[]> rows) {
        String letter = Letters.text();
        rows.put("another namespace", bytes(letter.replace("2019/02/19", "2031/01/01")));
        rows.put("no namespace", bytes(letter.replaceAll(" xmlns=\"[^\"]*\"", "")));
        rows.put("another root", bytes(letter.replace("Emessage", "Message")));
        rows.put("no envelope", bytes(letter.replaceAll("(?s)<Envelope>.*</Envelope>", "")));
        rows.put("no letter", bytes(letter.replaceAll("(?s)<ClinicalEmail>.*</ClinicalEmail>", "")));
        rows.put("two letters", bytes(letter.replaceAll("(?s)(<ClinicalEmail>.*</ClinicalEmail>)", "$1$1")));
        rows.put("no patient", bytes(letter.replaceAll("(?s)<Patient>.*</Patient>", "")));
        rows.put("two patients", bytes(letter.replaceAll("(?s)(<Patient>.*</Patient>)", "$1$1")));
        rows.put("an element nobody knows", bytes(Letters.with("<Sender>", "<Ukendt/><Sender>")));
        rows.put(
                "an element of another namespace",
                bytes(Letters.with("<Sender>", "<Sender xmlns=\"urn:x\"/><Sender>")));
        rows.put("an attribute", bytes(Letters.with("<Sender>", "<Sender id=\"1\">")));
        rows.put("text between elements", bytes(Letters.with("<Sender>", CPR + "<Sender>")));
        rows.put("elements in a field", bytes(Letters.with("Medicin", "<b>Medicin</b>")));
        rows.put("a script in the text", bytes(Letters.with("Kære", "<script>alert(1)</script>")));
        rows.put(
                "a script of another namespace",
                bytes(Letters.with("Kære", "<x:script xmlns:x=\"http://www.w3.org/1999/xhtml\">alert(1)</x:script>")));
        rows.put("an event handler in the text", bytes(Letters.with("Kære", "<Bold onclick=\"alert(1)\">x</Bold>")));
        rows.put("another kind of letter", bytes(Letters.with("<TypeCode>XDIS91", "<TypeCode>XREF08")));
        rows.put(
                "two numbers of the patient",
                bytes(Letters.with(
                        "<PersonSurnameName>",
                        "<AlternativeIdentifier>0505209AB6</AlternativeIdentifier><PersonSurnameName>")));
    }

    private static void fields(Map<String, byte[]> rows) {
        rows.put("an identifier too long", bytes(Letters.with("Brev0000000042", "Brev00000000042")));
        rows.put("an empty identifier", bytes(Letters.with("Brev0000000042", " ")));
        rows.put("a subject too long", bytes(Letters.with("Medicin", "M".repeat(71))));
        rows.put("a name too long", bytes(Letters.with("Familieafdelingen", "F".repeat(36))));
        rows.put("a day that is none", bytes(Letters.with("<Time>09:45", "<Time>24:45")));
        rows.put(
                "a date that is none",
                bytes(Letters.with("<Date>2026-03-02</Date><Time>09:45", "<Date>2026-02-30</Date><Time>09:45")));
        rows.put(
                "a date with a zone",
                bytes(Letters.with("<Date>2026-03-02</Date><Time>09:45", "<Date>2026-03-02Z</Date><Time>09:45")));
        rows.put("a time with seconds", bytes(Letters.with("09:45", "09:45:00")));
        rows.put("a number of letters", bytes(Letters.with(CPR, "05052099XX")));
        rows.put("a number too short", bytes(Letters.with(CPR, "050520999")));
        rows.put("a code nobody knows", bytes(Letters.with("ambulant", "måske")));
        rows.put(
                "no name of the sender",
                bytes(Letters.with("<OrganisationName>Lægerne Søparken</OrganisationName>", "")));
        rows.put(
                "a telephone of the receiver",
                bytes(Letters.with(
                        "<OrganisationName>Familieafdelingen</OrganisationName>",
                        "<TelephoneSubscriberIdentifier>1</TelephoneSubscriberIdentifier>")));
        rows.put("a reference to two things", reference("<URL>https://example.org</URL><SUP>true</SUP>"));
        rows.put("a reference to nothing", reference(""));
        rows.put("a size below one", reference(object("0")));
        rows.put("a size beyond all", reference(object("99999999999999999999")));
        rows.put("a kind of file nobody knows", reference(object("1").replace(">pdf<", ">html<")));
        rows.put(
                "eleven references",
                bytes(Letters.with(
                        "</ClinicalEmail>",
                        "<Reference><RefDescription>x</RefDescription><SUP>true</SUP></Reference>".repeat(11)
                                + "</ClinicalEmail>")));
    }

    private static String object(String size) {
        return "<BIN><ObjectIdentifier>a</ObjectIdentifier><ObjectCode>vektor_grafik</ObjectCode>"
                + "<ObjectExtensionCode>pdf</ObjectExtensionCode><OriginalObjectSize>" + size
                + "</OriginalObjectSize></BIN>";
    }

    private static byte[] reference(String target) {
        return bytes(Letters.with(
                "</ClinicalEmail>",
                "<Reference><RefDescription>Bilag</RefDescription>" + target + "</Reference></ClinicalEmail>"));
    }

    private static byte[] bytes(String text) {
        return Letters.bytes(text);
    }

    @TestFactory
    List<DynamicTest> isRefused() {
        List<DynamicTest> tests = new ArrayList<>();
        table().forEach((name, document) -> tests.add(DynamicTest.dynamicTest(name, () -> {
            long begun = System.nanoTime();
            Throwable refusal = catchThrowable(() -> LetterReader.read(document));
            assertThat(refusal).isInstanceOf(UnreadableLetter.class);
            assertThat(refusal.getMessage()).hasSizeLessThan(200).doesNotContain(CPR, "root:", "alert", "Ærø");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        })));
        return tests;
    }

    @Test
    void nothingOutsideTheLetterIsOpened(@TempDir Path folder) throws IOException {
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/x";
            Path secret = Files.writeString(folder.resolve("secret"), "hemmeligt");
            for (String system : List.of(url, secret.toUri().toString())) {
                Throwable refusal =
                        catchThrowable(() -> LetterReader.read(typed("<!ENTITY e SYSTEM \"" + system + "\">", "&e;")));
                assertThat(refusal).isInstanceOf(UnreadableLetter.class).hasMessageNotContaining("hemmeligt");
            }
            String located = Letters.with(
                    "<Emessage xmlns=",
                    "<Emessage xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"urn:x "
                            + url + "\" xmlns=");
            assertThat(LetterReader.read(bytes(located))).isEqualTo(Letters.letter());
            assertThat(asked).hasValue(0);
        } finally {
            server.stop(0);
        }
    }
}

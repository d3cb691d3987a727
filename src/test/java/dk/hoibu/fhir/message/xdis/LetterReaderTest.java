package dk.hoibu.fhir.message.xdis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.hoibu.fhir.message.xdis.XdisLetter.EpisodeStatus;
import dk.hoibu.fhir.message.xdis.XdisLetter.IdentifierCode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Letters as they come: two editions, two character sets, texts written in every way. */
class LetterReaderTest {

    @Test
    void allOfALetterIsRead() {
        XdisLetter letter = Letters.letter();

        assertThat(letter.edition()).isEqualTo(Edition.OF_2019);
        assertThat(letter.envelope().sent()).isEqualTo(LocalDateTime.parse("2026-03-02T09:45"));
        assertThat(letter.heading().authorisation()).isEqualTo(LocalDateTime.parse("2026-03-02T09:40"));
        assertThat(letter.heading().episode()).contains("0f8fad5bd9cb469fa16570867728950e");
        assertThat(letter.sender().identifierCode()).isEqualTo(IdentifierCode.YDERNUMMER);
        assertThat(letter.sender().organisation()).contains("Lægerne Søparken");
        assertThat(letter.patient().surname()).isEqualTo("Ærø-Ågård");
        assertThat(letter.patient().status()).isEqualTo(EpisodeStatus.AMBULANT);
        assertThat(letter.texts())
                .extracting(XdisLetter.LetterText::plain)
                .containsExactly("Kære kollega\nBlodtryk < 120.");
        assertThat(letter.key()).isEqualTo("5790009901822#Brev0000000042");
    }

    @Test
    void whatIsWrittenIsReadBackTheSame() {
        XdisLetter letter = Letters.letter();

        assertThat(LetterReader.read(LetterWriter.write(letter))).isEqualTo(letter);
    }

    @Test
    void theEditionOf2006IsTheSameUnderAnotherNamespace() {
        String old = Letters.text()
                .replace(Edition.OF_2019.namespace(), Edition.OF_2006.namespace())
                .replace("XD9135L", "XD9134L");

        assertThat(LetterReader.read(Letters.bytes(old)).edition()).isEqualTo(Edition.OF_2006);
        assertThatThrownBy(() -> LetterReader.read(Letters.bytes(old.replace("XD9134L", "XD9135L"))))
                .hasMessage("Letter.VersionCode is not that of the edition");
    }

    @Test
    void utf8IsReadWhetherItIsNamedOrNot() {
        String named = Letters.text().replace("ISO-8859-1", "UTF-8");
        String unnamed = named.substring(named.indexOf("?>") + 2).strip();

        assertThat(LetterReader.read(named.getBytes(StandardCharsets.UTF_8))).isEqualTo(Letters.letter());
        assertThat(LetterReader.read(unnamed.getBytes(StandardCharsets.UTF_8))).isEqualTo(Letters.letter());
    }

    @Test
    void charactersThatTheLettersSetDoesNotHaveSurvive() {
        String text = "– “ærø” \uD83C\uDF92 €";
        XdisLetter letter = LetterReader.read(
                Letters.with("<Subject>Medicin", "<Subject>&#8211; &#8220;ærø&#8221; &#127890; &#8364;")
                        .getBytes(StandardCharsets.ISO_8859_1));

        assertThat(letter.subject()).contains(text);
        assertThat(LetterReader.read(LetterWriter.write(letter)).subject()).contains(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <Bold>a</Bold><Break/>b                                    | a\\nb
            a<Space/><Space/>b<Break/><Break/>c                        | a  b\\n\\nc
            <Right>a<Break/></Right> b                                 | a\\nb
            &lt;Bold&gt;a&lt;/Bold&gt;&lt;Break/&gt;b                   | a\\nb
            &lt;Bold&gt;a                                              | <Bold>a
            &lt;Teste&gt;&lt;Teste mere&gt;                            | <Teste><Teste mere>
            &lt;script&gt;alert(1)&lt;/script&gt;                      | <script>alert(1)</script>
            &lt;Bold&gt;&lt;Italic&gt;a&lt;/Bold&gt;&lt;/Italic&gt;    | <Bold><Italic>a</Bold></Italic>
            <FixedFont><Bold>a</Bold></FixedFont>                      | a
            a<![CDATA[ <b> ]]>c                                        | a <b> c
            """)
    void formattingBecomesPlainText(String written, String plain) {
        XdisLetter letter =
                LetterReader.read(Letters.bytes(Letters.with("Kære kollega<Break/>Blodtryk &lt; 120.", written)));

        assertThat(letter.texts().get(0).plain()).isEqualTo(plain.replace("\\n", "\n"));
    }

    @Test
    void typedLineEndsAreLinesWhereNothingElseSaysWhatIsOne() {
        assertThat(read("  \n  første\nanden\n   tredje  \n")).isEqualTo("første\nanden\n   tredje");
        assertThat(read("  første\n  <Bold>anden</Bold>\n")).isEqualTo("første\nanden");
        assertThat(read("  første\n  anden<Break/>\n  tredje")).isEqualTo("første anden\ntredje");
    }

    private static String read(String written) {
        return LetterReader.read(Letters.bytes(Letters.with("Kære kollega<Break/>Blodtryk &lt; 120.", written)))
                .texts()
                .get(0)
                .plain();
    }

    @Test
    void aLetterWithoutTextOrSubjectIsALetterStill() {
        String bare = Letters.text().replaceAll("(?s)<AdditionalInformation>.*</ClinicalInformation>", "");

        XdisLetter letter = LetterReader.read(Letters.bytes(bare));

        assertThat(letter.subject()).isEqualTo(Optional.empty());
        assertThat(letter.texts()).isEmpty();
    }
}

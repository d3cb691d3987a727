package dk.hoibu.fhir.source.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.source.SettableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordFileTest {

    private static final PersonKey CPR = PersonKey.required("cpr");
    private static final PersonKey PARTY = PersonKey.within("Sagspart", "ReferenceID");
    private static final String LARS = "0505159995";
    private static final String REPLACEMENT = "0505157AB1";
    private static final String GITTE = "0505109990";

    private final RelativeTime times = new RelativeTime(new SettableClock("2026-06-10T12:00:00+02:00"));

    @TempDir
    private Path folder;

    @Test
    void findsEveryRecordOfAPersonInTheFilesOrderAndNobodyElses() {
        RecordFile file = open(
                CPR,
                "[{\"cpr\":\"" + LARS + "\",\"n\":\"one\"}, {\"cpr\":\"" + GITTE
                        + "\",\"n\":\"two\"},\n{\"n\":\"three\",\"cpr\":\"" + LARS + "\"}]");

        assertThat(names(file, LARS)).containsExactly("one", "three");
        assertThat(names(file, GITTE)).containsExactly("two");
        assertThat(names(file, "0505059996")).isEmpty();
    }

    @Test
    void findsThePersonsNamedInAListByCprUrnOnly() {
        RecordFile file = open(PARTY, """
                [{"n": "one", "Sagspart": [
                   {"Rolle": "x", "ReferenceID": "urn:oio:cpr-nr:0505159995"},
                   {"ReferenceID": "urn:oio:cpr-nr:0505109990", "Rolle": {"ReferenceID": "urn:oio:cpr-nr:0505059996"}},
                   {"ReferenceID": "urn:oio:cpr-nr:0505159995"},
                   {"ReferenceID": "urn:oio:fuldtnavn:0212159995"}]},
                 {"n": "two", "ReferenceID": "urn:oio:cpr-nr:0212159995", "Sagspart": []}]""");

        assertThat(names(file, LARS)).containsExactly("one");
        assertThat(names(file, GITTE)).containsExactly("one");
        assertThat(names(file, "0505059996")).isEmpty();
        assertThat(names(file, "0212159995")).isEmpty();
    }

    /** The offsets of records are bytes, which letters beyond ASCII take two, three and four of. */
    @Test
    void findsEachOfTwentyThousandRecordsWithLettersOfAllLengths() {
        List<String> numbers = IntStream.iterate(0, i -> i + 1)
                .mapToObj(RecordFileTest::numberOfNobody)
                .filter(number -> !passesModulus11(number))
                .limit(20_000)
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(numbers, new Random(20260610));
        StringBuilder json = new StringBuilder("[\n");
        for (String number : numbers) {
            String letters = "æøå €𝄞 \\\"{[".repeat(number.charAt(1) - '0');
            json.append(json.length() > 2 ? ",\n" : "")
                    .append("{\"cpr\": \"")
                    .append(number)
                    .append("\", \"x\": \"");
            json.append(letters).append("\", \"n\": \"ø").append(number).append("\"}");
        }
        RecordFile file = open(CPR, json.append("]").toString());

        assertThat(numbers)
                .doesNotHaveDuplicates()
                .allSatisfy(number -> assertThat(names(file, number)).containsExactly("ø" + number));
    }

    @Test
    void readsAFileThatStartsWithAByteOrderMark() {
        RecordFile file = open(CPR, "\uFEFF[{\"cpr\":\"" + LARS + "\",\"n\":\"æ\"}]");

        assertThat(names(file, LARS)).containsExactly("æ");
    }

    @Test
    void findsNobodyInAnEmptyList() {
        assertThat(names(open(CPR, "[]"), LARS)).isEmpty();
    }

    @Test
    void findsAPersonByANumberWithAHyphenAndByAReplacementNumber() {
        RecordFile file =
                open(CPR, "[{\"cpr\":\"050515-9995\",\"n\":\"one\"},{\"cpr\":\"" + REPLACEMENT + "\",\"n\":\"two\"}]");

        assertThat(names(file, LARS)).containsExactly("one");
        assertThat(names(file, REPLACEMENT)).containsExactly("two");
    }

    @Test
    void readsOnAfterAReadingThreadWasInterrupted() throws Exception {
        RecordFile file = open(CPR, "[{\"cpr\":\"" + LARS + "\",\"n\":\"one\"}]");
        Thread interrupted = new Thread(() -> {
            Thread.currentThread().interrupt();
            file.about(number(LARS), Wire.SOUND, times);
        });
        interrupted.setUncaughtExceptionHandler((thread, expected) -> {});
        interrupted.start();
        interrupted.join();

        assertThat(names(file, LARS)).containsExactly("one");
    }

    @Test
    void meetsGarbageOnACutWireWhoeverIsAskedFor() {
        RecordFile file = open(CPR, "[{\"cpr\":\"" + LARS + "\",\"n\":\"one\"}]");

        for (String number : List.of(LARS, GITTE)) {
            assertThatThrownBy(() -> file.about(number(number), Wire.CUT, times))
                    .isInstanceOf(UnreadableRecord.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"cpr\":\"0505159995\"},{\"cpr\":\"0505109990\",] | aftaler.json: not valid JSON at line 1 column 43",
                "[{\"cpr\":\"0505159995\"}         | aftaler.json: not valid JSON at line 1 column 22",
                "{\"cpr\":\"0505159995\"}          | aftaler.json: not a JSON array",
                "[{\"cpr\":\"0505159995\"}] []     | aftaler.json: something follows the JSON array",
                "[\"0505159995\"]                  | aftaler.json: record 1: not an object",
                "[{\"cpr\":\"0505159995\"},{}]     | aftaler.json: record 2: the person number is missing",
                "[{\"cpr\":\"0505159995x\"}]       | aftaler.json: record 1: cpr is no person number",
                "[{\"cpr\":505159995}]             | aftaler.json: record 1: cpr is no person number"
            })
    void saysWhereABrokenFileIsBrokenAndNeverWhatIsInIt(String json, String message) {
        assertThatThrownBy(() -> open(CPR, json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message)
                .hasNoCause()
                .hasMessageNotContaining("050515");
    }

    @Test
    void namesTheFileThatIsMissing() {
        DataFolder empty = new TestFolder(folder).with("other.json", "[]").open();

        assertThatThrownBy(() -> RecordFile.open(empty, "aftaler.json", CPR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sources/aftaler.json is missing");
    }

    @Test
    void namesTheFileThatIsMissingFromTheBuiltInSample() {
        assertThatThrownBy(() -> RecordFile.open(DataFolder.builtIn(), "no-such-file.json", CPR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("/sample/no-such-file.json is missing");
    }

    @Test
    void saysSoWhenTheFolderHasNoSources() {
        assertThatThrownBy(() -> DataFolder.at(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no folder sources");
    }

    @Test
    void reportsAFileThatHasBecomeShorterAsUnreadable() throws IOException {
        RecordFile file = open(CPR, "[{\"cpr\":\"" + LARS + "\",\"n\":\"one\"}]");
        Files.writeString(folder.resolve("sources/aftaler.json"), "[{\"cpr\":", StandardCharsets.UTF_8);

        assertThatThrownBy(() -> file.about(number(LARS), Wire.SOUND, times)).isInstanceOf(UnreadableRecord.class);
    }

    private RecordFile open(PersonKey key, String json) {
        return RecordFile.open(new TestFolder(folder).with("aftaler.json", json).open(), "aftaler.json", key);
    }

    private List<String> names(RecordFile file, String number) {
        return file.about(number(number), Wire.SOUND, times).stream()
                .map(record -> record.text("n"))
                .toList();
    }

    private static String numberOfNobody(int i) {
        return String.format("%02d%02d%02d%04d", 1 + i % 28, 1 + i / 28 % 12, i / 336 % 100, 9800 + i / 33_600);
    }

    /** Numbers of real persons given out before 2007 do; these must not be theirs. */
    private static boolean passesModulus11(String number) {
        int[] weights = {4, 3, 2, 7, 6, 5, 4, 3, 2, 1};
        return IntStream.range(0, 10)
                                .map(i -> weights[i] * (number.charAt(i) - '0'))
                                .sum()
                        % 11
                == 0;
    }

    private static PersonNumber number(String text) {
        return PersonNumber.parse(text).orElseThrow();
    }
}

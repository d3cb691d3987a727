package dk.hoibu.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.hoibu.fhir.source.Faults;
import dk.hoibu.fhir.source.SourceId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where settings come from, which one counts, and what is said of one that is wrong. */
class SettingsReaderTest {

    @TempDir
    private Path folder;

    private final SettingsReader reader = new SettingsReader();

    @Test
    void withoutAWordEverySettingHasItsDefault() {
        Settings settings = reader.read(Optional.empty(), Map.of("PATH", "/bin"), List.of());

        assertThat(settings.listening().host()).isEqualTo("127.0.0.1");
        assertThat(settings.listening().port()).isEqualTo(8080);
        assertThat(settings.listening().idleTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.listening().allowedOrigins()).hasSize(2);
        assertThat(settings.base()).isEmpty();
        assertThat(settings.search()).isEqualTo(new Settings.Search(50, 1000));
        assertThat(settings.disclosure())
                .isEqualTo(new Settings.Disclosure(
                        Optional.empty(),
                        Set.of(),
                        Optional.empty(),
                        "FOELSOMME_PERSONOPLYSNINGER",
                        true,
                        false,
                        Set.of("394588006")));
        assertThat(settings.idKeyFile()).isEmpty();
        assertThat(settings.sources().timeouts())
                .hasSize(SourceId.values().length)
                .allSatisfy((source, timeout) -> assertThat(timeout).isEqualTo(Duration.ofSeconds(2)));
        assertThat(settings.sources().faults())
                .hasSize(SourceId.values().length)
                .allSatisfy((source, fault) -> assertThat(fault).isEqualTo(Faults.Fault.NONE));
    }

    @Test
    void everyDefaultIsAValueOfItsKind() {
        assertThat(SettingKey.ALL)
                .allSatisfy(key -> assertThat(key.kind().accepts(key.standard()))
                        .as(key.name())
                        .isTrue());
        assertThat(SettingKey.ALL).extracting(SettingKey::name).doesNotHaveDuplicates();
        assertThat(SettingKey.ALL)
                .extracting(key -> SettingsReader.variable(key.name()))
                .doesNotHaveDuplicates();
    }

    @Test
    void aFileIsReadWithKeysNestedOrWrittenOut() throws IOException {
        Settings settings = inFile("""
                server:
                  port: 9090
                  base-url: https://example.org/fhir
                  idle-timeout: 500ms
                server.stop-timeout: 1m
                sources:
                  case-index:
                    timeout: 5s
                    fault: error
                    fault-latency: 10ms
                    hiding-class-roles:
                      - 00000000-0000-4000-8000-00000000aaaa
                disclosure:
                  closed-cases: false
                  municipalities: ["29189420", 29189501]
                  kle-policy: ""
                """);

        assertThat(settings.listening().port()).isEqualTo(9090);
        assertThat(settings.base()).contains(URI.create("https://example.org/fhir"));
        assertThat(settings.listening().idleTimeout()).isEqualTo(Duration.ofMillis(500));
        assertThat(settings.listening().stopTimeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.sources().timeouts()).containsEntry(SourceId.CASE_INDEX, Duration.ofSeconds(5));
        assertThat(settings.sources().faults())
                .containsEntry(SourceId.CASE_INDEX, new Faults.Fault(Faults.Mode.ERROR, Duration.ofMillis(10)));
        assertThat(settings.sources().hidingClassRoles())
                .containsExactly(UUID.fromString("00000000-0000-4000-8000-00000000aaaa"));
        assertThat(settings.disclosure().closedCases()).isFalse();
        assertThat(settings.disclosure().municipalities()).containsExactlyInAnyOrder("29189420", "29189501");
        assertThat(settings.disclosure().klePolicy()).isEmpty();
    }

    @Test
    void anEmptyFileSaysNothing() throws IOException {
        assertThat(inFile("").listening().port()).isEqualTo(8080);
        assertThat(inFile("# only a comment\n").listening().port()).isEqualTo(8080);
    }

    @Test
    void aListIsWrittenWithCommasToo() {
        assertThat(given("disclosure.municipalities= 29189420 ,29189501,")
                        .disclosure()
                        .municipalities())
                .containsExactlyInAnyOrder("29189420", "29189501");
    }

    @Test
    void theEnvironmentCountsOverTheFileAndSetOverBoth() throws IOException {
        Path file = file("search: {default-count: 1, max-count: 2}\nserver: {port: 3}\n");
        Settings settings = reader.read(
                Optional.of(file),
                Map.of("HOIBU_SEARCH_DEFAULT_COUNT", "10", "HOIBU_SEARCH_MAX_COUNT", "20"),
                List.of("search.max-count=100", "search.max-count=200"));

        assertThat(settings.listening().port()).isEqualTo(3);
        assertThat(settings.search()).isEqualTo(new Settings.Search(10, 200));
    }

    @Test
    void aValueMayHoldAnEqualsSign() {
        assertThat(given("ids.key-file=a=b").idKeyFile()).contains(Path.of("a=b"));
    }

    @Test
    void anUnknownKeyIsNamedWithWhereItIs() throws IOException {
        Path file = file("server:\n  prot: 1\n");

        names("server.prot", () -> reader.read(Optional.of(file), Map.of(), List.of()))
                .hasMessageContaining("settings.yaml");
        names("HOIBU_SERVER_PROT", () -> reader.read(Optional.empty(), Map.of("HOIBU_SERVER_PROT", "1"), List.of()))
                .hasMessageContaining("environment");
        names("server.prot", () -> given("server.prot=1")).hasMessageContaining("--set");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "server.host, ''",
                "server.port, 65536",
                "server.port, -1",
                "server.port, http",
                "server.port, ''",
                "server.port, 9999999999",
                "server.base-url, ftp://example.org",
                "server.base-url, https://example.org/",
                "server.base-url, example.org",
                "server.base-url, https://example.org/fhir?x",
                "search.max-count, many",
                "search.max-count, 1.5",
                "search.max-count, -1",
                "search.max-count, ''",
                "server.idle-timeout, 30",
                "server.idle-timeout, 30h",
                "server.idle-timeout, s",
                "server.idle-timeout, -1s",
                "disclosure.closed-cases, yes",
                "disclosure.closed-cases, TRUE",
                "disclosure.closed-cases, ''",
                "disclosure.sensitivity-limit, VIP_SAGER",
                "disclosure.sensitivity-limit, ''",
                "sources.schools.fault, broken",
                "sources.schools.fault-latency, 1",
                "sources.case-index.hiding-class-roles, not-a-uuid"
            })
    void aBadValueIsNamedByItsKey(String key, String value) {
        names(key, () -> given(key + "=" + value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"server: [", "server:\n\tport: 1", "a: b: c", "\"unfinished", "a: 1\na: 2"})
    void aFileThatIsNoYamlIsNamed(String text) throws IOException {
        Path file = file(text);

        names("settings.yaml", () -> reader.read(Optional.of(file), Map.of(), List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"- a\n- b", "just text", "42"})
    void aFileWithoutKeysIsRefused(String text) throws IOException {
        Path file = file(text);

        names("keys", () -> reader.read(Optional.of(file), Map.of(), List.of()));
    }

    @Test
    void aKeyWithoutAValueIsNamed() throws IOException {
        Path file = file("server:\n  port:\n");

        names("server.port", () -> reader.read(Optional.of(file), Map.of(), List.of()));
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        names("missing.yaml", () -> reader.read(Optional.of(folder.resolve("missing.yaml")), Map.of(), List.of()));
    }

    @Test
    void setWithoutAKeyIsRefused() {
        names("--set", () -> given("server.port"));
        names("--set", () -> given("=1"));
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> names(
            String what, ThrowingCallable reading) {
        return assertThatThrownBy(reading)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(what);
    }

    private Settings given(String override) {
        return reader.read(Optional.empty(), Map.of(), List.of(override));
    }

    private Settings inFile(String text) throws IOException {
        return reader.read(Optional.of(file(text)), Map.of(), List.of());
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("settings.yaml"), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "audit.citizen.conceal=29190941",
                "audit.citizen.conceal-units=all",
                "audit.citizen.pseudonym=sha256"
            })
    void whomTheCitizensLogConcealsIsSaidRight(String wrong) {
        assertThatThrownBy(() -> reader.read(Optional.empty(), Map.of(), List.of(wrong)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("audit.citizen.");
    }
}

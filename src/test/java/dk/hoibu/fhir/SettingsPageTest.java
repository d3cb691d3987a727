package dk.hoibu.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** That docs/settings.md lists every setting as it is; {@code -Dhoibu.write-docs=true} writes it anew. */
class SettingsPageTest {

    private static final Path PAGE = Path.of("docs/settings.md");
    private static final Map<String, String> GROUPS = groups();

    @Test
    void thePageListsEverySettingWithItsDefault() throws IOException {
        String page = page();
        if (Boolean.getBoolean("hoibu.write-docs")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE).as("-Dhoibu.write-docs=true writes it").content().isEqualTo(page);
    }

    @Test
    void everySettingBelongsToAGroup() {
        assertThat(SettingKey.ALL).allSatisfy(key -> assertThat(GROUPS).containsKey(group(key)));
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # Settings

                A setting is given in a YAML file, in the environment or with `--set key=value`. The environment counts over
                the file, and `--set` over both. In the file, keys may be nested at their dots, and a list is a YAML list or
                text with commas between. An unknown key or a bad value stops the start with a message that names it.
                """);
        GROUPS.forEach((group, title) -> {
            page.append("\n## ").append(title).append("\n\n");
            page.append("| Key | Environment variable | Takes | Default | Meaning |\n|---|---|---|---|---|\n");
            SettingKey.ALL.stream().filter(key -> group(key).equals(group)).forEach(key -> page.append(row(key)));
        });
        return page.toString();
    }

    private static String row(SettingKey key) {
        String standard = key.standard().isEmpty() ? "(empty)" : "`" + key.standard() + "`";
        return "| `" + key.name() + "` | `" + SettingsReader.variable(key.name()) + "` | "
                + key.kind().description() + " | " + standard + " | " + key.purpose() + " |\n";
    }

    private static String group(SettingKey key) {
        return key.name().substring(0, key.name().indexOf('.'));
    }

    private static Map<String, String> groups() {
        Map<String, String> groups = new LinkedHashMap<>();
        groups.put("server", "Server");
        groups.put("access", "Access");
        groups.put("search", "Search");
        groups.put("disclosure", "What is shown");
        groups.put("messages", "Messages");
        groups.put("delivery", "Delivery of messages");
        groups.put("audit", "Audit");
        groups.put("ids", "Opaque ids");
        groups.put("conformance", "Conformance");
        groups.put("sources", "Sources");
        return groups;
    }
}

package dk.hoibu.fhir.guide;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/** What ig/sushi-config.yaml says of the guide as a whole: the one place where its version and dependencies are written. */
final class GuideConfig {

    private static final Path FILE = Path.of("ig", "sushi-config.yaml");

    private final Map<?, ?> values;

    private GuideConfig(Map<?, ?> values) {
        this.values = values;
    }

    static GuideConfig read() {
        try {
            // all scalars as text: a version is no number, a date no date
            LoadSettings settings =
                    LoadSettings.builder().setSchema(new FailsafeSchema()).build();
            return new GuideConfig((Map<?, ?>) new Load(settings).loadFromString(Files.readString(FILE)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String version() {
        return text("version");
    }

    String date() {
        return text("date");
    }

    String publisher() {
        return String.valueOf(((Map<?, ?>) values.get("publisher")).get("name"));
    }

    /** Published packages by id, in the order of the file; R4 itself first. */
    Map<String, String> dependencies() {
        Map<String, String> dependencies = new LinkedHashMap<>();
        dependencies.put(OfficialPackages.CORE.id(), text("fhirVersion"));
        ((Map<?, ?>) values.get("dependencies"))
                .forEach((id, version) -> dependencies.put(String.valueOf(id), String.valueOf(version)));
        return dependencies;
    }

    /** package.json of the FHIR package. */
    ObjectNode manifest() {
        ObjectNode manifest = PrettyJson.object();
        manifest.put("name", text("id"));
        manifest.put("version", version());
        manifest.put("tools-version", 3);
        manifest.put("type", "IG");
        manifest.put("date", date().replace("-", "") + "000000");
        manifest.put("license", text("license"));
        manifest.put("canonical", text("canonical"));
        manifest.put("url", text("canonical"));
        manifest.put("title", text("title"));
        manifest.put("description", text("description"));
        manifest.putArray("fhirVersions").add(text("fhirVersion"));
        ObjectNode needs = manifest.putObject("dependencies");
        dependencies().forEach(needs::put);
        manifest.put("author", publisher());
        manifest.put("jurisdiction", text("jurisdiction").replaceAll(" .*", ""));
        manifest.putObject("directories").put("lib", "package").put("example", "example");
        return manifest;
    }

    private String text(String key) {
        return String.valueOf(values.get(key)).strip();
    }
}

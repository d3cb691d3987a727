package dk.hoibu.fhir.guide;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hl7.fhir.utilities.npm.NpmPackageIndexBuilder;

/** The files of the guide as they are checked in: the {@code package/} folder of our FHIR package. */
final class Guide {

    static final Path FOLDER = Path.of("src", "main", "resources", "ig");

    private static final String MANIFEST = "package.json";
    private static final String INDEX = ".index.json";
    private static final String GUIDE = "ImplementationGuide-dk.hoibu.fhir.json";

    private Guide() {}

    /** The conformance resources of a folder, by file name; neither manifests nor examples. */
    static SortedMap<String, ObjectNode> conformance(Path folder) {
        SortedMap<String, ObjectNode> resources = new TreeMap<>();
        texts(folder).forEach((file, text) -> {
            if (!file.equals(MANIFEST) && !file.equals(INDEX) && !file.startsWith("example/")) {
                resources.put(file, PrettyJson.read(text));
            }
        });
        return resources;
    }

    /** What SUSHI made, with snapshots, and with the version, date and publisher that SUSHI leaves to the IG Publisher. */
    static SortedMap<String, ObjectNode> published(Path sushi, OfficialPackages packages) {
        GuideConfig config = GuideConfig.read();
        SortedMap<String, ObjectNode> resources = conformance(sushi);
        resources.replaceAll((file, resource) -> dressed(resource, config));
        List<ObjectNode> definitions =
                resources.values().stream().filter(Guide::isProfile).toList();
        Snapshots snapshots = new Snapshots(packages.present(), definitions);
        resources.replaceAll((file, resource) -> isProfile(resource) ? snapshots.added(resource) : resource);
        return resources;
    }

    /** Every file of the guide, by its path in the folder. */
    static SortedMap<String, String> complete(SortedMap<String, ObjectNode> conformance, List<Example> examples) {
        SortedMap<String, String> files = new TreeMap<>();
        conformance.forEach((file, resource) ->
                files.put(file, PrettyJson.write(file.equals(GUIDE) ? listing(resource, examples) : resource)));
        files.put(INDEX, index(files));
        files.put(MANIFEST, PrettyJson.write(GuideConfig.read().manifest()));
        examples.forEach(example -> files.put(example.file(), PrettyJson.write(example.resource())));
        return files;
    }

    /** The files of a folder and of the folders in it. */
    static SortedMap<String, String> texts(Path folder) {
        SortedMap<String, String> texts = new TreeMap<>();
        if (Files.notExists(folder)) {
            return texts;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the folder hold these files and no others. */
    static void write(Path folder, SortedMap<String, String> files) {
        try {
            for (String old : texts(folder).keySet()) {
                if (!files.containsKey(old)) {
                    Files.delete(folder.resolve(old));
                }
            }
            for (var file : files.entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isProfile(ObjectNode resource) {
        return resource.path("resourceType").asText().equals("StructureDefinition");
    }

    private static ObjectNode dressed(ObjectNode resource, GuideConfig config) {
        ObjectNode result = PrettyJson.insertAfter(resource, "text", narrative(resource), "language", "meta", "id");
        boolean hasVersion = !resource.path("resourceType").asText().equals("NamingSystem");
        if (hasVersion && !result.has("version")) {
            result = PrettyJson.insertAfter(
                    result, "version", TextNode.valueOf(config.version()), "identifier", "url", "id");
        }
        if (!result.has("date")) {
            result = PrettyJson.insertAfter(result, "date", TextNode.valueOf(config.date()), "experimental", "status");
        }
        if (!result.has("publisher")) {
            result = PrettyJson.insertAfter(result, "publisher", TextNode.valueOf(config.publisher()), "date");
        }
        return result;
    }

    /** Title and description; the guide's pages show the whole of it. */
    private static ObjectNode narrative(ObjectNode resource) {
        String title = resource.path("title").asText(resource.path("name").asText());
        String language = resource.path("language").asText();
        String tagged = language.isEmpty() ? "" : " xml:lang=\"" + language + "\" lang=\"" + language + "\"";
        String div = "<div xmlns=\"http://www.w3.org/1999/xhtml\"" + tagged + "><p><b>" + escaped(title) + "</b></p><p>"
                + escaped(resource.path("description").asText()) + "</p></div>";
        return PrettyJson.object().put("status", "generated").put("div", div);
    }

    private static String escaped(String text) {
        return text.strip().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** The ImplementationGuide with these examples and no others. */
    private static ObjectNode listing(ObjectNode guide, List<Example> examples) {
        ObjectNode result = guide.deepCopy();
        List<JsonNode> entries = new ArrayList<>();
        result.at("/definition/resource").forEach(entry -> {
            if (!entry.has("exampleCanonical")) {
                entries.add(entry);
            }
        });
        for (Example example : examples) {
            ObjectNode entry = PrettyJson.object();
            entry.putObject("reference").put("reference", example.reference());
            entry.put("name", example.name());
            entry.put("description", example.description());
            entry.put("exampleCanonical", example.profile());
            entries.add(entry);
        }
        ObjectNode definition = (ObjectNode) result.get("definition");
        definition.putArray("resource").addAll(entries);
        // for the IG Publisher only, and not valid in R4: its instructions, and a list of pages without pages
        definition.remove("parameter");
        if (definition.at("/page/page").isEmpty() && definition.get("page") instanceof ObjectNode page) {
            page.remove("page");
        }
        return result;
    }

    private static String index(SortedMap<String, String> files) {
        NpmPackageIndexBuilder index = new NpmPackageIndexBuilder();
        index.start(null);
        files.forEach((file, text) -> index.seeFile(file, text.getBytes(StandardCharsets.UTF_8)));
        return PrettyJson.write(PrettyJson.read(index.build()));
    }
}

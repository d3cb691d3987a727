package dk.hoibu.guide;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A FHIR package cache with all that SUSHI and the Publisher ask for, so that neither asks a registry. Packages come from
 * {@code ~/.fhir/packages}, from a folder of archives, or from npm; two that nobody offers are stubs of our own. Each is made once.
 */
final class PackageCache {

    private static final String R4 = "hl7.fhir.r4.core#4.0.1";
    private static final String R5 = "hl7.fhir.r5.core#5.0.0";
    private static final String TEMPLATE = "fhir.base.template.a#1.0.0";
    private static final String TEMPLATE_SHA512 =
            "db179235336d646bf75863835d8a0d0bde927925425f4e8fb7835b63de28bc03cdf1527b5a89a46580d121c8ade4bbbbb2e117835d5a284eb1221426b1836e85";
    private static final List<String> STUBS = List.of("hl7.fhir.pubpack#0.2.4", "hl7.fhir.uv.tools.r4#0.9.0");

    private final ObjectMapper json = new ObjectMapper();
    private final Path cache;
    private final Path archives;
    private final Path npm;

    /** {@code archives} may not exist. */
    PackageCache(Path cache, Path archives, Path npm) {
        this.cache = cache;
        this.archives = archives;
        this.npm = npm;
    }

    /** @throws GuideException naming a package that is nowhere */
    void prepare(Path sushiConfig) throws IOException {
        Files.createDirectories(cache);
        // a cache of any other version is wiped by the Publisher, without a word
        Files.writeString(cache.resolve("packages.ini"), "[cache]\nversion = 4\n\n[urls]\n\n[local]\n\n[packages]\n\n");
        for (String name : needed(Files.readString(sushiConfig))) {
            once(name, this::fromThisMachine);
        }
        once(R5, name -> fromNpm(name, ""));
        once(TEMPLATE, this::template);
        once(R4, this::core);
        for (String stub : STUBS) {
            once(stub, this::stub);
        }
    }

    /** The dependencies of sushi-config.yaml, and what SUSHI and the Publisher load unasked. */
    private static List<String> needed(String config) {
        Map<String, String> found = new TreeMap<>(Map.of("hl7.fhir.xver-extensions", "0.1.0"));
        Matcher lines = Pattern.compile("(?m)^  ((?:hl7|medcom)\\.[a-z0-9.-]+): ([0-9][^\\s#]*)").matcher(config);
        while (lines.find()) {
            found.put(lines.group(1), lines.group(2));
        }
        return found.entrySet().stream().map(p -> p.getKey() + "#" + p.getValue()).toList();
    }

    @FunctionalInterface
    private interface Making {
        void make(String name) throws IOException;
    }

    /** Makes a package unless a run before this one made it to the end. */
    private void once(String name, Making making) throws IOException {
        Path done = cache.resolve("../made").resolve(name.replace('#', '-')).normalize();
        if (Files.exists(done)) {
            return;
        }
        System.out.println("Package " + name);
        Site.clear(cache.resolve(name));
        making.make(name);
        Files.createDirectories(done.getParent());
        Files.writeString(done, "");
    }

    private Path folder(String name) {
        return cache.resolve(name).resolve("package");
    }

    private void fromThisMachine(String name) throws IOException {
        Path known = Path.of(System.getProperty("user.home"), ".fhir", "packages", name);
        Path archive = archives.resolve(name.replace('#', '-') + ".tgz");
        if (Files.isDirectory(known)) {
            copyTree(known, cache.resolve(name));
        } else if (Files.exists(archive)) {
            Archive.unpack(archive, cache.resolve(name));
        } else {
            throw new GuideException("package " + name + " is neither in ~/.fhir/packages nor in " + archives);
        }
        withoutDependencies(name);
    }

    /** What a package depends on, at versions nobody here has, is not used by the parts that we use. */
    private void withoutDependencies(String name) throws IOException {
        Path file = folder(name).resolve("package.json");
        ObjectNode description = (ObjectNode) json.readTree(file.toFile());
        if (!name.equals(R4)) {
            description.putObject("dependencies").put("hl7.fhir.r4.core", "4.0.1");
        }
        json.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), description);
    }

    private void fromNpm(String name, String sha512) throws IOException {
        Path archive = npm.resolve(name.replace('#', '-') + ".tgz");
        if (!Files.exists(archive)) {
            Files.createDirectories(npm);
            Programs.run(npm, Map.of(), List.of("npm", "pack", "--silent", name.replace('#', '@')));
        }
        if (!sha512.isEmpty() && !Archive.sha512(archive).equals(sha512)) {
            throw new GuideException(archive + " is not the file that was looked at: its SHA-512 differs");
        }
        Archive.unpack(archive, cache.resolve(name));
    }

    /** The template, whose publisher on npm nobody vouches for: hence the digest. Its root files belong in a folder {@code $root}. */
    private void template(String name) throws IOException {
        fromNpm(name, TEMPLATE_SHA512);
        Path rootFiles = Files.createDirectories(folder(name).resolve("$root"));
        for (String file : List.of("config.json", "README.md")) {
            Files.copy(folder(name).resolve(file), rootFiles.resolve(file));
        }
    }

    /** R4 as npm and HAPI have it lacks the folder {@code other}, from which the Publisher takes pages and pictures of the specification. */
    private void core(String name) throws IOException {
        fromThisMachine(name);
        Path other = Files.createDirectories(folder(name).resolve("other"));
        if (Files.exists(other.resolve("spec.internals"))) {
            return;
        }
        Path r5 = folder(R5).resolve("other");
        try (Stream<Path> files = Files.list(r5)) {
            for (Path file : files.filter(f -> f.toString().matches(".*\\.(details|png|gif|css)")).toList()) {
                Files.copy(file, other.resolve(file.getFileName()));
            }
        }
        json.writeValue(other.resolve("spec.internals").toFile(), new SpecPages(folder(name)).read());
    }

    /** A package of ours under the name of one that is not to be had; what it holds lies in our resources. */
    private void stub(String name) throws IOException {
        String[] parts = name.split("#");
        Path folder = Files.createDirectories(folder(name));
        ObjectNode description = json.createObjectNode()
                .put("name", parts[0])
                .put("version", parts[1])
                .put("tools-version", 3)
                .put("type", parts[0].equals("hl7.fhir.pubpack") ? "Conformance" : "IG")
                .put("date", "20260101000000")
                .put("license", "CC0-1.0")
                .put("canonical", parts[0].equals("hl7.fhir.pubpack") ? "http://fhir.org/packages/" + parts[0] : "http://hl7.org/fhir/tools")
                .put("url", parts[0].equals("hl7.fhir.pubpack") ? "http://fhir.org/packages/" + parts[0] : "http://hl7.org/fhir/tools")
                .put("title", "STUB of " + parts[0])
                .put("description", "STUB made by this project: not the package of that name")
                .put("author", "HOI BU");
        description.putArray("fhirVersions").add("4.0.1");
        description.putObject("dependencies");
        json.writeValue(folder.resolve("package.json").toFile(), description);
        if (parts[0].equals("hl7.fhir.uv.tools.r4")) {
            new ToolsStub(json).write(folder);
        }
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> {
                try {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}

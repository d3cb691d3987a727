package dk.hoibu.guide;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * From {@code ig} to {@code target/ig-site}: a package cache of its own, SUSHI, the IG Publisher, and a look at what its quality
 * check found. Errors, broken links and warnings that {@code ig/input/ignoreWarnings.txt} does not explain end the build.
 */
public final class BuildGuide {

    private static final Pattern BROKEN_LINKS = Pattern.compile("Broken Links: (\\d+)");

    private final Path root;
    private final Path packages;
    private final Path publisher;
    private final String memory;

    private BuildGuide(Path root, Path packages, Path publisher, String memory) {
        this.root = root;
        this.packages = packages;
        this.publisher = publisher;
        this.memory = memory;
    }

    /** Arguments: the project's folder, a folder of package archives, the Publisher's jar, the Publisher's heap. */
    public static void main(String[] arguments) throws IOException {
        try {
            new BuildGuide(folder(arguments[0]), folder(arguments[1]), folder(arguments[2]), arguments[3]).build();
        } catch (GuideException e) {
            System.err.println("The guide was not built: " + e.getMessage());
            System.exit(1);
        }
    }

    private static Path folder(String argument) {
        return Path.of(argument).toAbsolutePath().normalize();
    }

    private void build() throws IOException {
        Programs.require("jekyll", "apt-get install jekyll, or gem install jekyll");
        Programs.require("npm", "install Node 18 or later");
        Path home = root.resolve("target/ig-home");
        Path cache = home.resolve(".fhir/packages");
        new PackageCache(cache, packages, home.resolve("npm")).prepare(root.resolve("ig/sushi-config.yaml"));
        sushi(home);
        addExamples();
        publish(home, cache);
        requireClean();
        Path site = root.resolve("target/ig-site");
        Site.copy(root.resolve("ig/output"), site);
        Site.bringHome(site, cache.resolve("hl7.fhir.r5.core#5.0.0/package/other"), "help16.png");
        System.out.println("The guide is in target/ig-site, its quality report in ig/output/qa.html");
    }

    private void sushi(Path home) {
        Path ig = root.resolve("ig");
        Programs.run(ig, Map.of(), List.of("npm", "ci", "--no-audit", "--no-fund"));
        Programs.run(
                ig, Map.of("HOME", home.toString()), List.of("node", "node_modules/fsh-sushi/dist/app.js", "build", "."));
    }

    /**
     * The examples are made by the server, not by SUSHI. They are checked in with the package, whose ImplementationGuide lists them, and a
     * test holds them to what the server answers; so SUSHI's ImplementationGuide is given that list.
     */
    private void addExamples() throws IOException {
        Path made = root.resolve("ig/fsh-generated/resources");
        Path checkedIn = root.resolve("src/main/resources/ig");
        Site.copyAll(checkedIn.resolve("example"), made);
        String guide = "ImplementationGuide-dk.hoibu.fhir.json";
        ObjectMapper json = new ObjectMapper();
        ObjectNode ours = (ObjectNode) json.readTree(made.resolve(guide).toFile());
        ((ObjectNode) ours.get("definition"))
                .set("resource", json.readTree(checkedIn.resolve(guide).toFile()).at("/definition/resource"));
        json.writerWithDefaultPrettyPrinter().writeValue(made.resolve(guide).toFile(), ours);
    }

    private void publish(Path home, Path cache) throws IOException {
        Path ig = root.resolve("ig");
        // what another version of a template or a page left behind would be published too
        Site.clear(ig.resolve("output"));
        Site.clear(ig.resolve("temp"));
        Site.clear(ig.resolve("template"));
        String classpath = System.getProperty("java.class.path") + File.pathSeparator + publisher;
        Path log = root.resolve("target/ig-publisher/publisher.log");
        System.out.println("Running the IG Publisher (a minute or two); it writes to target/ig-publisher/publisher.log");
        Programs.run(
                ig,
                Map.of("HOME", home.toString()),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + memory,
                        "-Dfile.encoding=UTF-8",
                        "-Duser.home=" + home,
                        "-cp",
                        classpath,
                        "org.hl7.fhir.igtools.publisher.Publisher",
                        "-ig",
                        ig.toString(),
                        "-no-sushi",
                        "-tx",
                        "n/a",
                        "-no-network",
                        "-package-cache-folder",
                        cache.toString()),
                log);
    }

    private void requireClean() throws IOException {
        Path report = root.resolve("ig/output/qa.json");
        if (!Files.exists(report)) {
            throw new GuideException("the Publisher made no quality report (see target/ig-publisher/publisher.log)");
        }
        JsonNode found = new ObjectMapper().readTree(report.toFile());
        String figures = Stream.of("errs", "warnings", "hints")
                .map(name -> found.path(name).asInt() + " " + name)
                .reduce((a, b) -> a + ", " + b)
                .orElseThrow();
        Matcher said = BROKEN_LINKS.matcher(Files.readString(root.resolve("target/ig-publisher/publisher.log")));
        String links = said.find() ? said.group(1) : "not counted";
        System.out.println("Quality check: " + figures + ", broken links: " + links);
        if (found.path("errs").asInt() > 0 || found.path("warnings").asInt() > 0 || !links.equals("0")) {
            throw new GuideException("mend what ig/output/qa.html lists, or explain it in ig/input/ignoreWarnings.txt");
        }
    }
}

package dk.hoibu.fhir.guide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.utilities.npm.FilesystemPackageCacheManager;
import org.hl7.fhir.utilities.npm.NpmPackage;

/**
 * The published FHIR packages that our guide builds on, as they lie unpacked in a FHIR package cache
 * ({@code FOLDER/id#version/package}, the cache that SUSHI, the validator and the IG Publisher share).
 *
 * <p>Reading looks at the folder only: it never asks the network, and adds no more than an index where a package has none.
 * The library's cache manager is asked for downloads alone, since it empties a cache that another version of it has made.
 */
public final class OfficialPackages {

    /** A published package at the one version that goes with the others. */
    public record Name(String id, String version) {

        /** As the folder in the cache is named. */
        @Override
        public String toString() {
            return id + "#" + version;
        }
    }

    /** R4 itself: tools that bring R4 along need not load it. */
    public static final Name CORE = new Name("hl7.fhir.r4.core", "4.0.1");

    /**
     * All that ig/sushi-config.yaml names and R4 itself, each after those it needs. CareCommunication 5.0.4 is built on
     * dk-core 3.4.0: two of the latter in one context contradict each other.
     */
    public static final List<Name> NEEDED = List.of(
            CORE,
            new Name("hl7.terminology.r4", "7.0.1"),
            new Name("hl7.fhir.uv.extensions.r4", "5.3.0-ballot-tc1"),
            new Name("hl7.fhir.dk.core", "3.4.0"),
            new Name("medcom.fhir.dk.terminology", "2.0.1"),
            new Name("medcom.fhir.dk.core", "3.0.1"),
            new Name("medcom.fhir.dk.messaging", "4.0.2"),
            new Name("medcom.fhir.dk.messagedefinitions", "1.0.0"),
            new Name("medcom.fhir.dk.carecommunication", "5.0.4"));

    private final Path cache;

    private OfficialPackages(Path cache) {
        this.cache = cache;
    }

    /** Those in the standard cache of whoever runs this: {@code ~/.fhir/packages}. */
    public static OfficialPackages ofThisUser() {
        return in(Path.of(System.getProperty("user.home"), ".fhir", "packages"));
    }

    /** Those in a cache somewhere else. The folder need not be there. */
    public static OfficialPackages in(Path cache) {
        return new OfficialPackages(cache);
    }

    /**
     * The needed packages that are in the cache, each after those it needs; empty when none is.
     *
     * @throws UncheckedIOException when one of them cannot be read
     */
    public List<NpmPackage> present() {
        return NEEDED.stream().filter(this::has).map(this::read).toList();
    }

    /** The needed packages that are not in the cache, each after those it needs. */
    public List<Name> missing() {
        return NEEDED.stream().filter(name -> !has(name)).toList();
    }

    /** One line for people: which packages are missing where, and what to do about it. */
    public String missingLine() {
        List<String> names = missing().stream().map(Name::toString).toList();
        return "the published FHIR packages are not all in ~/.fhir/packages (docs/conformance.md, Package cache); missing: "
                + String.join(", ", names);
    }

    /**
     * Fetches what is missing from the public FHIR package registries, by way of the library's client. Takes minutes.
     *
     * @return what is missing still
     */
    public List<Name> download() {
        try {
            Files.createDirectories(cache);
            // beside the cache, not in it: the client empties a cache that another version of it has made
            Path own = Files.createTempDirectory(cache, ".download-");
            var client = new FilesystemPackageCacheManager.Builder()
                    .withCacheFolder(own.toString())
                    .build();
            for (Name name : missing()) {
                if (fetched(client, name)) {
                    Files.move(own.resolve(name.toString()), folder(name));
                }
            }
            delete(own);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return missing();
    }

    private static boolean fetched(FilesystemPackageCacheManager client, Name name) {
        try {
            return client.loadPackage(name.id(), name.version()) != null;
        } catch (IOException | RuntimeException e) {
            return false; // no registry has it, or none answers: the caller says which is missing
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private boolean has(Name name) {
        return Files.isRegularFile(folder(name).resolve("package").resolve("package.json"));
    }

    private NpmPackage read(Name name) {
        try {
            return NpmPackage.fromFolder(folder(name).toString());
        } catch (IOException e) {
            throw new UncheckedIOException("FHIR package " + name, e);
        }
    }

    private Path folder(Name name) {
        return cache.resolve(name.toString());
    }
}

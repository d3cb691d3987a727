package dk.hoibu.guide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Folders of files: copied, cleared, and the built site cut down to what a reader opens. */
final class Site {

    /** Archives and lists for tools; whoever wants them takes the package, or builds the guide. */
    private static final Set<String> LEFT_OUT = Set.of("zip", "pack", "xlsx", "csv", "sch", "db", "log");

    private Site() {}

    /** Puts what is at {@code from} at {@code to}, in place of what was there. */
    static void copy(Path from, Path to) throws IOException {
        clear(to);
        copyAll(from, to);
    }

    private static boolean wanted(Path file) {
        String name = file.getFileName().toString();
        return !LEFT_OUT.contains(name.substring(name.lastIndexOf('.') + 1)) && !name.startsWith(".");
    }

    /** Adds what is at {@code from} to what is at {@code to}. */
    static void copyAll(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.filter(Files::isRegularFile).filter(Site::wanted).forEach(file -> {
                Path target = to.resolve(from.relativize(file).toString());
                try {
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    /** Has the pages show {@code picture} from their own folder: a reader's browser asks nobody else, and needs no network. */
    static void bringHome(Path site, Path pictures, String picture) throws IOException {
        Files.copy(pictures.resolve(picture), site.resolve(picture), StandardCopyOption.REPLACE_EXISTING);
        try (Stream<Path> files = Files.list(site)) {
            for (Path page : files.filter(file -> file.toString().endsWith(".html")).toList()) {
                String text = Files.readString(page);
                String changed = text.replaceAll("https?://hl7\\.org/fhir/R4/" + Pattern.quote(picture), picture);
                if (!changed.equals(text)) {
                    Files.writeString(page, changed);
                }
            }
        }
    }

    /** Deletes a folder with everything in it; nothing happens when there is none. */
    static void clear(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

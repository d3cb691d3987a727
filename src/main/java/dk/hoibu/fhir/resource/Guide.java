package dk.hoibu.fhir.resource;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.r4.model.Resource;

/**
 * The implementation guide's own resources, which the program carries in {@code /ig}: the contents of its FHIR package. At the start only the
 * package's index is read; a resource is read when it is first asked for. They are about no person. Safe for use by many threads.
 */
public final class Guide {

    private static final String FOLDER = "/ig/";
    private static final String INDEX = ".index.json";

    /** A file of the package. */
    private record Entry(String file, String id) {}

    private final FhirContext context;
    private final Map<String, List<Entry>> entries;
    private final Map<String, Resource> read = new ConcurrentHashMap<>();

    private Guide(FhirContext context, Map<String, List<Entry>> entries) {
        this.context = context;
        this.entries = entries;
    }

    /**
     * The guide that is built into this program.
     *
     * @throws IllegalStateException when its index is missing
     */
    public static Guide builtIn(FhirContext context) {
        Map<String, List<Entry>> entries = new LinkedHashMap<>();
        try (InputStream in = open(INDEX)) {
            for (JsonNode file : JsonMapper.builder().build().readTree(in).path("files")) {
                entries.computeIfAbsent(file.path("resourceType").asText(), type -> new ArrayList<>())
                        .add(new Entry(
                                file.path("filename").asText(), file.path("id").asText()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the guide's index", e);
        }
        return new Guide(context, entries);
    }

    private static InputStream open(String file) {
        InputStream in = Guide.class.getResourceAsStream(FOLDER + file);
        if (in == null) {
            throw new IllegalStateException("the guide built into this program has no " + file);
        }
        return in;
    }

    /** The types it has resources of. */
    public Set<String> types() {
        return entries.keySet();
    }

    /** Every resource of that type, to look at and not to change. */
    List<Resource> all(String type) {
        return entries.getOrDefault(type, List.of()).stream()
                .map(entry -> resource(entry.file()))
                .toList();
    }

    /** The resource at {@code Type/id}, for the asker to keep. */
    Optional<Resource> one(String type, String id) {
        return entries.getOrDefault(type, List.of()).stream()
                .filter(entry -> entry.id().equals(id))
                .findFirst()
                .map(entry -> resource(entry.file()).copy());
    }

    private Resource resource(String file) {
        return read.computeIfAbsent(file, name -> {
            try (InputStream in = open(name)) {
                return (Resource) context.newJsonParser().parseResource(in);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the guide's " + name, e);
            }
        });
    }
}

package dk.hoibu.fhir.validation;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.hoibu.fhir.validation.Definitions.Place;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.utilities.npm.NpmPackage;

/** Where definitions stand: in our guide, which comes with the program, and in published packages. */
final class Shelves {

    private static final String GUIDE = "/ig/";

    private Shelves() {}

    /** Those of our guide that its {@code .index.json} lists. */
    static Definitions guide(FhirContext context) {
        Map<String, Place> places = new HashMap<>();
        try (InputStream in = guideFile(".index.json")) {
            for (JsonNode file : new ObjectMapper().readTree(in).path("files")) {
                String name = file.path("filename").asText();
                places.put(
                        file.path("url").asText(),
                        new Place(
                                file.path("resourceType").asText(),
                                file.path("version").asText(),
                                () -> guideFile(name)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the guide", e);
        }
        return new Definitions(context, places);
    }

    private static InputStream guideFile(String name) throws FileNotFoundException {
        InputStream in = Shelves.class.getResourceAsStream(GUIDE + name);
        if (in == null) {
            throw new FileNotFoundException("the program lacks " + GUIDE + name);
        }
        return in;
    }

    /** Those of published packages; of two with the same URL the later package's. */
    static Definitions published(FhirContext context, List<NpmPackage> packages) {
        Map<String, Place> places = new HashMap<>();
        try {
            for (NpmPackage npm : packages) {
                for (var resource : npm.listIndexedResources("StructureDefinition", "ValueSet", "CodeSystem")) {
                    if (resource.getUrl() != null) {
                        String version = resource.getVersion() == null ? "" : resource.getVersion();
                        places.put(
                                resource.getUrl(),
                                new Place(resource.getResourceType(), version, () -> npm.load(resource)));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read a FHIR package", e);
        }
        return new Definitions(context, places);
    }
}

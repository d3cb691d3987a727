package dk.hoibu.fhir.guide;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import ca.uhn.fhir.parser.IParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.utilities.npm.NpmPackage;

/** Adds to our profiles what they take over from their parents: the snapshot, which validators and servers read. */
final class Snapshots {

    private static final FhirContext CONTEXT = FhirContext.forR4Cached();

    private final PrePopulatedValidationSupport known = new PrePopulatedValidationSupport(CONTEXT);
    private final ValidationSupportChain chain =
            new ValidationSupportChain(known, new Core(), new SnapshotGeneratingValidationSupport(CONTEXT));

    /** {@code ours} may be parents of each other. */
    Snapshots(Collection<NpmPackage> packages, Collection<ObjectNode> ours) {
        IParser parser = CONTEXT.newJsonParser();
        packages.stream()
                .filter(each -> !each.name().equals(OfficialPackages.CORE.id()))
                .forEach(each -> add(each, parser));
        ours.forEach(each -> known.addResource(parser.parseResource(each.toString())));
    }

    /** The same profile, its snapshot before its differential. */
    ObjectNode added(ObjectNode profile) {
        IParser parser = CONTEXT.newJsonParser();
        StructureDefinition parsed = parser.parseResource(StructureDefinition.class, profile.toString());
        IBaseResource whole = chain.generateSnapshot(
                new ValidationSupportContext(chain), parsed, parsed.getUrl(), null, parsed.getName());
        StructureDefinition only = new StructureDefinition().setSnapshot(((StructureDefinition) whole).getSnapshot());
        ObjectNode snapshot = (ObjectNode)
                PrettyJson.read(parser.encodeResourceToString(only)).get("snapshot");
        tidy(snapshot);
        return PrettyJson.insertAfter(profile, "snapshot", snapshot, "derivation", "baseDefinition", "type");
    }

    /**
     * Takes out what the official validator refuses in a profile of ours: the generator's notes to itself, and examples of R4 with
     * addresses of a company that does not exist.
     */
    private static void tidy(JsonNode node) {
        for (String list : List.of("extension", "example")) {
            if (node instanceof ObjectNode object && object.get(list) instanceof ArrayNode array) {
                array.removeIf(Snapshots::isRefused);
                if (array.isEmpty()) {
                    object.remove(list);
                }
            }
        }
        node.forEach(Snapshots::tidy);
    }

    private static boolean isRefused(JsonNode part) {
        return part.path("url").asText().startsWith("http://hl7.org/fhir/tools/")
                || part.path("valueUri").asText().startsWith("http://www.acme.com/");
    }

    private void add(NpmPackage npm, IParser parser) {
        try {
            for (String name : npm.listResources("StructureDefinition")) {
                try (InputStream in = npm.load("package", name)) {
                    known.addResource(parser.parseResource(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(npm.name(), e);
        }
    }

    /** R4 itself, also under the names with a version that published profiles call it by. */
    private static final class Core extends DefaultProfileValidationSupport {

        Core() {
            super(CONTEXT);
        }

        @Override
        public IBaseResource fetchStructureDefinition(String url) {
            return super.fetchStructureDefinition(bare(url));
        }

        @Override
        public <T extends IBaseResource> T fetchResource(Class<T> type, String url) {
            return super.fetchResource(type, bare(url));
        }

        private static String bare(String url) {
            String version = "|4.0.1";
            return url.endsWith(version) ? url.substring(0, url.length() - version.length()) : url;
        }
    }
}

package dk.hoibu.fhir.validation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.ValueSet;
import org.jspecify.annotations.Nullable;

/**
 * Profiles, value sets and code systems by their URL, each parsed when the validator first asks for it (which remembers them): a package
 * has hundreds, a resource needs ten.
 */
final class Definitions implements IValidationSupport {

    /** Where a definition is. */
    record Place(String type, String version, Opening opening) {}

    /** Opens a definition. */
    interface Opening {
        InputStream open() throws IOException;
    }

    private final FhirContext context;
    private final Map<String, Place> places;

    Definitions(FhirContext context, Map<String, Place> places) {
        this.context = context;
        this.places = Map.copyOf(places);
    }

    @Override
    public @Nullable IBaseResource fetchStructureDefinition(String url) {
        return find("StructureDefinition", url, StructureDefinition.class);
    }

    @Override
    public @Nullable IBaseResource fetchValueSet(String url) {
        return find("ValueSet", url, ValueSet.class);
    }

    @Override
    public @Nullable IBaseResource fetchCodeSystem(String url) {
        return find("CodeSystem", url, CodeSystem.class);
    }

    /** Null when it is not here, or here in another version than the one asked for. */
    private <T extends IBaseResource> @Nullable T find(String type, @Nullable String canonical, Class<T> model) {
        if (canonical == null) {
            return null;
        }
        int bar = canonical.indexOf('|');
        Place place = places.get(bar < 0 ? canonical : canonical.substring(0, bar));
        if (place == null || !place.type().equals(type)) {
            return null;
        }
        return bar < 0 || place.version().equals(canonical.substring(bar + 1)) ? read(place, model) : null;
    }

    private <T extends IBaseResource> T read(Place place, Class<T> model) {
        try (InputStream in = place.opening().open()) {
            return context.newJsonParser().parseResource(model, in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public FhirContext getFhirContext() {
        return context;
    }
}

package dk.hoibu.fhir.validation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;

/** The definitions of FHIR R4 itself, found too by the version that published packages write behind the URL. */
final class R4Definitions extends DefaultProfileValidationSupport {

    private static final String VERSION = "|4.0.1";

    R4Definitions(FhirContext context) {
        super(context);
    }

    @Override
    public @Nullable IBaseResource fetchStructureDefinition(String url) {
        return super.fetchStructureDefinition(plain(url));
    }

    @Override
    public @Nullable IBaseResource fetchValueSet(String url) {
        return super.fetchValueSet(plain(url));
    }

    @Override
    public @Nullable IBaseResource fetchCodeSystem(String url) {
        return super.fetchCodeSystem(plain(url));
    }

    private static @Nullable String plain(@Nullable String url) {
        return url != null && url.endsWith(VERSION) ? url.substring(0, url.length() - VERSION.length()) : url;
    }
}

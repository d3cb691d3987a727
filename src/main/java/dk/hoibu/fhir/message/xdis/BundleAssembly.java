package dk.hoibu.fhir.message.xdis;

import dk.hoibu.fhir.fhir.Narratives;
import dk.hoibu.fhir.fhir.Systems;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Reference;

/** A message Bundle while resources are put into it, each with its id, the profile it claims, and what it says for people. */
final class BundleAssembly {

    private final Bundle bundle = new Bundle();

    BundleAssembly(String id, String profile) {
        bundle.setId(id);
        bundle.getMeta().addProfile(profile);
        bundle.setType(Bundle.BundleType.MESSAGE);
    }

    Bundle bundle() {
        return bundle;
    }

    /** Puts {@code resource} last; {@code said} are the lines of its narrative, of which blank ones are left out. */
    <T extends DomainResource> T add(T resource, String id, String profile, List<String> said) {
        resource.setId(id);
        resource.getMeta().addProfile(profile);
        List<String> lines = new ArrayList<>(List.of(resource.fhirType()));
        said.stream().flatMap(String::lines).filter(line -> !line.isBlank()).forEach(lines::add);
        Narratives.write(resource, lines);
        bundle.addEntry()
                .setFullUrl(Systems.BASE + "/" + resource.fhirType() + "/" + id)
                .setResource(resource);
        return resource;
    }

    static Reference to(DomainResource resource) {
        return new Reference(resource.fhirType() + "/" + resource.getIdPart());
    }
}

package dk.hoibu.fhir.message.build;

import dk.hoibu.fhir.fhir.Narratives;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** The resources of a message while they are put together. */
final class Assembly {

    /** The order in which MedCom's examples have them; what is not here stands among the people. */
    private static final List<String> FIRST = List.of("MessageHeader", "Patient", "Communication", "Encounter");

    private static final List<String> LAST = List.of("Organization", "Provenance");

    private final String base;
    private final Supplier<String> ids;
    private final List<Resource> resources = new ArrayList<>();

    Assembly(String base, Supplier<String> ids) {
        this.base = base;
        this.ids = ids;
    }

    /** A new resource, with an id if it has none yet. */
    <R extends DomainResource> R add(R resource, String profile, List<String> said) {
        resource.getMeta().addProfile(profile);
        Narratives.write(resource, lines(said));
        return bring(resource);
    }

    /** A resource as it came. */
    <R extends Resource> R bring(R resource) {
        if (!resource.hasIdElement()) {
            resource.setId(ids.get());
        }
        resources.add(resource);
        return resource;
    }

    /** A narrative is a paragraph for each line. */
    static List<String> lines(List<String> said) {
        return said.stream()
                .flatMap(String::lines)
                .filter(line -> !line.isBlank())
                .toList();
    }

    static Reference to(Resource resource) {
        return new Reference(resource.fhirType() + "/" + Earlier.idOf(resource));
    }

    Bundle into(Bundle bundle) {
        List<Resource> ordered = new ArrayList<>(resources);
        ordered.sort(Comparator.comparingInt(resource -> place(resource.fhirType())));
        for (Resource resource : ordered) {
            bundle.addEntry()
                    .setFullUrl(base + "/" + resource.fhirType() + "/" + Earlier.idOf(resource))
                    .setResource(resource);
        }
        return bundle;
    }

    private static int place(String type) {
        int first = FIRST.indexOf(type);
        int last = LAST.indexOf(type);
        return first >= 0 ? first : last >= 0 ? FIRST.size() + 1 + last : FIRST.size();
    }
}

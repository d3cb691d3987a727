package dk.hoibu.fhir.validation;

import ca.uhn.fhir.context.FhirContext;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;

/**
 * The codes of the code systems that come with FHIR R4, as HAPI has them. The first question takes a second or two, since all of them are
 * read then. May be asked by several threads.
 */
public final class R4Codes {

    private final R4Definitions definitions;
    private final Map<String, Set<String>> known = new ConcurrentHashMap<>();

    public R4Codes(FhirContext context) {
        this.definitions = new R4Definitions(context);
    }

    /** Of the system with that URL; empty if R4 does not have it, or not all of its codes. */
    public Optional<Set<String>> of(String system) {
        Set<String> codes = known.get(system);
        if (codes != null) {
            return Optional.of(codes);
        }
        // only what there is is remembered: whoever sends a message may name any system
        Optional<Set<String>> read = read(system);
        read.ifPresent(found -> known.put(system, found));
        return read;
    }

    private Optional<Set<String>> read(String url) {
        if (definitions.fetchCodeSystem(url) instanceof CodeSystem system
                && system.getContent() == CodeSystemContentMode.COMPLETE) {
            Set<String> codes = new HashSet<>();
            collect(system.getConcept(), codes);
            return Optional.of(Set.copyOf(codes));
        }
        return Optional.empty();
    }

    private static void collect(List<ConceptDefinitionComponent> concepts, Set<String> codes) {
        for (ConceptDefinitionComponent concept : concepts) {
            codes.add(concept.getCode());
            collect(concept.getConcept(), codes);
        }
    }
}

package dk.hoibu.fhir.search;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** A reference that {@code _include} can follow. */
public record IncludeParam<R extends Resource>(
        String name, Set<String> targets, Function<R, List<Reference>> references) {}

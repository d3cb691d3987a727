package dk.hoibu.fhir.search;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Resource;

/**
 * A search parameter that works: the CapabilityStatement, the parser and the matching all read this one record.
 *
 * @param name the parameter's name in a URL
 * @param kind how values are written and compared
 * @param documentation what it finds
 * @param values what a resource has for it
 * @param systems for tokens: the systems that may be named; empty means any
 * @param codes for tokens: the codes that may be asked for; empty means any
 * @param targets for references: the types that may be referred to
 */
public record SearchParam<R extends Resource>(
        String name,
        Kind kind,
        String documentation,
        Function<R, List<? extends SearchValue>> values,
        Set<String> systems,
        Set<String> codes,
        Set<String> targets) {

    /** FHIR's search parameter types, those in use. */
    public enum Kind {
        TOKEN,
        REFERENCE,
        DATE,
        STRING,
        URI
    }

    public static <R extends Resource> SearchParam<R> token(
            String name, String documentation, Function<R, List<? extends SearchValue>> values) {
        return new SearchParam<>(name, Kind.TOKEN, documentation, values, Set.of(), Set.of(), Set.of());
    }

    public static <R extends Resource> SearchParam<R> reference(
            String name, String documentation, Set<String> targets, Function<R, List<? extends SearchValue>> values) {
        return new SearchParam<>(name, Kind.REFERENCE, documentation, values, Set.of(), Set.of(), targets);
    }

    public static <R extends Resource> SearchParam<R> date(
            String name, String documentation, Function<R, List<? extends SearchValue>> values) {
        return new SearchParam<>(name, Kind.DATE, documentation, values, Set.of(), Set.of(), Set.of());
    }

    public static <R extends Resource> SearchParam<R> string(
            String name, String documentation, Function<R, List<? extends SearchValue>> values) {
        return new SearchParam<>(name, Kind.STRING, documentation, values, Set.of(), Set.of(), Set.of());
    }

    public static <R extends Resource> SearchParam<R> uri(
            String name, String documentation, Function<R, List<? extends SearchValue>> values) {
        return new SearchParam<>(name, Kind.URI, documentation, values, Set.of(), Set.of(), Set.of());
    }

    /** The same parameter, for identifiers and codes of these systems only. */
    public SearchParam<R> ofSystems(String... allowed) {
        return new SearchParam<>(name, kind, documentation, values, Set.of(allowed), codes, targets);
    }

    /** The same parameter, for these codes only. */
    public SearchParam<R> ofCodes(String... allowed) {
        return new SearchParam<>(name, kind, documentation, values, systems, Set.of(allowed), targets);
    }
}

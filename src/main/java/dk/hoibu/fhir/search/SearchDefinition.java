package dk.hoibu.fhir.search;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Resource;

/**
 * Everything that can be asked about one resource type.
 *
 * @param type the type's name
 * @param resource its class
 * @param scope what a search must name
 * @param childParams the parameters that can name the child; empty for a directory type
 * @param params all others
 * @param includes what {@code _include} follows
 * @param defaultSort the order without {@code _sort}
 * @param profiles the profiles of which its resources claim one; empty for those of the guide itself
 * @param documentation what the type is here
 */
public record SearchDefinition<R extends Resource>(
        String type,
        Class<R> resource,
        Scope scope,
        List<ChildParam> childParams,
        List<SearchParam<R>> params,
        List<IncludeParam<R>> includes,
        String defaultSort,
        List<String> profiles,
        String documentation) {

    /** What a search must name. */
    public enum Scope {
        /** The person's number, or the id. */
        PERSON,
        /** The child. */
        CHILD,
        /** Nothing: registers of organisations and staff. */
        DIRECTORY,
        /** Nothing: the implementation guide itself. */
        GUIDE,
        /** Nothing: what has been asked of this server. */
        AUDIT
    }

    /**
     * A parameter that names the child.
     *
     * @param required whether it always names the child; if not, it may also name something else (Appointment's {@code actor})
     */
    public record ChildParam(String name, boolean required, Set<String> targets) {}

    public Optional<SearchParam<R>> param(String name) {
        return params.stream().filter(param -> param.name().equals(name)).findFirst();
    }

    public Optional<ChildParam> childParam(String name) {
        return childParams.stream().filter(param -> param.name().equals(name)).findFirst();
    }

    public Optional<IncludeParam<R>> include(String name) {
        return includes.stream().filter(include -> include.name().equals(name)).findFirst();
    }
}

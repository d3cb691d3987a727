package dk.hoibu.fhir.search;

import dk.hoibu.fhir.domain.PersonNumber;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.Resource;

/**
 * What a search request means.
 *
 * @param child the child it is about
 * @param ids the ids asked for; empty optional means any
 * @param filters what a resource must match, all of them
 * @param statuses the values of {@code status} asked for, for rules that depend on being asked; empty means not asked
 * @param sort the order
 * @param count the page size; 0 means only the count is asked for
 * @param offset how many matches come before this page
 * @param countOnly {@code _summary=count}
 * @param withTotal false for {@code _total=none}
 * @param includes what to add
 * @param canonical the request in a form fit for links: the child by opaque id, never by number
 * @param holder who may follow those links
 */
public record Query<R extends Resource>(
        Optional<PersonNumber> child,
        Optional<Set<String>> ids,
        List<Predicate<R>> filters,
        Set<String> statuses,
        List<SortKey<R>> sort,
        int count,
        int offset,
        boolean countOnly,
        boolean withTotal,
        List<Include> includes,
        List<Pair> canonical,
        String holder) {

    /** A parameter and one value, as sent. */
    public record Pair(String name, String value) {}

    /** An order by one parameter. */
    public record SortKey<R extends Resource>(SearchParam<R> param, boolean descending) {}

    /** One {@code _include}. {@code target} empty means any target type. */
    public record Include(String type, String param, Optional<String> target, boolean iterate) {}
}

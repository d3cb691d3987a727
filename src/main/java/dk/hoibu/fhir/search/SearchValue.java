package dk.hoibu.fhir.search;

import java.util.Date;
import org.jspecify.annotations.Nullable;

/** What a resource has in the place a search parameter looks at. */
public sealed interface SearchValue {

    /** A code or identifier. */
    record Token(@Nullable String system, String code) implements SearchValue {}

    /** A relative reference, {@code Type/id}. */
    record Link(String target) implements SearchValue {}

    /** A stretch of time; null is no bound. {@code until} is exclusive. */
    record Span(@Nullable Date from, @Nullable Date until) implements SearchValue {}

    /** A URI, which only the very same matches. */
    record Uri(String value) implements SearchValue {}

    /** Words. */
    record Words(String text) implements SearchValue {}
}

package dk.hoibu.fhir.search;

import java.util.List;
import java.util.Map;

/**
 * A search request as it came.
 *
 * @param parameters names with modifiers, and all their values
 * @param fromBody whether it was a POST, so that parameters may hold a person's number
 * @param holder who sent it, by which application; only they can follow the links of its answer. Empty when nobody is asked
 */
public record Request(Map<String, List<String>> parameters, boolean fromBody, String holder) {

    /** Somebody's who is not asked who they are. */
    public Request(Map<String, List<String>> parameters, boolean fromBody) {
        this(parameters, fromBody, "");
    }
}

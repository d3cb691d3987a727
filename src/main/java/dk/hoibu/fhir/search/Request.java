package dk.hoibu.fhir.search;

import java.util.List;
import java.util.Map;

/**
 * A search request as it came.
 *
 * @param parameters names with modifiers, and all their values
 * @param fromBody whether it was a POST, so that parameters may hold a person's number
 */
public record Request(Map<String, List<String>> parameters, boolean fromBody) {}

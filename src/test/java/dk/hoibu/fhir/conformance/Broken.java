package dk.hoibu.fhir.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A resource that was valid and had one rule broken.
 *
 * @param name what was broken, fit for a file name
 * @param profile canonical URL of the profile whose rule it is
 * @param reason what the validator must say, as a regular expression found in one of its error messages
 * @param inSliceOfParent whether the element is in slices that the parent profile tells apart, which cannot be judged without its package
 */
record Broken(String name, String profile, ObjectNode resource, String reason, boolean inSliceOfParent) {

    Broken(String name, String profile, ObjectNode resource, String reason) {
        this(name, profile, resource, reason, false);
    }

    @Override
    public String toString() {
        return name;
    }
}

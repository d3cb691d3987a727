package dk.hoibu.fhir.blackbox;

import java.util.Collection;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What a value must be, and how that is said. */
record Must(String says, Predicate<String> holds) {

    static Must be(String value) {
        return new Must(value, value::equals);
    }

    static Must beOneOf(Collection<String> values) {
        return new Must("one of " + values, values::contains);
    }

    static Must match(String regex) {
        return new Must(regex, Pattern.compile(regex).asMatchPredicate());
    }
}

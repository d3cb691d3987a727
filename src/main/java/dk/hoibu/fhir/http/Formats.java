package dk.hoibu.fhir.http;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which formats a client may ask for (FHIR R4 http, 3.1.0.1.11): JSON and XML of FHIR 4.0. */
final class Formats {

    private static final Set<String> TYPES = Set.of(
            "application/fhir+json",
            "application/fhir+xml",
            "application/json",
            "application/xml",
            "application/json+fhir",
            "application/xml+fhir",
            "text/json",
            "text/xml",
            "application/*",
            "*/*");
    private static final Set<String> SHORT = Set.of("json", "xml");

    private Formats() {}

    /** Whether {@code _format}'s value can be given. A plus sign may have come as a space. */
    static boolean isFormat(String format) {
        String type = format.toLowerCase(Locale.ROOT).replace(' ', '+');
        return SHORT.contains(type) || isType(type, true) && !type.contains("*");
    }

    /** Whether one of the types in an Accept header can be given; no header takes anything. */
    static boolean isAcceptable(@Nullable String accept) {
        if (accept == null || accept.isBlank()) {
            return true;
        }
        for (String range : accept.split(",")) {
            if (isType(range, false)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isType(String range, boolean plusForSpace) {
        String[] parts = range.toLowerCase(Locale.ROOT).split(";");
        boolean usable = TYPES.contains(plusForSpace ? parts[0].replace(' ', '+') : parts[0].strip());
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().replace(" ", "").replace("+", "");
            if (parameter.matches("q=0(\\.0*)?")
                    || parameter.startsWith("fhirversion=") && !parameter.equals("fhirversion=4.0")) {
                return false;
            }
        }
        return usable;
    }
}

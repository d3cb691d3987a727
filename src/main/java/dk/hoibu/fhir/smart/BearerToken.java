package dk.hoibu.fhir.smart;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the access token of a request, in its Authorization header and nowhere else (RFC 6750, section 2.1). */
public final class BearerToken {

    private static final Pattern BEARER = Pattern.compile("(?i:Bearer) ([A-Za-z0-9\\-._~+/]+=*)");

    private BearerToken() {}

    /**
     * The token in {@code headers}, the values of all Authorization headers. Empty when there is none, or one of another scheme.
     *
     * @throws TokenRefused when there are several, or one that is no token in form
     */
    public static Optional<String> in(List<String> headers) {
        if (headers.isEmpty()) {
            return Optional.empty();
        }
        if (headers.size() > 1) {
            throw new TokenRefused(TokenRefused.Reason.MALFORMED);
        }
        String header = headers.get(0);
        var bearer = BEARER.matcher(header);
        if (bearer.matches()) {
            return Optional.of(bearer.group(1));
        }
        if (header.regionMatches(true, 0, "Bearer", 0, 6)) {
            throw new TokenRefused(TokenRefused.Reason.MALFORMED);
        }
        return Optional.empty();
    }
}

package dk.hoibu.fhir.smart;

import dk.hoibu.fhir.access.Identity;
import dk.hoibu.fhir.access.Organisation;
import dk.hoibu.fhir.access.Register;
import dk.hoibu.fhir.access.Role;
import dk.hoibu.fhir.access.Scopes;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.smart.TokenRefused.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a token says, read strictly: a claim of the wrong kind is a wrong token, never a missing claim. */
record Claims(Map<String, Object> all) {

    /** The year 9999: what lies beyond is no time. */
    private static final long LAST_SECOND = 253_402_300_799L;

    /** What an issuer may call an access token that whoever bears it may use. */
    private static final Set<String> BEARER = Set.of("bearer", "access_token", "at+jwt");

    /** The text of that claim; empty when there is none. */
    Optional<String> text(String name) {
        Object value = all.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text && !text.isBlank() && text.length() <= 2048) {
            return Optional.of(text);
        }
        throw new TokenRefused(Reason.CLAIMS);
    }

    String required(String name) {
        return text(name).orElseThrow(() -> new TokenRefused(Reason.CLAIMS));
    }

    /** Words of a claim that is text with spaces between, or a list of text; none when there is no such claim. */
    List<String> words(String name) {
        Object value = all.get(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof String text) {
            return List.of(text.split(" +"));
        }
        if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw new TokenRefused(Reason.CLAIMS);
    }

    /** For whom it was issued: one address or several. */
    List<String> audience() {
        return all.get("aud") instanceof String one ? List.of(one) : words("aud");
    }

    /** The time of that claim, in whole seconds since 1970; empty when there is none. */
    Optional<Instant> time(String name) {
        Object value = all.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Number number) {
            double seconds = number.doubleValue();
            if (seconds >= 0 && seconds <= LAST_SECOND) {
                return Optional.of(Instant.ofEpochSecond((long) seconds));
            }
        }
        throw new TokenRefused(Reason.CLAIMS);
    }

    /** Whether that claim is true; not there is false. */
    boolean isTrue(String name) {
        Object value = all.get(name);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw new TokenRefused(Reason.CLAIMS);
    }

    /**
     * When it ends, clocks' difference counted in.
     *
     * @throws TokenRefused when it is not in force {@code now}, or does not say until when it is
     */
    Instant ends(Instant now) {
        Instant ends =
                time("exp").orElseThrow(() -> new TokenRefused(Reason.CLAIMS)).plus(TokenVerifier.SKEW);
        boolean begun = List.of("nbf", "iat").stream()
                .flatMap(name -> time(name).stream())
                .noneMatch(begins -> begins.isAfter(now.plus(TokenVerifier.SKEW)));
        if (!begun || !now.isBefore(ends)) {
            throw new TokenRefused(Reason.TIME);
        }
        return ends;
    }

    /** @throws TokenRefused when it says that it is another kind of token, or bound to a key (RFC 7800), which we cannot ask for */
    void requireBearer() {
        boolean another = List.of("token_type", "typ").stream()
                .flatMap(name -> text(name).stream())
                .map(kind -> kind.toLowerCase(Locale.ROOT))
                .anyMatch(kind -> !BEARER.contains(kind));
        if (another || all.containsKey("cnf")) {
            throw new TokenRefused(Reason.TYPE);
        }
    }

    Identity identity(String issuer, ClaimNames names) {
        String client = names.client().stream()
                .flatMap(name -> text(name).stream())
                .findFirst()
                .orElseThrow(() -> new TokenRefused(Reason.CLAIMS));
        try {
            return new Identity(
                    issuer,
                    required("sub"),
                    client,
                    text(names.name()),
                    Role.ofCode(required(names.role())),
                    organisation(required(names.organisation())),
                    text(names.purpose()),
                    isTrue(names.treatmentRelation()),
                    Scopes.parse(String.join(" ", words(names.scope()))),
                    text(names.patient()),
                    text(names.fhirUser()),
                    text(names.launch()),
                    ownNumber(names.ownNumber()));
        } catch (IllegalArgumentException unknown) {
            throw new TokenRefused(Reason.CLAIMS);
        }
    }

    /** It decides nothing about what may be seen, so that whatever else stands there keeps nobody out. */
    private Optional<PersonNumber> ownNumber(String name) {
        return all.get(name) instanceof String text ? PersonNumber.parse(text) : Optional.empty();
    }

    private static Organisation organisation(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("no register");
        }
        Register register = Register.valueOf(text.substring(0, colon).toUpperCase(Locale.ROOT));
        return new Organisation(register, text.substring(colon + 1));
    }
}

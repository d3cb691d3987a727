package dk.hoibu.fhir.devauth;

import dk.hoibu.fhir.launch.Launch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a user, or a backend service, allowed a client: all tokens that come of it belong together.
 *
 * @param scopes granted
 * @param launch what the application was opened for; empty when it was opened for nothing
 * @param nonce of the request, for the identity token
 */
record Session(
        String id,
        RegisteredClient client,
        SampleUser user,
        List<String> scopes,
        Optional<Launch> launch,
        Optional<String> nonce,
        Instant began) {

    /** How long it can be refreshed: a working day. */
    static final Duration LIFETIME = Duration.ofHours(8);

    Session {
        scopes = List.copyOf(scopes);
    }

    boolean has(String scope) {
        return scopes.contains(scope);
    }

    /** When it ends for good. */
    Instant ends() {
        return began.plus(LIFETIME);
    }

    /** The same with fewer scopes. */
    Session with(List<String> fewer) {
        return new Session(id, client, user, fewer, launch, nonce, began);
    }
}

package dk.hoibu.fhir.devauth;

import dk.hoibu.fhir.launch.Launch;
import java.util.List;
import java.util.Optional;

/** Hears of every token that was asked for, before anything is answered. */
public interface TokenWitness {

    /**
     * A request at the token endpoint.
     *
     * @param address where it came from
     * @param grantType as it was sent, or as much of it as is a word
     * @param client the application, once it has shown which it is
     * @param user whose token it is, once that is known
     * @param scopes granted; none when it was refused
     * @param launch what the application was opened for; empty when it was opened for nothing
     * @param error OAuth's word for why there is no token; empty when there is one
     */
    record Request(
            String address,
            String grantType,
            Optional<String> client,
            Optional<SampleUser> user,
            List<String> scopes,
            Optional<Launch> launch,
            Optional<String> error) {}

    /** When this fails, no token is given. */
    void heard(Request asked);

    /** Whether it could hear now: when not, nothing is told of any token either. */
    boolean hears();
}

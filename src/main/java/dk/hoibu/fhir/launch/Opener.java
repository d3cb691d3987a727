package dk.hoibu.fhir.launch;

import dk.hoibu.fhir.access.Organisation;
import java.util.Optional;

/**
 * Who may open a view that a record system prepared: all three together, and nobody else.
 *
 * @param client the application to be opened, as the authorization server knows it
 * @param user who pressed the button
 * @param organisation on whose behalf
 */
public record Opener(String client, User user, Organisation organisation) {

    /**
     * Somebody at a screen.
     *
     * @param system who gave the user that name; empty when the record system and the authorization server share one list of users
     * @param name the user as sign-in knows them
     */
    public record User(Optional<String> system, String name) {

        public User {
            if (name.isBlank()) {
                throw new IllegalArgumentException("a user has a name");
            }
        }

        /** Nothing of the user: it may get into a log. */
        @Override
        public String toString() {
            return "User[**]";
        }
    }

    public Opener {
        if (client.isBlank()) {
            throw new IllegalArgumentException("an application has a client id");
        }
    }
}

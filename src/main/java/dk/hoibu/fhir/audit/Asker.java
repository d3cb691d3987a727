package dk.hoibu.fhir.audit;

import java.util.Optional;

/**
 * Who asked, as the access token says it; the audit must stand without the logs of whoever issued the token.
 *
 * @param client the system that sent the request
 * @param user the person behind it; empty when the system asked on its own, or there was no token
 * @param organisation whom the user works for; empty when the token does not tell
 */
public record Asker(Client client, Optional<User> user, Optional<Organisation> organisation) {

    /**
     * A system.
     *
     * @param id its {@code client_id}; empty without a token
     * @param address where the request came from, an IP address
     */
    public record Client(Optional<String> id, String address) {

        public Client {
            id.ifPresent(text -> NumberFree.require("client id", text));
            NumberFree.require("client address", address);
        }
    }

    /**
     * A person.
     *
     * @param issuer who vouches for {@code subject}, a URI
     * @param subject what the issuer calls the person; never a person number
     * @param role in what function; empty when the token does not tell
     * @param name empty when the person's identity is concealed, or not told
     */
    public record User(String issuer, String subject, Optional<String> role, Optional<String> name) {

        public User {
            NumberFree.require("issuer", issuer);
            NumberFree.require("subject", subject);
            role.ifPresent(text -> NumberFree.require("role", text));
            name.ifPresent(text -> NumberFree.require("user name", text));
        }
    }

    /** An organisation, by its id in one register; {@code name} is empty when the token does not tell. */
    public record Organisation(Register register, String id, Optional<String> name) {

        public Organisation {
            NumberFree.require("organisation id", id);
            name.ifPresent(text -> NumberFree.require("organisation name", text));
        }
    }

    /** Where an organisation's id is from. */
    public enum Register {
        SOR,
        CVR
    }
}

package dk.hoibu.fhir.devauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.hoibu.fhir.access.Organisation;
import dk.hoibu.fhir.access.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Somebody in the built-in sample who can ask (sample/users.json).
 *
 * @param organisation as the token says it: {@code sor:} or {@code cvr:} and the number
 * @param scope what the application may ask for when not opened for one child
 * @param purpose a code of v3-PurposeOfUse; empty for those without one
 * @param withdrawn whether all rights were taken away
 */
public record SampleUser(
        String id,
        String name,
        String client,
        Role role,
        String organisation,
        String scope,
        Optional<String> purpose,
        boolean treatmentRelation,
        boolean withdrawn) {

    /** All of them. */
    public static List<SampleUser> all() {
        try (InputStream stream = SampleUser.class.getResourceAsStream("/sample/users.json")) {
            if (stream == null) {
                throw new IllegalStateException("the sample's users are missing");
            }
            List<SampleUser> users = new ArrayList<>();
            new ObjectMapper().readTree(stream).forEach(node -> users.add(of(node)));
            return List.copyOf(users);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the sample's users", e);
        }
    }

    private static SampleUser of(JsonNode node) {
        return new SampleUser(
                node.required("id").asText(),
                node.required("name").asText(),
                node.required("client").asText(),
                Role.ofCode(node.required("role").asText()),
                node.required("organisation").asText(),
                node.required("scope").asText(),
                Optional.ofNullable(node.get("purpose")).map(JsonNode::asText),
                node.path("treatmentRelation").asBoolean(false),
                node.path("withdrawn").asBoolean(false));
    }

    /** Whether it is somebody at a screen, who can sign in. */
    public boolean person() {
        return switch (role) {
            case GP, PSYCHIATRIST, PPR, CASEWORKER, AUDITOR, OPERATOR -> true;
            case MUNICIPAL_SYSTEM, MESSAGE_HANDLER, EHR -> false;
        };
    }

    /** The address of who this is, below {@code base}; empty for those the server cannot show as a PractitionerRole. */
    Optional<String> fhirUser(URI base) {
        return switch (role) {
            case GP, PSYCHIATRIST, PPR, CASEWORKER -> Optional.of(base + "/PractitionerRole/" + id);
            case MUNICIPAL_SYSTEM, MESSAGE_HANDLER, EHR, AUDITOR, OPERATOR -> Optional.empty();
        };
    }

    /** {@code organisation} as a token says it. */
    static String written(Organisation organisation) {
        return organisation.register().name().toLowerCase(Locale.ROOT) + ":" + organisation.id();
    }

    /** The user's own scopes; opened for one child, they are about that child. */
    String scopes(boolean forOneChild) {
        return forOneChild ? scope.replace("user/", "patient/") : scope;
    }
}

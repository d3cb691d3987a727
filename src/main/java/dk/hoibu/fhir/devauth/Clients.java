package dk.hoibu.fhir.devauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.util.JSONArrayUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.minidev.json.JSONArray;
import net.minidev.json.JSONObject;

/**
 * The applications that may ask for tokens: the sample's (sample/clients.json), and those of a file of one's own. Nobody else registers.
 */
final class Clients {

    private static final int MOST_BYTES = 1024 * 1024;

    private final Map<String, RegisteredClient> clients;

    private Clients(Map<String, RegisteredClient> clients) {
        this.clients = Map.copyOf(clients);
    }

    /**
     * The sample's clients and those of {@code more}; the sample's own keys are in {@code folder}.
     *
     * @throws IllegalArgumentException naming the setting, when that file cannot be understood
     */
    static Clients of(Path folder, Optional<Path> more) {
        List<SampleUser> users = SampleUser.all();
        JSONArray sample = sample();
        JWKSet made = keys(folder, sample);
        Map<String, RegisteredClient> clients = new LinkedHashMap<>();
        add(clients, sample, users, made);
        more.ifPresent(file -> {
            try {
                add(clients, registrations(read(file)), users, new JWKSet());
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException("setting access.development-clients: " + wrong.getMessage());
            }
        });
        return new Clients(clients);
    }

    private static void add(
            Map<String, RegisteredClient> clients, JSONArray registrations, List<SampleUser> users, JWKSet made) {
        for (Object registration : registrations) {
            if (!(registration instanceof JSONObject object)) {
                throw new IllegalArgumentException("not a list of registrations");
            }
            RegisteredClient client = RegisteredClient.of(object, users, made);
            if (clients.put(client.id(), client) != null) {
                throw new IllegalArgumentException("client " + client.id() + " is registered twice");
            }
        }
    }

    /** Private keys of the sample's clients that have no others, so that they can be tried; the key's id is the client's. */
    static JWKSet keys(Path folder) {
        return keys(folder, sample());
    }

    private static JWKSet keys(Path folder, JSONArray sample) {
        return KeyFile.complete(folder.resolve("keys").resolve("dev-clients.json"), there -> {
            List<JWK> fresh = new ArrayList<>();
            for (Object registration : sample) {
                JSONObject client = (JSONObject) registration;
                String id = String.valueOf(client.get("client_id"));
                boolean withKey = "private_key_jwt".equals(client.get("token_endpoint_auth_method"));
                if (withKey && there.getKeyByKeyId(id) == null) {
                    fresh.add(key(id));
                }
            }
            return fresh;
        });
    }

    private static JWK key(String id) throws JOSEException {
        return new ECKeyGenerator(Curve.P_384)
                .keyID(id)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.ES384)
                .generate();
    }

    private static JSONArray sample() {
        try (InputStream stream = Clients.class.getResourceAsStream("/sample/clients.json")) {
            if (stream == null) {
                throw new IllegalStateException("the sample's clients are missing");
            }
            return registrations(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the sample's clients", e);
        }
    }

    private static String read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new IllegalArgumentException("the file is too large");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("the file cannot be read");
        }
    }

    private static JSONArray registrations(String text) {
        try {
            return JSONArrayUtils.parse(text);
        } catch (ParseException e) {
            throw new IllegalArgumentException("not a list of registrations in JSON");
        }
    }

    /** The client of that id; empty when nobody registered it. */
    Optional<RegisteredClient> find(String id) {
        return Optional.ofNullable(clients.get(id));
    }

    /** Of all pages of clients that run in a browser. */
    Set<String> origins() {
        return clients.values().stream()
                .flatMap(client -> client.origins().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Every scope that some client may get. */
    List<String> scopes() {
        return clients.values().stream()
                .flatMap(client -> client.scopes().stream())
                .distinct()
                .sorted()
                .toList();
    }
}

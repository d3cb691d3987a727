package dk.hoibu.fhir.keycloak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The applications of the sample realm as they get their tokens: with a signed assertion, and with a user who signs in. */
final class KeycloakClients {

    private static final String REDIRECT = "http://127.0.0.1:8090/callback";
    private static final Pattern LOGIN_FORM = Pattern.compile("<form[^>]+action=\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Keycloak keycloak;

    KeycloakClients(Keycloak keycloak) {
        this.keycloak = keycloak;
    }

    /** Backend services: an access token of {@code client} itself, which proves with {@code key} that it asks. */
    String backend(String client, RSAKey key, String scope) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("scope", scope);
        form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        form.put("client_assertion", assertion(client, key));
        return token(HttpClient.newHttpClient(), form).required("access_token").asText();
    }

    private String assertion(String client, RSAKey key) {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> claims = Map.of(
                "iss",
                client,
                "sub",
                client,
                "aud",
                keycloak.endpoint("token"),
                "jti",
                UUID.randomUUID().toString(),
                "iat",
                now,
                "exp",
                now + 60);
        try {
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS384)
                    .type(JOSEObjectType.JWT)
                    .keyID(key.getKeyID())
                    .build();
            JWSObject jws = new JWSObject(header, new Payload(claims));
            jws.sign(new RSASSASigner(key));
            return jws.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Authorization code with PKCE: what the token endpoint gives when {@code user} has signed in at Keycloak's own page. */
    JsonNode signIn(String user, String scope) {
        HttpClient browser = HttpClient.newHttpClient();
        String verifier = UUID.randomUUID() + "-" + UUID.randomUUID();
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", "sample-klinik");
        query.put("redirect_uri", REDIRECT);
        query.put("scope", scope);
        query.put("state", UUID.randomUUID().toString());
        query.put("code_challenge", challenge(verifier));
        query.put("code_challenge_method", "S256");
        URI authorize = URI.create(keycloak.endpoint("auth") + "?" + encoded(query));
        HttpResponse<String> page =
                send(browser, HttpRequest.newBuilder(authorize).build());
        // its cookies are for https, and as on every browser for this very machine
        String cookies = page.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.replaceAll(";.*", ""))
                .collect(Collectors.joining("; "));
        URI action = URI.create(found(LOGIN_FORM, page.body()).replace("&amp;", "&"));
        Map<String, String> login = Map.of("username", user, "password", keycloak.samplePassword);
        String location = send(browser, post(action, login, "Cookie", cookies))
                .headers()
                .firstValue("Location")
                .orElseThrow(() -> new AssertionError("the user could not sign in"));
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("client_id", "sample-klinik");
        form.put("redirect_uri", REDIRECT);
        form.put("code", found(CODE, location));
        form.put("code_verifier", verifier);
        return token(browser, form);
    }

    private JsonNode token(HttpClient client, Map<String, String> form) {
        HttpResponse<String> response = send(client, post(URI.create(keycloak.endpoint("token")), form));
        try {
            if (response.statusCode() != 200) {
                throw new AssertionError("no token: " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes {@code token} back (RFC 7009), as the application that it was given to. */
    void revoke(String token) {
        Map<String, String> form = Map.of("token", token, "client_id", "sample-klinik");
        int status = send(HttpClient.newHttpClient(), post(URI.create(keycloak.endpoint("revoke")), form))
                .statusCode();
        if (status != 200) {
            throw new AssertionError("not revoked: " + status);
        }
    }

    private static HttpRequest post(URI url, Map<String, String> form, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url).header("Content-Type", "application/x-www-form-urlencoded");
        return (headers.length == 0 ? request : request.headers(headers))
                .POST(BodyPublishers.ofString(encoded(form)))
                .build();
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("no " + pattern + " in " + text);
        }
        return matcher.group(1);
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}

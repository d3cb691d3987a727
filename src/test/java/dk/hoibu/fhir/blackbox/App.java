package dk.hoibu.fhir.blackbox;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An application in a browser, written without the server's libraries for the flow itself: what it sends is what a test says. */
final class App {

    static final String VERIFIER = "a-verifier-of-enough-letters-for-anybody-0123456789";
    static final String STATE = "state-0123456789";
    static final String CLINIC = "9901911000016008";
    static final String WARD = "9900811000016001";

    private final TestServer server;
    final String client;
    final String redirect;

    App(TestServer server, String client, String redirect) {
        this.server = server;
        this.client = client;
        this.redirect = redirect;
    }

    String auth(String path) {
        return server.root() + "auth" + path;
    }

    static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A right authorization request, to be changed. */
    Map<String, String> request(String scope, Optional<String> launch) {
        Map<String, String> request = new LinkedHashMap<>();
        request.put("response_type", "code");
        request.put("client_id", client);
        request.put("redirect_uri", redirect);
        request.put("scope", scope);
        request.put("state", STATE);
        request.put("aud", server.base());
        request.put("code_challenge", challenge(VERIFIER));
        request.put("code_challenge_method", "S256");
        request.put("nonce", "nonce-1");
        launch.ifPresent(handle -> request.put("launch", handle));
        return request;
    }

    Answer authorize(Map<String, String> request) {
        return server.get(auth("/authorize") + "?" + TestServer.query(request));
    }

    /** Chooses {@code user} on the page that {@code page} is. */
    Answer signIn(Answer page, String user) {
        return server.post(
                auth("/signin"),
                "attempt=" + attempt(page) + "&user=" + user,
                "Cookie",
                cookie(page),
                "Content-Type",
                "application/x-www-form-urlencoded");
    }

    static String attempt(Answer page) {
        Matcher matcher = Pattern.compile("name=\"attempt\" value=\"([^\"]+)\"").matcher(page.body());
        if (!matcher.find()) {
            throw new AssertionError("no sign-in page: " + page);
        }
        return matcher.group(1);
    }

    static String cookie(Answer page) {
        return page.header("Set-Cookie").orElseThrow().split(";")[0];
    }

    /** The parameters at the application's address. */
    static Map<String, String> sentBack(Answer answer) {
        String location = answer.header("Location").orElseThrow(() -> new AssertionError("no redirect: " + answer));
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : location.substring(location.indexOf('?') + 1).split("&")) {
            String[] halves = pair.split("=", 2);
            parameters.put(halves[0], java.net.URLDecoder.decode(halves[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    /** A code for {@code user}. */
    String code(String user, String scope, Optional<String> launch) {
        Map<String, String> back = sentBack(signIn(authorize(request(scope, launch)), user));
        return Optional.ofNullable(back.get("code")).orElseThrow(() -> new AssertionError(back.toString()));
    }

    Map<String, String> exchange(String code) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", redirect);
        form.put("code_verifier", VERIFIER);
        form.put("client_id", client);
        return form;
    }

    Answer token(Map<String, String> form, String... headers) {
        return post("/token", form, headers);
    }

    Answer post(String path, Map<String, String> form, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Content-Type", "application/x-www-form-urlencoded"));
        return server.post(auth(path), TestServer.query(form), all.toArray(String[]::new));
    }

    /** All of it: the token response for {@code user}. */
    Answer login(String user, String scope, Optional<String> launch) {
        return token(exchange(code(user, scope, launch)));
    }

    Answer refresh(String token, String... more) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", token);
        form.put("client_id", client);
        for (int i = 0; i < more.length; i += 2) {
            form.put(more[i], more[i + 1]);
        }
        return token(form);
    }

    // ---- with a key

    /** The key that the server made for that client of the sample. */
    JWK key(String id) {
        try {
            return JWKSet.load(server.folder()
                            .resolve("keys")
                            .resolve("dev-clients.json")
                            .toFile())
                    .getKeyByKeyId(id);
        } catch (IOException | ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    String assertion(String id, JWK key) {
        return assertion(id, key, claims -> {}, header -> header);
    }

    /** A right assertion but for what is changed. */
    String assertion(
            String id, JWK key, Consumer<JWTClaimsSet.Builder> change, UnaryOperator<JWSHeader.Builder> header) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(id)
                .subject(id)
                .audience(auth("/token"))
                .expirationTime(Date.from(Instant.now().plusSeconds(120)))
                .jwtID(UUID.randomUUID().toString());
        change.accept(claims);
        boolean elliptic = key instanceof ECKey;
        JWSHeader.Builder plain = new JWSHeader.Builder(elliptic ? JWSAlgorithm.ES384 : JWSAlgorithm.RS384)
                .type(com.nimbusds.jose.JOSEObjectType.JWT)
                .keyID(key.getKeyID());
        try {
            SignedJWT signed = new SignedJWT(header.apply(plain).build(), claims.build());
            signed.sign(elliptic ? new ECDSASigner(key.toECKey()) : new RSASSASigner(key.toRSAKey()));
            return signed.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, String> with(Map<String, String> form, String assertion) {
        Map<String, String> all = new LinkedHashMap<>(form);
        all.remove("client_id");
        all.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        all.put("client_assertion", assertion);
        return all;
    }

    static Map<String, String> service(String scope) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("scope", scope);
        return form;
    }

    /** A token of that backend service of the sample. */
    String serviceToken(String id, String scope) {
        Answer answer = token(with(service(scope), assertion(id, key(id))));
        if (answer.status() != 200) {
            throw new AssertionError(answer.toString());
        }
        return answer.json().get("access_token").asText();
    }

    /** A launch handle for {@code user} of that organisation, as its record system gets it. */
    String handle(String user, String organisation, String number, String... cases) {
        String backend = organisation.equals(CLINIC) ? "sample-lps-backend" : "sample-epj-backend";
        String context = Stream.of(cases)
                .map(it -> ",{\"name\":\"context\",\"valueReference\":{\"reference\":\"" + it + "\"}}")
                .reduce("", String::concat);
        String body = """
                {"resourceType":"Parameters","parameter":[
                {"name":"patient","valueIdentifier":{"system":"urn:oid:1.2.208.176.1.2","value":"%s"}},
                {"name":"user","valueIdentifier":{"value":"%s"}},
                {"name":"organization","valueIdentifier":{"system":"urn:oid:1.2.208.176.1.1","value":"%s"}},
                {"name":"client","valueString":"%s"},{"name":"purpose","valueCode":"TREAT"},
                {"name":"intent","valueString":"overview"}%s]}""".formatted(number, user, organisation, client, context);
        Answer answer = server.send(
                "$launch",
                "POST",
                Optional.of(body.getBytes(StandardCharsets.UTF_8)),
                "Content-Type",
                "application/fhir+json",
                "Authorization",
                "Bearer " + serviceToken(backend, "https://hoibu.dk/fhir/scope/launch.create"));
        return Stream.of(
                        answer.json().get("parameter").get(0),
                        answer.json().get("parameter").get(1))
                .filter(it -> it.get("name").asText().equals("handle"))
                .map(it -> it.get("valueString").asText())
                .findFirst()
                .orElseThrow(() -> new AssertionError(answer.toString()));
    }

    /** A query with that token. */
    Answer get(String path, String token) {
        return server.get(path, "Authorization", "Bearer " + token);
    }
}

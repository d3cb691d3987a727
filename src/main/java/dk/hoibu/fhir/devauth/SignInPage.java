package dk.hoibu.fhir.devauth;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The pages for people: who are you, and what went wrong. Danish and English, plain HTML without scripts. */
final class SignInPage {

    private static final String COOKIE = "hoibu-signin";
    private static final Pattern BROWSER = Pattern.compile("(?:^|;\\s*)" + COOKIE + "=([A-Za-z0-9_-]{43})(?:;|$)");
    private static final int SECONDS = 300;

    private final URI issuer;
    private final List<SampleUser> users;
    private final String style = resource("signin.css");

    SignInPage(URI issuer, List<SampleUser> users) {
        this.issuer = issuer;
        this.users = users.stream().filter(SampleUser::person).toList();
    }

    /** The secret of the browser that asks; empty when it has none yet. */
    static Optional<String> browser(HTTPRequest request) {
        String cookies = request.getHeaderValue("Cookie");
        Matcher matcher = BROWSER.matcher(cookies == null ? "" : cookies);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Who are you? */
    HTTPResponse asking(RegisteredClient client, String redirect, String attempt, String browser) {
        String choices = users.stream()
                .map(user -> "<li><button name=\"user\" value=\"" + escaped(user.id()) + "\"><strong>"
                        + escaped(user.name()) + "</strong> <span>" + escaped(user.id()) + " · "
                        + escaped(user.role().code()) + " · " + escaped(user.organisation())
                        + "</span></button></li>")
                .collect(Collectors.joining("\n"));
        HTTPResponse response = page(
                200,
                resource("signin.html")
                        .replace("{{style}}", style)
                        .replace("{{action}}", escaped(issuer + "/signin"))
                        .replace("{{client}}", escaped(client.name()))
                        .replace("{{attempt}}", escaped(attempt))
                        .replace("{{users}}", choices));
        response.setHeader("Content-Security-Policy", policy("'self' " + origin(URI.create(redirect))));
        response.setHeader(
                "Set-Cookie",
                COOKIE + "=" + browser + "; Path=" + issuer.getPath() + "; Max-Age=" + SECONDS
                        + "; HttpOnly; SameSite=Lax");
        return response;
    }

    /** Something is wrong, and there is nowhere to send the browser. */
    HTTPResponse failed(ErrorObject error) {
        String hint = error.getDescription() == null ? "" : error.getDescription();
        HTTPResponse response = page(
                error.getHTTPStatusCode() < 400 ? 400 : error.getHTTPStatusCode(),
                resource("error.html")
                        .replace("{{style}}", style)
                        .replace("{{error}}", escaped(error.getCode()))
                        .replace("{{hint}}", escaped(hint)));
        response.setHeader("Content-Security-Policy", policy("'none'"));
        return response;
    }

    private static HTTPResponse page(int status, String html) {
        HTTPResponse response = new HTTPResponse(status);
        response.setHeader("Content-Type", "text/html; charset=UTF-8");
        response.setBody(html);
        return response;
    }

    /** Browsers hold the form's redirect to the application to form-action too. */
    private String policy(String formAction) {
        return "default-src 'none'; style-src 'sha256-" + digest(style) + "'; base-uri 'none'; form-action "
                + formAction + "; frame-ancestors 'none'";
    }

    private static String origin(URI redirect) {
        return redirect.getScheme() + "://" + redirect.getRawAuthority();
    }

    private static String digest(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    static String resource(String name) {
        try (InputStream stream = SignInPage.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("missing: " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

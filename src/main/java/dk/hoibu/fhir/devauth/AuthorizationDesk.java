package dk.hoibu.fhir.devauth;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationErrorResponse;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.AuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.util.MultivaluedMapUtils;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import dk.hoibu.fhir.launch.Launch;
import dk.hoibu.fhir.launch.LaunchDesk;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The authorization endpoint and its sign-in page (SMART App Launch 2.2, EHR launch): asks a user who they are, and sends the application a
 * code. Without a registered client and address nothing is ever sent anywhere.
 */
final class AuthorizationDesk {

    /** How long somebody may think about who they are. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Duration CODE_LIFETIME = Duration.ofSeconds(60);

    /** Somebody is asked who they are; {@code browser} is the hash of a secret that their browser alone has. */
    private record Attempt(
            RegisteredClient client, AuthorizationRequest request, Optional<Launch> launch, String browser) {}

    private final DevelopmentIssuer issuer;
    private final Clients clients;
    private final LaunchDesk launches;
    private final OneTime<Code> codes;
    private final OneTime<Attempt> attempts;
    private final SignInPage page;
    private final Clock clock;
    private final SecureRandom random;

    AuthorizationDesk(
            DevelopmentIssuer issuer,
            Clients clients,
            LaunchDesk launches,
            OneTime<Code> codes,
            SignInPage page,
            Clock clock,
            SecureRandom random) {
        this.issuer = issuer;
        this.clients = clients;
        this.launches = launches;
        this.codes = codes;
        this.attempts = new OneTime<>(clock, random, PATIENCE);
        this.page = page;
        this.clock = clock;
        this.random = random;
    }

    /** The authorization endpoint: the sign-in page, or an error at the application's address. */
    HTTPResponse ask(HTTPRequest request) throws GeneralException {
        Map<String, List<String>> parameters = parameters(request);
        String id = Optional.ofNullable(first(parameters, "client_id")).orElse("");
        // before anything else: the handle is spent whatever is wrong with the rest
        Optional<Launch> launch =
                Optional.ofNullable(first(parameters, "launch")).flatMap(handle -> launches.redeem(handle, id));
        RegisteredClient client = clients.find(id)
                .filter(it -> it.may(GrantType.AUTHORIZATION_CODE))
                .orElseThrow(() -> new Wrong(OAuth2Error.INVALID_REQUEST, "client_id: no such application"));
        String redirect = first(parameters, "redirect_uri");
        if (redirect == null || !client.redirects().contains(redirect)) {
            throw new Wrong(OAuth2Error.INVALID_REQUEST, "redirect_uri: not one the application was registered with");
        }
        try {
            AuthorizationRequest asked = AuthorizationChecks.checked(parameters, issuer.base(), launch.isPresent());
            String browser = SignInPage.browser(request).orElseGet(() -> OneTime.secret(random));
            String attempt = attempts.hand(
                    new Attempt(client, asked, launch, OneTime.hash(browser)),
                    clock.instant().plus(PATIENCE));
            return page.asking(client, redirect, attempt, browser);
        } catch (GeneralException wrong) {
            ErrorObject error =
                    wrong instanceof Wrong ? wrong.getErrorObject() : Endpoint.plain(wrong.getErrorObject());
            return failed(URI.create(redirect), state(first(parameters, "state")), error);
        }
    }

    /** Where the sign-in page's form goes: the code, or an error, at the application's address. */
    HTTPResponse signIn(HTTPRequest request) throws GeneralException {
        Map<String, List<String>> form = parameters(request);
        String handle = Optional.ofNullable(first(form, "attempt")).orElse("");
        Optional<Attempt> drawn = attempts.draw(handle)
                .filter(it -> !it.again())
                .map(OneTime.Drawn::value)
                .filter(it -> SignInPage.browser(request)
                        .map(secret -> same(OneTime.hash(secret), it.browser()))
                        .orElse(false));
        Attempt attempt = drawn.orElseThrow(() -> new Wrong(OAuth2Error.INVALID_REQUEST, "sign-in: start again"));
        URI redirect = attempt.request().getRedirectionURI();
        if (form.containsKey("cancel")) {
            return failed(redirect, attempt.request().getState(), OAuth2Error.ACCESS_DENIED);
        }
        String wanted = first(form, "user");
        SampleUser user = SampleUser.all().stream()
                .filter(it -> it.person() && it.id().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new Wrong(OAuth2Error.INVALID_REQUEST, "sign-in: start again"));
        return signedIn(attempt, user);
    }

    private HTTPResponse signedIn(Attempt attempt, SampleUser user) {
        AuthorizationRequest request = attempt.request();
        Optional<Launch> launch = attempt.launch();
        boolean theirs = launch.map(it -> isFor(it, user)).orElse(true);
        if (user.withdrawn() || !theirs) {
            return failed(request.getRedirectionURI(), request.getState(), OAuth2Error.ACCESS_DENIED);
        }
        List<String> scopes =
                GrantedScopes.to(user, attempt.client(), request.getScope().toStringList(), launch.isPresent()).stream()
                        .filter(word -> !word.equals("fhirUser")
                                || user.fhirUser(issuer.base()).isPresent())
                        .toList();
        if (scopes.isEmpty()) {
            return failed(request.getRedirectionURI(), request.getState(), OAuth2Error.INVALID_SCOPE);
        }
        Session session = new Session(
                UUID.randomUUID().toString(),
                attempt.client(),
                user,
                scopes,
                launch,
                request instanceof AuthenticationRequest openId && openId.getNonce() != null
                        ? Optional.of(openId.getNonce().getValue())
                        : Optional.empty(),
                clock.instant());
        Code code = new Code(session, request.getRedirectionURI().toString(), request.getCodeChallenge());
        String handle = codes.hand(code, clock.instant().plus(CODE_LIFETIME));
        return sent(new AuthorizationSuccessResponse(
                request.getRedirectionURI(),
                new AuthorizationCode(handle),
                null,
                request.getState(),
                new Issuer(issuer.name()),
                ResponseMode.QUERY));
    }

    private boolean isFor(Launch launch, SampleUser user) {
        String organisation = SampleUser.written(launch.organisation());
        boolean ours =
                launch.opener().user().system().map(issuer.name()::equals).orElse(true);
        return ours && launch.opener().user().name().equals(user.id()) && organisation.equals(user.organisation());
    }

    private HTTPResponse failed(URI redirect, @Nullable State state, ErrorObject error) {
        return sent(
                new AuthorizationErrorResponse(redirect, error, state, new Issuer(issuer.name()), ResponseMode.QUERY));
    }

    /** 303, so that the browser goes there with GET and takes no form along. */
    private static HTTPResponse sent(AuthorizationResponse response) {
        HTTPResponse sent = new HTTPResponse(303);
        sent.setLocation(response.toURI());
        return sent;
    }

    private static @Nullable State state(@Nullable String text) {
        return text == null || text.isBlank() ? null : new State(text);
    }

    private static Map<String, List<String>> parameters(HTTPRequest request) throws GeneralException {
        return request.getMethod() == HTTPRequest.Method.POST
                ? request.getBodyAsFormParameters()
                : request.getQueryStringParameters();
    }

    private static @Nullable String first(Map<String, List<String>> parameters, String name) {
        return MultivaluedMapUtils.getFirstValue(parameters, name);
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}

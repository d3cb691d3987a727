package dk.hoibu.fhir.smart;

import dk.hoibu.fhir.access.Identity;
import dk.hoibu.fhir.smart.TokenRefused.Reason;
import java.util.regex.Pattern;

/** Verifies a token that is a JWT in form, and asks the issuer about any other. */
public final class TokenCheckByForm implements TokenCheck {

    private static final Pattern JWT = Pattern.compile("[^.]*\\.[^.]*\\.[^.]*");

    private final TokenVerifier jwts;
    private final TokenIntrospection others;
    private final boolean asksAboutAll;

    /** @param asksAboutAll whether a JWT that is genuine is asked about too, so that its revocation counts */
    public TokenCheckByForm(TokenVerifier jwts, TokenIntrospection others, boolean asksAboutAll) {
        this.jwts = jwts;
        this.others = others;
        this.asksAboutAll = asksAboutAll;
    }

    @Override
    public Identity identify(String token) {
        if (!JWT.matcher(token).matches()) {
            return others.identify(token);
        }
        // first what needs no call, so that nobody without a genuine token makes one
        Identity identity = jwts.identify(token);
        if (asksAboutAll) {
            Claims told = others.inForce(token);
            if (told.text("sub")
                    .filter(subject -> !subject.equals(identity.subject()))
                    .isPresent()) {
                throw new TokenRefused(Reason.CLAIMS);
            }
        }
        return identity;
    }
}

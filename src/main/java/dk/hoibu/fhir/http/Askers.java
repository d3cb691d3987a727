package dk.hoibu.fhir.http;

import dk.hoibu.fhir.access.Identity;
import dk.hoibu.fhir.audit.Asker;
import dk.hoibu.fhir.audit.Purpose;
import dk.hoibu.fhir.log.CprForms;
import java.util.Optional;

/** Who asked and why, as the audit tells it. What an issuer tells is not ours to judge: a text that may hold a person number is not kept. */
final class Askers {

    private static final int LONGEST_TEXT = 500;

    private Askers() {}

    /** {@code identity} is empty when nobody is asked who they are; {@code address} is where the request came from. */
    static Asker asker(Optional<Identity> identity, String address) {
        return new Asker(
                new Asker.Client(identity.map(Identity::clientId).map(Askers::plain), address),
                identity.filter(Askers::isPerson)
                        .map(it -> new Asker.User(
                                plain(it.issuer()),
                                plain(it.subject()),
                                Optional.of(it.role().code()),
                                it.name().filter(Askers::isPlain))),
                identity.map(it -> new Asker.Organisation(
                        Asker.Register.valueOf(it.organisation().register().name()),
                        it.organisation().id(),
                        Optional.empty())));
    }

    /** Whether a person is behind the request, and not a system on its own. */
    private static boolean isPerson(Identity identity) {
        return switch (identity.role()) {
            case GP, PSYCHIATRIST, PPR, CASEWORKER, AUDITOR, OPERATOR -> true;
            case MUNICIPAL_SYSTEM, MESSAGE_HANDLER, EHR -> false;
        };
    }

    /** A purpose that v3-PurposeOfUse does not have is the issuer's own; one that is no code is none. */
    static Optional<Purpose> purpose(Identity identity) {
        return identity.purpose()
                .filter(Askers::isPlain)
                .filter(code -> code.matches("[!-~]{1,64}"))
                .map(code -> Purpose.ofUse(code).orElseGet(() -> new Purpose(plain(identity.issuer()), code, code)));
    }

    private static String plain(String text) {
        return isPlain(text) ? text : "[not kept]";
    }

    /** Whether {@code text} may be kept for years. */
    static boolean isPlain(String text) {
        return !text.isBlank()
                && text.length() <= LONGEST_TEXT
                && text.chars().noneMatch(Character::isISOControl)
                && !CprForms.isIn(text);
    }
}

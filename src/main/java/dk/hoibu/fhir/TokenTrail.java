package dk.hoibu.fhir;

import dk.hoibu.fhir.audit.AccessFacts;
import dk.hoibu.fhir.audit.Asked;
import dk.hoibu.fhir.audit.Asker;
import dk.hoibu.fhir.audit.Child;
import dk.hoibu.fhir.audit.Circumstances;
import dk.hoibu.fhir.audit.Ledger;
import dk.hoibu.fhir.audit.Onlooker;
import dk.hoibu.fhir.audit.Outcome;
import dk.hoibu.fhir.audit.Purpose;
import dk.hoibu.fhir.audit.TimedId;
import dk.hoibu.fhir.audit.Told;
import dk.hoibu.fhir.audit.trail.AuditUnavailable;
import dk.hoibu.fhir.devauth.SampleUser;
import dk.hoibu.fhir.devauth.TokenWitness;
import dk.hoibu.fhir.launch.Launch;
import dk.hoibu.fhir.log.CprForms;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes into the audit trail which tokens our own authorization server gave and refused. */
final class TokenTrail implements TokenWitness {

    private static final Logger LOG = LoggerFactory.getLogger(TokenTrail.class);

    private static final Set<String> REFUSALS =
            Set.of("invalid_client", "invalid_grant", "unauthorized_client", "access_denied");

    private final Ledger ledger;
    private final String issuer;
    private final Onlooker onlooker;
    private final Clock clock;
    private final Runnable failed;

    /** {@code failed} is to hear when a token could not be written down. */
    TokenTrail(Ledger ledger, Onlooker onlooker, String issuer, Clock clock, Runnable failed) {
        this.ledger = ledger;
        this.onlooker = onlooker;
        this.issuer = issuer;
        this.clock = clock;
        this.failed = failed;
    }

    @Override
    public void heard(TokenWitness.Request asked) {
        AccessFacts facts = facts(asked);
        try {
            ledger.keep(List.of(Ledger.Event.of(facts)));
        } catch (AuditUnavailable unavailable) {
            failed.run();
            LOG.atError()
                    .addKeyValue("reason", unavailable.getMessage())
                    .log("a token was not given: it could not be written down");
            throw unavailable;
        }
        onlooker.kept(facts, Circumstances.unknown());
    }

    @Override
    public boolean hears() {
        return ledger.isWritable();
    }

    private AccessFacts facts(TokenWitness.Request asked) {
        Optional<SampleUser> person = asked.user().filter(SampleUser::person);
        Asker asker = new Asker(
                new Asker.Client(asked.client().filter(id -> !CprForms.isIn(id)), asked.address()),
                person.map(user -> new Asker.User(
                        issuer, user.id(), Optional.of(user.role().code()), Optional.of(user.name()))),
                asked.user().map(SampleUser::organisation).map(TokenTrail::organisation));
        return new AccessFacts(
                clock.instant(),
                new Asked(Asked.Interaction.TOKEN, what(asked)),
                outcome(asked),
                Told.nothing(status(asked)),
                asked.launch().map(Launch::child).map(Child.Numbered::new),
                asker,
                asked.launch()
                        .flatMap(Launch::purpose)
                        .or(() -> asked.user().flatMap(SampleUser::purpose))
                        .flatMap(Purpose::ofUse),
                TimedId.at(clock.instant()).toString(),
                asked.launch().flatMap(Launch::correlation));
    }

    private static String what(TokenWitness.Request asked) {
        String scopes = asked.scopes().isEmpty() ? "" : "&scope=" + String.join(" ", asked.scopes());
        String text = "token?grant_type=" + asked.grantType() + scopes;
        return CprForms.isIn(text) ? "token" : text;
    }

    private static Outcome outcome(TokenWitness.Request asked) {
        return asked.error()
                .map(error ->
                        Outcome.not(REFUSALS.contains(error) ? Outcome.Kind.REFUSED : Outcome.Kind.BAD_INPUT, error))
                .orElseGet(Outcome::shown);
    }

    private static int status(TokenWitness.Request asked) {
        return asked.error()
                .map(error -> error.equals("invalid_client") ? 401 : 400)
                .orElse(200);
    }

    private static Asker.Organisation organisation(String written) {
        String[] halves = written.split(":", 2);
        return new Asker.Organisation(
                Asker.Register.valueOf(halves[0].toUpperCase(Locale.ROOT)), halves[1], Optional.empty());
    }
}

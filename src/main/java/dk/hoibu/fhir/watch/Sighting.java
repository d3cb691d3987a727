package dk.hoibu.fhir.watch;

import dk.hoibu.fhir.audit.AccessFacts;
import dk.hoibu.fhir.audit.Asked.Interaction;
import dk.hoibu.fhir.audit.Asker;
import dk.hoibu.fhir.audit.Circumstances;
import dk.hoibu.fhir.audit.Outcome;
import java.util.Locale;
import java.util.Optional;

/**
 * An access as detectors see it.
 *
 * @param mark what the child is known by in the audit; empty when it was about none, or its number is not known
 */
record Sighting(AccessFacts facts, Circumstances circumstances, Optional<String> mark) {

    /** By issuer and subject; empty when a system asked on its own. */
    Optional<String> user() {
        return facts.asker().user().map(user -> "user " + user.issuer() + "|" + user.subject());
    }

    Optional<String> client() {
        return facts.asker().client().id().map(id -> "client " + id);
    }

    Optional<String> organisation() {
        return facts.asker()
                .organisation()
                .map(it -> "organisation " + it.register().name().toLowerCase(Locale.ROOT) + ":" + it.id());
    }

    /** The user, or else the system that asked on its own. */
    Optional<String> who() {
        return user().or(this::client);
    }

    boolean isRefused() {
        return facts.outcome().kind() == Outcome.Kind.REFUSED;
    }

    boolean isAboutToken() {
        return facts.asked().interaction() == Interaction.TOKEN;
    }

    /** Whether a question about a child was answered, if only with nothing. */
    boolean isReading() {
        return mark.isPresent() && !isAboutToken() && facts.outcome().kind() == Outcome.Kind.SHOWN;
    }

    /** The application alone. */
    Asker withoutUser() {
        return new Asker(facts.asker().client(), Optional.empty(), facts.asker().organisation());
    }
}

package dk.hoibu.fhir.message.http;

import dk.hoibu.fhir.access.Requester;
import dk.hoibu.fhir.message.view.Names;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Names for one answer: each organisation is asked for once, and a slow register not again. */
final class NamesOnce implements Names {

    private static final long SLOW = Duration.ofMillis(500).toNanos();
    private static final int MOST = 100;

    private final OrganisationNames register;
    private final Requester requester;
    private final Map<String, Optional<String>> known = new HashMap<>();
    private boolean slow;

    NamesOnce(OrganisationNames register, Requester requester) {
        this.register = register;
        this.requester = requester;
    }

    @Override
    public Optional<String> of(String sor) {
        Optional<String> before = known.get(sor);
        if (before != null) {
            return before;
        }
        if (slow || known.size() >= MOST || !sor.matches("[0-9]{6,18}")) {
            return Optional.empty();
        }
        long began = System.nanoTime();
        Optional<String> name = register.name(requester, sor);
        slow = System.nanoTime() - began > SLOW;
        known.put(sor, name);
        return name;
    }
}

package dk.hoibu.fhir.forward;

import dk.hoibu.fhir.audit.trail.AuditUnavailable;
import dk.hoibu.fhir.audit.trail.Outbox;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** An outbox that now and then does not note what was given, as when the server dies between the one and the other. */
record ForgetfulOutbox(Outbox real, Random random, int oneOf) implements Outbox {

    @Override
    public void note(Route route, Change change) {
        if (random.nextInt(oneOf) == 0) {
            throw new AuditUnavailable("forgotten");
        }
        real.note(route, change);
    }

    @Override
    public long next(Route route) {
        return real.next(route);
    }

    @Override
    public List<Held> due(Route route, Instant now, int count) {
        return real.due(route, now, count);
    }

    @Override
    public Set<String> waiting(Route route) {
        return real.waiting(route);
    }

    @Override
    public Sum sum(Route route) {
        return real.sum(route);
    }

    @Override
    public List<Route> routes() {
        return real.routes();
    }

    @Override
    public List<Held> list(Route route, State state, long from, int count) {
        return real.list(route, state, from, count);
    }
}

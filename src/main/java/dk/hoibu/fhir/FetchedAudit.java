package dk.hoibu.fhir;

import dk.hoibu.fhir.audit.AccessFacts;
import dk.hoibu.fhir.audit.Asked;
import dk.hoibu.fhir.audit.Asked.Interaction;
import dk.hoibu.fhir.audit.Asker;
import dk.hoibu.fhir.audit.Child;
import dk.hoibu.fhir.audit.Ledger;
import dk.hoibu.fhir.audit.Outcome.Kind;
import dk.hoibu.fhir.audit.TimedId;
import dk.hoibu.fhir.audit.Told;
import dk.hoibu.fhir.message.reception.Outcome.Traces;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes down what was fetched from the inbox, which no request tells of: as if the message service handler had brought it. */
final class FetchedAudit implements Consumer<Traces> {

    /** Who asked, in the trail. */
    private static final String CLIENT = "message-inbox";

    private static final int OK = 200;
    private static final int USELESS = 422;

    private final Ledger ledger;
    private final String address;
    private final Clock clock;

    /** {@code address}: the inbox's host. */
    FetchedAudit(Ledger ledger, String address, Clock clock) {
        this.ledger = ledger;
        this.address = address;
        this.clock = clock;
    }

    /** Durably; fails when that cannot be done, and then the message stays in the inbox. */
    @Override
    public void accept(Traces traces) {
        List<String> shown = new ArrayList<>();
        traces.id().ifPresent(id -> shown.add("Bundle/" + id));
        traces.headerId().ifPresent(id -> shown.add("MessageHeader/" + id));
        boolean answered = traces.headerId().isPresent();
        dk.hoibu.fhir.audit.Outcome outcome = answered
                ? dk.hoibu.fhir.audit.Outcome.shown()
                : dk.hoibu.fhir.audit.Outcome.not(Kind.BAD_INPUT, traces.event());
        ledger.keep(List.of(Ledger.Event.of(new AccessFacts(
                clock.instant(),
                new Asked(Interaction.OPERATION, "$process-message"),
                outcome,
                new Told(
                        answered ? OK : USELESS,
                        shown,
                        List.of(),
                        List.of(new Told.Lookup("messages", traces.event()))),
                traces.person().map(Child.Numbered::new),
                new Asker(new Asker.Client(Optional.of(CLIENT), address), Optional.empty(), Optional.empty()),
                Optional.empty(),
                TimedId.at(clock.instant()).toString(),
                Optional.empty()))));
    }
}

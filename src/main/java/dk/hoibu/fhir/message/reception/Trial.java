package dk.hoibu.fhir.message.reception;

import dk.hoibu.fhir.access.Requester;
import dk.hoibu.fhir.message.ack.Received;
import dk.hoibu.fhir.message.rule.Finding;
import dk.hoibu.fhir.message.tree.Reading;
import dk.hoibu.fhir.message.wire.Intake;
import dk.hoibu.fhir.message.wire.MessageFormat;
import dk.hoibu.fhir.message.wire.Skeleton;
import java.util.ArrayList;
import java.util.List;

/** What would be said of a message if it were handed in. Nothing of it is kept. */
public final class Trial {

    private final Reception reception;

    public Trial(Reception reception) {
        this.reception = reception;
    }

    /**
     * The verdict.
     *
     * @param errors why it would be refused; empty when it would be taken
     * @param answered whether the register of receivers answered; when not, it would have to be sent again
     */
    public record Result(List<Finding> errors, boolean answered) {

        public Result {
            errors = List.copyOf(errors);
        }
    }

    /** Of a message that was built here. */
    public Result of(byte[] message, MessageFormat format, Requester requester) {
        Intake intake = new Intake(format, Intake.LONGEST);
        intake.take(message, 0, message.length);
        Skeleton skeleton = intake.end();
        Reading reading = reception.reader().read(format, skeleton.text());
        List<Finding> errors = new ArrayList<>(
                reception.rules().check(reading, new SetApart(skeleton)).errors());
        Receivers.Known known = Received.of(reading)
                .map(received ->
                        reception.receivers().of(requester, received.receiver().sor()))
                .orElse(Receivers.Known.YES);
        if (known == Receivers.Known.NO) {
            errors.add(new Finding(reception.own().receiverUnknown(), "Bundle.entry[0].resource.destination[0]"));
        }
        return new Result(errors, known != Receivers.Known.NOT_NOW);
    }
}

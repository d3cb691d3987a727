package dk.hoibu.fhir.message;

import dk.hoibu.fhir.conformance.R4Validator;
import dk.hoibu.fhir.message.ack.Acknowledgements;
import dk.hoibu.fhir.message.ack.Answer;
import dk.hoibu.fhir.message.ack.Received;
import dk.hoibu.fhir.message.ack.Stamp;
import dk.hoibu.fhir.message.rule.Detail;
import dk.hoibu.fhir.message.rule.Finding;
import dk.hoibu.fhir.message.rule.Rule;
import dk.hoibu.fhir.message.rule.Severity;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What a receiver elsewhere answers to a message. */
public final class OwnAcknowledgement {

    private static final Rule RULE = new Rule("theirs", Severity.ERROR, Detail.RECEIVER_UNKNOWN, "Nej.", "No.");
    private static final Acknowledgements WRITER = new Acknowledgements("https://receiver.example.org/fhir");

    private OwnAcknowledgement() {}

    /**
     * A new one, in JSON.
     *
     * @param message in JSON
     * @param verdict {@code ok}, {@code fatal-error} or {@code transient-error}
     */
    public static String of(String message, String verdict) {
        Optional<Received> received = Received.of(OwnMessage.read(message));
        Stamp stamp = new Stamp(
                OffsetDateTime.of(2026, 11, 20, 12, 0, 0, 0, ZoneOffset.UTC),
                () -> UUID.randomUUID().toString());
        Answer answer = switch (verdict) {
            case "ok" -> WRITER.ok(received.orElseThrow(), stamp);
            case "fatal-error" -> WRITER.fatal(received, List.of(new Finding(RULE, "Bundle")), stamp);
            default -> WRITER.transientError(received, stamp);
        };
        return R4Validator.CONTEXT.newJsonParser().encodeResourceToString(((Answer.Acknowledged) answer).message());
    }
}

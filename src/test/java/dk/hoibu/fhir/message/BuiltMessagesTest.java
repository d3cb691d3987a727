package dk.hoibu.fhir.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dk.hoibu.fhir.conformance.R4Validator;
import dk.hoibu.fhir.message.ack.Acknowledgements;
import dk.hoibu.fhir.message.ack.Answer;
import dk.hoibu.fhir.message.ack.Received;
import dk.hoibu.fhir.message.ack.Stamp;
import dk.hoibu.fhir.message.rule.Finding;
import dk.hoibu.fhir.message.rule.RuleBook;
import dk.hoibu.fhir.message.tree.Reading;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.Test;

/**
 * Every message that is built of a draft is valid, and so is every acknowledgement of it. {@code -Dhoibu.drafts=1000} makes a thousand messages,
 * {@code -Dhoibu.seed=7} other ones.
 */
class BuiltMessagesTest {

    private static final int DRAFTS = Integer.getInteger("hoibu.drafts", 30);
    private static final long SEED = Long.getLong("hoibu.seed", 1);
    private static final int DEEPEST = 12;

    private final Random random = new Random(SEED);
    private final Acknowledgements acknowledgements = new Acknowledgements("https://hoibu.dk/fhir");

    private List<Bundle> messages() {
        List<Bundle> messages = new ArrayList<>();
        for (int i = 0; messages.size() < DRAFTS; i++) {
            messages.addAll(
                    new RandomConversation(SEED * 1_000_003 + i).messages(Math.min(DEEPEST, DRAFTS - messages.size())));
        }
        return messages;
    }

    private static String json(Bundle message) {
        return R4Validator.CONTEXT.newJsonParser().encodeResourceToString(message);
    }

    @Test
    void keepsOurRulesWithoutAWarningButThatOfUrgency() {
        for (Bundle message : messages()) {
            String json = json(message);
            assertThat(OwnMessage.RULES.check(OwnMessage.read(json)).findings())
                    .as("%s", message.getId())
                    .allMatch(finding -> finding.rule().id().equals("hoibu-acute"));
        }
    }

    @Test
    void isValidAsTheOfficialValidatorSaysAndSoAreItsAcknowledgements() {
        assumeTrue(Official.isThere(), Official::missing);
        Official official = new Official();
        int answers = 0;
        List<Bundle> messages = messages();
        for (Bundle message : messages) {
            String json = json(message);
            assertThat(official.errors(json, Official.MESSAGE)).as(json).isEmpty();
            for (Bundle answer : answers(json)) {
                String text = json(answer);
                assertThat(official.errors(text, Official.ACKNOWLEDGEMENT))
                        .as(text)
                        .isEmpty();
                answers++;
            }
        }
        System.out.printf("%d messages and %d acknowledgements, seed %d: 0 errors%n", messages.size(), answers, SEED);
    }

    /** One that accepts it, and every fourth time those that do not. */
    private List<Bundle> answers(String json) {
        Reading reading = OwnMessage.read(json);
        Received received = Received.of(reading).orElseThrow();
        Supplier<String> ids = () -> new UUID(random.nextLong(), random.nextLong()).toString();
        Stamp stamp = new Stamp(OffsetDateTime.parse("2026-11-21T10:00:00+01:00"), ids);
        List<Answer> answers = new ArrayList<>(List.of(acknowledgements.ok(received, stamp)));
        if (random.nextInt(4) == 0) {
            RuleBook book = new RuleBook();
            List<Finding> faults = new ArrayList<>();
            do {
                faults.add(
                        new Finding(book.rules().get(random.nextInt(book.rules().size())), "Bundle.entry[2].resource"));
            } while (random.nextInt(3) > 0);
            answers.add(acknowledgements.fatal(Optional.of(received), faults, stamp));
            answers.add(acknowledgements.transientError(Optional.of(received), stamp));
        }
        return answers.stream()
                .map(answer -> ((Answer.Acknowledged) answer).message())
                .toList();
    }
}

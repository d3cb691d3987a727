package dk.hoibu.fhir.message.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.hoibu.fhir.access.Identity;
import dk.hoibu.fhir.access.Organisation;
import dk.hoibu.fhir.access.Register;
import dk.hoibu.fhir.access.Requester;
import dk.hoibu.fhir.access.Role;
import dk.hoibu.fhir.access.Scope.Action;
import dk.hoibu.fhir.access.Scopes;
import dk.hoibu.fhir.fhir.Caller;
import dk.hoibu.fhir.fhir.Language;
import dk.hoibu.fhir.fhir.Problem;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.message.store.KeptMessage;
import dk.hoibu.fhir.message.store.MessageFacts;
import dk.hoibu.fhir.message.store.MessageFacts.Address;
import dk.hoibu.fhir.message.store.MessageKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** What must not go out of messages does not, whatever went wrong before, and sounds the alarm; what may, does. */
class LastLookTest {

    private static final String SENDER = "9900711000016003";
    private static final String RECEIVER = "9900511000016008";
    private static final String OTHER = "9901911000016008";
    private static final UUID ID = UUID.fromString("01924b6e-0000-7000-8000-000000000001");

    private final List<String> alarms = new ArrayList<>();
    private final LastLook last = new LastLook(alarms::add);

    /** As the door does; by it the alarms of these tests are told from those of a server. */
    @BeforeEach
    void nameTheRequest() {
        MDC.put("requestId", "backstop-test-1");
    }

    @AfterEach
    void forgetIt() {
        MDC.remove("requestId");
    }

    private static Caller caller(String organisation, String scopes) {
        Identity identity = new Identity(
                "https://issuer.example.org",
                "user",
                "client",
                Optional.empty(),
                Role.GP,
                new Organisation(Register.SOR, organisation),
                Optional.empty(),
                false,
                Scopes.parse(scopes),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new Caller(new Requester(true, "request-1", Optional.of(identity)), Language.DANISH);
    }

    private static Reference organisation(String sor) {
        return new Reference()
                .setIdentifier(new Identifier().setSystem(Systems.SOR).setValue(sor));
    }

    private static Communication communication() {
        Communication communication = new Communication();
        communication.setId(ID.toString());
        communication.setSender(organisation(SENDER)).addRecipient(organisation(RECEIVER));
        communication.addPartOf(new Reference("Bundle/" + ID));
        return communication;
    }

    private void fires(String reason, Caller caller, Resource... resources) {
        alarms.clear();
        assertThatThrownBy(() -> last.require(List.of(resources), caller, Action.READ))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(500));
        assertThat(alarms).containsExactly(reason);
    }

    @Test
    void itsSenderAndItsReceiverGetIt() {
        for (String organisation : List.of(SENDER, RECEIVER)) {
            last.require(List.of(communication()), caller(organisation, "user/Communication.r"), Action.READ);
        }
        assertThat(alarms).isEmpty();
    }

    @Test
    void nobodyElseDoes() {
        fires("organisation", caller(OTHER, "user/Communication.r"), communication());
        fires("scope", caller(SENDER, "user/Bundle.r"), communication());
        fires("scope", caller(SENDER, "user/Communication.s"), communication());
    }

    @Test
    void aThreadOfMessagesThatWereNotLookedAtDoesNotGoOut() {
        Communication thread = new Communication();
        thread.addPartOf(new Reference("Bundle/" + UUID.randomUUID()));
        fires("organisation", caller(SENDER, "user/Communication.r"), thread, communication());
        Communication own = new Communication();
        own.addPartOf(new Reference("Bundle/" + ID));
        last.require(List.of(own, communication()), caller(SENDER, "user/Communication.r"), Action.READ);
    }

    @Test
    void aChildIsNeverContainedAndNothingElseIsSent() {
        Communication containing = communication();
        containing.addContained(new Patient());
        fires("contained", caller(SENDER, "user/Communication.r"), containing);
        fires("type", caller(SENDER, "user/*.r"), new Patient());
    }

    @Test
    void theMessageItselfIsItsPartiesAlone() {
        MessageFacts facts = new MessageFacts(
                "new-message",
                "application/fhir+json",
                Instant.EPOCH,
                Instant.EPOCH,
                "urn:uuid:thread",
                "nursing",
                new Address(SENDER, ""),
                new Address(RECEIVER, ""),
                Optional.empty(),
                List.of());
        KeptMessage message = new KeptMessage(ID, new MessageKey(SENDER, "h", "b"), facts, 1);
        last.require(message, caller(RECEIVER, "user/Bundle.r"));
        assertThatThrownBy(() -> last.require(message, caller(OTHER, "user/Bundle.r")))
                .isInstanceOf(Problem.class);
        assertThat(alarms).containsExactly("organisation");
    }
}

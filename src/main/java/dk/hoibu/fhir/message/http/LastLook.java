package dk.hoibu.fhir.message.http;

import dk.hoibu.fhir.access.Identity;
import dk.hoibu.fhir.access.Scope.Action;
import dk.hoibu.fhir.fhir.Caller;
import dk.hoibu.fhir.fhir.Message;
import dk.hoibu.fhir.fhir.Problem;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.http.Backstop;
import dk.hoibu.fhir.message.store.KeptMessage;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What {@link Backstop} is to other answers, for those about messages: looks at what is about to go out, read off the resource itself, and
 * lets nothing pass that is not the asking organisation's. It must never fire.
 */
final class LastLook {

    private static final Logger LOG = LoggerFactory.getLogger(LastLook.class);

    private final Backstop.Alarm alarm;

    LastLook(Backstop.Alarm alarm) {
        this.alarm = alarm;
    }

    /** @throws Problem 500 unless the message may go to whoever asks */
    void require(KeptMessage message, Caller caller) {
        Set<String> parties = Set.of(
                message.facts().sender().sor(), message.facts().receiver().sor());
        caller.requester()
                .identity()
                .ifPresent(asking -> wrong(asking, "Bundle", Action.READ)
                        .or(() -> when(!parties.contains(MessageAccess.organisation(asking)), "organisation"))
                        .ifPresent(this::fire));
    }

    /** @throws Problem 500 unless all of it may go to whoever asks */
    void require(Bundle answer, Caller caller, Action action) {
        List<Resource> resources = answer.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .toList();
        require(resources, caller, action);
    }

    /** @throws Problem 500 unless all of them may go to whoever asks */
    void require(List<? extends Resource> resources, Caller caller, Action action) {
        Optional<Identity> asking = caller.requester().identity();
        if (asking.isEmpty()) {
            return;
        }
        wrong(asking.get(), "Communication", action).ifPresent(this::fire);
        String own = MessageAccess.organisation(asking.get());
        Set<String> seen = new HashSet<>();
        for (Resource resource : resources) {
            if (resource instanceof Communication communication && communication.hasIdElement()) {
                when(!parties(communication).contains(own), "organisation").ifPresent(this::fire);
                seen.add(communication.getIdElement().getIdPart());
            }
        }
        resources.forEach(resource -> content(resource, seen).ifPresent(this::fire));
    }

    private static Optional<String> wrong(Identity asking, String type, Action action) {
        boolean inScope = asking.scopes().covering(type, action).stream()
                .anyMatch(scope -> scope.constraints().isEmpty());
        return when(!inScope, "scope");
    }

    private static Set<String> parties(Communication communication) {
        Set<String> found = new HashSet<>();
        Stream.concat(Stream.of(communication.getSender()), communication.getRecipient().stream())
                .map(Reference::getIdentifier)
                .filter(identifier -> Systems.SOR.equals(identifier.getSystem()))
                .forEach(identifier -> found.add(identifier.getValue()));
        return found;
    }

    /** A Communication is of messages that are the organisation's, and contains no child. */
    private static Optional<String> content(Resource resource, Set<String> seen) {
        if (!(resource instanceof Communication communication)) {
            return Optional.of("type");
        }
        boolean ofOthers = communication.getPartOf().stream()
                .map(part -> part.getReferenceElement().getIdPart())
                .anyMatch(id -> !seen.contains(id));
        boolean child = communication.getContained().stream().anyMatch(Patient.class::isInstance);
        return when(ofOthers, "organisation").or(() -> when(child, "contained"));
    }

    private static Optional<String> when(boolean wrong, String reason) {
        return wrong ? Optional.of(reason) : Optional.empty();
    }

    private void fire(String reason) {
        alarm.fired(reason);
        LOG.atError()
                .addKeyValue("reason", reason)
                .addKeyValue("type", "Communication")
                .log("the backstop fired: what was about to go out must not, and did not");
        throw Problem.of(500, IssueType.EXCEPTION, Message.INTERNAL);
    }
}

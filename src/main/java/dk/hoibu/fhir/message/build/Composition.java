package dk.hoibu.fhir.message.build;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import dk.hoibu.fhir.fhir.Narratives;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.message.ack.Party;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Communication.CommunicationPayloadComponent;
import org.hl7.fhir.r4.model.Communication.CommunicationPriority;
import org.hl7.fhir.r4.model.Communication.CommunicationStatus;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HumanName.NameUse;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** One message in the making. */
final class Composition {

    private final DraftMessage draft;
    private final Postmark mark;
    private final Assembly assembly;
    private final Communication communication = new Communication();
    private final MessageHeader header = new MessageHeader();

    Composition(String base, DraftMessage draft, Postmark mark) {
        this.draft = draft;
        this.mark = mark;
        this.assembly = new Assembly(base, mark.ids());
        header.setId(mark.headerId());
        communication.setId(mark.ids().get());
    }

    BuiltMessage fresh(Subject subject, Route route) {
        Organization sender = organisation(route.sender(), Optional.empty());
        Organization receiver = organisation(route.receiver(), Optional.empty());
        draft.category().ifPresent(this::category);
        draft.topic().ifPresent(topic -> communication.getTopic().setText(topic));
        about(patient(subject), Optional.empty());
        participants(sender, receiver, Optional.empty());
        return finish(Activity.NEW, newThread(), sender, receiver, List.of(), Optional.empty());
    }

    BuiltMessage reply(Earlier earlier, Route route) {
        History history = new History(earlier, assembly);
        Organization sender = organisation(route.sender(), history.organisation(route.sender()));
        Organization receiver = organisation(route.receiver(), history.organisation(route.receiver()));
        Set<String> all = new LinkedHashSet<>(earlier.segments());
        List<CommunicationPayloadComponent> said = history.segments(all, false);
        history.provenances(all);
        boolean ownLast = earlier.sender().sor().equals(route.sender().sor())
                && earlier.receiver().sor().equals(route.receiver().sor());
        carryOn(earlier, history);
        participants(sender, receiver, ownLast ? recipient(earlier, history) : specificSender(earlier, history));
        String thread = earlier.communication().getIdentifierFirstRep().getValue();
        return finish(Activity.REPLY, thread, sender, receiver, said, Optional.of(earlier.header()));
    }

    BuiltMessage forward(Earlier earlier, Set<String> segments, Route route) {
        History history = new History(earlier, assembly);
        Organization sender = organisation(route.sender(), history.organisation(route.sender()));
        Organization receiver = organisation(route.receiver(), history.organisation(route.receiver()));
        List<CommunicationPayloadComponent> said = history.segments(segments, true);
        history.provenances(segments);
        carryOn(earlier, history);
        participants(sender, receiver, Optional.empty());
        return finish(Activity.FORWARD, newThread(), sender, receiver, said, Optional.of(earlier.header()));
    }

    private String newThread() {
        return "urn:uuid:" + mark.ids().get();
    }

    /** Category and topic stay as they were, unless the draft has others; patient and episode of care go along. */
    private void carryOn(Earlier earlier, History history) {
        category(draft.category().orElseGet(earlier::category));
        Optional<String> before =
                Optional.ofNullable(earlier.communication().getTopic().getText());
        draft.topic()
                .or(() -> before)
                .ifPresent(topic -> communication.getTopic().setText(topic));
        Patient patient = history.bring(earlier.communication().getSubject())
                .filter(Patient.class::isInstance)
                .map(Patient.class::cast)
                .orElseThrow(() -> new IllegalArgumentException("a message about nobody"));
        about(
                patient,
                history.bring(earlier.communication().getEncounter())
                        .filter(Encounter.class::isInstance)
                        .map(Encounter.class::cast));
    }

    private void category(String code) {
        communication.addCategory().addCoding().setSystem(Terms.CATEGORIES).setCode(code);
    }

    private Patient patient(Subject subject) {
        Patient patient = new Patient();
        subject.numbers()
                .forEach(number -> patient.addIdentifier()
                        .setUse(
                                number.system().equals(Systems.CPR)
                                        ? Identifier.IdentifierUse.OFFICIAL
                                        : Identifier.IdentifierUse.TEMP)
                        .setSystem(number.system())
                        .setValue(number.value()));
        patient.addName(subject.name().toFhir().setUse(NameUse.OFFICIAL));
        return assembly.add(patient, Terms.CORE + "patient", Narration.of(patient));
    }

    /** An episode of care that came in goes out again (GOV 080). */
    private void about(Patient patient, Optional<Encounter> before) {
        communication.setSubject(Assembly.to(patient));
        if (before.isPresent()) {
            draft.encounter().ifPresent(more -> join(before.get(), more));
            communication.setEncounter(Assembly.to(before.get()));
        } else if (draft.encounter().isPresent()) {
            Encounter encounter = draft.encounter().get().copy();
            if (!encounter.hasStatus()) {
                encounter.setStatus(EncounterStatus.UNKNOWN);
            }
            if (!encounter.hasClass_()) {
                encounter.setClass_(new Coding().setSystem(Terms.STAYS).setCode("other"));
            }
            encounter.setSubject(Assembly.to(patient));
            assembly.add(encounter, Terms.CORE + "encounter", Narration.of(encounter));
            communication.setEncounter(Assembly.to(encounter));
        }
    }

    private static void join(Encounter before, Encounter more) {
        for (Reference episode : more.getEpisodeOfCare()) {
            boolean known = before.getEpisodeOfCare().stream()
                    .anyMatch(one -> one.getIdentifier().equalsDeep(episode.getIdentifier()));
            if (!known) {
                before.addEpisodeOfCare(episode.copy());
            }
        }
        Narratives.write(before, Narration.of(before));
    }

    /** {@code before}: for whom it is when the draft does not say. */
    private void participants(Organization sender, Organization receiver, Optional<Resource> before) {
        People people = new People(assembly);
        draft.from()
                .ifPresent(from -> communication.addExtension(
                        new Extension(Terms.SENDER, Assembly.to(people.participant(from, sender)))));
        Optional<Resource> to = draft.to()
                .<Resource>map(participant -> people.participant(participant, receiver))
                .or(() -> before);
        to.ifPresent(participant -> communication.addRecipient(Assembly.to(participant)));
    }

    /** Rule 7. */
    private static Optional<Resource> specificSender(Earlier earlier, History history) {
        Extension said = earlier.communication().getExtensionByUrl(Terms.SENDER);
        return said != null && said.getValue() instanceof Reference reference
                ? history.bring(reference)
                : Optional.empty();
    }

    /** Who adds to their own message means those it went to. */
    private static Optional<Resource> recipient(Earlier earlier, History history) {
        return earlier.communication().hasRecipient()
                ? history.bring(earlier.communication().getRecipientFirstRep())
                : Optional.empty();
    }

    private BuiltMessage finish(
            Activity activity,
            String thread,
            Organization sender,
            Organization receiver,
            List<CommunicationPayloadComponent> said,
            Optional<MessageHeader> previous) {
        communication.addIdentifier().setValue(thread);
        communication.setStatus(CommunicationStatus.UNKNOWN);
        draft.priority().ifPresent(code -> communication.setPriority(CommunicationPriority.fromCode(code)));
        List<CommunicationPayloadComponent> added =
                new Segments(draft, sender, new People(assembly), mark, dateTime()).added();
        said.forEach(communication::addPayload);
        added.forEach(communication::addPayload);
        assembly.add(communication, Terms.CARE + "communication", Narration.of(communication));
        header(sender, receiver);
        provenance(activity, sender, added, previous);
        Bundle bundle = new Bundle();
        bundle.setId(mark.bundleId());
        bundle.getMeta().addProfile(Terms.CARE + "message");
        bundle.setType(Bundle.BundleType.MESSAGE).setTimestampElement(instant());
        return new BuiltMessage(assembly.into(bundle), said.size());
    }

    private void header(Organization sender, Organization receiver) {
        header.setEvent(new Coding().setSystem(Terms.EVENTS).setCode("care-communication-message"));
        MessageHeader.MessageDestinationComponent destination = header.addDestination();
        destination.addExtension(
                Terms.MESSAGING + "destinationUseExtension",
                new Coding().setSystem(Terms.USES).setCode("primary"));
        destination.setEndpoint(endpoint(receiver)).setReceiver(Assembly.to(receiver));
        header.setSender(Assembly.to(sender));
        header.getSource().setEndpoint(endpoint(sender));
        header.addFocus(Assembly.to(communication));
        header.setDefinition(Terms.DEFINITION);
        assembly.add(header, Terms.CARE + "messageHeader", Narration.of(header));
    }

    private static String endpoint(Organization organisation) {
        return "https://sor2.sum.dsdn.dk/#id=" + Earlier.number(organisation, Systems.SOR);
    }

    private void provenance(
            Activity activity,
            Organization sender,
            List<CommunicationPayloadComponent> added,
            Optional<MessageHeader> previous) {
        Provenance provenance = new Provenance();
        provenance.addTarget(Assembly.to(header));
        provenance.setOccurred(dateTime()).setRecordedElement(instant());
        provenance.getActivity().addCoding().setSystem(Terms.ACTIVITIES).setCode(activity.code());
        provenance.addAgent().setWho(Assembly.to(sender));
        for (CommunicationPayloadComponent segment : added) {
            provenance
                    .addEntity()
                    .setRole(ProvenanceEntityRole.SOURCE)
                    .getWhat()
                    .getIdentifier()
                    .setValue(Earlier.segment(segment));
        }
        previous.ifPresent(before ->
                provenance.addEntity().setRole(ProvenanceEntityRole.REVISION).setWhat(Assembly.to(before)));
        assembly.add(provenance, Terms.CARE + "provenance", Narration.of(provenance));
    }

    /** The organisation by both its numbers: that of the history where it is there, so that what belongs to it still does. */
    private Organization organisation(Party party, Optional<Organization> before) {
        Organization organisation = before.orElseGet(Organization::new);
        number(organisation, Systems.SOR, party.sor());
        number(organisation, Systems.GLN, party.gln());
        if (!organisation.hasName()) {
            party.name().ifPresent(organisation::setName);
        }
        if (before.isEmpty()) {
            return assembly.add(organisation, Terms.MESSAGING + "organization", Narration.of(organisation));
        }
        if (!organisation.getMeta().hasProfile(Terms.MESSAGING + "organization")) {
            organisation.getMeta().addProfile(Terms.MESSAGING + "organization");
        }
        Narratives.write(organisation, Narration.of(organisation));
        return organisation;
    }

    private static void number(Organization organisation, String system, String value) {
        organisation.getIdentifier().stream()
                .filter(identifier -> system.equals(identifier.getSystem()))
                .findFirst()
                .orElseGet(() -> organisation.addIdentifier().setSystem(system))
                .setValue(value);
    }

    private DateTimeType dateTime() {
        return new DateTimeType(time(), TemporalPrecisionEnum.SECOND, zone());
    }

    private InstantType instant() {
        return new InstantType(time(), TemporalPrecisionEnum.SECOND, zone());
    }

    private Date time() {
        return Date.from(mark.time().toInstant());
    }

    private TimeZone zone() {
        return TimeZone.getTimeZone(mark.time().getOffset());
    }
}

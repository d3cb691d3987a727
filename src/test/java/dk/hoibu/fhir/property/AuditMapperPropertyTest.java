package dk.hoibu.fhir.property;

import static dk.hoibu.fhir.property.Read.TARGETS;
import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.audit.AccessFacts;
import dk.hoibu.fhir.audit.Alarm;
import dk.hoibu.fhir.audit.Asked;
import dk.hoibu.fhir.audit.Asked.Interaction;
import dk.hoibu.fhir.audit.Asker;
import dk.hoibu.fhir.audit.Asker.Client;
import dk.hoibu.fhir.audit.Asker.Organisation;
import dk.hoibu.fhir.audit.Asker.Register;
import dk.hoibu.fhir.audit.Asker.User;
import dk.hoibu.fhir.audit.Child;
import dk.hoibu.fhir.audit.Observer;
import dk.hoibu.fhir.audit.Outcome;
import dk.hoibu.fhir.audit.Purpose;
import dk.hoibu.fhir.audit.Told;
import dk.hoibu.fhir.conformance.R4Validator;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.log.CprPattern;
import dk.hoibu.fhir.mapping.AuditMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.junit.jupiter.api.Test;

/** Any access to any child as an AuditEvent. */
class AuditMapperPropertyTest {

    private static final Observer OBSERVER = new Observer("HOI BU on FHIR", "https://facade.hoibu.dk/fhir");

    @Test
    void saysWhatWasAskedWhenAndWhatCameOfIt() {
        Samples.each(Samples.RECORDS, samples -> {
            AccessFacts facts = facts(samples);
            AuditEvent event = toFhir(facts);

            assertThat(event.getType().getCode())
                    .isEqualTo(
                            switch (facts.asked().interaction()) {
                                case READ, SEARCH, CREATE, EVERYTHING, OPERATION -> "rest";
                                case TOKEN -> "110114";
                                case ALARM -> "110113";
                            });
            assertThat(event.getSubtypeFirstRep().getCode())
                    .isEqualTo(
                            switch (facts.asked().interaction()) {
                                case READ -> "read";
                                case SEARCH -> "search-type";
                                case CREATE -> "create";
                                case EVERYTHING, OPERATION -> "operation";
                                case TOKEN -> "110122";
                                case ALARM -> facts.asked().what().split("\\?")[0];
                            });
            assertThat(event.getAction().toCode())
                    .isEqualTo(facts.asked().interaction().action());
            assertThat(event.getRecorded().toInstant()).isEqualTo(Read.millis(facts.when()));
            assertThat(event.getOutcome().toCode())
                    .isEqualTo(
                            switch (facts.outcome().kind()) {
                                case SHOWN -> "0";
                                case BAD_INPUT -> "4";
                                case REFUSED -> "8";
                                case FAILED -> "12";
                            });
            assertThat(Optional.ofNullable(event.getOutcomeDesc()))
                    .isEqualTo(facts.outcome().reason());
            assertThat(event.getSource().getObserver().getIdentifier().getValue())
                    .isEqualTo(OBSERVER.address());
            isOfPurpose(facts.purpose(), event.getPurposeOfEvent());
            RoundTrip.survives(event);
        });
    }

    @Test
    void saysWhoAskedAndForWhom() {
        Samples.each(Samples.RECORDS, samples -> {
            AccessFacts facts = facts(samples);
            AuditEvent event = toFhir(facts);
            Asker asker = facts.asker();

            AuditEventAgentComponent client =
                    agent(event, isRead(facts) ? "110152" : "110153").orElseThrow();
            assertThat(Optional.ofNullable(client.getWho().getIdentifier().getValue()))
                    .isEqualTo(asker.client().id());
            assertThat(client.getNetwork().getAddress())
                    .isEqualTo(asker.client().address());
            AuditEventAgentComponent server =
                    agent(event, isRead(facts) ? "110153" : "110152").orElseThrow();
            assertThat(server.getWho().getDisplay()).isEqualTo(OBSERVER.name());
            assertThat(server.getNetwork().getAddress()).isEqualTo(OBSERVER.address());
            assertThat(agent(event, "IRCP").map(AuditMapperPropertyTest::user)).isEqualTo(asker.user());
            agent(event, "IRCP").ifPresent(user -> isOfPurpose(facts.purpose(), user.getPurposeOfUse()));
            assertThat(agent(event, "PROV").map(AuditMapperPropertyTest::organisation))
                    .isEqualTo(asker.organisation());
            assertThat(event.getAgent())
                    .as("one asked: the user, or else the system on its own")
                    .filteredOn(AuditEventAgentComponent::getRequestor)
                    .containsExactly(agent(event, "IRCP").orElse(client));
        });
    }

    @Test
    void saysWhichChildInWhichRequest() {
        Samples.each(Samples.RECORDS, samples -> {
            AccessFacts facts = facts(samples);
            AuditEvent event = toFhir(facts);

            assertThat(entities(event, "1").map(entity -> entity.getWhat().getReference()))
                    .containsExactlyElementsOf(facts.child().stream()
                            .map(child -> child instanceof Child.Opaque opaque
                                    ? "Patient/" + opaque.patientId()
                                    : TARGETS.patient(((Child.Numbered) child).number()))
                            .toList());
            AuditEventEntityComponent transaction = entity(event, "XrequestId");
            assertThat(transaction.getWhat().getIdentifier().getValue()).isEqualTo(facts.requestId());
            assertThat(details(transaction, "launch"))
                    .isEqualTo(facts.launchId().stream().toList());
            assertThat(details(transaction, "status"))
                    .containsExactly(Integer.toString(facts.told().status()));
            assertThat(details(transaction, "hidden"))
                    .isEqualTo(facts.told().hidden().stream()
                            .map(hidden -> hidden.kind() + " " + hidden.rule() + " " + hidden.count())
                            .toList());
            assertThat(details(transaction, "source"))
                    .isEqualTo(facts.told().lookups().stream()
                            .map(lookup -> lookup.source() + " " + lookup.outcome())
                            .toList());
            assertThat(entities(event, "2")
                            .skip(1)
                            .map(entity -> entity.getWhat().getReference()))
                    .containsExactlyElementsOf(facts.told().shown().stream()
                            .filter(shown -> !shown.equals(facts.asked().what()))
                            .toList());
            AuditEventEntityComponent asked = entity(event, "2");
            if (isRead(facts)) {
                assertThat(asked.getRole().getCode()).isEqualTo("4");
                assertThat(asked.getWhat().getReference())
                        .isEqualTo(facts.asked().what());
                assertThat(asked.hasQuery()).isFalse();
            } else if (facts.asked().interaction() == Interaction.ALARM) {
                assertThat(asked.getRole().getCode()).isEqualTo("13");
                assertThat(details(asked, "Alert Description"))
                        .containsExactly(facts.asked().what());
                assertThat(asked.hasQuery()).isFalse();
            } else {
                assertThat(asked.getRole().getCode()).isEqualTo("24");
                assertThat(new String(asked.getQuery(), StandardCharsets.UTF_8))
                        .isEqualTo(facts.asked().what());
                assertThat(asked.getDescription())
                        .startsWith(facts.asked().what().split("&")[0]);
                assertThat(asked.hasWhat()).isFalse();
            }
        });
    }

    @Test
    void holdsNoPersonNumber() {
        Samples.each(Samples.RECORDS, samples -> {
            AccessFacts facts = facts(samples);
            String json = RoundTrip.json(toFhir(facts));

            assertThat(CprPattern.isIn(json)).as(json).isFalse();
            if (facts.child().orElse(null) instanceof Child.Numbered numbered) {
                assertThat(json).doesNotContain(numbered.number().value());
            }
        });
    }

    @Test
    void conformsToItsProfileWhateverCameOfIt() {
        Samples.each(Samples.VALIDATED, samples -> R4Validator.plain().requireValid(toFhir(facts(samples))));
    }

    private static AuditEvent toFhir(AccessFacts facts) {
        return AuditMapper.toFhir(facts, TARGETS, OBSERVER);
    }

    private static boolean isRead(AccessFacts facts) {
        return facts.asked().interaction() == Interaction.READ;
    }

    private static Optional<AuditEventAgentComponent> agent(AuditEvent event, String type) {
        return event.getAgent().stream()
                .filter(agent -> agent.getType().getCodingFirstRep().getCode().equals(type))
                .findFirst();
    }

    private static AuditEventEntityComponent entity(AuditEvent event, String type) {
        return entities(event, type).findFirst().orElseThrow();
    }

    private static Stream<AuditEventEntityComponent> entities(AuditEvent event, String type) {
        return event.getEntity().stream()
                .filter(entity -> entity.getType().getCode().equals(type));
    }

    private static List<String> details(AuditEventEntityComponent entity, String type) {
        return entity.getDetail().stream()
                .filter(detail -> detail.getType().equals(type))
                .map(detail -> detail.getValue().primitiveValue())
                .toList();
    }

    private static User user(AuditEventAgentComponent agent) {
        return new User(
                agent.getWho().getIdentifier().getSystem(),
                agent.getWho().getIdentifier().getValue(),
                agent.getRole().stream().map(CodeableConcept::getText).findFirst(),
                Optional.ofNullable(agent.getWho().getDisplay()));
    }

    private static Organisation organisation(AuditEventAgentComponent agent) {
        Identifier id = agent.getWho().getIdentifier();
        return new Organisation(
                id.getSystem().equals("http://cvr.dk") ? Register.CVR : Register.SOR,
                id.getValue(),
                Optional.ofNullable(agent.getWho().getDisplay()));
    }

    private static void isOfPurpose(Optional<Purpose> purpose, List<CodeableConcept> found) {
        assertThat(found.stream().findFirst().map(AuditMapperPropertyTest::purpose))
                .isEqualTo(purpose);
    }

    private static Purpose purpose(CodeableConcept concept) {
        Coding coding = concept.getCodingFirstRep();
        return new Purpose(coding.getSystem(), coding.getCode(), concept.getText());
    }

    private static AccessFacts facts(Samples samples) {
        PersonNumber number = samples.personNumber();
        Asked asked = asked(samples, TARGETS.patient(number));
        boolean alarm = asked.interaction() == Interaction.ALARM;
        return new AccessFacts(
                samples.instant(),
                asked,
                alarm ? Outcome.shown() : outcome(samples),
                alarm ? Told.nothing(200) : told(samples),
                samples.perhaps(() -> samples.flag()
                        ? new Child.Numbered(number)
                        : new Child.Opaque(TARGETS.patient(number).substring("Patient/".length()))),
                new Asker(
                        new Client(samples.perhaps(samples::text), "2001:db8::" + samples.oneOf(List.of("1", "af"))),
                        samples.perhaps(() -> user(samples)),
                        samples.perhaps(() -> organisation(samples))),
                samples.perhaps(() -> new Purpose(
                        "http://terminology.hl7.org/CodeSystem/v3-ActReason",
                        samples.oneOf(List.of("TREAT", "ETREAT", "PATADMIN")),
                        samples.text())),
                samples.uuid().toString(),
                samples.perhaps(() -> samples.uuid().toString()));
    }

    private static Asked asked(Samples samples, String patient) {
        Interaction interaction = samples.oneOf(Interaction.values());
        return new Asked(
                interaction,
                switch (interaction) {
                    case READ -> patient;
                    case SEARCH ->
                        "EpisodeOfCare?patient=" + patient + "&organization=" + samples.uuid() + "&actor="
                                + samples.sor() + "&_since=" + samples.instant() + "&_id=" + samples.word();
                    case EVERYTHING -> patient + "/$everything";
                    case CREATE -> "Bundle";
                    case OPERATION -> "$launch";
                    case TOKEN -> "token?grant_type=refresh_token";
                    case ALARM -> samples.oneOf(Alarm.values()).code() + "?children=20&window=PT1H";
                });
    }

    private static Told told(Samples samples) {
        return new Told(
                samples.oneOf(List.of(200, 304, 403, 404, 503)),
                samples.some(() -> "EpisodeOfCare/" + samples.uuid()),
                samples.some(() -> new Told.Hidden("case", samples.oneOf(List.of("kle", "sensitivity")), 2)),
                samples.some(() -> new Told.Lookup("case-index", samples.oneOf(List.of("ok", "timeout")))));
    }

    private static Outcome outcome(Samples samples) {
        Outcome.Kind kind = samples.oneOf(Outcome.Kind.values());
        return kind == Outcome.Kind.SHOWN ? Outcome.shown() : Outcome.not(kind, samples.text());
    }

    private static User user(Samples samples) {
        return new User(
                "https://login.example.dk",
                samples.uuid().toString(),
                samples.perhaps(samples::text),
                samples.perhaps(samples::text));
    }

    private static Organisation organisation(Samples samples) {
        Register register = samples.oneOf(Register.values());
        return new Organisation(
                register, register == Register.CVR ? samples.cvr() : samples.sor(), samples.perhaps(samples::text));
    }
}

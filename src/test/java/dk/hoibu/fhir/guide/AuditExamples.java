package dk.hoibu.fhir.guide;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import dk.hoibu.fhir.audit.Ledger.Event;
import dk.hoibu.fhir.audit.Observer;
import dk.hoibu.fhir.audit.Outcome;
import dk.hoibu.fhir.audit.Purpose;
import dk.hoibu.fhir.audit.Told;
import dk.hoibu.fhir.audit.citizen.CitizenLine;
import dk.hoibu.fhir.audit.citizen.CitizenRules;
import dk.hoibu.fhir.audit.citizen.ConcealmentLists;
import dk.hoibu.fhir.audit.citizen.NationalPseudonym;
import dk.hoibu.fhir.audit.citizen.Organisations;
import dk.hoibu.fhir.conformance.R4Validator;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.TestIds;
import dk.hoibu.fhir.mapping.AccessLogMapper;
import dk.hoibu.fhir.mapping.AuditMapper;
import dk.hoibu.fhir.mapping.Targets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.AuditEvent;

/** Audit events of the guide. The facts are invented; what is made of them is the mapper's. */
final class AuditExamples {

    private static final Observer OBSERVER = new Observer("HOI BU on FHIR", "https://facade.hoibu.dk/fhir");
    private static final PersonNumber LARS = PersonNumber.parse("0505159995").orElseThrow();
    private static final String ISSUER = "https://login.example.dk";
    private static final Purpose TREATMENT =
            new Purpose("http://terminology.hl7.org/CodeSystem/v3-ActReason", "TREAT", "Behandling");

    /** Never asked: the child is given by the id that the example server made. */
    private static final Targets TARGETS = new Targets(TestIds.known());

    private final String patientId;

    AuditExamples(String patientId) {
        this.patientId = patientId;
    }

    ObjectNode shown() {
        return event(searched(List.of()));
    }

    private AccessFacts searched(List<String> shown) {
        return new AccessFacts(
                ExampleServer.NOW,
                new Asked(Interaction.SEARCH, "EpisodeOfCare?patient=" + patientId + "&status=active"),
                Outcome.shown(),
                new Told(200, shown, List.of(), List.of(new Told.Lookup("case-index", "ok"))),
                Optional.of(new Child.Opaque(patientId)),
                new Asker(
                        new Client(Optional.of("example-lps"), "192.0.2.17"),
                        Optional.of(new User(
                                ISSUER,
                                "6f1c1d0e-58f4-4b0a-9d6e-1f9b7a3c2e10",
                                Optional.of("Praktiserende læge"),
                                Optional.of("Inger Test Saltum"))),
                        Optional.of(
                                new Organisation(Register.SOR, "9901911000016008", Optional.of("Lægerne i Pandrup")))),
                Optional.of(TREATMENT),
                "0b0f7b0e-6a55-4f0c-8f5d-3a0d1c9b7e21",
                Optional.of("9c5e8f6a-2d8b-4f52-a3a6-7f0e3d1b5c42"));
    }

    ObjectNode refused() {
        return event(denied());
    }

    private AccessFacts denied() {
        return new AccessFacts(
                ExampleServer.NOW.plusSeconds(90),
                new Asked(Interaction.READ, "Patient/" + patientId),
                Outcome.not(Outcome.Kind.REFUSED, "participating-organisation"),
                Told.nothing(403),
                Optional.of(new Child.Opaque(patientId)),
                new Asker(
                        new Client(Optional.of("example-sapa"), "192.0.2.44"),
                        Optional.of(new User(
                                ISSUER,
                                "d2a7c9b4-0e3f-4c68-8b1d-5a6e4f7c9d03",
                                Optional.of("Sagsbehandler"),
                                Optional.empty())),
                        Optional.of(new Organisation(Register.CVR, "29189439", Optional.of("Jammerbugt Kommune")))),
                Optional.empty(),
                "5d1e9a7c-3b24-4e6f-9a80-c7d2f4b6e835",
                Optional.empty());
    }

    ObjectNode login() {
        return event(new AccessFacts(
                ExampleServer.NOW.minusSeconds(20),
                new Asked(Interaction.TOKEN, "token?grant_type=authorization_code&scope=launch patient/*.rs"),
                Outcome.shown(),
                Told.nothing(200),
                Optional.of(new Child.Opaque(patientId)),
                new Asker(
                        new Client(Optional.of("example-lps"), "192.0.2.17"),
                        Optional.of(new User(
                                ISSUER,
                                "6f1c1d0e-58f4-4b0a-9d6e-1f9b7a3c2e10",
                                Optional.of("gp"),
                                Optional.of("Inger Test Saltum"))),
                        Optional.of(
                                new Organisation(Register.SOR, "9901911000016008", Optional.of("Lægerne i Pandrup")))),
                Optional.of(TREATMENT),
                "7c2f6f0b-98a1-4d0f-b3c4-2e5a1f7d9c60",
                Optional.of("9c5e8f6a-2d8b-4f52-a3a6-7f0e3d1b5c42")));
    }

    /** The search of {@link #shown} as Lars may see it, with the doctor concealed; and the read of {@link #refused}. */
    List<ObjectNode> toldToTheCitizen() {
        CitizenRules rules = new CitizenRules(
                new ConcealmentLists() {
                    @Override
                    public Set<String> organisations(PersonNumber child) {
                        return Set.of("sor:9901911000016008");
                    }

                    @Override
                    public Set<String> units() {
                        return Set.of();
                    }

                    @Override
                    public Optional<String> salt() {
                        return Optional.of("c2FsdGZyYUlkc2Fz");
                    }
                },
                new NationalPseudonym());
        List<Event> accesses = List.of(
                new Event(
                        UUID.fromString("8f0b6a52-3c1d-4e7f-9a60-5b2d7c4e1f83"),
                        searched(List.of("EpisodeOfCare/a", "EpisodeOfCare/b"))),
                new Event(UUID.fromString("1d7e4b90-6f25-4a3c-8e11-9c0a5f6b2d74"), denied()));
        List<CitizenLine> lines = rules.log(LARS, Organisations.NONE).lines(accesses);
        return IntStream.range(0, lines.size())
                .mapToObj(i -> json(AccessLogMapper.toFhir(
                        lines.get(i), accesses.get(i).facts(), "Patient/" + patientId, OBSERVER)))
                .toList();
    }

    ObjectNode alarm() {
        return event(new AccessFacts(
                ExampleServer.NOW.plusSeconds(600),
                Asked.alarm(Alarm.MANY_CHILDREN, "children=20&window=PT1H"),
                Outcome.shown(),
                Told.nothing(200),
                Optional.empty(),
                new Asker(
                        new Client(Optional.of("example-sapa"), "192.0.2.44"),
                        Optional.of(new User(
                                ISSUER,
                                "d2a7c9b4-0e3f-4c68-8b1d-5a6e4f7c9d03",
                                Optional.of("Sagsbehandler"),
                                Optional.empty())),
                        Optional.of(new Organisation(Register.CVR, "29189439", Optional.of("Jammerbugt Kommune")))),
                Optional.empty(),
                "a94f0d7e-1c63-4b58-8e2a-6d5b9c0f3e17",
                Optional.empty()));
    }

    private static ObjectNode event(AccessFacts facts) {
        return json(AuditMapper.toFhir(facts, TARGETS, OBSERVER));
    }

    private static ObjectNode json(AuditEvent event) {
        return PrettyJson.read(R4Validator.CONTEXT.newJsonParser().encodeResourceToString(event));
    }
}

package dk.hoibu.fhir.forward;

import dk.hoibu.fhir.audit.AccessFacts;
import dk.hoibu.fhir.audit.Alarm;
import dk.hoibu.fhir.audit.Asked;
import dk.hoibu.fhir.audit.Asked.Interaction;
import dk.hoibu.fhir.audit.Asker;
import dk.hoibu.fhir.audit.Child;
import dk.hoibu.fhir.audit.FactsCodec;
import dk.hoibu.fhir.audit.Outcome;
import dk.hoibu.fhir.audit.Purpose;
import dk.hoibu.fhir.audit.Told;
import dk.hoibu.fhir.audit.trail.AuditEntry;
import dk.hoibu.fhir.audit.trail.Marks;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.fhir.TestIds;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Accesses to children as they are kept, for tests of forwarding. */
public final class Accesses {

    public static final Instant NOON = Instant.parse("2026-06-10T10:00:00Z");
    public static final Ids IDS = TestIds.known();

    /** Official test persons. */
    public static final List<String> CHILDREN =
            List.of("0505159995", "0505209996", "0212159995", "3101229995", "0505109990", "0505059996");

    private Accesses() {}

    /** A search about that child of {@link #CHILDREN}; about none for -1. */
    public static AuditEntry about(int child) {
        return about(child, "Inger Test <Klit> & Co");
    }

    public static AuditEntry about(int child, String userName) {
        return entry(child, Interaction.SEARCH, Outcome.shown(), userName);
    }

    public static AuditEntry entry(int child, Interaction interaction, Outcome outcome, String userName) {
        Optional<PersonNumber> number = child < 0 ? Optional.empty() : PersonNumber.parse(CHILDREN.get(child));
        boolean alarm = interaction == Interaction.ALARM;
        Asked asked = alarm
                ? Asked.alarm(Alarm.FAMILY, "outcome=0")
                : new Asked(
                        interaction,
                        interaction == Interaction.READ ? "EpisodeOfCare/abc" : "EpisodeOfCare?patient=abc");
        AccessFacts facts = new AccessFacts(
                NOON,
                asked,
                outcome,
                alarm
                        ? Told.nothing(200)
                        : new Told(
                                200,
                                List.of("EpisodeOfCare/abc"),
                                List.of(),
                                List.of(new Told.Lookup("persons", "ok"))),
                number.map(Child.Numbered::new),
                new Asker(
                        new Asker.Client(Optional.of("epj"), "192.0.2.1"),
                        Optional.of(new Asker.User(
                                "https://issuer.example", "inger", Optional.of("gp"), Optional.of(userName))),
                        Optional.of(new Asker.Organisation(
                                Asker.Register.SOR, "9901911000016008", Optional.of("Lægerne i Pandrup")))),
                alarm ? Optional.empty() : Purpose.ofUse("TREAT"),
                "request-1",
                Optional.of("press-0042"));
        Marks marks = new Marks(
                number.map(it -> "mark-of-" + child),
                interaction.type(),
                asked.subtype(),
                interaction.action(),
                outcome.kind().code(),
                Optional.of("https://issuer.example|inger"),
                Optional.of("epj"),
                Optional.of("sor:9901911000016008"),
                Optional.of("TREAT"),
                "request-1");
        String payload = new FactsCodec(person -> IDS.ofPerson(Ids.Purpose.PATIENT, person)).write(facts);
        return new AuditEntry(UUID.randomUUID(), NOON, marks, payload);
    }

    /** {@code entry} with another type. */
    public static AuditEntry ofType(String type, AuditEntry entry) {
        Marks marks = entry.marks();
        return new AuditEntry(
                entry.id(),
                entry.recorded(),
                new Marks(
                        marks.child(),
                        type,
                        marks.subtype(),
                        marks.action(),
                        marks.outcome(),
                        marks.user(),
                        marks.client(),
                        marks.organisation(),
                        marks.purpose(),
                        marks.requestId()),
                entry.payload());
    }
}

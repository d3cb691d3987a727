package dk.hoibu.fhir.overview;

import dk.hoibu.fhir.domain.DanishTime;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.domain.Validity;
import dk.hoibu.fhir.source.caseindex.CareCase;
import dk.hoibu.fhir.source.caseindex.CareCase.Actor;
import dk.hoibu.fhir.source.caseindex.CareCase.ActorRole;
import dk.hoibu.fhir.source.caseindex.CareCase.ActorType;
import dk.hoibu.fhir.source.caseindex.CareCase.ClassRole;
import dk.hoibu.fhir.source.caseindex.CareCase.Classification;
import dk.hoibu.fhir.source.caseindex.CareCase.Party;
import dk.hoibu.fhir.source.caseindex.CareCase.PartyRole;
import dk.hoibu.fhir.source.caseindex.CareCase.Progress;
import dk.hoibu.fhir.source.caseindex.CareCase.Reference;
import dk.hoibu.fhir.source.caseindex.CareCase.Sensitivity;
import dk.hoibu.fhir.source.caseindex.CareCase.Status;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Writes cases for tests. All times are Danish wall time. */
final class Cases {

    static final UUID UNIT = UUID.fromString("00000000-0000-4000-8000-00000000aaaa");
    static final UUID USER = UUID.fromString("00000000-0000-4000-8000-00000000bbbb");

    private final UUID uuid = UUID.randomUUID();
    private final List<Progress> progress = new ArrayList<>();
    private final List<Actor> actors = new ArrayList<>();
    private final List<Party> parties = new ArrayList<>();
    private final List<Classification> classes = new ArrayList<>();
    private final List<Validity> securityProfiles = new ArrayList<>();
    private Optional<Instant> created = Optional.empty();

    /** An open family case of Aalborg's about the child, with unit and caseworker. */
    static Cases ordinary(PersonNumber child) {
        return new Cases()
                .progress(Status.OPLYST, "2026-01-01T00:00")
                .owner("29189420")
                .actor(new Actor(
                        ActorRole.RESPONSIBLE,
                        ActorType.UNIT,
                        Reference.of(UNIT),
                        Optional.of("Unit in the index"),
                        Optional.empty(),
                        Validity.ALWAYS))
                .actor(new Actor(
                        ActorRole.PRIMARY_HANDLER,
                        ActorType.USER,
                        Reference.of(USER),
                        Optional.of("Caseworker in the index"),
                        Optional.empty(),
                        Validity.ALWAYS))
                .party(PartyRole.PRIMARY, "urn:oio:cpr-nr:" + child.value(), Validity.ALWAYS)
                .classified(ClassRole.PRIMARY, "34.10.10", Validity.ALWAYS);
    }

    static Instant at(String wallTime) {
        return LocalDateTime.parse(wallTime).atZone(DanishTime.ZONE).toInstant();
    }

    Cases progress(Status status, String from) {
        return progress(status, Validity.since(at(from)));
    }

    Cases progress(Status status, String from, String until) {
        return progress(status, new Validity(at(from), at(until)));
    }

    Cases progress(Status status, Validity validity) {
        progress.add(new Progress(status, validity));
        return this;
    }

    Cases created(Instant instant) {
        created = Optional.of(instant);
        return this;
    }

    Cases actor(ActorRole role, String name, String from, String until) {
        return actor(new Actor(
                role,
                ActorType.USER,
                Reference.of(USER),
                Optional.of(name),
                Optional.empty(),
                new Validity(at(from), at(until))));
    }

    Cases actor(Actor actor) {
        actors.add(actor);
        return this;
    }

    Cases owner(String cvr) {
        return actor(new Actor(
                ActorRole.OWNER,
                ActorType.ORGANISATION,
                Reference.of("urn:oio:other:1"),
                Optional.empty(),
                Optional.of(cvr),
                Validity.ALWAYS));
    }

    Cases ownerUrn(String urn) {
        return actor(new Actor(
                ActorRole.OWNER,
                ActorType.ORGANISATION,
                Reference.of(urn),
                Optional.empty(),
                Optional.empty(),
                Validity.ALWAYS));
    }

    Cases party(PartyRole role, String urn, Validity validity) {
        parties.add(new Party(role, urn, validity));
        return this;
    }

    Cases classified(ClassRole role, String key, Validity validity) {
        classes.add(new Classification(role, Optional.of(key), validity));
        return this;
    }

    Cases securityProfile(Validity validity) {
        securityProfiles.add(validity);
        return this;
    }

    CareCase build() {
        return new CareCase(
                uuid,
                Optional.of("2026-1"),
                Optional.of(Sensitivity.FORTROLIGE_PERSONOPLYSNINGER),
                created,
                at("2026-06-01T08:00"),
                "Importeret",
                progress,
                actors,
                parties,
                classes,
                securityProfiles,
                Optional.empty());
    }
}

package dk.hoibu.fhir.source.caseindex.sample;

import dk.hoibu.fhir.domain.Validity;
import dk.hoibu.fhir.source.caseindex.CareCase;
import dk.hoibu.fhir.source.caseindex.CareCase.ActorRole;
import dk.hoibu.fhir.source.caseindex.CareCase.ActorType;
import dk.hoibu.fhir.source.caseindex.CareCase.ClassRole;
import dk.hoibu.fhir.source.caseindex.CareCase.PartyRole;
import dk.hoibu.fhir.source.caseindex.CareCase.Sensitivity;
import dk.hoibu.fhir.source.caseindex.CareCase.Status;
import dk.hoibu.fhir.source.folder.JsonRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** A record of {@code sager.json} on its way to become a case. */
final class CareCaseRecord {

    private static final Map<String, ActorRole> ACTOR_ROLES = Map.of(
            "Ejer", ActorRole.OWNER,
            "Ansvarlig", ActorRole.RESPONSIBLE,
            "Primær behandler", ActorRole.PRIMARY_HANDLER);
    private static final Map<String, ActorType> ACTOR_TYPES =
            Map.of("Organisation", ActorType.ORGANISATION, "OrgEnhed", ActorType.UNIT, "Bruger", ActorType.USER);
    private static final Map<String, Status> STATUSES = Map.of(
            "Opstaaet", Status.OPSTAAET,
            "Oplyst", Status.OPLYST,
            "Afgjort", Status.AFGJORT,
            "Afsluttet", Status.AFSLUTTET);

    /**
     * The roles of anvisning Sag that say nothing about who may see the case; the sensitivity that does is a field of
     * its own.
     */
    private static final Set<String> HARMLESS = Set.of(
            "Handlingsklasse",
            "Opgaveklasse",
            "Kontoklasse",
            "Følsomhedsklasse",
            "Indsatsklasse",
            "Ydelsesklasse",
            "Kontroltemaklasse",
            "Afgørelsesklasse");

    private static final Set<String> HIDING = Set.of("Visningsklasse", "Sikkerhedsklasse");

    private final JsonRecord record;
    private final Optional<Instant> created;

    private CareCaseRecord(JsonRecord record) {
        this.record = record;
        this.created = record.optionalInstant("OprettetTidspunkt");
    }

    static CareCase careCase(JsonRecord record) {
        return new CareCaseRecord(record).careCase();
    }

    private CareCase careCase() {
        record.passOver("Titel", "TitelAlternativTekst", "OffentlighedUndtagetHjemmelTekst");
        Optional<String> userKey = record.optionalText("BrugervendtNoegle");
        return new CareCase(
                record.uuid("UUIDIdentifikator"),
                record.optionalText("Sagsnummer").or(() -> userKey),
                record.optionalText("Foelsomhed").flatMap(CareCaseRecord::sensitivity),
                created,
                record.instant("StsTidspunkt"),
                record.text("LivscyklusKode"),
                record.list("Fremdrift").stream().map(this::progress).toList(),
                record.list("Sagsaktoer").stream().map(this::actor).toList(),
                record.list("Sagspart").stream().map(this::party).toList(),
                record.list("Sagsklasse").stream().map(this::classification).toList(),
                record.list("Sikkerhedsprofil").stream()
                        .map(this::securityProfile)
                        .toList(),
                masterSystem(record.list("SagsitsystemRelation")));
    }

    /** Empty for a word that is not known: the case stays hidden. */
    private static Optional<Sensitivity> sensitivity(String word) {
        return Stream.of(Sensitivity.values())
                .filter(sensitivity -> sensitivity.name().equals(word))
                .findFirst();
    }

    private CareCase.Progress progress(JsonRecord part) {
        Status status =
                part.as("FremdriftStatusKode", "a status code", code -> Optional.ofNullable(STATUSES.get(code)));
        return new CareCase.Progress(status, validity(part));
    }

    private CareCase.Actor actor(JsonRecord part) {
        CareCase.Reference reference = CareCase.Reference.parse(part.text("ReferenceID"));
        return new CareCase.Actor(
                ACTOR_ROLES.getOrDefault(part.text("Rolle"), ActorRole.OTHER),
                ACTOR_TYPES.getOrDefault(part.text("Type"), ActorType.OTHER),
                reference,
                part.optionalText("FuldtNavn"),
                part.optionalText("CVR-Nummer").or(() -> reference.cvrNumber()),
                validity(part));
    }

    private CareCase.Party party(JsonRecord part) {
        PartyRole role = part.text("Rolle").equals("Primær part") ? PartyRole.PRIMARY : PartyRole.OTHER;
        return new CareCase.Party(role, part.text("ReferenceID"), validity(part));
    }

    private CareCase.Classification classification(JsonRecord part) {
        part.passOver("Klassetitel");
        return new CareCase.Classification(
                classRole(part.text("Rolle")), part.optionalText("BrugervendtNoegle"), validity(part));
    }

    private static ClassRole classRole(String word) {
        if (word.equals("Primær klasse")) {
            return ClassRole.PRIMARY;
        }
        if (HIDING.contains(word)) {
            return ClassRole.HIDING;
        }
        return HARMLESS.contains(word) ? ClassRole.HARMLESS : ClassRole.UNKNOWN;
    }

    private Validity securityProfile(JsonRecord part) {
        part.passOver("ReferenceID", "Rolle", "Type");
        return validity(part);
    }

    private Optional<UUID> masterSystem(List<JsonRecord> relations) {
        relations.forEach(relation -> relation.passOver("Rolle", "ReferenceID", "SystemNavn"));
        return relations.stream()
                .filter(relation -> relation.text("Rolle").equals("Master"))
                .findFirst()
                .map(relation -> relation.uuid("ReferenceID"));
    }

    private Validity validity(JsonRecord part) {
        Instant from = part.optionalInstant("FraTidspunkt").or(() -> created).orElse(Instant.MIN);
        return new Validity(from, part.optionalInstant("TilTidspunkt").orElse(Instant.MAX));
    }
}

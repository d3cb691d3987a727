package dk.hoibu.fhir.source.caseindex.sf1470;

import dk.hoibu.fhir.domain.Validity;
import dk.hoibu.fhir.source.caseindex.CareCase;
import dk.hoibu.fhir.source.caseindex.CareCase.ClassRole;
import dk.hoibu.fhir.source.caseindex.CareCase.Sensitivity;
import dk.hoibu.fhir.source.caseindex.CareCase.Status;
import dk.hoibu.fhir.source.folder.RelativeTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A {@code SagFiltreretOejebliksbillede} on its way to become a case. What says that a case may be shown is dropped
 * when its Virkning is not allowed (no Fra, say); what says that it must not counts for as long as can be.
 */
final class Sf1470Case {

    private static final Map<String, Status> STATUSES = Map.of(
            "Opstaaet", Status.OPSTAAET,
            "Oplyst", Status.OPLYST,
            "Afgjort", Status.AFGJORT,
            "Afsluttet", Status.AFSLUTTET);

    /** What stands for a role or type given by other means than a UUID; none that we know has it. */
    private static final UUID NO_UUID = new UUID(0, 0);

    private final XmlPart registration;
    private final Sf1470Roles roles;
    private final Virkning virkning;

    private Sf1470Case(XmlPart registration, Sf1470Roles roles, RelativeTime times) {
        this.registration = registration;
        this.roles = roles;
        this.virkning = new Virkning(times);
    }

    /** The case as the newest Registrering has it. */
    static CareCase read(XmlPart snapshot, Sf1470Roles roles, RelativeTime times) {
        UUID uuid = uuid(snapshot.requiredPart("ObjektType"));
        Sf1470Case newest = snapshot.parts("Registrering").stream()
                .map(registration -> new Sf1470Case(registration, roles, times))
                .max(Comparator.comparing(Sf1470Case::registered))
                .orElseThrow(() -> snapshot.wrong("Registrering", "is missing"));
        return newest.careCase(uuid);
    }

    private static UUID uuid(XmlPart object) {
        String text = object.requiredText("UUIDIdentifikator");
        return CareCase.Reference.parse(text)
                .uuid()
                .orElseThrow(() -> object.wrong("UUIDIdentifikator", "is not a UUID"));
    }

    private Instant registered() {
        return virkning.instant(registration, "StsTidspunkt")
                .or(() -> virkning.instant(registration, "Tidspunkt"))
                .orElseThrow(() -> registration.wrong("StsTidspunkt", "is missing"));
    }

    private CareCase careCase(UUID uuid) {
        return new CareCase(
                uuid,
                caseNumber(),
                sensitivity(),
                indexProperties()
                        .flatMap(part -> virkning.instant(part, "OprettetTidspunkt").stream())
                        .findFirst(),
                registered(),
                registration.requiredText("LivscyklusKode"),
                registration.below("TilstandListe", "Fremdrift").stream()
                        .flatMap(this::progress)
                        .toList(),
                relations("Sagsaktoer").flatMap(this::actor).toList(),
                relations("Sagspart").flatMap(this::party).toList(),
                relations("Sagsklasse").flatMap(this::classification).toList(),
                localRelations("Sikkerhedsprofil").map(virkning::restricting).toList(),
                localRelations("SagsitsystemRelation")
                        .flatMap(this::masterSystem)
                        .findFirst());
    }

    private Optional<String> caseNumber() {
        List<XmlPart> properties = registration.below("AttributListe", "Egenskaber").stream()
                .filter(virkning::holdsNow)
                .toList();
        return Stream.of("Sagsnummer", "BrugervendtNoegle")
                .flatMap(name -> properties.stream().flatMap(part -> part.text(name).stream()))
                .findFirst();
    }

    /**
     * The strictest of those that hold now or later; empty, which hides the case, when one of them is missing or
     * unknown.
     */
    private Optional<Sensitivity> sensitivity() {
        List<Optional<Sensitivity>> levels = indexProperties()
                .filter(Predicate.not(virkning::isOver))
                .map(part -> part.text("Foelsomhed").flatMap(Sf1470Case::sensitivity))
                .toList();
        boolean allKnown = levels.stream().allMatch(Optional::isPresent);
        return allKnown ? levels.stream().flatMap(Optional::stream).max(Comparator.naturalOrder()) : Optional.empty();
    }

    private static Optional<Sensitivity> sensitivity(String word) {
        return Stream.of(Sensitivity.values())
                .filter(level -> level.name().equals(word))
                .findFirst();
    }

    private Stream<CareCase.Progress> progress(XmlPart part) {
        Status status = Optional.ofNullable(STATUSES.get(part.requiredText("FremdriftStatusKode")))
                .orElseThrow(() -> part.wrong("FremdriftStatusKode", "is not a status"));
        return virkning.granting(part).stream().map(validity -> new CareCase.Progress(status, validity));
    }

    private Stream<CareCase.Actor> actor(XmlPart part) {
        CareCase.Reference reference = part.reference("ReferenceID");
        Optional<XmlPart> more = part.below("LokalUdvidelseListe", "SagsaktoerLokalUdvidelse").stream()
                .findFirst();
        return virkning.granting(part).stream()
                .map(validity -> new CareCase.Actor(
                        roles.actorRole(roleOf(part)),
                        roles.actorType(part.reference("Type").uuid().orElse(NO_UUID)),
                        reference,
                        more.flatMap(extension -> extension.text("FuldtNavn")),
                        more.flatMap(extension -> extension.text("CVR-Nummer")).or(() -> reference.cvrNumber()),
                        validity));
    }

    private Stream<CareCase.Party> party(XmlPart part) {
        CareCase.Reference reference = part.reference("ReferenceID");
        String urn =
                reference.urn().orElseGet(() -> "urn:uuid:" + reference.uuid().orElseThrow());
        return virkning.granting(part).stream()
                .map(validity -> new CareCase.Party(roles.partyRole(roleOf(part)), urn, validity));
    }

    private Stream<CareCase.Classification> classification(XmlPart part) {
        ClassRole role = roles.classRole(roleOf(part));
        Optional<String> key = part.below("LokalUdvidelseListe", "SagsklasseLokalUdvidelse").stream()
                .findFirst()
                .flatMap(extension -> extension.text("BrugervendtNoegle"));
        boolean shows = role == ClassRole.PRIMARY || role == ClassRole.HARMLESS;
        Optional<Validity> validity = shows ? virkning.granting(part) : Optional.of(virkning.restricting(part));
        return validity.stream().map(there -> new CareCase.Classification(role, key, there));
    }

    private Stream<UUID> masterSystem(XmlPart part) {
        boolean master = roles.isMasterSystem(roleOf(part)) && virkning.holdsNow(part);
        return master ? part.reference("ReferenceID").uuid().stream() : Stream.empty();
    }

    private static UUID roleOf(XmlPart relation) {
        return relation.reference("Rolle").uuid().orElse(NO_UUID);
    }

    private Stream<XmlPart> indexProperties() {
        return registration.below("AttributListe", "LokalUdvidelseListe", "SagIndeksEgenskaber").stream();
    }

    private Stream<XmlPart> relations(String name) {
        return registration.below("RelationListe", name).stream();
    }

    private Stream<XmlPart> localRelations(String name) {
        return registration.below("RelationListe", "LokalUdvidelseListe", name).stream();
    }
}

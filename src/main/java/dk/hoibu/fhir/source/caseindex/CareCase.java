package dk.hoibu.fhir.source.caseindex;

import dk.hoibu.fhir.domain.Validity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A municipal case (Danish: <i>sag</i>) as the index holds it (SF1470 v6, anvisning Sag 1.7). Titles, notes and other parties' names
 * are never read into it.
 *
 * @param uuid UUIDIdentifikator
 * @param caseNumber Sagsnummer, else BrugervendtNoegle; unique per authority only
 * @param sensitivity Foelsomhed; empty when missing or unknown, which hides the case
 * @param created OprettetTidspunkt
 * @param registered StsTidspunkt, else Tidspunkt: when the index took it in
 * @param lifecycle LivscyklusKode as written
 * @param progress Fremdrift, the whole history, in no particular order
 * @param actors Sagsaktoer
 * @param parties Sagspart
 * @param classes Sagsklasse
 * @param securityProfiles when each Sikkerhedsprofil holds
 * @param masterSystem the case system it lives in (SagsitsystemRelation, role Master)
 */
public record CareCase(
        UUID uuid,
        Optional<String> caseNumber,
        Optional<Sensitivity> sensitivity,
        Optional<Instant> created,
        Instant registered,
        String lifecycle,
        List<Progress> progress,
        List<Actor> actors,
        List<Party> parties,
        List<Classification> classes,
        List<Validity> securityProfiles,
        Optional<UUID> masterSystem) {

    public CareCase {
        progress = List.copyOf(progress);
        actors = List.copyOf(actors);
        parties = List.copyOf(parties);
        classes = List.copyOf(classes);
        securityProfiles = List.copyOf(securityProfiles);
    }

    /** Whether the municipality with that CVR number is, or was, its owner. */
    public boolean isOwnedBy(String cvr) {
        return actors.stream()
                .anyMatch(
                        actor -> actor.role() == ActorRole.OWNER && actor.cvr().equals(Optional.of(cvr)));
    }

    /** Foelsomhed, least first. */
    public enum Sensitivity {
        IKKE_FORTROLIGE_DATA,
        FORTROLIGE_PERSONOPLYSNINGER,
        FOELSOMME_PERSONOPLYSNINGER,
        VIP_SAGER
    }

    /** FremdriftStatusKode. */
    public enum Status {
        OPSTAAET,
        OPLYST,
        AFGJORT,
        AFSLUTTET
    }

    /** How far the case has come, and when that held. */
    public record Progress(Status status, Validity validity) {}

    /**
     * Somebody who works with the case (Sagsaktoer).
     *
     * @param reference UUID or URN in FK Organisation or elsewhere
     * @param fullName FuldtNavn, used only when FK Organisation does not know the reference
     * @param cvr CVR-Nummer of the owner, eight digits
     */
    public record Actor(
            ActorRole role,
            ActorType type,
            Reference reference,
            Optional<String> fullName,
            Optional<String> cvr,
            Validity validity) {}

    /** Rolle of a Sagsaktoer; all that we do not use are OTHER. */
    public enum ActorRole {
        OWNER,
        RESPONSIBLE,
        PRIMARY_HANDLER,
        OTHER
    }

    /** Type of a Sagsaktoer. */
    public enum ActorType {
        ORGANISATION,
        UNIT,
        USER,
        OTHER
    }

    /** A ReferenceID: exactly one of the two is present. */
    public record Reference(Optional<UUID> uuid, Optional<String> urn) {

        private static final String CVR_URN = "urn:oio:cvr-nr:";

        public Reference {
            if (uuid.isPresent() == urn.isPresent()) {
                throw new IllegalArgumentException("a ReferenceID is either a UUID or a URN");
            }
        }

        public static Reference of(UUID uuid) {
            return new Reference(Optional.of(uuid), Optional.empty());
        }

        public static Reference of(String urn) {
            return new Reference(Optional.empty(), Optional.of(urn));
        }

        /** {@code text} as a UUID where it is one, else as a URN. */
        public static Reference parse(String text) {
            try {
                return of(UUID.fromString(text.toLowerCase(java.util.Locale.ROOT)));
            } catch (IllegalArgumentException notAUuid) {
                return of(text);
            }
        }

        /** The CVR number it is, when it is one; empty when it refers by other means. */
        public Optional<String> cvrNumber() {
            return urn.filter(text -> text.startsWith(CVR_URN)).map(text -> text.substring(CVR_URN.length()));
        }

        @Override
        public String toString() {
            return uuid.map(UUID::toString).orElse("urn");
        }
    }

    /**
     * A person the case is about or touches (Sagspart).
     *
     * @param urn always a URN, {@code urn:oio:cpr-nr:} and ten digits for a CPR number
     */
    public record Party(PartyRole role, String urn, Validity validity) {

        @Override
        public String toString() {
            return "Party[" + role + "]";
        }
    }

    /** Rolle of a Sagspart. */
    public enum PartyRole {
        PRIMARY,
        OTHER
    }

    /**
     * What the case is classified as (Sagsklasse).
     *
     * @param key BrugervendtNoegle, a KLE number {@code xx.xx.xx} for the primary class; empty when only a UUID was given
     */
    public record Classification(ClassRole role, Optional<String> key, Validity validity) {}

    /** Rolle of a Sagsklasse. */
    public enum ClassRole {
        /** Primær klasse: the KLE subject. */
        PRIMARY,
        /** Handlingsklasse and the others that say nothing about who may see the case. */
        HARMLESS,
        /** Visningsklasse and Sikkerhedsklasse: exempt from being shown. */
        HIDING,
        /** A role this facade has never heard of; treated as hiding. */
        UNKNOWN
    }
}

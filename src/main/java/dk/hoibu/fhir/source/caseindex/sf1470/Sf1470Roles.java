package dk.hoibu.fhir.source.caseindex.sf1470;

import dk.hoibu.fhir.source.caseindex.CareCase.ActorRole;
import dk.hoibu.fhir.source.caseindex.CareCase.ActorType;
import dk.hoibu.fhir.source.caseindex.CareCase.ClassRole;
import dk.hoibu.fhir.source.caseindex.CareCase.PartyRole;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What the UUIDs of roles and types in SF1470 mean. KOMBIT has published only some of them; the others are in FK
 * Klassifikation, so whoever can look there adds them. A class role nobody has named is unknown, which hides the
 * case.
 *
 * @param harmlessClassRoles further roles of a Sagsklasse that say nothing about who may see the case
 * @param hidingClassRoles the roles Visningsklasse and Sikkerhedsklasse; a role that is in both sets hides
 */
public record Sf1470Roles(Set<UUID> harmlessClassRoles, Set<UUID> hidingClassRoles) {

    private static final UUID PRIMARY_PARTY = UUID.fromString("d839f26a-d4d1-4441-b2d6-3dbbb12a9404");
    private static final UUID PRIMARY_CLASS = UUID.fromString("a86c6581-ec85-412d-a655-31a1f1d5b14f");
    private static final UUID ACTION_CLASS = UUID.fromString("05ef7011-11a7-4e4c-a46b-3de6aa457fc3");
    private static final UUID MASTER_SYSTEM = UUID.fromString("251c24fd-57b0-4afc-9d73-b063d1957eb3");

    private static final Map<UUID, ActorRole> ACTOR_ROLES = Map.of(
            UUID.fromString("9e979b84-b846-4472-8622-58007dc63c7e"), ActorRole.OWNER,
            UUID.fromString("a1263342-d348-44ba-a566-233f37c4cb67"), ActorRole.RESPONSIBLE,
            UUID.fromString("bf1f93ed-9441-4af4-835b-baeb201f3076"), ActorRole.PRIMARY_HANDLER);

    private static final Map<UUID, ActorType> ACTOR_TYPES = Map.of(
            UUID.fromString("bc6972cd-8f2b-4b9d-8d37-62916d6a71aa"), ActorType.ORGANISATION,
            UUID.fromString("c5fc3b3b-5197-49ee-92e6-ae6ba1957174"), ActorType.UNIT,
            UUID.fromString("85d65133-4b00-460d-992e-3984857b5768"), ActorType.USER);

    public Sf1470Roles {
        harmlessClassRoles = Set.copyOf(harmlessClassRoles);
        hidingClassRoles = Set.copyOf(hidingClassRoles);
        if (hidingClassRoles.contains(PRIMARY_CLASS) || harmlessClassRoles.contains(PRIMARY_CLASS)) {
            throw new IllegalArgumentException("the role of the primary class has its own meaning");
        }
    }

    /** The published ones and no more. */
    public static Sf1470Roles standard() {
        return new Sf1470Roles(Set.of(), Set.of());
    }

    ActorRole actorRole(UUID role) {
        return ACTOR_ROLES.getOrDefault(role, ActorRole.OTHER);
    }

    ActorType actorType(UUID type) {
        return ACTOR_TYPES.getOrDefault(type, ActorType.OTHER);
    }

    PartyRole partyRole(UUID role) {
        return role.equals(PRIMARY_PARTY) ? PartyRole.PRIMARY : PartyRole.OTHER;
    }

    ClassRole classRole(UUID role) {
        if (hidingClassRoles.contains(role)) {
            return ClassRole.HIDING;
        }
        if (role.equals(PRIMARY_CLASS)) {
            return ClassRole.PRIMARY;
        }
        return role.equals(ACTION_CLASS) || harmlessClassRoles.contains(role) ? ClassRole.HARMLESS : ClassRole.UNKNOWN;
    }

    boolean isMasterSystem(UUID role) {
        return role.equals(MASTER_SYSTEM);
    }
}

package dk.hoibu.fhir.resource;

import dk.hoibu.fhir.access.Identity;
import dk.hoibu.fhir.access.Scope;
import dk.hoibu.fhir.fhir.Caller;
import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.fhir.Terminology;
import dk.hoibu.fhir.mapping.UserMapper;
import java.util.Optional;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Resource;

/** The one PractitionerRole that a token names as its user, and that is there for that token alone (SMART App Launch 2.2, fhirUser). */
final class CurrentUser {

    static final String TYPE = "PractitionerRole";

    private final Directory directory;
    private final Permits permits;
    private final Ids ids;
    private final Terminology terms;
    private final String base;

    CurrentUser(Directory directory, Permits permits, Ids ids, Terminology terms, String base) {
        this.directory = directory;
        this.permits = permits;
        this.ids = ids;
        this.terms = terms;
        this.base = base;
    }

    /** Whether {@code Type/id} is whom the caller's token names, and not somebody whom only a child's case names. */
    boolean isNamed(String type, String id, Caller caller) {
        return type.equals(TYPE)
                && ids.item(Ids.Purpose.CASE_MANAGER, id).isEmpty()
                && caller.requester()
                        .identity()
                        .flatMap(Identity::fhirUser)
                        .filter(named -> named.equals(TYPE + "/" + id) || named.equals(base + "/" + TYPE + "/" + id))
                        .isPresent();
    }

    /**
     * The user named {@code id}, as a register knows them, else as the token tells of them. Empty when the user is none who works with
     * children, or a scope's constraint leaves them out.
     *
     * @throws dk.hoibu.fhir.fhir.Problem 403 when no scope lets the user be read
     */
    Optional<Resource> read(String id, Caller caller) {
        Identity user = caller.requester().identity().orElseThrow();
        boolean bySignIn = user.scopes().has("openid") && user.scopes().has("fhirUser");
        Permit permit = bySignIn ? Permit.all() : permits.require(caller, TYPE, Scope.Action.READ);
        Optional<Resource> known =
                directory.one(caller.requester(), TYPE, id).resources().stream().findFirst();
        return known.or(() -> UserMapper.toRole(user, id, organisation(user, caller), terms))
                .filter(resource -> permit.shows(resource, Optional.empty()));
    }

    /** The organisation that the user asks for; empty when no register has it, or none answers just now. */
    private Optional<Organization> organisation(Identity user, Caller caller) {
        Directory.Found found = switch (user.organisation().register()) {
            case SOR ->
                directory.one(
                        caller.requester(), "Organization", user.organisation().id());
            case CVR ->
                directory.municipality(caller.requester(), user.organisation().id());
        };
        return found.resources().stream().findFirst().map(Organization.class::cast);
    }
}

package dk.hoibu.fhir.message.http;

import dk.hoibu.fhir.access.Identity;
import dk.hoibu.fhir.access.Organisation;
import dk.hoibu.fhir.access.Register;
import dk.hoibu.fhir.access.Role;
import dk.hoibu.fhir.access.Scope;
import dk.hoibu.fhir.fhir.Caller;
import dk.hoibu.fhir.fhir.Problem;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Who may hand in and read messages: the organisations that send and receive them, and message service handlers, who hand in for all. A
 * scope in the context of a patient, or with a constraint, permits nothing here.
 */
final class MessageAccess {

    /** Is no organisation's. */
    private static final String NONE = "-";

    private static final Set<Role> NEVER = Set.of(Role.AUDITOR, Role.OPERATOR);

    private MessageAccess() {}

    /**
     * Whether whoever asks may hand in messages of the organisation with a SOR id.
     *
     * @throws Problem 403 when they may not hand in any
     */
    static Predicate<String> mayHandIn(Caller caller) {
        Optional<Identity> asking = permitted(caller, "Bundle", Scope.Action.CREATE);
        return asking.<Predicate<String>>map(identity ->
                        sor -> identity.role() == Role.MESSAGE_HANDLER || sor.equals(organisation(identity)))
                .orElse(sor -> true);
    }

    /** Whether letters of the old format are taken from whoever asks: a message service handler, or anybody where nobody is asked who they are. */
    static boolean mayBringLetters(Caller caller) {
        return caller.requester().identity().isEmpty() || handsOver(caller);
    }

    /** Whether messages that come from whoever asks are brought by a message service handler. */
    static boolean handsOver(Caller caller) {
        return caller.requester()
                .identity()
                .filter(identity -> identity.role() == Role.MESSAGE_HANDLER)
                .isPresent();
    }

    /**
     * SOR id of the organisation whose messages may be seen; empty for all, where nobody is asked who they are.
     *
     * @throws Problem 403 when none may
     */
    static Optional<String> seenBy(Caller caller, String type, Scope.Action action) {
        return permitted(caller, type, action).map(MessageAccess::organisation);
    }

    /**
     * Who may send messages made of drafts, for their organisation; empty where nobody is asked who they are.
     *
     * @throws Problem 403 when they may not send any
     */
    static Optional<Identity> sends(Caller caller) {
        return permitted(caller, "Communication", Scope.Action.CREATE);
    }

    /** Whether whoever asks may be told what a person is called. */
    static boolean mayName(Caller caller) {
        return caller.requester()
                .identity()
                .map(identity -> isInScope(identity, "Patient", Scope.Action.READ))
                .orElse(true);
    }

    /** SOR id of the organisation that they ask on behalf of; empty when it is in another register. */
    static Optional<String> sor(Identity identity) {
        return Optional.of(organisation(identity)).filter(id -> !id.equals(NONE));
    }

    private static Optional<Identity> permitted(Caller caller, String type, Scope.Action action) {
        Optional<Identity> asking = caller.requester().identity();
        if (asking.isPresent()) {
            if (!isInScope(asking.get(), type, action)) {
                throw Problem.insufficientScope();
            }
            if (NEVER.contains(asking.get().role())) {
                throw Problem.refused();
            }
        }
        return asking;
    }

    private static boolean isInScope(Identity identity, String type, Scope.Action action) {
        return identity.scopes().covering(type, action).stream()
                .anyMatch(scope -> scope.context() != Scope.Context.PATIENT
                        && scope.constraints().isEmpty());
    }

    /** SOR id of whoever asks; of nobody when theirs is another register. */
    static String organisation(Identity identity) {
        Organisation organisation = identity.organisation();
        return organisation.register() == Register.SOR ? organisation.id() : NONE;
    }
}

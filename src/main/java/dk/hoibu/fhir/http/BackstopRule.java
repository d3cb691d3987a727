package dk.hoibu.fhir.http;

import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.interceptor.auth.AuthorizationFlagsEnum;
import ca.uhn.fhir.rest.server.interceptor.auth.AuthorizationInterceptor.Verdict;
import ca.uhn.fhir.rest.server.interceptor.auth.IAuthRule;
import ca.uhn.fhir.rest.server.interceptor.auth.IRuleApplier;
import ca.uhn.fhir.rest.server.interceptor.auth.PolicyEnum;
import dk.hoibu.fhir.access.Identity;
import dk.hoibu.fhir.access.Requester;
import dk.hoibu.fhir.access.Role;
import dk.hoibu.fhir.access.Scope;
import dk.hoibu.fhir.access.Scope.Action;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Ids.Purpose;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * What may go out to one who asks, as far as it can be read off the resource and the token: the type is in a scope, the child is the one of
 * the token and no second one, and the things are of kinds that the role may see at all. One request's; knows nothing of how the answer
 * was made.
 */
final class BackstopRule implements IAuthRule {

    private static final Set<RestOperationTypeEnum> ASKED =
            Set.of(RestOperationTypeEnum.READ, RestOperationTypeEnum.SEARCH_TYPE, RestOperationTypeEnum.METADATA);
    private static final Set<String> OPERATIONS = Set.of("$everything", "$access-log", "$launch", "$launch-context");

    private final Backstop.Bounds bounds;
    private final Requester requester;
    private @Nullable PersonNumber child;

    BackstopRule(Backstop.Bounds bounds, Requester requester) {
        this.bounds = bounds;
        this.requester = requester;
    }

    @Override
    public String getName() {
        return "";
    }

    @Override
    @Nullable
    public Verdict applyRule(
            RestOperationTypeEnum operation,
            RequestDetails details,
            @Nullable IBaseResource sent,
            @Nullable IIdType sentId,
            @Nullable IBaseResource answer,
            IRuleApplier applier,
            Set<AuthorizationFlagsEnum> flags,
            Pointcut pointcut) {
        Optional<String> wrong = answer == null
                ? wrongQuestion(operation, details)
                : wrong((Resource) answer, operation, details.getRestOperationType());
        wrong.ifPresent(reason -> Backstop.because(details, reason));
        // without a verdict HAPI denies
        return wrong.isPresent() ? null : new Verdict(PolicyEnum.ALLOW, this);
    }

    private static Optional<String> wrongQuestion(RestOperationTypeEnum operation, RequestDetails details) {
        boolean known = ASKED.contains(operation)
                || details.getOperation() != null && OPERATIONS.contains(details.getOperation());
        return when(!known, "operation");
    }

    /** What is wrong with {@code resource} going out; empty when nothing is. */
    private Optional<String> wrong(Resource resource, RestOperationTypeEnum operation, RestOperationTypeEnum whole) {
        if (whole == RestOperationTypeEnum.METADATA) {
            return when(!resource.fhirType().equals("CapabilityStatement"), "type");
        }
        if (requester.identity().isEmpty()) {
            return Optional.of("nobody");
        }
        if (resource instanceof DomainResource domain && domain.hasContained()) {
            return Optional.of("contained");
        }
        if (resource.fhirType().equals("OperationOutcome")) {
            return Optional.empty();
        }
        if (resource instanceof Parameters parameters) {
            return when(
                    parameters.getParameter().stream().anyMatch(part -> part.hasResource() || part.hasPart()), "type");
        }
        Action action = operation == RestOperationTypeEnum.SEARCH_TYPE ? Action.SEARCH : Action.READ;
        return wrong(resource, requester.identity().get(), action);
    }

    private Optional<String> wrong(Resource resource, Identity asking, Action action) {
        BackstopContent content = new BackstopContent(resource, bounds.ids());
        boolean guide = bounds.guideTypes().contains(resource.fhirType());
        if (!guide && !content.isKnown()) {
            return Optional.of("type");
        }
        Optional<PersonNumber> owner = content.child();
        if (content.isAChilds() && owner.isEmpty()) {
            return Optional.of("child");
        }
        if (content.isOfTheLog() && asking.role() != Role.AUDITOR) {
            return Optional.of("role");
        }
        if (owner.isPresent() && !content.isOfTheLog() && isAnother(owner.get())) {
            return Optional.of("child");
        }
        boolean inScope = isUsersOwn(resource, owner, asking, action)
                || asking.scopes().covering(resource.fhirType(), action).stream()
                        .filter(scope -> scope.constraints().stream().allMatch(content::fulfils))
                        .anyMatch(scope -> scope.context() != Scope.Context.PATIENT
                                || owner.map(number -> isOfTheLaunch(number, asking))
                                        .orElse(guide || asking.patientContext().isPresent()));
        Set<?> open = bounds.directions().getOrDefault(asking.role(), Set.of());
        return when(!inScope, "scope")
                .or(() -> when(!open.containsAll(content.kinds()), "role"))
                .or(() -> when(content.tellsOfProtected(), "protected"));
    }

    /** Whether it may be the user themselves, whom an application that lets users sign in reads without another scope. */
    private static boolean isUsersOwn(Resource resource, Optional<PersonNumber> owner, Identity asking, Action action) {
        return resource.fhirType().equals("PractitionerRole")
                && owner.isEmpty()
                && action == Action.READ
                && asking.scopes().has("openid")
                && asking.scopes().has("fhirUser");
    }

    /** Nothing that goes out is about two children. */
    private boolean isAnother(PersonNumber number) {
        if (child == null) {
            child = number;
        }
        return !child.equals(number);
    }

    private boolean isOfTheLaunch(PersonNumber number, Identity asking) {
        return asking.patientContext()
                .flatMap(id -> bounds.ids().person(Purpose.PATIENT, id))
                .filter(context -> context.equals(number)
                        || bounds.current().apply(requester, context).equals(number))
                .isPresent();
    }

    private static Optional<String> when(boolean wrong, String reason) {
        return wrong ? Optional.of(reason) : Optional.empty();
    }
}

package dk.hoibu.fhir.http;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.interceptor.auth.AuthorizationInterceptor;
import ca.uhn.fhir.rest.server.interceptor.auth.IAuthRule;
import ca.uhn.fhir.rest.server.interceptor.auth.PolicyEnum;
import dk.hoibu.fhir.access.Item;
import dk.hoibu.fhir.access.Requester;
import dk.hoibu.fhir.access.Role;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Caller;
import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.fhir.Message;
import dk.hoibu.fhir.fhir.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HAPI's AuthorizationInterceptor, behind everything that decides: looks at what is about to go out, and lets nothing pass that no rule of
 * {@link BackstopRule} knows to be right. What is hidden was never there by then, so that it must never fire; when it does, something
 * before it has failed. Then nothing goes out but a neutral error, and the operator is told.
 */
@Interceptor(order = Integer.MAX_VALUE)
public final class Backstop extends AuthorizationInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(Backstop.class);
    private static final String FIRED = Backstop.class.getName();

    /**
     * What it judges by.
     *
     * @param directions who may see what kinds of things at most
     * @param guideTypes the types that are about nobody
     * @param current the number in force of a person who is known by a former one, asked only where numbers differ
     */
    public record Bounds(
            Map<Role, Set<Item.Kind>> directions,
            Set<String> guideTypes,
            Ids ids,
            BiFunction<Requester, PersonNumber, PersonNumber> current) {

        public Bounds {
            directions = Map.copyOf(directions);
            guideTypes = Set.copyOf(guideTypes);
        }
    }

    /** Is told of each time, with what was wrong, and nothing about whom. */
    @FunctionalInterface
    public interface Alarm {
        void fired(String reason);
    }

    private final Bounds bounds;
    private final Alarm alarm;

    public Backstop(Bounds bounds, Alarm alarm) {
        super(PolicyEnum.DENY);
        this.bounds = bounds;
        this.alarm = alarm;
    }

    /** Made once for each request, by HAPI. */
    @Override
    public List<IAuthRule> buildRuleList(RequestDetails details) {
        return List.of(new BackstopRule(bounds, Caller.of(details).requester()));
    }

    /** As HAPI's, but looks at the entries alone: HAPI walks every element of every resource to find more, and ours contain none. */
    @Override
    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public void hookOutgoingResponse(RequestDetails details, IBaseResource answer, Pointcut pointcut) {
        if (!(answer instanceof Bundle bundle)) {
            require(details, answer, details.getRestOperationType(), pointcut);
            return;
        }
        for (Bundle.BundleEntryComponent entry : bundle.getEntry()) {
            boolean found = entry.getSearch().getMode() == Bundle.SearchEntryMode.MATCH;
            require(
                    details,
                    entry.getResource(),
                    found ? details.getRestOperationType() : RestOperationTypeEnum.READ,
                    pointcut);
        }
    }

    private void require(
            RequestDetails details, IBaseResource resource, RestOperationTypeEnum operation, Pointcut pointcut) {
        Verdict verdict = applyRulesAndReturnDecision(operation, details, null, null, resource, pointcut);
        if (verdict.getDecision() != PolicyEnum.ALLOW) {
            handleDeny(details, verdict);
        }
    }

    /** HAPI's own text would name the rule. */
    @Override
    protected void handleDeny(RequestDetails details, Verdict verdict) {
        String reason = String.valueOf(details.getUserData().getOrDefault(FIRED, "unknown"));
        alarm.fired(reason);
        LOG.atError()
                .addKeyValue("reason", reason)
                .addKeyValue("operation", String.valueOf(details.getRestOperationType()))
                .addKeyValue("type", String.valueOf(details.getResourceName()))
                .log("the backstop fired: what was about to go out must not, and did not");
        throw Problem.of(500, IssueType.EXCEPTION, Message.INTERNAL);
    }

    /** Notes with the request what was wrong, for {@link #handleDeny}. */
    static void because(RequestDetails details, String reason) {
        details.getUserData().put(FIRED, reason);
    }
}

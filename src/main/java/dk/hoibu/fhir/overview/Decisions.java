package dk.hoibu.fhir.overview;

import dk.hoibu.fhir.access.ChildFacts;
import dk.hoibu.fhir.access.Disclosure;
import dk.hoibu.fhir.access.DisclosurePolicy;
import dk.hoibu.fhir.access.Item;
import dk.hoibu.fhir.access.Requester;
import dk.hoibu.fhir.access.RuleId;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.overview.Overviews.HiddenCounter;
import java.util.HashMap;
import java.util.Map;

/** What the policy says of the things found about one child, for one who asks; each that it hides is counted by rule. */
final class Decisions {

    private final DisclosurePolicy policy;
    private final HiddenCounter hidden;
    private final Requester requester;
    private final PersonNumber number;
    private final ChildFacts child;
    private final Map<String, Integer> counts = new HashMap<>();

    /** {@code child} is what is known of the child with {@code number}. */
    Decisions(
            DisclosurePolicy policy, HiddenCounter hidden, Requester requester, PersonNumber number, ChildFacts child) {
        this.number = number;
        this.policy = policy;
        this.hidden = hidden;
        this.requester = requester;
        this.child = child;
    }

    /** What is decided of something that was found. */
    Disclosure found(Item item) {
        Disclosure decision = of(item);
        if (!decision.visible()) {
            hide(item.kind(), decision.rule().id().code());
        }
        return decision;
    }

    /** Something found is not shown, for a reason with that id. */
    void hide(Item.Kind kind, String rule) {
        hidden.hidden(kind, rule);
        int count = counts.merge(kind.code() + " " + rule, 1, Integer::sum);
        requester.journal().hidden(number, kind, rule, count);
    }

    /** Nothing at all is told of the child but who it is. */
    void closedBy(RuleId rule) {
        requester.journal().hidden(number, Item.Kind.PERSON, rule.code(), 1);
    }

    /** What would be decided, whether or not there is such a thing; not counted. */
    Disclosure of(Item item) {
        return policy.decide(requester, child, item);
    }
}

package dk.hoibu.fhir.overview;

import dk.hoibu.fhir.access.ChildFacts;
import dk.hoibu.fhir.access.Disclosure;
import dk.hoibu.fhir.access.DisclosurePolicy;
import dk.hoibu.fhir.access.Item;
import dk.hoibu.fhir.access.Requester;
import dk.hoibu.fhir.overview.Overviews.HiddenCounter;

/** What the policy says of the things found about one child, for one who asks; each that it hides is counted by rule. */
final class Decisions {

    private final DisclosurePolicy policy;
    private final HiddenCounter hidden;
    private final Requester requester;
    private final ChildFacts child;

    Decisions(DisclosurePolicy policy, HiddenCounter hidden, Requester requester, ChildFacts child) {
        this.policy = policy;
        this.hidden = hidden;
        this.requester = requester;
        this.child = child;
    }

    /** What is decided of something that was found. */
    Disclosure found(Item item) {
        Disclosure decision = of(item);
        if (!decision.visible()) {
            hidden.hidden(item.kind(), decision.rule().id().code());
            requester.journal().hidden(item.kind(), decision.rule().id().code());
        }
        return decision;
    }

    /** What would be decided, whether or not there is such a thing; not counted. */
    Disclosure of(Item item) {
        return policy.decide(requester, child, item);
    }
}

package dk.hoibu.fhir.access;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The one function that decides who may see what: {@link #decide}. Its rules are asked in the order of the policy file, the first that says no
 * decides, and what no rule opens for is hidden. It reads nothing but its arguments, and holds nothing that changes.
 */
public final class DisclosurePolicy {

    private final Map<RuleId, PolicyRule> rules;
    private final PolicyTerms terms;
    private final Set<RuleId> off;

    DisclosurePolicy(Map<RuleId, PolicyRule> rules, PolicyTerms terms, Set<RuleId> off) {
        this.rules = new EnumMap<>(rules);
        this.terms = terms;
        this.off = off;
        if (this.rules.size() != RuleId.values().length) {
            throw new IllegalArgumentException("every rule must be there");
        }
    }

    /** Whether {@code requester} may see {@code item} of that child. */
    public Disclosure decide(Requester requester, ChildFacts child, Item item) {
        return refusal(requester)
                .or(() -> gate(child, item))
                .or(() -> closedDirection(requester, item.kind()))
                .or(() -> exempt(child, item))
                .orElseGet(() -> opened(requester, child, item));
    }

    /** Why {@code requester} may ask nothing about any child; empty when they may ask. */
    public Optional<Disclosure> refusal(Requester requester) {
        if (requester.identity().isEmpty()) {
            return isSample(requester)
                    ? Optional.empty()
                    : when(true, RuleId.IDENTIFIED_REQUESTER, Disclosure.Refused::new);
        }
        Identity identity = requester.identity().get();
        boolean health = terms.toHealth().roles().contains(identity.role());
        boolean municipality = terms.toMunicipality().roles().contains(identity.role());
        return when(!health && !municipality, RuleId.ROLE_WITHOUT_CHILD_DATA, Disclosure.Refused::new)
                .or(() -> when(
                        !participates(identity.organisation(), health),
                        RuleId.PARTICIPATING_ORGANISATION,
                        Disclosure.Refused::new))
                .or(() -> when(
                        health && !identity.treatmentRelation(), RuleId.TREATMENT_RELATION, Disclosure.Refused::new))
                .or(() -> when(
                        health
                                && identity.purpose()
                                        .filter(terms.purposes()::contains)
                                        .isEmpty(),
                        RuleId.PURPOSE,
                        Disclosure.Refused::new));
    }

    /** Why nothing but the child itself is shown; empty when more may be, or when only some cases of a young adult's may. */
    public Optional<Disclosure> closed(ChildFacts child) {
        return mayBeYoungAdult(child) ? deceased(child) : deceased(child).or(() -> adult(child));
    }

    /** Whether {@code requester} may see things of that kind at all: if not, no source need be asked for them. */
    public boolean opensFor(Requester requester, Item.Kind kind) {
        return refusal(requester).or(() -> closedDirection(requester, kind)).isEmpty();
    }

    /** The directions as the file has them: who may see what kinds of things at most, whatever any rule says. */
    public Map<Role, Set<Item.Kind>> directions() {
        Map<Role, Set<Item.Kind>> directions = new EnumMap<>(Role.class);
        terms.toHealth()
                .roles()
                .forEach(role -> directions.put(role, terms.toHealth().items()));
        terms.toMunicipality()
                .roles()
                .forEach(role -> directions.put(role, terms.toMunicipality().items()));
        return directions;
    }

    /** What a case is shown as; empty when its municipality does not show its subject. */
    public Optional<KleSubject> subject(CaseFacts facts) {
        return terms.subject(facts);
    }

    /** The rules as people read them, in order. */
    public List<PolicyRule> rules() {
        return List.copyOf(rules.values());
    }

    /** This policy for every organisation there is, as it is for data of nobody in particular. */
    public DisclosurePolicy forAnyOrganisation() {
        return with(terms.with(new Participants(Optional.empty(), Optional.empty()), terms.sensitivityLimit()));
    }

    /** This policy, but without the sample's requester: for a server that asks for tokens. */
    public DisclosurePolicy forKnownRequesters() {
        return without(RuleId.SAMPLE_REQUESTER);
    }

    /** This policy, but with those municipalities' cases only. */
    public DisclosurePolicy narrowedTo(Set<String> cvrNumbers) {
        return with(terms.with(terms.participants().narrowedTo(cvrNumbers), terms.sensitivityLimit()));
    }

    /**
     * This policy, but with no case more sensitive than {@code limit}; a limit above the policy's own changes nothing.
     *
     * @throws IllegalArgumentException when it is none
     */
    public DisclosurePolicy limitedTo(String limit) {
        PolicyTerms other = terms.with(terms.participants(), limit);
        return terms.within(Optional.of(limit)) ? with(other) : this;
    }

    private DisclosurePolicy with(PolicyTerms others) {
        return new DisclosurePolicy(rules, others, off);
    }

    private boolean isSample(Requester requester) {
        return terms.sampleRequester()
                && on(RuleId.SAMPLE_REQUESTER)
                && requester.onLoopback()
                && requester.identity().isEmpty();
    }

    private boolean participates(Organisation organisation, boolean health) {
        return switch (organisation.register()) {
            case SOR -> health && terms.participants().hasHealthUnit(organisation.id());
            case CVR -> !health && terms.participants().hasMunicipality(organisation.id());
        };
    }

    private Optional<Disclosure> gate(ChildFacts child, Item item) {
        if (item.kind() == Item.Kind.PERSON) {
            return Optional.empty();
        }
        return deceased(child).or(() -> isYoungAdults(child, item) ? Optional.empty() : adult(child));
    }

    private Optional<Disclosure> deceased(ChildFacts child) {
        return when(child.dead(), RuleId.DECEASED, Disclosure.Hidden::new);
    }

    private Optional<Disclosure> adult(ChildFacts child) {
        return when(isAdult(child), RuleId.AGE_GATE, Disclosure.Hidden::new);
    }

    private boolean isAdult(ChildFacts child) {
        return child.age().filter(age -> age >= terms.adultFrom()).isPresent();
    }

    private boolean mayBeYoungAdult(ChildFacts child) {
        return on(RuleId.YOUNG_ADULT)
                && isAdult(child)
                && terms.youngAdultUntil()
                        .filter(until -> child.age().filter(age -> age < until).isPresent())
                        .isPresent();
    }

    /** A contact is asked about only for a case that is shown. */
    private boolean isYoungAdults(ChildFacts child, Item item) {
        if (!mayBeYoungAdult(child)) {
            return false;
        }
        return item instanceof Item.Contact
                || item instanceof Item.MunicipalCase municipal
                        && municipal
                                .facts()
                                .kle()
                                .filter(terms.youngAdultKle()::contains)
                                .isPresent();
    }

    private Optional<Disclosure> closedDirection(Requester requester, Item.Kind kind) {
        if (isSample(requester) || open(requester, terms.toHealth(), RuleId.TO_HEALTH, kind)) {
            return Optional.empty();
        }
        if (!open(requester, terms.toMunicipality(), RuleId.TO_MUNICIPALITY, kind)) {
            return when(true, RuleId.NOT_ALLOWED, Disclosure.Hidden::new);
        }
        boolean switchedOn = requester
                .identity()
                .filter(identity ->
                        terms.appointmentsFor().contains(identity.organisation().id()))
                .isPresent();
        return when(
                kind == Item.Kind.APPOINTMENT && !switchedOn, RuleId.APPOINTMENTS_SWITCHED_ON, Disclosure.Hidden::new);
    }

    private boolean open(Requester requester, Direction direction, RuleId rule, Item.Kind kind) {
        return on(rule)
                && direction.items().contains(kind)
                && requester
                        .identity()
                        .filter(identity -> direction.roles().contains(identity.role()))
                        .isPresent();
    }

    /** The rules about the thing itself. */
    private Optional<Disclosure> exempt(ChildFacts child, Item item) {
        if (item instanceof Item.MunicipalCase municipal) {
            return hiddenCase(municipal.facts());
        }
        if (item instanceof Item.Appointment appointment) {
            return hiddenAppointment(appointment);
        }
        if (item instanceof Item.School school) {
            return whereabouts(child, school.childProtected());
        }
        if (item instanceof Item.Gp gp) {
            return whereabouts(child, gp.childProtected());
        }
        if (item instanceof Item.Contact contact) {
            return when(contact.concealed(), RuleId.CONCEALED_STAFF, Disclosure.Reduced::new);
        }
        return when(child.nameAndAddressProtected(), RuleId.PROTECTED_PERSON, Disclosure.Reduced::new);
    }

    private Optional<Disclosure> hiddenCase(CaseFacts facts) {
        Optional<KleSubject> subject = terms.subject(facts);
        boolean owned =
                facts.ownerCvr().filter(terms.participants()::hasMunicipality).isPresent();
        return when(!facts.imported(), RuleId.LIFECYCLE, Disclosure.Hidden::new)
                .or(() -> when(!facts.childIsPrimaryParty(), RuleId.PRIMARY_PARTY, Disclosure.Hidden::new))
                .or(() -> when(!owned, RuleId.PARTICIPANT, Disclosure.Hidden::new))
                .or(() -> when(facts.hasSecurityProfile(), RuleId.SECURITY_PROFILE, Disclosure.Hidden::new))
                .or(() -> when(facts.hasHidingClass(), RuleId.DISPLAY_CLASS, Disclosure.Hidden::new))
                .or(() -> when(!terms.within(facts.sensitivity()), RuleId.SENSITIVITY, Disclosure.Hidden::new))
                .or(() -> when(subject.isEmpty(), RuleId.KLE, Disclosure.Hidden::new))
                .or(() ->
                        when(subject.filter(KleSubject::detail).isEmpty(), RuleId.KLE_NUMBER, Disclosure.Reduced::new));
    }

    private Optional<Disclosure> hiddenAppointment(Item.Appointment appointment) {
        boolean ours =
                appointment.specialty().filter(terms.specialties()::contains).isPresent()
                        || terms.appointmentUnits().contains(appointment.unit());
        return when(
                        !terms.appointmentKinds().contains(appointment.typeCode()),
                        RuleId.APPOINTMENT_KIND,
                        Disclosure.Hidden::new)
                .or(() -> when(!ours, RuleId.APPOINTMENT_SPECIALTY, Disclosure.Hidden::new));
    }

    private Optional<Disclosure> whereabouts(ChildFacts child, boolean protectedAtSchool) {
        return when(
                child.nameAndAddressProtected() || protectedAtSchool,
                RuleId.PROTECTED_WHEREABOUTS,
                Disclosure.Hidden::new);
    }

    /** Nothing speaks against it: by the rule that opens for it. */
    private Disclosure opened(Requester requester, ChildFacts child, Item item) {
        RuleId opener = RuleId.NOT_ALLOWED;
        if (isYoungAdults(child, item)) {
            opener = RuleId.YOUNG_ADULT;
        } else if (isSample(requester)) {
            opener = RuleId.SAMPLE_REQUESTER;
        } else if (open(requester, terms.toHealth(), RuleId.TO_HEALTH, item.kind())) {
            opener = RuleId.TO_HEALTH;
        } else if (open(requester, terms.toMunicipality(), RuleId.TO_MUNICIPALITY, item.kind())) {
            opener = RuleId.TO_MUNICIPALITY;
        }
        return new Disclosure.Shown(rule(opener));
    }

    private Optional<Disclosure> when(boolean broken, RuleId id, Function<PolicyRule, Disclosure> effect) {
        return broken && on(id) ? Optional.of(effect.apply(rule(id))) : Optional.empty();
    }

    private PolicyRule rule(RuleId id) {
        PolicyRule rule = rules.get(id);
        if (rule == null) {
            throw new IllegalStateException("no rule " + id.code());
        }
        return rule;
    }

    private boolean on(RuleId id) {
        return !off.contains(id);
    }

    /** The same policy as if that rule had never been written. */
    DisclosurePolicy without(RuleId rule) {
        Set<RuleId> more = EnumSet.of(rule);
        more.addAll(off);
        return new DisclosurePolicy(rules, terms, more);
    }
}

package dk.hoibu.fhir.access;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads the policy file (YAML). Whatever it cannot understand, and every rule that is missing, stops the start with a message that names the
 * line and the field: a rule must not be lost in silence.
 */
public final class PolicyReader {

    private static final String CVR = "\\d{8}";
    private static final String SOR = "\\d{6,18}";
    private static final String KLE_NUMBER = "\\d\\d\\.\\d\\d\\.\\d\\d";
    private static final Set<String> PROSE = Set.of("id", "text", "legal-basis");

    private final Function<String, String> lists;
    private final Map<String, KlePolicy.Topic> topics;
    private final Map<RuleId, PolicyRule> rules = new EnumMap<>(RuleId.class);
    private final Map<RuleId, Map<String, PolicyNode>> terms = new EnumMap<>(RuleId.class);

    private PolicyReader(Function<String, String> lists, Map<String, KlePolicy.Topic> topics) {
        this.lists = lists;
        this.topics = topics;
    }

    /**
     * The policy that {@code yaml} holds.
     *
     * @param lists the text of a list of KLE numbers that the policy refers to, by its name
     * @param topics the KLE numbers that can be shown
     * @throws IllegalArgumentException naming the place that is wrong
     */
    public static DisclosurePolicy read(
            String yaml, Function<String, String> lists, Map<String, KlePolicy.Topic> topics) {
        return new PolicyReader(lists, topics).read(PolicyNode.of(yaml));
    }

    private DisclosurePolicy read(PolicyNode root) {
        Map<String, PolicyNode> fields = root.fields();
        only(fields, Set.of("policy", "version", "rules"));
        required(root, fields, "policy").text();
        required(root, fields, "version").text();
        int number = 0;
        for (PolicyNode rule : required(root, fields, "rules").items()) {
            number++;
            rule(rule.named("rule " + number));
        }
        for (RuleId id : RuleId.values()) {
            if (!rules.containsKey(id)) {
                throw new IllegalArgumentException("policy: rule " + id.code() + " is missing");
            }
        }
        return new DisclosurePolicy(rules, terms(), EnumSet.noneOf(RuleId.class));
    }

    private void rule(PolicyNode place) {
        PolicyNode code = required(place, place.fields(), "id");
        RuleId id = RuleId.ofCode(code.text()).orElseThrow(() -> code.wrong("no such rule"));
        PolicyNode named = place.named("rule " + id.code());
        Map<String, PolicyNode> fields = named.fields();
        Set<String> known = new HashSet<>(PROSE);
        known.addAll(fieldsOf(id));
        only(fields, known);
        fieldsOf(id).forEach(field -> required(named, fields, field));
        PolicyRule rule = new PolicyRule(
                id,
                required(named, fields, "text").text(),
                required(named, fields, "legal-basis").text());
        if (rules.put(id, rule) != null) {
            throw named.wrong("is there twice");
        }
        terms.put(id, fields);
    }

    /** What a rule says beside its prose. */
    private static Set<String> fieldsOf(RuleId id) {
        return switch (id) {
            case SAMPLE_REQUESTER -> Set.of("in-force");
            case PARTICIPATING_ORGANISATION -> Set.of("municipalities", "health-units");
            case PURPOSE -> Set.of("purposes");
            case YOUNG_ADULT -> Set.of("until-age", "kle");
            case AGE_GATE -> Set.of("adult-from");
            case TO_HEALTH, TO_MUNICIPALITY -> Set.of("roles", "items");
            case APPOINTMENTS_SWITCHED_ON -> Set.of("municipalities");
            case SENSITIVITY -> Set.of("limit");
            case KLE -> Set.of("default", "municipalities");
            case APPOINTMENT_KIND -> Set.of("kinds");
            case APPOINTMENT_SPECIALTY -> Set.of("specialties", "health-units");
            case IDENTIFIED_REQUESTER,
                    ROLE_WITHOUT_CHILD_DATA,
                    TREATMENT_RELATION,
                    DECEASED,
                    NOT_ALLOWED,
                    LIFECYCLE,
                    PRIMARY_PARTY,
                    PARTICIPANT,
                    SECURITY_PROFILE,
                    DISPLAY_CLASS,
                    KLE_NUMBER,
                    PROTECTED_PERSON,
                    PROTECTED_WHEREABOUTS,
                    CONCEALED_STAFF -> Set.of();
        };
    }

    private PolicyTerms terms() {
        PolicyNode kle = field(RuleId.KLE, "default");
        return new PolicyTerms(
                field(RuleId.SAMPLE_REQUESTER, "in-force")
                        .text("yes|no", "yes or no")
                        .equals("yes"),
                new Participants(
                        allOr(field(RuleId.PARTICIPATING_ORGANISATION, "municipalities"), CVR, "a CVR number"),
                        allOr(field(RuleId.PARTICIPATING_ORGANISATION, "health-units"), SOR, "a SOR id")),
                field(RuleId.PURPOSE, "purposes").texts("[A-Z]{2,12}", "a code of v3-PurposeOfUse"),
                adultFrom(),
                youngAdultUntil(),
                field(RuleId.YOUNG_ADULT, "kle").texts(KLE_NUMBER, "a KLE number xx.xx.xx"),
                direction(RuleId.TO_HEALTH, Set.of()),
                direction(
                        RuleId.TO_MUNICIPALITY,
                        direction(RuleId.TO_HEALTH, Set.of()).roles()),
                field(RuleId.APPOINTMENTS_SWITCHED_ON, "municipalities").texts(CVR, "a CVR number"),
                field(RuleId.SENSITIVITY, "limit")
                        .text(String.join("|", PolicyTerms.LEVELS), "one of " + PolicyTerms.LEVELS),
                list(kle, ""),
                municipalLists(kle),
                field(RuleId.APPOINTMENT_KIND, "kinds").texts("[A-Za-z]+", "a kind of appointment"),
                field(RuleId.APPOINTMENT_SPECIALTY, "specialties").texts(SOR, "a SNOMED CT code"),
                field(RuleId.APPOINTMENT_SPECIALTY, "health-units").texts(SOR, "a SOR id"));
    }

    private int adultFrom() {
        return Integer.parseInt(field(RuleId.AGE_GATE, "adult-from").text("1[0-9]", "an age from 10 to 19"));
    }

    private Optional<Integer> youngAdultUntil() {
        PolicyNode until = field(RuleId.YOUNG_ADULT, "until-age");
        if (until.says("off")) {
            return Optional.empty();
        }
        int age = Integer.parseInt(until.text("[12][0-9]", "off, or an age up to 29"));
        if (age <= adultFrom()) {
            throw until.wrong("must be above adult-from of rule age-gate");
        }
        return Optional.of(age);
    }

    private Direction direction(RuleId id, Set<Role> elsewhere) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (PolicyNode item : field(id, "roles").items()) {
            Role role = role(item);
            if (!roles.add(role) || elsewhere.contains(role)) {
                throw item.wrong("is there twice");
            }
        }
        Set<Item.Kind> kinds = EnumSet.noneOf(Item.Kind.class);
        for (PolicyNode item : field(id, "items").items()) {
            if (!kinds.add(kind(item))) {
                throw item.wrong("is there twice");
            }
        }
        if (!kinds.contains(Item.Kind.PERSON)) {
            throw field(id, "items").wrong("person must be among them: without the child nothing can be said of it");
        }
        return new Direction(roles, kinds);
    }

    private static Role role(PolicyNode place) {
        for (Role role : Role.values()) {
            if (place.says(role.code())) {
                return role;
            }
        }
        throw place.wrong("no such role");
    }

    private static Item.Kind kind(PolicyNode place) {
        for (Item.Kind kind : Item.Kind.values()) {
            if (place.says(kind.code())) {
                return kind;
            }
        }
        throw place.wrong("no such item");
    }

    private Map<String, KlePolicy> municipalLists(PolicyNode standard) {
        Map<String, KlePolicy> byCvr = new HashMap<>();
        for (PolicyNode place : field(RuleId.KLE, "municipalities").items()) {
            Map<String, PolicyNode> fields = place.fields();
            only(fields, Set.of("cvr", "list", "show", "deny"));
            PolicyNode cvr = required(place, fields, "cvr");
            KlePolicy own = list(fields.getOrDefault("list", standard), changes(fields));
            if (byCvr.put(cvr.text(CVR, "a CVR number"), own) != null) {
                throw cvr.wrong("is there twice");
            }
        }
        return byCvr;
    }

    /** What a municipality adds to a list and takes from it, as lines of such a list. What it denies has the last word. */
    private static String changes(Map<String, PolicyNode> fields) {
        StringBuilder lines = new StringBuilder();
        numbers(fields, "show")
                .forEach(number -> lines.append('\n').append(number).append(";show;yes"));
        numbers(fields, "deny")
                .forEach(number -> lines.append('\n').append(number).append(";deny;no"));
        return lines.toString();
    }

    private static Set<String> numbers(Map<String, PolicyNode> fields, String name) {
        PolicyNode place = fields.get(name);
        return place == null ? Set.of() : place.texts(KLE_NUMBER, "a KLE number xx.xx.xx");
    }

    private KlePolicy list(PolicyNode name, String more) {
        try {
            return KlePolicy.parse(
                    lists.apply(name.text("[A-Za-z0-9._-]+", "the name of a file beside the policy")) + more, topics);
        } catch (IllegalArgumentException e) {
            throw name.wrong(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<Set<String>> allOr(PolicyNode place, String form, String description) {
        return place.says("all") ? Optional.empty() : Optional.of(place.texts(form, description));
    }

    private PolicyNode field(RuleId id, String name) {
        PolicyNode field = terms.getOrDefault(id, new LinkedHashMap<>()).get(name);
        if (field == null) {
            throw new IllegalStateException("rule " + id.code() + " has no " + name);
        }
        return field;
    }

    private static PolicyNode required(PolicyNode place, Map<String, PolicyNode> fields, String name) {
        PolicyNode field = fields.get(name);
        if (field == null) {
            throw place.wrong(name + " is missing");
        }
        return field;
    }

    private static void only(Map<String, PolicyNode> fields, Set<String> known) {
        fields.forEach((name, place) -> {
            if (!known.contains(name)) {
                throw place.wrong("no such field");
            }
        });
    }
}

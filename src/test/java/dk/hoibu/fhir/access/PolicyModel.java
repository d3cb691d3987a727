package dk.hoibu.fhir.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * A random policy as plain values: it can be written as a file, and tells what may be seen by saying what must hold, not by asking rules in
 * turn. The oracle of {@link DisclosurePolicyPropertyTest}; knows nothing of how {@link DisclosurePolicy} decides.
 */
public final class PolicyModel {

    public static final List<String> CVR = List.of("29189420", "29189463", "29189439", "29189382");
    public static final List<String> SOR = List.of("9901911000016008", "9900711000016003", "9901611000016007");
    public static final List<String> KLE = List.of("34.10.10", "34.50.15", "17.03.04", "28.06.12", "34.10.30");
    public static final List<String> LEVELS =
            List.of("IKKE_FORTROLIGE_DATA", "FORTROLIGE_PERSONOPLYSNINGER", "FOELSOMME_PERSONOPLYSNINGER", "VIP_SAGER");
    public static final List<String> SPECIALTIES = List.of("394588006", "394587001");
    public static final List<String> KINDS = List.of("RegionalAppointment", "MunicipalityAppointment");
    public static final List<String> PURPOSES = List.of("TREAT", "ETREAT", "HRESCH");
    private static final List<String> ROLES = List.of(
            "gp",
            "psychiatrist",
            "ppr",
            "caseworker",
            "municipal-system",
            "message-handler",
            "ehr",
            "auditor",
            "operator");

    private final List<String> kle;
    private final boolean sample;
    private final Optional<Set<String>> municipalities;
    private final Optional<Set<String>> units;
    private final Set<String> purposes;
    private final int adult;
    private final int until;
    private final Set<String> youngKle;
    private final Set<String> healthRoles;
    private final Set<String> townRoles;
    private final Set<String> healthItems;
    private final Set<String> townItems;
    private final Set<String> switchedOn;
    private final int limit;
    private final Map<String, Boolean> listed = new TreeMap<>();
    private final Map<String, Map<String, Boolean>> ownLists = new TreeMap<>();
    private final Map<String, Set<String>> added = new TreeMap<>();
    private final Map<String, Set<String>> denied = new TreeMap<>();
    private final Set<String> kinds;
    private final Set<String> specialties;
    private final Set<String> specialUnits;

    PolicyModel(RandomGenerator random) {
        this(random, KLE);
    }

    /** A policy about those subjects. */
    public PolicyModel(RandomGenerator random, List<String> kle) {
        this.kle = List.copyOf(kle);
        sample = random.nextInt(4) > 0;
        municipalities = random.nextInt(4) == 0 ? Optional.empty() : Optional.of(some(CVR, 80, random));
        units = random.nextInt(4) == 0 ? Optional.empty() : Optional.of(some(SOR, 80, random));
        purposes = some(PURPOSES, 60, random);
        adult = random.nextInt(15, 20);
        until = random.nextBoolean() ? 0 : random.nextInt(adult + 1, 26);
        youngKle = some(kle, 50, random);
        healthRoles = some(ROLES.subList(0, 3), 80, random);
        townRoles = some(ROLES.subList(2, 6), 80, random);
        townRoles.removeAll(healthRoles);
        healthItems = items(75, random);
        townItems = items(50, random);
        switchedOn = some(CVR, 60, random);
        limit = random.nextInt(3);
        fill(listed, random);
        for (String cvr : some(CVR, 40, random)) {
            if (random.nextBoolean()) {
                Map<String, Boolean> own = new TreeMap<>();
                fill(own, random);
                ownLists.put(cvr, own);
            }
            added.put(cvr, some(kle, 20, random));
            denied.put(cvr, some(kle, 20, random));
        }
        kinds = some(KINDS, 70, random);
        specialties = some(SPECIALTIES, 70, random);
        specialUnits = some(SOR, 20, random);
    }

    private static Set<String> some(Collection<String> all, int percent, RandomGenerator random) {
        Set<String> some = new TreeSet<>();
        all.stream().filter(any -> random.nextInt(100) < percent).forEach(some::add);
        return some;
    }

    private static Set<String> items(int percent, RandomGenerator random) {
        Set<String> items = some(List.of("case", "contact", "appointment", "school", "gp"), percent, random);
        items.add("person");
        return items;
    }

    private void fill(Map<String, Boolean> list, RandomGenerator random) {
        some(kle, 70, random).forEach(number -> list.put(number, random.nextInt(4) > 0));
    }

    /** The policy as a file. */
    public String yaml() {
        List<String> lines = new ArrayList<>(List.of("policy: random", "version: 1", "rules:"));
        for (RuleId rule : RuleId.values()) {
            lines.add("- {id: " + rule.code() + ", text: t, legal-basis: b" + fields(rule.code()) + "}");
        }
        return String.join("\n", lines);
    }

    private String fields(String rule) {
        return switch (rule) {
            case "sample-requester" -> ", in-force: " + (sample ? "yes" : "no");
            case "participating-organisation" ->
                ", municipalities: " + allOr(municipalities) + ", health-units: " + allOr(units);
            case "purpose" -> ", purposes: " + purposes;
            case "young-adult" -> ", until-age: " + (until == 0 ? "off" : until) + ", kle: " + youngKle;
            case "age-gate" -> ", adult-from: " + adult;
            case "to-health" -> ", roles: " + healthRoles + ", items: " + healthItems;
            case "to-municipality" -> ", roles: " + townRoles + ", items: " + townItems;
            case "appointments-switched-on" -> ", municipalities: " + switchedOn;
            case "sensitivity" -> ", limit: " + LEVELS.get(limit);
            case "kle" -> ", default: kle.csv, municipalities: " + ownRows();
            case "appointment-kind" -> ", kinds: " + kinds;
            case "appointment-specialty" -> ", specialties: " + specialties + ", health-units: " + specialUnits;
            default -> "";
        };
    }

    private static String allOr(Optional<Set<String>> some) {
        return some.map(Set::toString).orElse("all");
    }

    private List<String> ownRows() {
        return added.keySet().stream()
                .map(cvr -> "{cvr: " + cvr + (ownLists.containsKey(cvr) ? ", list: " + cvr + ".csv" : "") + ", show: "
                        + added.get(cvr) + ", deny: " + denied.get(cvr) + "}")
                .toList();
    }

    /** The municipalities with a list of their own. */
    public Set<String> withOwnList() {
        return Set.copyOf(ownLists.keySet());
    }

    /** The age at which one is an adult. */
    public int adult() {
        return adult;
    }

    /** Whether somebody of {@code age} who is an adult may still have cases shown. */
    public boolean mayBeYoungAdult(int age) {
        return age >= adult && age < until;
    }

    /** Whether whoever asks may ask about any child. */
    public boolean welcomes(Asker who) {
        return welcome(who);
    }

    /** Whether whoever asks may see things of that kind, of some child. */
    public boolean opens(Asker who, String kind) {
        return welcome(who) && open(who, kind);
    }

    /** The list with that name. */
    public String list(String name) {
        Map<String, Boolean> numbers =
                name.equals("kle.csv") ? listed : ownLists.get(name.substring(0, name.length() - ".csv".length()));
        StringBuilder lines = new StringBuilder();
        kle.forEach(number -> lines.append(number)
                .append(numbers.containsKey(number) ? ";show;" + (numbers.get(number) ? "yes" : "no") : ";deny;no")
                .append('\n'));
        return lines.toString();
    }

    // ------------------------------------------------------------------------------------------------- what may be
    // seen

    /** One who asks, as plain values. */
    public record Asker(
            boolean here,
            boolean known,
            String role,
            String register,
            String organisation,
            String purpose,
            boolean treats) {}

    /** A child and one thing about it, as plain values; what does not concern the kind of thing is ignored. */
    public record Thing(
            Integer age,
            boolean dead,
            boolean protectedChild,
            String kind,
            String owner,
            String kle,
            String level,
            boolean profile,
            boolean hidingClass,
            boolean primary,
            boolean imported,
            boolean flagged,
            String type,
            String specialty,
            String unit) {}

    /** What must become of it: shown, reduced, hidden or refused. */
    public String effect(Asker who, Thing what) {
        if (!welcome(who)) {
            return "refused";
        }
        if (!open(who, what.kind())) {
            return "hidden";
        }
        if (what.kind().equals("person")) {
            return what.protectedChild() ? "reduced" : "shown";
        }
        boolean present = !what.dead() && (what.age() == null || what.age() < adult || spared(what));
        return present ? itself(what) : "hidden";
    }

    private String itself(Thing what) {
        return switch (what.kind()) {
            case "case" -> caseItself(what);
            case "contact" -> what.flagged() ? "reduced" : "shown";
            case "appointment" ->
                kinds.contains(what.type()) && (special(what) || specialUnits.contains(what.unit()))
                        ? "shown"
                        : "hidden";
            default -> what.protectedChild() || what.flagged() ? "hidden" : "shown";
        };
    }

    private String caseItself(Thing what) {
        boolean clean = what.imported() && what.primary() && !what.profile() && !what.hidingClass();
        boolean ours = what.owner() != null && takesPart(what.owner());
        boolean mild =
                what.level() != null && LEVELS.indexOf(what.level()) >= 0 && LEVELS.indexOf(what.level()) <= limit;
        Optional<Boolean> number = number(what.owner(), what.kle());
        if (!(clean && ours && mild) || number.isEmpty()) {
            return "hidden";
        }
        return number.get() ? "shown" : "reduced";
    }

    private boolean special(Thing what) {
        return what.specialty() != null && specialties.contains(what.specialty());
    }

    private boolean takesPart(String cvr) {
        return municipalities.isEmpty() || municipalities.get().contains(cvr);
    }

    /** Whether the KLE number is shown beside the area; empty when the subject is not shown at all. */
    private Optional<Boolean> number(String owner, String kle) {
        if (kle == null || owner != null && denied.getOrDefault(owner, Set.of()).contains(kle)) {
            return Optional.empty();
        }
        if (owner != null && added.getOrDefault(owner, Set.of()).contains(kle)) {
            return Optional.of(true);
        }
        Map<String, Boolean> list = owner == null ? listed : ownLists.getOrDefault(owner, listed);
        return Optional.ofNullable(list.get(kle));
    }

    private boolean spared(Thing what) {
        return what.age() < until
                && (what.kind().equals("contact")
                        || what.kind().equals("case") && what.kle() != null && youngKle.contains(what.kle()));
    }

    private boolean welcome(Asker who) {
        if (!who.known()) {
            return sample && who.here();
        }
        boolean doctor = healthRoles.contains(who.role())
                && who.register().equals("SOR")
                && (units.isEmpty() || units.get().contains(who.organisation()))
                && who.treats()
                && who.purpose() != null
                && purposes.contains(who.purpose());
        boolean townsman =
                townRoles.contains(who.role()) && who.register().equals("CVR") && takesPart(who.organisation());
        return doctor || townsman;
    }

    private boolean open(Asker who, String kind) {
        if (!who.known()) {
            return true;
        }
        return healthRoles.contains(who.role())
                ? healthItems.contains(kind)
                : townItems.contains(kind) && (!kind.equals("appointment") || switchedOn.contains(who.organisation()));
    }

    // ------------------------------------------------------------------------------------------------- which rule says
    // so

    /** Every rule that this breaks, in whatever order; the first of them in the file is the one that must be named. */
    Set<RuleId> broken(Asker who, Thing what) {
        Set<RuleId> broken = EnumSet.noneOf(RuleId.class);
        boolean doctor = healthRoles.contains(who.role());
        boolean townsman = townRoles.contains(who.role());
        boolean isCase = what.kind().equals("case");
        boolean isPerson = what.kind().equals("person");
        boolean isPlace = what.kind().equals("school") || what.kind().equals("gp");
        boolean isMeeting = what.kind().equals("appointment");
        if (!who.known()) {
            note(broken, RuleId.IDENTIFIED_REQUESTER, !(sample && who.here()));
        } else {
            note(broken, RuleId.ROLE_WITHOUT_CHILD_DATA, !doctor && !townsman);
            boolean member = doctor
                    ? who.register().equals("SOR")
                            && (units.isEmpty() || units.get().contains(who.organisation()))
                    : who.register().equals("CVR") && takesPart(who.organisation());
            note(broken, RuleId.PARTICIPATING_ORGANISATION, !member);
            note(broken, RuleId.TREATMENT_RELATION, doctor && !who.treats());
            note(broken, RuleId.PURPOSE, doctor && (who.purpose() == null || !purposes.contains(who.purpose())));
            boolean listedThere = (doctor ? healthItems : townItems).contains(what.kind());
            note(broken, RuleId.NOT_ALLOWED, !listedThere);
            note(
                    broken,
                    RuleId.APPOINTMENTS_SWITCHED_ON,
                    !doctor && listedThere && isMeeting && !switchedOn.contains(who.organisation()));
        }
        note(broken, RuleId.DECEASED, !isPerson && what.dead());
        note(broken, RuleId.AGE_GATE, !isPerson && what.age() != null && what.age() >= adult && !spared(what));
        note(broken, RuleId.LIFECYCLE, isCase && !what.imported());
        note(broken, RuleId.PRIMARY_PARTY, isCase && !what.primary());
        note(broken, RuleId.PARTICIPANT, isCase && (what.owner() == null || !takesPart(what.owner())));
        note(broken, RuleId.SECURITY_PROFILE, isCase && what.profile());
        note(broken, RuleId.DISPLAY_CLASS, isCase && what.hidingClass());
        note(broken, RuleId.SENSITIVITY, isCase && (what.level() == null || LEVELS.indexOf(what.level()) > limit));
        Optional<Boolean> number = number(what.owner(), what.kle());
        note(broken, RuleId.KLE, isCase && number.isEmpty());
        note(
                broken,
                RuleId.KLE_NUMBER,
                isCase && number.filter(Predicate.isEqual(true)).isEmpty());
        note(broken, RuleId.APPOINTMENT_KIND, isMeeting && !kinds.contains(what.type()));
        note(broken, RuleId.APPOINTMENT_SPECIALTY, isMeeting && !special(what) && !specialUnits.contains(what.unit()));
        note(broken, RuleId.PROTECTED_PERSON, isPerson && what.protectedChild());
        note(broken, RuleId.PROTECTED_WHEREABOUTS, isPlace && (what.protectedChild() || what.flagged()));
        note(broken, RuleId.CONCEALED_STAFF, what.kind().equals("contact") && what.flagged());
        return broken;
    }

    /** The id of the rule that hides this; it must be hidden. */
    public String hider(Asker who, Thing what) {
        return broken(who, what).iterator().next().code();
    }

    /** The rule that opens when none is broken. */
    RuleId opener(Asker who, Thing what) {
        boolean grown = what.age() != null && what.age() >= adult;
        if (grown && !what.kind().equals("person")) {
            return RuleId.YOUNG_ADULT;
        }
        if (!who.known()) {
            return RuleId.SAMPLE_REQUESTER;
        }
        return healthRoles.contains(who.role()) ? RuleId.TO_HEALTH : RuleId.TO_MUNICIPALITY;
    }

    private static void note(Set<RuleId> broken, RuleId rule, boolean isBroken) {
        if (isBroken) {
            broken.add(rule);
        }
    }
}

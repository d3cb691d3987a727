package dk.hoibu.fhir.access;

import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.access.PolicyModel.Asker;
import dk.hoibu.fhir.access.PolicyModel.Thing;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The policy against an oracle that was written differently: random policies, people, children and things. */
class DisclosurePolicyPropertyTest {

    private static final long SEED = 20261121L;
    private static final int POLICIES = 500;
    private static final int CASES_EACH = 200;
    private static final Map<String, KlePolicy.Topic> TOPICS = Map.of(
            "34.10.10", topic(), "34.50.15", topic(), "17.03.04", topic(), "28.06.12", topic(), "34.10.30", topic());

    @Test
    void aHundredThousandDecisionsAreWhatTheOracleSays() {
        SplittableRandom random = new SplittableRandom(Long.getLong("hoibu.seed", SEED));
        List<String> differences = new ArrayList<>();
        Map<RuleId, Integer> decided = new EnumMap<>(RuleId.class);
        for (int i = 0; i < POLICIES; i++) {
            PolicyModel model = new PolicyModel(random);
            DisclosurePolicy policy = PolicyReader.read(model.yaml(), model::list, TOPICS);
            for (int j = 0; j < CASES_EACH; j++) {
                Asker asker = asker(random);
                Thing thing = thing(random);
                Disclosure decision = policy.decide(requester(asker), child(thing), item(thing));
                decided.merge(decision.rule().id(), 1, Integer::sum);
                String expected = model.effect(asker, thing) + " " + expectedRule(model, asker, thing);
                String found = effect(decision) + " " + decision.rule().id();
                if (!found.equals(expected)) {
                    differences.add("policy " + i + ", case " + j + ": " + found + ", not " + expected + " for " + asker
                            + " " + thing);
                }
            }
        }

        assertThat(differences).isEmpty();
        assertThat(decided.keySet()).as("every rule decided something").containsExactlyInAnyOrder(RuleId.values());
        assertThat(decided.values()).allSatisfy(count -> assertThat(count).isGreaterThan(50));
    }

    /** That the oracle would notice: it is no copy of what it judges. */
    @ParameterizedTest
    @EnumSource(RuleId.class)
    void theOracleNoticesWhenAnyOneRuleIsTakenAway(RuleId rule) {
        SplittableRandom random = new SplittableRandom(SEED);
        int differences = 0;
        for (int i = 0; i < 20; i++) {
            PolicyModel model = new PolicyModel(random);
            DisclosurePolicy mutant =
                    PolicyReader.read(model.yaml(), model::list, TOPICS).without(rule);
            for (int j = 0; j < CASES_EACH; j++) {
                Asker asker = asker(random);
                Thing thing = thing(random);
                if (!effect(mutant.decide(requester(asker), child(thing), item(thing)))
                        .equals(model.effect(asker, thing))) {
                    differences++;
                }
            }
        }

        assertThat(differences).isPositive();
    }

    private static String effect(Disclosure decision) {
        return decision.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static RuleId expectedRule(PolicyModel model, Asker asker, Thing thing) {
        Set<RuleId> broken = model.broken(asker, thing);
        return broken.isEmpty() ? model.opener(asker, thing) : broken.iterator().next();
    }

    private static Asker asker(SplittableRandom random) {
        Role role = Role.values()[random.nextInt(10) == 0 ? random.nextInt(8) : random.nextInt(5)];
        boolean health = role.ordinal() < 2 || role == Role.PPR && random.nextInt(3) == 0;
        boolean sor = random.nextInt(20) == 0 ? !health : health;
        return new Asker(
                random.nextInt(3) > 0,
                random.nextInt(6) > 0,
                role.code(),
                sor ? "SOR" : "CVR",
                any(sor ? PolicyModel.SOR : PolicyModel.CVR, random),
                random.nextInt(10) == 0 ? null : any(PolicyModel.PURPOSES, random),
                random.nextInt(10) > 0);
    }

    private static Thing thing(SplittableRandom random) {
        return new Thing(
                random.nextInt(10) == 0 ? null : (Integer) random.nextInt(random.nextInt(3) == 0 ? 14 : 0, 26),
                random.nextInt(20) == 0,
                random.nextInt(8) == 0,
                any(List.of("person", "case", "case", "case", "contact", "appointment", "school", "gp"), random),
                random.nextInt(15) == 0 ? null : any(PolicyModel.CVR, random),
                random.nextInt(15) == 0 ? null : any(PolicyModel.KLE, random),
                random.nextInt(15) == 0 ? null : any(PolicyModel.LEVELS, random),
                random.nextInt(12) == 0,
                random.nextInt(12) == 0,
                random.nextInt(12) > 0,
                random.nextInt(12) > 0,
                random.nextInt(8) == 0,
                any(PolicyModel.KINDS, random),
                random.nextInt(8) == 0 ? null : any(PolicyModel.SPECIALTIES, random),
                any(PolicyModel.SOR, random));
    }

    private static Requester requester(Asker asker) {
        if (!asker.known()) {
            return new Requester(asker.here(), "request");
        }
        Requester user = PolicyTable.user(
                Role.ofCode(asker.role()),
                Register.valueOf(asker.register()),
                asker.organisation(),
                asker.treats(),
                asker.purpose() == null ? "" : asker.purpose());
        return new Requester(asker.here(), "request", user.identity());
    }

    private static ChildFacts child(Thing thing) {
        return new ChildFacts(Optional.ofNullable(thing.age()), thing.dead(), thing.protectedChild());
    }

    private static Item item(Thing thing) {
        return switch (thing.kind()) {
            case "person" -> new Item.Child();
            case "case" ->
                new Item.MunicipalCase(new CaseFacts(
                        Optional.ofNullable(thing.owner()),
                        Optional.ofNullable(thing.kle()),
                        Optional.ofNullable(thing.level()),
                        thing.profile(),
                        thing.hidingClass(),
                        thing.primary(),
                        thing.imported()));
            case "contact" -> new Item.Contact(thing.flagged());
            case "appointment" ->
                new Item.Appointment(thing.type(), Optional.ofNullable(thing.specialty()), thing.unit());
            case "school" -> new Item.School(thing.flagged());
            case "gp" -> new Item.Gp(thing.flagged());
            default -> throw new IllegalArgumentException(thing.kind());
        };
    }

    private static KlePolicy.Topic topic() {
        return new KlePolicy.Topic(KleSubject.Area.FAMILY, Optional.empty());
    }

    private static String any(List<String> all, SplittableRandom random) {
        return all.get(random.nextInt(all.size()));
    }
}

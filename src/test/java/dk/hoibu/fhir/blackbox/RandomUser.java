package dk.hoibu.fhir.blackbox;

import dk.hoibu.fhir.access.PolicyModel;
import dk.hoibu.fhir.access.PolicyModel.Asker;
import dk.hoibu.fhir.smart.TestIssuer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who asks, with a token, and what its scopes permit by a reading of their own.
 *
 * @param scopes those that permit something
 * @param text all of them, as they stand in the token
 * @param context the number of the child that the application was opened for; null for none
 */
record RandomUser(
        Asker asker,
        List<Granted> scopes,
        String text,
        @Nullable String context) {

    /** A scope; {@code must} is what a case's or appointment's status or area must be, null when there is no such condition. */
    record Granted(
            boolean patient,
            String type,
            boolean read,
            boolean search,
            @Nullable String must) {}

    private static final List<String> BROAD =
            List.of("user/*.rs", "user/*.read", "user/*.cruds", "system/*.rs", "user/*.*", "user/*.rs openid fhirUser");
    private static final List<String> TYPES = List.of(
            "Patient", "EpisodeOfCare", "Appointment", "CareTeam", "Organization", "PractitionerRole", "Practitioner");
    private static final List<String> NOTHING = List.of(
            "openid",
            "user/EpisodeOfCare.dus",
            "user/*.sr",
            "user/*.R",
            "user/*.write",
            "user/EpisodeOfCare.rs?code:in=x",
            "user/EpisodeOfCare.rs?nonsense=1",
            "user/*.read?status=active");

    static RandomUser any(RandomGenerator random, String child, List<String> others) {
        Asker asker = asker(random);
        String context = random.nextInt(3) > 0 ? null : random.nextInt(4) > 0 ? child : one(others, random);
        List<Granted> scopes = new ArrayList<>();
        List<String> text = new ArrayList<>();
        int kind = random.nextInt(10);
        if (kind < 5) {
            text.add(one(BROAD, random));
            scopes.add(new Granted(false, "*", true, true, null));
        } else if (kind < 7) {
            text.add("patient/*.rs");
            scopes.add(new Granted(true, "*", true, true, null));
        } else if (kind < 9) {
            for (int n = random.nextInt(1, 7); n > 0; n--) {
                add(random, scopes, text);
            }
        }
        if (kind == 9 || random.nextInt(10) == 0) {
            text.add(one(NOTHING, random));
        }
        return new RandomUser(asker, List.copyOf(scopes), String.join(" ", text), context);
    }

    private static void add(RandomGenerator random, List<Granted> scopes, List<String> text) {
        boolean patient = random.nextInt(4) == 0;
        String type = one(TYPES, random);
        String actions = one(List.of("rs", "rs", "r", "s"), random);
        String must = null;
        String condition = "";
        if (random.nextInt(3) == 0 && type.equals("EpisodeOfCare")) {
            must = one(List.of("active", "finished", "familie", "ppr"), random);
            condition = (must.equals("familie") || must.equals("ppr") ? "?type=" : "?status=") + must;
        } else if (random.nextInt(3) == 0 && type.equals("Appointment")) {
            must = one(List.of("booked", "proposed"), random);
            condition = "?status=" + must;
        }
        text.add((patient ? "patient/" : "user/") + type + "." + actions + condition);
        scopes.add(new Granted(patient, type, actions.contains("r"), actions.contains("s"), must));
    }

    private static Asker asker(RandomGenerator random) {
        String role = random.nextInt(8) == 0
                ? one(List.of("message-handler", "auditor", "operator"), random)
                : one(List.of("gp", "psychiatrist", "ppr", "caseworker", "municipal-system"), random);
        boolean health = role.equals("gp") || role.equals("psychiatrist") || random.nextInt(8) == 0;
        return new Asker(
                true,
                true,
                role,
                health ? "SOR" : "CVR",
                one(health ? PolicyModel.SOR : PolicyModel.CVR, random),
                random.nextInt(8) == 0 ? null : random.nextInt(3) > 0 ? "TREAT" : one(PolicyModel.PURPOSES, random),
                random.nextInt(10) > 0);
    }

    /** The scopes that let that be done. */
    List<Granted> covering(String type, boolean search) {
        return scopes.stream()
                .filter(it -> it.type().equals("*") || it.type().equals(type))
                .filter(it -> search ? it.search() : it.read())
                .filter(it -> !it.patient() || context != null)
                .toList();
    }

    /** Whether those scopes let one ask about the child with that number. */
    boolean isAbout(List<Granted> covering, String number) {
        return covering.stream().anyMatch(it -> !it.patient()) || number.equals(context);
    }

    /** Whether they let something of that child be shown, given what conditions it fulfils. */
    boolean shows(List<Granted> covering, String number, Predicate<String> fulfils) {
        return covering.stream()
                .anyMatch(it ->
                        (it.must() == null || fulfils.test(it.must())) && (!it.patient() || number.equals(context)));
    }

    static boolean isWhole(List<Granted> covering) {
        return covering.stream().anyMatch(it -> it.must() == null);
    }

    /** {@code patient}: the id of the child of {@link #context}. */
    String token(TestIssuer issuer, String audience, @Nullable String patient) {
        Map<String, @Nullable Object> claims = TestIssuer.claims(audience, Instant.now());
        // the same user each time, and seldom another's
        int who = Math.floorMod(hashCode(), 1000);
        claims.put("sub", "user-" + who);
        claims.put("name", "Test Testesen " + Integer.toString(who, 36));
        claims.put("client_id", "client-" + who % 7);
        if (context != null) {
            claims.put("launch_correlation", "press-" + who);
        }
        claims.put("scope", text);
        claims.put("role", asker.role());
        claims.put("organisation", asker.register().toLowerCase(java.util.Locale.ROOT) + ":" + asker.organisation());
        claims.put("treatment_relation", asker.treats());
        claims.remove("purpose_of_use");
        if (asker.purpose() != null) {
            claims.put("purpose_of_use", asker.purpose());
        }
        if (patient != null) {
            claims.put("patient", patient);
        }
        return issuer.sign(claims);
    }

    private static String one(List<String> all, RandomGenerator random) {
        return all.get(random.nextInt(all.size()));
    }
}

package dk.hoibu.fhir.blackbox;

import static dk.hoibu.fhir.blackbox.Folder.list;
import static dk.hoibu.fhir.blackbox.Folder.text;

import com.fasterxml.jackson.databind.JsonNode;
import dk.hoibu.fhir.access.PolicyModel;
import dk.hoibu.fhir.access.PolicyModel.Asker;
import dk.hoibu.fhir.access.PolicyModel.Thing;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says what somebody may see of a child, from the records of a data folder and the plain values of a policy, by its own reading of both. It
 * knows none of the server's code.
 */
final class Oracle {

    /** The areas of the subjects that the policies here show. */
    static final Map<String, String> AREAS = Map.of(
            "34.10.10", "familie",
            "34.50.15", "familie",
            "34.15.05", "familie",
            "17.03.04", "ppr",
            "28.06.12", "dagtilbud-støtte");

    static final String NAMELESS = "Navn vises ikke";
    private static final Set<String> HARMLESS_CLASSES = Set.of("Primær klasse", "Handlingsklasse");

    /** A case as it may be seen; {@code kle} is null when its number may not be. */
    record SeenCase(
            String uuid,
            String status,
            String area,
            @Nullable String kle,
            @Nullable String manager) {}

    /** An appointment as it may be seen. */
    record SeenBooking(String id, @Nullable Instant start, String unit) {
        String status() {
            return start == null ? "proposed" : "booked";
        }
    }

    /**
     * What may be seen of a child.
     *
     * @param known whether there is such a person
     * @param named whether the name may be seen
     * @param closed whether nothing is told because the person is dead or an adult
     * @param whole whether nothing that was asked for is closed to whoever asks, or could not be asked
     * @param places schools and daycares, by number
     */
    record Sight(
            boolean known,
            boolean named,
            boolean closed,
            boolean whole,
            List<SeenCase> cases,
            List<SeenBooking> bookings,
            Set<String> places,
            boolean gp) {

        static final Sight NOBODY = new Sight(false, false, false, true, List.of(), List.of(), Set.of(), false);
    }

    private final Folder folder;
    private final PolicyModel policy;
    private final Instant now = Instant.now();

    Oracle(Folder folder, PolicyModel policy) {
        this.folder = folder;
        this.policy = policy;
    }

    Folder folder() {
        return folder;
    }

    PolicyModel policy() {
        return policy;
    }

    /** {@code parts}: of case, appointment, school and gp, what is asked about; none when only the person is. */
    Sight see(Asker who, String number, Set<String> parts) {
        return folder.person(number).map(person -> see(who, person, parts)).orElse(Sight.NOBODY);
    }

    private Sight see(Asker who, JsonNode person, Set<String> parts) {
        Child child = child(person);
        boolean named = policy.effect(who, thing(child, "person")).equals("shown")
                && (person.has("fornavn") || person.has("efternavn"));
        boolean grown = child.age() >= policy.adult();
        boolean closed = child.dead() || grown && !policy.mayBeYoungAdult(child.age());
        List<SeenCase> cases = parts.contains("case") && !closed ? cases(who, child) : List.of();
        if (!parts.isEmpty() && (closed || grown && cases.isEmpty())) {
            return new Sight(true, named, true, false, List.of(), List.of(), Set.of(), false);
        }
        List<JsonNode> attending = folder.pupilsByNumber.getOrDefault(child.number(), List.of());
        boolean flagged = attending.stream().anyMatch(it -> it.path("protected").asBoolean());
        boolean open = parts.stream().allMatch(part -> policy.opens(who, part));
        boolean askable = child.number().matches("\\d{10}") || parts.equals(Set.of("appointment")) || parts.isEmpty();
        return new Sight(
                true,
                named,
                false,
                open && askable,
                cases,
                parts.contains("appointment") ? bookings(who, child) : List.of(),
                parts.contains("school") && shown(who, thing(child, "school", flagged)) ? places(attending) : Set.of(),
                parts.contains("gp")
                        && shown(who, thing(child, "gp", flagged))
                        && folder.clinics.contains(text(person, "ydernummer")));
    }

    private record Child(String number, int age, boolean dead, boolean isProtected) {}

    private Child child(JsonNode person) {
        return new Child(
                text(person, "personnummer"),
                Period.between(folder.date(text(person, "foedselsdato")), folder.today)
                        .getYears(),
                person.path("status").asInt() == 90,
                isProtected(person));
    }

    private boolean isProtected(JsonNode person) {
        JsonNode protection = person.path("adressebeskyttelse");
        return protection.path("beskyttet").asBoolean()
                && (!protection.has("startdato")
                        || !folder.date(text(protection, "startdato")).isAfter(folder.today))
                && (!protection.has("slutdato")
                        || folder.date(text(protection, "slutdato")).isAfter(folder.today));
    }

    private boolean shown(Asker who, Thing thing) {
        return List.of("shown", "reduced").contains(policy.effect(who, thing));
    }

    private static Thing thing(Child child, String kind) {
        return thing(child, kind, false);
    }

    private static Thing thing(Child child, String kind, boolean flagged) {
        return new Thing(
                child.age(),
                child.dead(),
                child.isProtected(),
                kind,
                null,
                null,
                null,
                false,
                false,
                true,
                true,
                flagged,
                "",
                null,
                "");
    }

    // ---- cases

    private List<SeenCase> cases(Asker who, Child child) {
        List<SeenCase> cases = new ArrayList<>();
        for (JsonNode it : folder.casesByNumber.getOrDefault(child.number(), List.of())) {
            String kle = kle(it);
            String effect = policy.effect(who, caseThing(child, it, kle));
            String status = status(it);
            if (status != null && List.of("shown", "reduced").contains(effect)) {
                cases.add(new SeenCase(
                        text(it, "UUIDIdentifikator"),
                        status,
                        Objects.requireNonNull(AREAS.get(kle)),
                        effect.equals("shown") ? kle : null,
                        manager(who, child, it)));
            }
        }
        return cases;
    }

    private @Nullable String kle(JsonNode it) {
        return inForce(it, "Sagsklasse", part -> text(part, "Rolle").equals("Primær klasse"))
                .map(part -> part.path("BrugervendtNoegle").asText(null))
                .orElse(null);
    }

    /** How many of the child's cases each rule hides, by its id; of one whose child is told of. */
    Map<String, Integer> hiddenCases(Asker who, String number) {
        Map<String, Integer> hidden = new TreeMap<>();
        folder.person(number).map(this::child).ifPresent(child -> {
            for (JsonNode it : folder.casesByNumber.getOrDefault(child.number(), List.of())) {
                Thing thing = caseThing(child, it, kle(it));
                if (status(it) == null) {
                    hidden.merge("no-progress-in-force", 1, Integer::sum);
                } else if (policy.effect(who, thing).equals("hidden")) {
                    hidden.merge(policy.hider(who, thing), 1, Integer::sum);
                }
            }
        });
        return hidden;
    }

    private Thing caseThing(Child child, JsonNode it, @Nullable String kle) {
        String owner = inForce(it, "Sagsaktoer", part -> text(part, "Rolle").equals("Ejer"))
                .map(part -> part.path("CVR-Nummer").asText(null))
                .orElse(null);
        boolean profile =
                list(it, "Sikkerhedsprofil").anyMatch(part -> folder.until(part).isAfter(now));
        boolean hiding = list(it, "Sagsklasse")
                .filter(part -> folder.until(part).isAfter(now))
                .anyMatch(part -> !HARMLESS_CLASSES.contains(text(part, "Rolle")));
        boolean primary = all(it, "Sagspart")
                .filter(part -> text(part, "Rolle").equals("Primær part"))
                .anyMatch(part -> text(part, "ReferenceID").equals("urn:oio:cpr-nr:" + child.number()));
        return new Thing(
                child.age(),
                child.dead(),
                child.isProtected(),
                "case",
                owner,
                kle,
                it.path("Foelsomhed").asText(null),
                profile,
                hiding,
                primary,
                text(it, "LivscyklusKode").equals("Importeret"),
                false,
                "",
                null,
                "");
    }

    private Stream<JsonNode> all(JsonNode whole, String field) {
        return list(whole, field)
                .filter(part -> !folder.from(part, whole).isAfter(now)
                        && folder.until(part).isAfter(now));
    }

    private Optional<JsonNode> inForce(JsonNode whole, String field, Predicate<JsonNode> wanted) {
        return all(whole, field).filter(wanted).max(Comparator.comparing(part -> folder.from(part, whole)));
    }

    /** Null when no progress holds: such a case is left out. */
    private @Nullable String status(JsonNode it) {
        Optional<JsonNode> inForce = inForce(it, "Fremdrift", part -> true);
        if (inForce.isPresent()) {
            return text(inForce.get(), "FremdriftStatusKode").equals("Afsluttet") ? "finished" : "active";
        }
        boolean ahead = it.path("Fremdrift").size() > 0
                && list(it, "Fremdrift").allMatch(part -> folder.from(part, it).isAfter(now));
        return ahead ? "planned" : null;
    }

    /** The name of who works on it; null when nobody is to be seen. */
    private @Nullable String manager(Asker who, Child child, JsonNode it) {
        JsonNode actor = inForce(it, "Sagsaktoer", part -> text(part, "Rolle").equals("Primær behandler"))
                .filter(part -> text(part, "Type").equals("Bruger"))
                .orElse(null);
        if (actor == null) {
            return null;
        }
        JsonNode employee = folder.staff.get(text(actor, "ReferenceID"));
        if (employee != null && (!text(employee, "status").equals("AKTIV") || !isMember(employee))) {
            return null;
        }
        boolean concealed =
                employee != null && employee.path("identitetssloering").asBoolean();
        String name = employee == null ? actor.path("FuldtNavn").asText(NAMELESS) : text(employee, "navn");
        return switch (policy.effect(who, thing(child, "contact", concealed))) {
            case "shown" -> name;
            case "reduced" -> NAMELESS;
            default -> null;
        };
    }

    private boolean isMember(JsonNode employee) {
        return list(employee, "harMedlemskab")
                .anyMatch(it -> !folder.date(text(it, "start")).isAfter(folder.today)
                        && (!it.has("slut") || folder.date(text(it, "slut")).isAfter(folder.today)));
    }

    // ---- appointments, places

    private List<SeenBooking> bookings(Asker who, Child child) {
        Map<String, JsonNode> newest = new HashMap<>();
        folder.bookingsByNumber.getOrDefault(child.number(), List.of()).stream()
                .filter(it -> text(it, "availabilityStatus").equals("Approved"))
                .sorted(Comparator.comparing(it -> folder.instant(text(it, "effectiveTime"))))
                .forEach(it -> newest.put(text(it, "encounterId"), it));
        return newest.values().stream()
                .filter(it -> text(it, "code").equals("RegionalAppointment")
                        && text(it, "practiceSetting").equals("394588006"))
                .filter(this::isAhead)
                .filter(it -> shown(who, bookingThing(child, it)))
                .map(it -> new SeenBooking(
                        text(it, "encounterId"),
                        it.has("low") ? folder.instant(text(it, "low")) : null,
                        text(it.path("performer"), "sor")))
                .toList();
    }

    private boolean isAhead(JsonNode it) {
        String start = it.has("low") ? text(it, "low") : text(it, "high");
        return start.isEmpty()
                || !folder.date(start).isBefore(folder.today)
                || it.has("high") && folder.instant(text(it, "high")).isAfter(now);
    }

    private static Thing bookingThing(Child child, JsonNode it) {
        return new Thing(
                child.age(),
                child.dead(),
                child.isProtected(),
                "appointment",
                null,
                null,
                null,
                false,
                false,
                true,
                true,
                false,
                text(it, "code"),
                it.path("practiceSetting").asText(null),
                text(it.path("performer"), "sor"));
    }

    private Set<String> places(List<JsonNode> attending) {
        int year = folder.today.getMonthValue() >= 8 ? folder.today.getYear() : folder.today.getYear() - 1;
        List<JsonNode> open = attending.stream()
                .filter(it ->
                        !it.has("toDate") || !folder.date(text(it, "toDate")).isBefore(folder.today))
                .filter(it -> !it.has("fromDate")
                        || !folder.date(text(it, "fromDate")).isAfter(folder.today))
                .filter(it -> year(it, year) <= year)
                .toList();
        int latest = open.stream().mapToInt(it -> year(it, year)).max().orElse(0);
        Set<String> places = new TreeSet<>();
        open.stream()
                .filter(it -> year(it, year) == latest)
                .map(it -> text(it, "institutionNumber"))
                .filter(folder.institutions::containsKey)
                .forEach(places::add);
        return places;
    }

    private static int year(JsonNode it, int current) {
        String word = text(it, "schoolYear");
        return switch (word) {
            case "current" -> current;
            case "previous" -> current - 1;
            case "next" -> current + 1;
            default -> Integer.parseInt(word.substring(0, 4));
        };
    }
}

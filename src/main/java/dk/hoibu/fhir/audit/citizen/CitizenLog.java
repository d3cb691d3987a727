package dk.hoibu.fhir.audit.citizen;

import dk.hoibu.fhir.audit.AccessFacts;
import dk.hoibu.fhir.audit.Asked;
import dk.hoibu.fhir.audit.Asker.Organisation;
import dk.hoibu.fhir.audit.Asker.User;
import dk.hoibu.fhir.audit.Purpose;
import dk.hoibu.fhir.domain.PersonNumber;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tells accesses to one child in plain Danish. */
public final class CitizenLog {

    /** In place of an organisation: the staff of all of them are concealed. */
    public static final String ALL = "all";

    private static final Map<String, String> ROLES = Map.of(
            "gp", "Praktiserende læge",
            "psychiatrist", "Psykiater",
            "ppr", "Medarbejder i PPR",
            "caseworker", "Sagsbehandler",
            "auditor", "Kontrol af loggen",
            "operator", "Drift");

    private static final Map<String, String> TOPICS = Map.of(
            "Patient", "Barnets stamoplysninger",
            "EpisodeOfCare", "Sager i kommunen",
            "Appointment", "Aftaler i børne- og ungdomspsykiatrien",
            "CareTeam", "Netværket omkring barnet",
            "AuditEvent", "Loggen over opslag");

    private final PersonNumber child;
    private final Concealment concealment;
    private final Set<String> concealed;
    private final Function<Organisation, Optional<String>> names;

    /**
     * @param concealed organisations whose staff are concealed, as {@code sor:} or {@code cvr:} and the number; or {@link #ALL}
     * @param names what organisations are called, where it is known
     */
    public CitizenLog(
            PersonNumber child,
            Concealment concealment,
            Set<String> concealed,
            Function<Organisation, Optional<String>> names) {
        this.child = child;
        this.concealment = concealment;
        this.concealed = Set.copyOf(concealed);
        this.names = names;
    }

    /** Whether it is an access at all: an alarm about one is none, and the access that it is about has a line of its own. */
    public static boolean isAccess(AccessFacts facts) {
        return facts.asked().interaction() != Asked.Interaction.ALARM;
    }

    /** What is told of an access to the child. */
    public CitizenLine line(AccessFacts facts) {
        return new CitizenLine(
                facts.when(),
                who(facts),
                facts.asker()
                        .user()
                        .map(user -> user.role().map(CitizenLog::role).orElse("Funktion ikke oplyst"))
                        .orElse("It-system"),
                facts.asker().organisation().map(this::name).orElse("Ikke oplyst"),
                topic(facts.asked()),
                result(facts),
                facts.purpose().map(Purpose::text).orElse("Ikke oplyst"),
                facts.requestId());
    }

    private String who(AccessFacts facts) {
        Optional<User> user = facts.asker().user();
        if (user.isEmpty()) {
            return "Et it-system uden bruger";
        }
        Optional<String> name = user.get().name();
        boolean hidden = concealed.contains(ALL)
                || facts.asker()
                        .organisation()
                        .map(CitizenLog::key)
                        .filter(concealed::contains)
                        .isPresent();
        return name.flatMap(it -> hidden
                        ? concealment.pseudonym(it, child).map(pseudonym -> "Sløret identitet " + pseudonym)
                        : name)
                .orElse("Navn vises ikke");
    }

    private static String key(Organisation organisation) {
        return organisation.register().name().toLowerCase(Locale.ROOT) + ":" + organisation.id();
    }

    private String name(Organisation organisation) {
        return names.apply(organisation)
                .or(organisation::name)
                .orElse(organisation.register().name() + "-nummer " + organisation.id());
    }

    private static String role(String code) {
        return ROLES.getOrDefault(code, code);
    }

    private static String topic(Asked asked) {
        String type = asked.what().split("[/?]", 2)[0];
        return switch (asked.interaction()) {
            case EVERYTHING -> "Alle oplysninger i HOI BU";
            case OPERATION -> operation(asked.what());
            case TOKEN -> "Adgangsbevis til en visning om barnet";
            case ALARM -> throw new IllegalArgumentException("an alarm is no access");
            case READ, SEARCH -> TOPICS.getOrDefault(type, "Oplysninger om organisationer og kontakter");
        };
    }

    private static String operation(String what) {
        return what.contains("$launch")
                ? "Åbning af en visning om barnet"
                : what.contains("citizen") ? "Udskrift af denne log" : "Anden handling";
    }

    private static String result(AccessFacts facts) {
        return switch (facts.outcome().kind()) {
            case SHOWN -> shown(facts);
            case REFUSED -> "Afvist. Intet blev vist.";
            case BAD_INPUT -> "Kunne ikke besvares. Intet blev vist.";
            case FAILED -> "Fejlede. Intet blev vist.";
        };
    }

    private static String shown(AccessFacts facts) {
        Map<String, Long> counts = facts.told().shown().stream()
                .map(resource -> resource.split("/", 2)[0])
                .filter(TOPICS::containsKey)
                .collect(Collectors.groupingBy(type -> type, TreeMap::new, Collectors.counting()));
        if (counts.isEmpty()) {
            return "Besvaret. Intet om barnet blev vist.";
        }
        return "Vist: "
                + counts.entrySet().stream()
                        .map(count -> counted(count.getKey(), count.getValue()))
                        .collect(Collectors.joining(", "))
                + ".";
    }

    private static String counted(String type, long count) {
        return switch (type) {
            case "Patient" -> "stamoplysninger";
            case "CareTeam" -> "netværk";
            case "EpisodeOfCare" -> count + (count == 1 ? " sag" : " sager");
            case "Appointment" -> count + (count == 1 ? " aftale" : " aftaler");
            default -> count + " opslag i loggen";
        };
    }
}

package dk.hoibu.fhir.audit.citizen;

import dk.hoibu.fhir.audit.AccessFacts;
import dk.hoibu.fhir.audit.Asked;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the citizen's log says in Danish of what was asked and what came of it. */
final class CitizenWords {

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
            "AuditEvent", "Loggen over opslag",
            "Communication", "Beskeder om barnet (korrespondance)",
            "Bundle", "Beskeder om barnet (korrespondance)");

    private static final String MESSAGE = "Modtagelse af en besked om barnet (korrespondance)";

    /** Of a search that is answered with how many there are. */
    private static final Pattern COUNTED = Pattern.compile("[?&](_summary=count|_count=0)(&|$)");

    private CitizenWords() {}

    static String role(String code) {
        return ROLES.getOrDefault(code, code);
    }

    static String topic(Asked asked) {
        String type = asked.what().split("[/?]", 2)[0];
        return switch (asked.interaction()) {
            case EVERYTHING -> "Alle oplysninger i HOI BU";
            case CREATE -> MESSAGE;
            case OPERATION -> operation(asked.what());
            case TOKEN -> "Adgangsbevis til en visning om barnet";
            case ALARM -> throw new IllegalArgumentException("an alarm is no access");
            case READ, SEARCH -> TOPICS.getOrDefault(type, "Oplysninger om organisationer og kontakter");
        };
    }

    private static String operation(String what) {
        if (what.contains("$launch")) {
            return "Åbning af en visning om barnet";
        }
        if (what.contains("$process-message")) {
            return MESSAGE;
        }
        if (what.contains("$access-log")) {
            return "Denne log";
        }
        return what.contains("citizen") ? "Udskrift af denne log" : "Anden handling";
    }

    static String result(AccessFacts facts) {
        return switch (facts.outcome().kind()) {
            case SHOWN -> shown(facts);
            case REFUSED -> "Afvist. Intet blev vist.";
            case BAD_INPUT -> "Kunne ikke besvares. Intet blev vist.";
            case FAILED -> "Fejlede. Intet blev vist.";
        };
    }

    /** How many things about the child, by type. */
    static Map<String, Long> counts(AccessFacts facts) {
        return facts.told().shown().stream()
                .map(resource -> resource.split("/", 2)[0])
                .filter(TOPICS::containsKey)
                .collect(Collectors.groupingBy(type -> type, TreeMap::new, Collectors.counting()));
    }

    private static String shown(AccessFacts facts) {
        Map<String, Long> counts = counts(facts);
        if (counts.isEmpty()) {
            // a number tells that there is something, though nothing is shown
            return COUNTED.matcher(facts.asked().what()).find()
                    ? "Vist: hvor mange der er, og ikke hvilke."
                    : "Besvaret. Intet om barnet blev vist.";
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

package dk.hoibu.fhir.blackbox;

import dk.hoibu.fhir.blackbox.AuditModelTest.Model;
import dk.hoibu.fhir.blackbox.OracleServer.Exchange;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Questions that are wrong, about nobody's data, or without a token, and what the audit must tell of them. */
final class OddQuestion {

    private OddQuestion() {}

    /** Asks one; {@code heard} is where the exchange is heard of. */
    static Model ask(OracleServer server, RandomGenerator random, List<Exchange> heard) {
        String number = server.children().get(random.nextInt(server.children().size()));
        RandomUser user = RandomUser.any(random, number, server.children());
        String token = user.token(server.issuer(), server.server().base(), null);
        String id = server.patientId(number);
        Optional<String> none = Optional.empty();
        int kind = random.nextInt(16);
        switch (kind) {
            case 0 -> server.ask("GET", "EpisodeOfCare?patient=" + id + "&nonsense=1", none, token);
            case 1 -> server.ask("GET", "EpisodeOfCare?patient=" + id + "&_page=abc", none, token);
            case 2 -> server.ask("GET", "Observation?patient=" + id, none, token);
            case 3 -> server.ask("GET", "Patient/" + id + "/_history", none, token);
            case 4 -> server.ask("POST", "Patient/_search", Optional.of("identifier=" + number + "&name=x"), token);
            case 5 ->
                server.ask("POST", "Appointment/_search", Optional.of("patient.identifier=" + number + "&x=1"), token);
            case 6 -> server.ask("GET", "Organization?_count=2", none, token);
            case 7 -> server.ask("GET", "Location?_summary=count", none, token);
            case 8 -> server.ask("GET", "ValueSet?_count=1", none, token);
            case 9 -> server.ask("GET", "EpisodeOfCare", none, token);
            case 10 -> server.ask("GET", "CareTeam/" + server.teamId(number) + "?_summary=count", none, token);
            case 11 -> server.ask("GET", "Patient/" + id, none, token.substring(0, token.length() - 20));
            case 12 -> server.ask("GET", "metadata", none, token);
            case 13 -> server.ask("GET", "Patient?identifier=" + number, none, token);
            case 14 -> server.ask("DELETE", "Patient/" + id, none, token);
            default -> server.ask("GET", "Patient/" + id, none, token, "Accept", "image/png");
        }
        Exchange exchange = heard.get(0);
        boolean child = Set.of(0, 1, 2, 3, 4, 5, 10, 11, 13, 14, 15).contains(kind);
        boolean told = Set.of(6, 7, 10).contains(kind) && exchange.answer().status() == 200;
        return new Model(
                exchange,
                kind == 10 ? "READ" : "SEARCH",
                child ? List.of(id, server.patientId(inForce(server, number))) : List.of(),
                Optional.empty(),
                told ? AuditModelTest.resources(exchange.answer()) : Set.of(),
                Optional.empty(),
                // refused before anybody knows who asks, or about nobody
                kind < 11);
    }

    private static String inForce(OracleServer server, String number) {
        return server.oracle()
                .folder()
                .person(number)
                .map(it -> Folder.text(it, "personnummer"))
                .orElse(number);
    }
}

package dk.hoibu.fhir.blackbox;

import dk.hoibu.fhir.blackbox.AuditModel.Known;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Questions that are wrong, about nobody's data, about launches, about the log itself, or without a good token; and what the log must tell of them. */
final class OddQuestion {

    private static final Optional<String> NO_FORM = Optional.empty();
    private static final String CLINIC = "sor:9901911000016008";
    private static final int KINDS = 26;

    private final OracleServer server;
    private final RandomGenerator random;
    private final List<Spoken> heard;
    private final String number;
    private final String id;
    private final String token;

    private OddQuestion(OracleServer server, RandomGenerator random, List<Spoken> heard) {
        this.server = server;
        this.random = random;
        this.heard = heard;
        this.number = server.children().get(random.nextInt(server.children().size()));
        this.id = server.patientId(number);
        this.token = RandomUser.any(random, number, server.children())
                .token(server.issuer(), server.server().base(), null);
    }

    /** Asks one; {@code heard} is where what was said is heard of. */
    static List<ExpectedEvent> ask(OracleServer server, RandomGenerator random, List<Spoken> heard) {
        OddQuestion question = new OddQuestion(server, random, heard);
        int kind = random.nextInt(KINDS);
        return kind < 16 ? question.single(kind) : question.more(kind);
    }

    private List<ExpectedEvent> single(int kind) {
        return switch (kind) {
            case 0 -> aboutChild("bad input", get("EpisodeOfCare?patient=" + id + "&nonsense=1"));
            case 1 -> aboutChild("bad input", get("EpisodeOfCare?patient=" + id + "&_page=abc"));
            case 2 -> aboutChild("bad input", get("Observation?patient=" + id));
            case 3 -> aboutChild("bad input", get("Patient/" + id + "/_history"));
            case 4 -> aboutChild("bad input", post("Patient/_search", "identifier=" + number + "&name=x"));
            case 5 -> aboutChild("bad input", post("Appointment/_search", "patient.identifier=" + number + "&x=1"));
            case 6 -> shown("directory", List.of(), get("Organization?_count=2"));
            case 7 -> shown("directory", List.of(), get("Location?_summary=count"));
            case 8 -> shown("guide", List.of(), get("ValueSet?_count=1"));
            case 9 -> shown("nobody", List.of(), get("EpisodeOfCare"));
            case 10 -> shown("summary", child(), get("CareTeam/" + server.teamId(number) + "?_summary=count"));
            case 11 -> silent("bad token", ask("GET", "Patient/" + id, token.substring(0, token.length() - 20)));
            case 12 -> silent("metadata", get("metadata"));
            case 13 -> silent("number in the URL", get("Patient?identifier=" + number));
            case 14 -> silent("wrong method", ask("DELETE", "Patient/" + id, token));
            default -> silent("wrong media type", ask("GET", "Patient/" + id, token, "Accept", "image/png"));
        };
    }

    private List<ExpectedEvent> more(int kind) {
        String press = "press-" + random.nextInt(10_000);
        return switch (kind) {
            case 16, 17 -> launch(press, "ehr", "https://hoibu.dk/fhir/scope/launch.create");
            case 18 -> launch(press, "gp", "user/*.rs");
            case 19 -> launchContext(press);
            case 20 -> unknown("EpisodeOfCare/" + UUID.randomUUID());
            case 21 -> unknown("Patient/" + id.substring(1));
            case 22 ->
                aboutChild(
                        "own request id",
                        ask("GET", "Observation?patient=" + id, token, "X-Request-Id", "client-" + UUID.randomUUID()));
            case 23 -> log();
            case 24 -> silent("bad token", ask("GET", "Patient/" + id, "abc.e30.def"));
            default -> shown("directory", List.of(), get("Organization?type=skole&_count=1&_format=xml"));
        };
    }

    private Spoken get(String path) {
        return ask("GET", path, token);
    }

    private Spoken post(String path, String form) {
        server.ask("POST", path, Optional.of(form), token);
        return last();
    }

    private Spoken ask(String method, String path, String bearer, String... headers) {
        server.ask(method, path, NO_FORM, bearer, headers);
        return last();
    }

    private Spoken last() {
        return heard.get(heard.size() - 1);
    }

    private List<String> child() {
        String current = server.oracle()
                .folder()
                .person(number)
                .map(it -> Folder.text(it, "personnummer"))
                .orElse(number);
        return List.of(server.patientId(current), id);
    }

    private static List<ExpectedEvent> silent(String shape, Spoken it) {
        return List.of(AuditModel.nothing(shape, it));
    }

    private List<ExpectedEvent> aboutChild(String shape, Spoken it) {
        return List.of(AuditModel.event(it, Known.of(shape, List.of(number), child())));
    }

    private List<ExpectedEvent> shown(String shape, List<String> child, Spoken it) {
        Known known = Known.of(shape, List.of(number), child);
        return List.of(
                AuditModel.event(it, it.status() == 200 ? known.showing(AuditModel.resources(it.answer())) : known));
    }

    private List<ExpectedEvent> unknown(String path) {
        return List.of(AuditModel.event(get(path), Known.of("unknown id", List.of(), List.of())));
    }

    // ---- launches

    private List<ExpectedEvent> launch(String press, String role, String scope) {
        server.operate("$launch", body(press, ""), server.token(role, CLINIC, scope));
        return List.of(AuditModel.event(last(), Known.of("launch", List.of(number), List.of(id))));
    }

    private List<ExpectedEvent> launchContext(String press) {
        List<ExpectedEvent> events = new ArrayList<>(launch(press, "ehr", "https://hoibu.dk/fhir/scope/launch.create"));
        String handle = "x".repeat(43);
        if (last().status() == 200 && random.nextInt(3) > 0) {
            for (var parameter : last().answer().json().path("parameter")) {
                if (parameter.path("name").asText().equals("handle")) {
                    handle = parameter.path("valueString").asText();
                }
            }
        }
        server.operate(
                "$launch-context",
                body("", handle),
                server.token("operator", "cvr:29190941", "https://hoibu.dk/fhir/scope/launch.redeem"));
        Spoken it = last();
        ExpectedEvent context = AuditModel.event(
                it, Known.of("launch context", List.of(number), it.status() == 200 ? List.of(id) : List.of()));
        if (it.status() == 200) {
            context.values().put("launch", Must.be(press));
        }
        events.add(context);
        return events;
    }

    /** Of {@code $launch} with a press, of {@code $launch-context} with a handle. */
    private String body(String press, String handle) {
        String system = number.matches("\\d+") ? "urn:oid:1.2.208.176.1.2" : "urn:oid:1.2.208.176.1.6.1.1";
        String own = handle.isEmpty() ? """
                 {"name": "patient", "valueIdentifier": {"system": "%s", "value": "%s"}},
                 {"name": "correlation", "valueString": "%s"},""".formatted(system, number, press) : """
                 {"name": "handle", "valueString": "%s"},""".formatted(handle);
        return """
                {"resourceType": "Parameters", "parameter": [%s
                 {"name": "user", "valueIdentifier": {"value": "inger"}},
                 {"name": "organization", "valueIdentifier": {"system": "urn:oid:1.2.208.176.1.1", "value": "9901911000016008"}},
                 {"name": "client", "valueString": "lps-app"}]}""".formatted(own);
    }

    // ---- the log itself

    private List<ExpectedEvent> log() {
        String auditor = server.token("auditor", "cvr:29190941", "user/AuditEvent.rs");
        Spoken search = ask("GET", "AuditEvent?_count=2&patient=" + id, auditor);
        List<ExpectedEvent> events = new ArrayList<>(shown("log of a child", List.of(id), search));
        search.answer().ids().stream().findFirst().ifPresent(event -> {
            Spoken read = ask("GET", "AuditEvent/" + event, auditor);
            String child = LoggedEvent.of(read.answer().json()).value("child");
            events.addAll(shown("event of the log", List.of(child), read));
        });
        return events;
    }
}

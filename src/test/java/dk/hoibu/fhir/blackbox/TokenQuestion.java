package dk.hoibu.fhir.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.hoibu.fhir.blackbox.AuditModel.Known;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Ids;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Random ways to ask for tokens at the development authorization server, and to use them; and what the log must tell of each. */
final class TokenQuestion {

    private static final List<String> NUMBERS = List.of(TestServer.LARS, TestServer.ALI, TestServer.BO);
    private static final Set<String> REFUSALS =
            Set.of("invalid_client", "invalid_grant", "unauthorized_client", "access_denied");
    private static final String GP = "gp-pandrup";

    private final TestServer server;
    private final RandomGenerator random;
    private final List<Spoken> heard;
    private final App app;
    private final Map<String, JsonNode> users = new HashMap<>();

    TokenQuestion(TestServer server, RandomGenerator random, List<Spoken> heard) {
        this.server = server;
        this.random = random;
        this.heard = heard;
        this.app = new App(server, "sample-epj", "http://127.0.0.1:9000/callback");
    }

    /** Asks in one way; what the log must tell is in the order of the questions. */
    List<ExpectedEvent> ask() {
        String number = NUMBERS.get(random.nextInt(NUMBERS.size()));
        return switch (random.nextInt(9)) {
            case 0, 1 -> opened(number);
            case 2 -> told(number, "token given", () -> login("ppr-aalborg", "user/*.rs"));
            case 3 ->
                told(
                        number,
                        "token refused",
                        () -> app.token(
                                Map.of("grant_type", "authorization_code", "code", "x", "client_id", "nobody")));
            case 4 -> told(number, "token refused", () -> app.token(app.exchange("a-code-of-nobody")));
            case 5 -> replayed(number);
            case 6 -> otherRedirect(number);
            case 7 -> told(number, "token given", () -> app.serviceToken("sample-sapa", "system/Patient.rs"));
            default ->
                told(
                        number,
                        "token refused",
                        () -> app.token(App.with(
                                App.service("system/CareTeam.rs"),
                                app.assertion("sample-sapa", app.key("sample-sapa")))));
        };
    }

    /** A token of an auditor; that it was given is added to {@code asked}. */
    String auditor(List<ExpectedEvent> asked) {
        asked.addAll(told(TestServer.LARS, "token given", () -> login("auditor", "user/*.rs")));
        return token(heard.get(heard.size() - 1).answer());
    }

    private static String token(Answer answer) {
        return answer.json().path("access_token").asText();
    }

    private Answer login(String user, String scope) {
        Answer answer = app.login(user, scope, Optional.empty());
        if (answer.status() == 200) {
            users.put(user, Spoken.claims(token(answer)));
        }
        return answer;
    }

    /** The whole way from a record system's button: a launch, a token, questions with it, another token for it. */
    private List<ExpectedEvent> opened(String number) {
        return told(number, "token for a launch", () -> {
            String handle = app.handle(GP, App.CLINIC, number);
            Answer given = app.login(GP, "launch online_access patient/*.rs", Optional.of(handle));
            app.get("Patient/" + patientId(number), token(given));
            app.get("EpisodeOfCare?patient=" + patientId(number), token(given));
            app.refresh(given.json().path("refresh_token").asText());
            app.post("/introspect", Map.of("token", token(given), "client_id", "sample-epj"));
        });
    }

    private List<ExpectedEvent> replayed(String number) {
        return told(number, "token refused", () -> {
            String code = app.code(GP, "user/*.rs", Optional.empty());
            app.token(app.exchange(code));
            app.token(app.exchange(code));
        });
    }

    /** Here it is known whose token it would have been. */
    private List<ExpectedEvent> otherRedirect(String number) {
        if (!users.containsKey(GP)) {
            return told(number, "token given", () -> login(GP, "user/*.rs"));
        }
        return told(number, "token refused, known user", () -> {
            Map<String, String> form = new LinkedHashMap<>(app.exchange(app.code(GP, "user/*.rs", Optional.empty())));
            form.put("redirect_uri", "http://127.0.0.1:9000/");
            app.token(form);
        });
    }

    private String patientId(String number) {
        return server.ids()
                .ofPerson(Ids.Purpose.PATIENT, PersonNumber.parse(number).orElseThrow());
    }

    // ---- what the log must tell

    private List<ExpectedEvent> told(String number, String shape, Runnable asking) {
        heard.clear();
        asking.run();
        List<ExpectedEvent> events = new ArrayList<>();
        for (Spoken it : List.copyOf(heard)) {
            if (it.path().endsWith("/auth/token")) {
                events.add(token(it, shape));
            } else if (!it.path().contains("/auth/")) {
                Known known = Known.of(
                        it.path().equals("$launch") ? "launch" : "read", List.of(number), List.of(patientId(number)));
                events.add(AuditModel.event(
                        it, it.status() == 200 ? known.showing(AuditModel.resources(it.answer())) : known));
            }
        }
        return events;
    }

    private ExpectedEvent token(Spoken it, String shape) {
        Map<String, String> form = new HashMap<>();
        for (String pair : it.body().orElseThrow().split("&")) {
            form.put(
                    pair.split("=", 2)[0],
                    java.net.URLDecoder.decode(pair.split("=", 2)[1], java.nio.charset.StandardCharsets.UTF_8));
        }
        JsonNode answer = it.answer().json();
        boolean given = it.status() == 200;
        String error = answer.path("error").asText();
        JsonNode claims = given
                ? Spoken.claims(answer.path("access_token").asText())
                : shape.contains("known user") ? users.get(GP) : new ObjectMapper().createObjectNode();
        Map<String, Must> values = new LinkedHashMap<>();
        LoggedEvent.NAMES.forEach(name -> values.put(name, Must.be("")));
        if (!claims.isEmpty()) {
            AuditModel.asker(claims, values);
        }
        values.put("client", Must.be(error.equals("invalid_client") ? "" : client(form)));
        values.put("address", Must.be("127.0.0.1"));
        values.put(
                "requestor",
                claims.path("role").asText().matches("|municipal-system|ehr") ? Must.be("110153") : Must.be("IRCP"));
        values.put("profile", Must.be("hoibu-auditevent-login"));
        values.put("type", Must.be("110114"));
        values.put("subtype", Must.be("110122"));
        values.put("action", Must.be("E"));
        values.put("outcome", Must.be(given ? "0" : REFUSALS.contains(error) ? "8" : "4"));
        values.put("reason", Must.be(error));
        values.put("status", Must.be(String.valueOf(it.status())));
        values.put("flow", Must.be("110153"));
        values.put("server", Must.match("110152 http://127.0.0.1:\\d+/fhir"));
        values.put("request", Must.match("[-0-9a-f]{36}"));
        values.put("child", Must.be(given ? claims.path("patient").asText("") : ""));
        String scope = given ? "&scope=" + claims.path("scope").asText() : "";
        values.put("asked", Must.be(LoggedEvent.question("token?grant_type=" + form.get("grant_type") + scope)));
        return new ExpectedEvent(
                shape(shape, it, form, given),
                it.toString(),
                it.began(),
                it.ended(),
                values,
                Optional.empty(),
                true,
                Map.of());
    }

    /** Of an assertion, whom it is by. */
    private static String client(Map<String, String> form) {
        return form.containsKey("client_assertion")
                ? Spoken.claims(form.get("client_assertion")).path("iss").asText()
                : form.get("client_id");
    }

    private static String shape(String shape, Spoken it, Map<String, String> form, boolean given) {
        if (!given) {
            return "token refused";
        }
        boolean launched =
                shape.equals("token for a launch") && !form.get("grant_type").equals("client_credentials");
        return form.get("grant_type").equals("refresh_token") ? "token refreshed" : launched ? shape : "token given";
    }
}

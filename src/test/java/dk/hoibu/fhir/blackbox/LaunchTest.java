package dk.hoibu.fhir.blackbox;

import static dk.hoibu.fhir.blackbox.TestServer.LARS;
import static dk.hoibu.fhir.blackbox.TestServer.RIKKE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.hoibu.fhir.conformance.R4Validator;
import dk.hoibu.fhir.smart.TestIssuer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Parameters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A record system's button: the launch is prepared out of the browser's sight and redeemed once. Ids are those of the security baseline. */
class LaunchTest {

    private static final String CREATE = "https://hoibu.dk/fhir/scope/launch.create";
    private static final String REDEEM = "https://hoibu.dk/fhir/scope/launch.redeem";
    private static final String CPR = "urn:oid:1.2.208.176.1.2";
    private static final String REPLACEMENT = "urn:oid:1.2.208.176.1.6.1.1";
    private static final String SOR = "urn:oid:1.2.208.176.1.1";
    private static final String CLINIC = "9901911000016008";
    /** Well-formed, and of nobody in the sample. */
    private static final String NOBODY = "0101109993";

    private static final TestIssuer ISSUER = new TestIssuer();
    private static final ObjectMapper JSON = new ObjectMapper();

    private static TestServer server;
    private static String lars;

    @BeforeAll
    static void start() throws IOException {
        server = TestServer.asking(ISSUER);
        lars = child("Patient/_search", "identifier=" + LARS).get(0);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static List<String> child(String path, String form) {
        Answer answer = server.post(
                path,
                form,
                "Authorization",
                "Bearer " + ISSUER.sign(TestIssuer.claims(server.base(), Instant.now())),
                "Content-Type",
                "application/x-www-form-urlencoded");
        return answer.ids();
    }

    private static String token(String role, String scope) {
        Map<String, @Nullable Object> claims = TestIssuer.claims(server.base(), Instant.now());
        claims.put("role", role);
        claims.put("scope", scope);
        claims.put("client_id", "sample-lps-backend");
        return ISSUER.sign(claims);
    }

    private static String recordSystem() {
        return token("ehr", CREATE);
    }

    private static String authorizationServer() {
        return token("operator", REDEEM);
    }

    private static Answer post(String path, String body, String token) {
        return send(path, body.getBytes(StandardCharsets.UTF_8), "application/fhir+json", token);
    }

    private static Answer send(String path, byte[] body, String type, String token) {
        return server.send(path, "POST", Optional.of(body), "Authorization", "Bearer " + token, "Content-Type", type);
    }

    private static ObjectNode parameters() {
        ObjectNode parameters = JSON.createObjectNode();
        parameters.put("resourceType", "Parameters").putArray("parameter");
        return parameters;
    }

    private static ObjectNode add(ObjectNode parameters, String name) {
        return ((ArrayNode) parameters.get("parameter")).addObject().put("name", name);
    }

    private static void identifier(ObjectNode parameters, String name, String system, String value) {
        add(parameters, name).putObject("valueIdentifier").put("system", system).put("value", value);
    }

    private static ObjectNode launch(String system, String number) {
        ObjectNode body = parameters();
        identifier(body, "patient", system, number);
        add(body, "user").putObject("valueIdentifier").put("value", "gp-pandrup");
        identifier(body, "organization", SOR, CLINIC);
        add(body, "client").put("valueString", "sample-klinik");
        return body;
    }

    private static ObjectNode redemption(String handle, String client, String user, String organisation) {
        ObjectNode body = parameters();
        add(body, "handle").put("valueString", handle);
        add(body, "client").put("valueString", client);
        add(body, "user").putObject("valueIdentifier").put("value", user);
        identifier(body, "organization", SOR, organisation);
        return body;
    }

    private static Answer redeem(String handle) {
        return post(
                "$launch-context",
                redemption(handle, "sample-klinik", "gp-pandrup", CLINIC).toString(),
                authorizationServer());
    }

    private static String handle(ObjectNode launch) {
        Answer answer = post("$launch", launch.toString(), recordSystem());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return value(answer, "handle").path("valueString").asText();
    }

    private static JsonNode value(Answer answer, String name) {
        for (JsonNode parameter : answer.json().path("parameter")) {
            if (parameter.path("name").asText().equals(name)) {
                return parameter;
            }
        }
        return JSON.missingNode();
    }

    private static JsonNode parameter(ObjectNode body, String name) {
        for (JsonNode parameter : body.path("parameter")) {
            if (parameter.path("name").asText().equals(name)) {
                return parameter;
            }
        }
        throw new AssertionError(name);
    }

    /** An error that says where, and nothing of what was sent, of a child or of the program. */
    private static void assertRefused(Answer answer, int status, String... sent) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
        assertThat(R4Validator.plain().errorsIn(answer.body())).isEmpty();
        List<String> never = new ArrayList<>(List.of(sent));
        never.addAll(List.of("Berggren", LARS, RIKKE, lars, "Exception", "dk.hoibu.fhir.", "\tat ", "HAPI-"));
        assertThat(answer.body() + answer.headers()).doesNotContain(never);
    }

    private static String expression(Answer answer) {
        return answer.json().at("/issue/0/expression/0").asText();
    }

    // ---- the way it goes

    @Test
    void theHandleBecomesTheChildForWhomItIsMeant() {
        String episode =
                child("EpisodeOfCare/_search", "patient.identifier=" + LARS).get(0);
        ObjectNode launch = launch(CPR, LARS);
        add(launch, "purpose").put("valueCode", "TREAT");
        add(launch, "intent").put("valueString", "overview");
        add(launch, "context").putObject("valueReference").put("reference", "EpisodeOfCare/" + episode);
        add(launch, "correlation").put("valueString", "button-1");
        Answer prepared = post("$launch", launch.toString(), recordSystem());

        assertThat(prepared.status()).as(prepared.toString()).isEqualTo(200);
        assertThat(R4Validator.plain().errorsIn(prepared.body())).isEmpty();
        assertThat(value(prepared, "expiresIn").path("valuePositiveInt").asInt())
                .isEqualTo(60);
        String handle = value(prepared, "handle").path("valueString").asText();
        assertThat(handle).matches("[A-Za-z0-9_-]{43}");

        Answer redeemed = redeem(handle);

        assertThat(redeemed.status()).as(redeemed.toString()).isEqualTo(200);
        assertThat(R4Validator.plain().errorsIn(redeemed.body())).isEmpty();
        assertThat(value(redeemed, "patient").path("valueId").asText()).isEqualTo(lars);
        assertThat(value(redeemed, "purpose").path("valueCode").asText()).isEqualTo("TREAT");
        assertThat(value(redeemed, "intent").path("valueString").asText()).isEqualTo("overview");
        assertThat(value(redeemed, "context").at("/valueReference/reference").asText())
                .isEqualTo("EpisodeOfCare/" + episode);
        assertThat(value(redeemed, "correlation").path("valueString").asText()).isEqualTo("button-1");
    }

    @Test
    void xmlIsReadAndWrittenToo() {
        String body = R4Validator.CONTEXT
                .newXmlParser()
                .encodeResourceToString(R4Validator.CONTEXT
                        .newJsonParser()
                        .parseResource(Parameters.class, launch(CPR, LARS).toString()));

        Answer answer = server.send(
                "$launch",
                "POST",
                Optional.of(body.getBytes(StandardCharsets.UTF_8)),
                "Authorization",
                "Bearer " + recordSystem(),
                "Content-Type",
                "application/fhir+xml",
                "Accept",
                "application/fhir+xml");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.body()).startsWith("<Parameters").contains("handle");
        assertThat(R4Validator.plain().errorsIn(answer.body())).isEmpty();
    }

    @Test
    void aHandleThatIsUsedForeignOrGuessedLooksTheSame() {
        String used = handle(launch(CPR, LARS));
        assertThat(redeem(used).status()).isEqualTo(200);
        List<Answer> refusals = new ArrayList<>(List.of(redeem(used), redeem("A".repeat(43)), redeem("x")));
        List<String[]> strangers = List.of(
                new String[] {"sample-epj", "gp-pandrup", CLINIC},
                new String[] {"sample-klinik", "withdrawn", CLINIC},
                new String[] {"sample-klinik", "gp-pandrup", "9900811000016001"});
        for (String[] stranger : strangers) {
            String handle = handle(launch(CPR, LARS));
            ObjectNode body = redemption(handle, stranger[0], stranger[1], stranger[2]);
            refusals.add(post("$launch-context", body.toString(), authorizationServer()));
            refusals.add(redeem(handle));
        }

        assertThat(refusals).allSatisfy(refusal -> assertRefused(refusal, 404, used));
        assertThat(refusals)
                .extracting(Answer::body)
                .containsOnly(refusals.get(0).body());
    }

    // ---- L01 to L06, S10

    @Test
    void l01WithoutATokenThereIsNoLaunch() {
        for (String operation : List.of("$launch", "$launch-context")) {
            Answer answer = server.send(
                    operation,
                    "POST",
                    Optional.of(launch(CPR, LARS).toString().getBytes(StandardCharsets.UTF_8)),
                    "Content-Type",
                    "application/fhir+json");

            assertRefused(answer, 401);
            assertThat(answer.header("WWW-Authenticate")).isPresent();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "$launch, ehr, system/*.cruds",
        "$launch, ehr, https://hoibu.dk/fhir/scope/launch.redeem",
        "$launch, ehr, launch.create",
        "$launch, ehr, launch",
        "$launch, gp, user/*.cruds",
        "$launch-context, operator, system/*.cruds",
        "$launch-context, ehr, https://hoibu.dk/fhir/scope/launch.create",
        "$launch-context, gp, launch/patient"
    })
    void l02S10WithoutTheScopeThereIsNoLaunch(String operation, String role, String scope) {
        Answer answer = post(operation, launch(CPR, LARS).toString(), token(role, scope));

        assertRefused(answer, 403);
        assertThat(answer.header("WWW-Authenticate").orElse("")).contains("error=\"insufficient_scope\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gp", "caseworker", "municipal-system", "message-handler", "operator"})
    void l02OnlyARecordSystemPreparesLaunches(String role) {
        assertRefused(post("$launch", launch(CPR, LARS).toString(), token(role, CREATE)), 403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gp", "psychiatrist", "ppr", "caseworker"})
    void l02NobodyWhoWorksWithChildrenRedeemsThem(String role) {
        String handle = handle(launch(CPR, LARS));
        ObjectNode body = redemption(handle, "sample-klinik", "gp-pandrup", CLINIC);

        assertRefused(post("$launch-context", body.toString(), token(role, REDEEM)), 403);
        assertThat(redeem(handle).status()).isEqualTo(200);
    }

    @Test
    void s10ARecordSystemReadsNoChildWhateverItsScopes() {
        String token = token("ehr", CREATE + " system/*.rs user/*.rs");

        for (String path : List.of("Patient/" + lars, "Patient/" + lars + "/$everything")) {
            assertRefused(server.get(path, "Authorization", "Bearer " + token), 403);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$launch?patient=0505159995",
                "$launch?patient.identifier=urn:oid:1.2.208.176.1.2|050515-9995",
                "$launch?x=%30505159995",
                "$launch-context?patient=0505159995"
            })
    void l03ANumberInTheUrlIsRefused(String path) {
        String url = path.replace("|", "%7C");

        assertRefused(post(url, launch(CPR, LARS).toString(), recordSystem()), 400);
    }

    @ParameterizedTest
    @CsvSource({
        "urn:oid:1.2.208.176.1.2, 3202159995",
        "urn:oid:1.2.208.176.1.2, 3002159994",
        "urn:oid:1.2.208.176.1.2, 0513159995",
        "urn:oid:1.2.208.176.1.2, 050515999",
        "urn:oid:1.2.208.176.1.2, 05051599955",
        "urn:oid:1.2.208.176.1.2, 0505159x95",
        "urn:oid:1.2.208.176.1.2, 'DROP TABLE'",
        "urn:oid:1.2.208.176.1.6.1.1, 0505159995",
        "urn:oid:1.2.3, 0505159995",
        "'', 0505159995"
    })
    void l04AMalformedNumberIsUnprocessable(String system, String number) {
        ObjectNode body = launch(CPR, LARS);
        ObjectNode identifier = (ObjectNode) parameter(body, "patient").get("valueIdentifier");
        identifier.put("value", number);
        if (system.isEmpty()) {
            identifier.remove("system");
        } else {
            identifier.put("system", system);
        }
        Answer answer = post("$launch", body.toString(), recordSystem());

        assertRefused(answer, 422, number);
        assertThat(expression(answer)).isEqualTo("Parameters.parameter.where(name = 'patient')");
    }

    @Test
    void l04FormatAndDateAreAllThatIsAsked() {
        assertThat(handle(launch(CPR, "050515-9995"))).isNotEmpty();
        assertThat(handle(launch(CPR, NOBODY))).isNotEmpty();
        assertThat(handle(launch(REPLACEMENT, "0505151AB1"))).isNotEmpty();
    }

    @Test
    void l05AnUnknownChildIsAnsweredAsAKnownOne() {
        Answer known = post("$launch", launch(CPR, LARS).toString(), recordSystem());
        Answer unknown = post("$launch", launch(CPR, NOBODY).toString(), recordSystem());

        assertThat(unknown.status()).isEqualTo(known.status()).isEqualTo(200);
        assertThat(shape(unknown)).isEqualTo(shape(known));
        assertThat(unknown.headers().keySet()).isEqualTo(known.headers().keySet());
        Answer redeemed = redeem(value(unknown, "handle").path("valueString").asText());
        Answer ofKnown = redeem(value(known, "handle").path("valueString").asText());
        assertThat(redeemed.status()).isEqualTo(200);
        assertThat(redeemed.body().length()).isEqualTo(ofKnown.body().length());
    }

    @Test
    void l06TooManyLaunchesAreRefusedAndOthersGoOn() throws IOException {
        // 600 a minute are allowed as it comes; more than that takes too long to ask here
        try (TestServer slow = TestServer.asking(ISSUER, "server.rate.launches=5")) {
            List<Answer> answers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                answers.add(launchAt(slow, "sample-lps-backend"));
            }

            assertThat(answers).extracting(Answer::status).containsExactly(200, 200, 200, 200, 200, 429);
            assertRefused(answers.get(5), 429);
            assertThat(answers.get(5).header("Retry-After")).isPresent();
            assertThat(launchAt(slow, "sample-epj-backend").status()).isEqualTo(200);
        }
    }

    private static Answer launchAt(TestServer at, String client) {
        Map<String, @Nullable Object> claims = TestIssuer.claims(at.base(), Instant.now());
        claims.put("role", "ehr");
        claims.put("scope", CREATE);
        claims.put("client_id", client);
        return at.send(
                "$launch",
                "POST",
                Optional.of(launch(CPR, LARS).toString().getBytes(StandardCharsets.UTF_8)),
                "Authorization",
                "Bearer " + ISSUER.sign(claims),
                "Content-Type",
                "application/fhir+json");
    }

    private static String shape(Answer answer) {
        return answer.body().replaceAll("[A-Za-z0-9_-]{43}", "HANDLE");
    }

    // ---- other bodies

    @Test
    void theLaunchIsForTheOrganisationOfTheToken() {
        ObjectNode body = launch(CPR, LARS);
        ((ObjectNode) parameter(body, "organization").get("valueIdentifier")).put("value", "9900811000016001");

        assertRefused(post("$launch", body.toString(), recordSystem()), 403, "9900811000016001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"patient", "user", "organization", "client"})
    void whatIsRequiredMustBeThere(String name) {
        ObjectNode body = launch(CPR, LARS);
        ArrayNode all = (ArrayNode) body.get("parameter");
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).path("name").asText().equals(name)) {
                all.remove(i);
            }
        }
        Answer answer = post("$launch", body.toString(), recordSystem());

        assertRefused(answer, 400);
        assertThat(answer.json().at("/issue/0/code").asText()).isEqualTo("required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"patient", "user", "organization", "client"})
    void nothingMayBeThereTwice(String name) {
        ObjectNode body = launch(CPR, LARS);
        ((ArrayNode) body.get("parameter")).add(parameter(body, name).deepCopy());
        Answer answer = post("$launch", body.toString(), recordSystem());

        assertRefused(answer, 400);
        assertThat(expression(answer)).isEqualTo("Parameters.parameter.where(name = '" + name + "')");
    }

    private static void assertBad(int status, String expression, Consumer<ObjectNode> spoiled) {
        ObjectNode body = launch(CPR, LARS);
        spoiled.accept(body);
        Answer answer = post("$launch", body.toString(), recordSystem());
        assertRefused(answer, status, "0101109993", "secretive");
        assertThat(expression(answer)).isEqualTo(expression);
    }

    private static String at(String name) {
        return "Parameters.parameter.where(name = '" + name + "')";
    }

    @Test
    void whatIsNotUnderstoodIsRefusedWhereItStandsAndNotRepeated() {
        assertBad(400, "Parameters.parameter[4]", body -> add(body, "secretive").put("valueString", "x"));
        assertBad(400, "Parameters.parameter[4]", body -> add(body, NOBODY).put("valueString", "x"));
        assertBad(400, at("intent"), body -> add(body, "intent").put("valueCode", "x"));
        assertBad(400, at("intent"), body -> add(body, "intent"));
        assertBad(400, at("intent"), body -> {
            ObjectNode part = add(body, "intent").putArray("part").addObject();
            part.put("name", "x").put("valueString", "x");
        });
        assertBad(422, at("intent"), body -> add(body, "intent").put("valueString", "<script>secretive</script>"));
        assertBad(422, at("intent"), body -> add(body, "intent").put("valueString", NOBODY));
        assertBad(422, at("correlation"), body -> add(body, "correlation").put("valueString", "a" + NOBODY));
        assertBad(422, at("purpose"), body -> add(body, "purpose").put("valueCode", "secretive"));
        assertBad(
                422,
                at("organization"),
                body -> ((ObjectNode) parameter(body, "organization").get("valueIdentifier"))
                        .put("system", "urn:secretive"));
        assertBad(422, at("user"), body -> {
            ObjectNode user = (ObjectNode) parameter(body, "user").get("valueIdentifier");
            user.put("system", "urn:secretive").remove("value");
        });
        assertBad(
                422, at("client"), body -> ((ObjectNode) parameter(body, "client")).put("valueString", "a secretive"));
    }

    @Test
    void theContextIsCasesOfThatChild() {
        String own =
                child("EpisodeOfCare/_search", "patient.identifier=" + LARS).get(0);
        String others =
                child("EpisodeOfCare/_search", "patient.identifier=" + RIKKE).get(0);
        ObjectNode absolute = launch(CPR, LARS);
        add(absolute, "context").putObject("valueReference").put("reference", server.base() + "/EpisodeOfCare/" + own);
        assertThat(handle(absolute)).isNotEmpty();

        for (String reference : List.of(
                "EpisodeOfCare/" + others,
                "EpisodeOfCare/abc",
                "Patient/" + lars,
                "Appointment/" + own,
                "https://evil.example.org/EpisodeOfCare/" + own,
                own)) {
            assertBad(
                    422,
                    at("context"),
                    body -> add(body, "context").putObject("valueReference").put("reference", reference));
        }
        assertBad(400, at("context"), body -> {
            for (int i = 0; i < 11; i++) {
                add(body, "context").putObject("valueReference").put("reference", "EpisodeOfCare/" + own);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "null",
                "\"x\"",
                "7",
                "{}",
                "{\"resourceType\":\"Patient\"}",
                "{\"resourceType\":\"Parameters\",\"parameter\":{}}",
                "{\"resourceType\":\"Parameters\",\"parameter\":[null]}",
                "{\"resourceType\":\"Parameters\",\"parameter\":[7]}",
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":{}}]}",
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"patient\",\"name\":\"user\"}]}",
                "{\"resourceType\":\"Parameters\",\"secretive\":1}",
                "{\"resourceType\":\"Parameters\",\"implicitRules\":\"http://secretive\"}",
                "{\"resourceType\":\"Parameters\"} trailing",
                "{\"resourceType\":\"Parameters\"}{\"resourceType\":\"Parameters\"}",
                "<Parameters xmlns='http://hl7.org/fhir'><secretive/></Parameters>",
                "<Patient xmlns='http://hl7.org/fhir'/>",
                "<Parameters",
                "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><Parameters xmlns='http://hl7.org/fhir'><id value='&e;'/></Parameters>",
                "",
                " "
            })
    void aBodyThatIsNotParametersIsRefused(String body) {
        String type = body.startsWith("<") ? "application/fhir+xml" : "application/fhir+json";
        for (String operation : List.of("$launch", "$launch-context")) {
            String token = operation.equals("$launch") ? recordSystem() : authorizationServer();
            assertRefused(
                    send(operation, body.getBytes(StandardCharsets.UTF_8), type, token), 400, "secretive", "root:");
        }
    }

    @Test
    void aBodyOfAnotherKindOrInNoUtf8IsRefused() {
        byte[] body = launch(CPR, LARS).toString().getBytes(StandardCharsets.UTF_8);
        assertRefused(send("$launch", body, "application/x-www-form-urlencoded", recordSystem()), 415);
        assertRefused(send("$launch", body, "text/plain", recordSystem()), 415);
        byte[] broken =
                launch(CPR, LARS).toString().replace("gp-pandrup", "gp-\u00e6").getBytes(StandardCharsets.ISO_8859_1);
        assertRefused(send("$launch", broken, "application/fhir+json", recordSystem()), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$launch", "$launch-context"})
    void itIsPostedAndNothingElse(String operation) {
        String token = token("ehr", CREATE + " " + REDEEM);
        Answer get = server.get(operation, "Authorization", "Bearer " + token);

        assertRefused(get, 405);
        assertThat(get.header("Allow")).contains("POST, OPTIONS");
        for (String method : List.of("PUT", "PATCH", "DELETE")) {
            Answer answer =
                    server.send(operation, method, Optional.of(new byte[0]), "Authorization", "Bearer " + token);
            assertRefused(answer, 405);
        }
        for (String path : List.of("Patient/" + operation, "Patient/" + lars + "/" + operation)) {
            assertThat(post(path, launch(CPR, LARS).toString(), token).status()).isIn(400, 404, 405);
        }
    }

    @Test
    void otherParametersOfTheUrlAreRefused() {
        assertRefused(post("$launch?_summary=true", launch(CPR, LARS).toString(), recordSystem()), 400);
        assertRefused(post("$launch?secretive=1", launch(CPR, LARS).toString(), recordSystem()), 400);
        assertThat(post("$launch?_pretty=true", launch(CPR, LARS).toString(), recordSystem())
                        .status())
                .isEqualTo(200);
    }
}

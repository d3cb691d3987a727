package dk.hoibu.fhir.blackbox;

import dk.hoibu.fhir.access.PolicyModel;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.smart.TestIssuer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server on a data folder with a random policy, and the oracle of both. */
record OracleServer(TestServer server, TestIssuer issuer, Oracle oracle, List<String> children, Set<String> secrets)
        implements AutoCloseable {

    /** {@code spoiled} changes the policy that the server gets, not the oracle's. */
    static OracleServer start(Path folder, PolicyModel policy, UnaryOperator<String> spoiled) throws IOException {
        return start(folder, policy, spoiled, spoken -> {});
    }

    /** {@code listener} hears of every exchange. */
    static OracleServer start(
            Path folder,
            PolicyModel policy,
            UnaryOperator<String> spoiled,
            Consumer<Spoken> listener,
            String... overrides)
            throws IOException {
        Path written = Files.createTempDirectory("hoibu-policy");
        Files.writeString(written.resolve("policy.yaml"), spoiled.apply(policy.yaml()));
        Files.writeString(written.resolve("kle.csv"), policy.list("kle.csv"));
        for (String cvr : policy.withOwnList()) {
            Files.writeString(written.resolve(cvr + ".csv"), policy.list(cvr + ".csv"));
        }
        TestIssuer issuer = new TestIssuer();
        Path keys = issuer.writeKeys(written.resolve("keys.json"));
        List<String> settings = new ArrayList<>(List.of(
                "access.issuers=" + TestIssuer.NAME + " " + keys,
                "access.token-endpoint=https://issuer.example.org/token",
                "server.rate.per-user=0",
                "disclosure.policy=" + written.resolve("policy.yaml")));
        settings.addAll(List.of(overrides));
        TestServer server = TestServer.startIn(folder, settings.toArray(String[]::new));
        server.listen(listener);
        Folder data = Folder.in(folder);
        return new OracleServer(
                server, issuer, new Oracle(data, policy), List.copyOf(data.persons.keySet()), secrets(data, folder));
    }

    /** What no answer may hold unless the oracle says so: numbers, ids, and names that are nobody's but a child's. */
    private static Set<String> secrets(Folder data, Path folder) throws IOException {
        Set<String> secrets = new TreeSet<>();
        data.persons.values().forEach(it -> secrets.add(Folder.text(it, "efternavn")));
        for (String file : Folder.FILES) {
            if (!file.equals("personer.json")) {
                words(Files.readString(folder.resolve("sources").resolve(file))).forEach(secrets::remove);
            }
        }
        secrets.addAll(data.persons.keySet());
        data.casesByNumber
                .values()
                .forEach(all -> all.forEach(it -> secrets.add(Folder.text(it, "UUIDIdentifikator"))));
        data.bookingsByNumber.values().forEach(all -> all.forEach(it -> secrets.add(Folder.text(it, "encounterId"))));
        secrets.add("HEMMELIG");
        secrets.remove("");
        return secrets;
    }

    private static Stream<String> words(String text) {
        return Stream.of(text.split("[^\\p{L}\\d-]+"));
    }

    String patientId(String number) {
        return server.ids().ofPerson(Ids.Purpose.PATIENT, number(number));
    }

    String teamId(String number) {
        return server.ids().ofPerson(Ids.Purpose.CARE_TEAM, number(number));
    }

    String caseId(String number, String uuid) {
        return server.ids().ofItem(Ids.Purpose.CASE, number(number), UUID.fromString(uuid));
    }

    String bookingId(String number, String encounter) {
        UUID key = UUID.nameUUIDFromBytes(encounter.getBytes(StandardCharsets.UTF_8));
        return server.ids().ofItem(Ids.Purpose.APPOINTMENT, number(number), key);
    }

    private static PersonNumber number(String number) {
        return PersonNumber.parse(number).orElseThrow();
    }

    /** A form is posted; without one it is a GET, or a HEAD. */
    Answer ask(String method, String path, Optional<String> form, String token, String... headers) {
        List<String> all = new ArrayList<>(List.of("Authorization", "Bearer " + token));
        all.addAll(List.of(headers));
        form.ifPresent(it -> all.addAll(List.of("Content-Type", "application/x-www-form-urlencoded")));
        return server.sendUnrecorded(
                path, method, form.map(it -> it.getBytes(StandardCharsets.UTF_8)), all.toArray(String[]::new));
    }

    /** With an operation's Parameters as the body. */
    Answer operate(String path, String parameters, String token) {
        return server.sendUnrecorded(
                path,
                "POST",
                Optional.of(parameters.getBytes(StandardCharsets.UTF_8)),
                "Authorization",
                "Bearer " + token,
                "Content-Type",
                "application/fhir+json");
    }

    /** A token of somebody in that role and organisation, with those scopes. */
    String token(String role, String organisation, String scope) {
        Map<String, @Nullable Object> claims = TestIssuer.claims(server.base(), Instant.now());
        claims.put("sub", role + "-7");
        claims.put("role", role);
        claims.put("organisation", organisation);
        claims.put("scope", scope);
        return issuer.sign(claims);
    }

    /** The secrets in {@code text}: its words are looked up, which is faster than to look for each secret. */
    Set<String> secretsIn(String text) {
        return words(text).filter(secrets::contains).collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public void close() {
        server.close();
    }
}

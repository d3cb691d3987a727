package dk.hoibu.fhir.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Ids.Purpose;
import dk.hoibu.fhir.smart.TestIssuer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A hidden item is no item: for each rule that hides, two children who differ in one thing that the rule hides, and every form of question.
 * The answers are the same to the letter, the ids aside, and so are the headers.
 */
class HiddenIsNoItemTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TestIssuer ISSUER = new TestIssuer();
    private static final String CASE = "{\"LivscyklusKode\": \"Importeret\", \"StsTidspunkt\": \"today-P2D@03:10\","
            + " \"Foelsomhed\": \"FORTROLIGE_PERSONOPLYSNINGER\", \"OprettetTidspunkt\": \"today-P30D@09:15\","
            + " \"Fremdrift\": [{\"FremdriftStatusKode\": \"Opstaaet\", \"FraTidspunkt\": \"today-P30D\"}],"
            + " \"Sagsaktoer\": [{\"Rolle\": \"Ejer\", \"Type\": \"Organisation\","
            + " \"ReferenceID\": \"f329f8d3-b334-4dc7-8469-7362d66e2390\", \"CVR-Nummer\": \"29189439\"}],"
            + " \"Sagsklasse\": [{\"Rolle\": \"Primær klasse\", \"BrugervendtNoegle\": \"34.10.10\"}]}";
    private static final String BOOKING =
            "{\"availabilityStatus\": \"Approved\", \"effectiveTime\": \"today-P20D@08:30\","
                    + " \"code\": \"RegionalAppointment\", \"practiceSetting\": \"394588006\", \"low\": \"today+P9D@10:00\","
                    + " \"performer\": {\"sor\": \"9900811000016001\", \"name\": \"Afdelingen\"}}";

    /** Who asks, and what the one of the two children has that is hidden from them. */
    enum Hidden {
        LIFECYCLE("gp", it -> it.careCase(c -> c.put("LivscyklusKode", "Passiveret"))),
        PRIMARY_PARTY(
                "gp", it -> it.careCase(c -> ((ObjectNode) c.path("Sagspart").path(0)).put("Rolle", "Sekundær part"))),
        PARTICIPANT(
                "gp",
                it -> it.careCase(c -> ((ObjectNode) c.path("Sagsaktoer").path(0)).put("CVR-Nummer", "29189382"))),
        SECURITY_PROFILE(
                "gp",
                it -> it.careCase(
                        c -> c.putArray("Sikkerhedsprofil").addObject().put("ReferenceID", uuid()))),
        SECURITY_PROFILE_TO_COME(
                "gp",
                it -> it.careCase(c -> c.putArray("Sikkerhedsprofil")
                        .addObject()
                        .put("ReferenceID", uuid())
                        .put("FraTidspunkt", "today+P9D"))),
        DISPLAY_CLASS(
                "gp",
                it -> it.careCase(c -> ((ArrayNode) c.path("Sagsklasse"))
                        .addObject()
                        .put("Rolle", "Visningsklasse")
                        .put("BrugervendtNoegle", "X"))),
        UNKNOWN_CLASS(
                "gp",
                it -> it.careCase(c -> ((ArrayNode) c.path("Sagsklasse"))
                        .addObject()
                        .put("Rolle", "Ukendt")
                        .put("BrugervendtNoegle", "X"))),
        SENSITIVITY("gp", it -> it.careCase(c -> c.put("Foelsomhed", "VIP_SAGER"))),
        SENSITIVITY_UNKNOWN("gp", it -> it.careCase(c -> c.remove("Foelsomhed"))),
        KLE(
                "gp",
                it -> it.careCase(
                        c -> ((ObjectNode) c.path("Sagsklasse").path(0)).put("BrugervendtNoegle", "00.01.00"))),
        KLE_MISSING("gp", it -> it.careCase(c -> c.putArray("Sagsklasse"))),
        NO_PROGRESS("gp", it -> it.careCase(c -> c.putArray("Fremdrift"))),
        CASES_TO_A_MUNICIPALITY("ppr", it -> it.careCase(c -> {})),
        APPOINTMENTS_TO_HEALTH("gp", it -> it.booking(b -> {})),
        APPOINTMENTS_NOT_SWITCHED_ON("rebild", it -> it.booking(b -> {})),
        APPOINTMENT_KIND("ppr", it -> it.booking(b -> b.put("code", "MunicipalityAppointment"))),
        APPOINTMENT_SPECIALTY("ppr", it -> it.booking(b -> b.put("practiceSetting", "394587001"))),
        APPOINTMENT_WITHOUT_SPECIALTY("ppr", it -> it.booking(b -> b.remove("practiceSetting"))),
        APPOINTMENT_CANCELLED("ppr", it -> it.booking(b -> b.put("availabilityStatus", "Deprecated"))),
        APPOINTMENT_PAST("ppr", it -> it.booking(b -> b.put("low", "today-P2D@10:00"))),
        SCHOOL_TO_A_MUNICIPALITY("ppr", it -> it.school(false)),
        GP_TO_A_MUNICIPALITY("ppr", it -> it.person().put("ydernummer", "990123")),
        PROTECTED_WHEREABOUTS("protected", it -> {
            it.school(false);
            it.person().put("ydernummer", "990123");
        }),
        PROTECTED_NAME("protected", it -> it.person().put("mellemnavn", "Hemmelig")),
        DECEASED("dead", it -> {
            it.careCase(c -> {});
            it.school(false);
        }),
        AGE_GATE("adult", it -> {
            it.careCase(c -> {});
            it.booking(b -> {});
        });

        private final String who;
        private final Consumer<Child> item;

        Hidden(String who, Consumer<Child> item) {
            this.who = who;
            this.item = item;
        }

        String role() {
            return who.equals("ppr") || who.equals("rebild") ? "ppr" : "gp";
        }

        String organisation() {
            return switch (who) {
                case "ppr" -> "cvr:29189420";
                case "rebild" -> "cvr:29189463";
                default -> "sor:9901911000016008";
            };
        }
    }

    /** A child being written: what everybody has, and what only one of two has. */
    private static final class Child {
        private final String number;
        private final ObjectNode person;
        private String hiddenCase = uuid();
        private String hiddenBooking = uuid();

        private Child(String number, String who) {
            this.number = number;
            boolean grown = who.equals("adult");
            this.person = PERSONS.addObject()
                    .put("personnummer", number)
                    .put("fornavn", "Barn")
                    .put("efternavn", "Testesen")
                    .put("foedselsdato", grown ? "today-P19Y" : "2015-05-05")
                    .put("koen", "K")
                    .put("status", who.equals("dead") ? 90 : 1);
            if (who.equals("protected")) {
                person.putObject("adressebeskyttelse")
                        .put("startdato", "today-P1Y")
                        .put("beskyttet", true);
            }
            // something that is shown, so that there is an answer to differ in
            hiddenCase = careCase(c -> {});
            hiddenBooking = booking(b -> {});
            if (!who.equals("ppr") && !who.equals("protected")) {
                school(false);
            }
            hiddenCase = uuid();
            hiddenBooking = uuid();
        }

        private ObjectNode person() {
            return person;
        }

        private String careCase(Consumer<ObjectNode> change) {
            ObjectNode record = read(CASE).put("UUIDIdentifikator", hiddenCase);
            record.putArray("Sagspart")
                    .addObject()
                    .put("Rolle", "Primær part")
                    .put("ReferenceID", "urn:oio:cpr-nr:" + number);
            change.accept(record);
            CASES.add(record);
            return hiddenCase;
        }

        private String booking(Consumer<ObjectNode> change) {
            ObjectNode record = read(BOOKING)
                    .put("cpr", number)
                    .put("encounterId", hiddenBooking)
                    .put("documentId", uuid());
            change.accept(record);
            BOOKINGS.add(record);
            return hiddenBooking;
        }

        private void school(boolean marked) {
            PUPILS.addObject()
                    .put("civilRegistrationNumber", number)
                    .put("institutionNumber", "990102")
                    .put("role", "Elev")
                    .put("schoolYear", "current")
                    .put("protected", marked);
        }
    }

    private static final ArrayNode PERSONS = JSON.createArrayNode();
    private static final ArrayNode CASES = JSON.createArrayNode();
    private static final ArrayNode BOOKINGS = JSON.createArrayNode();
    private static final ArrayNode PUPILS = JSON.createArrayNode();
    private static final Map<Hidden, List<Child>> PAIRS = new HashMap<>();

    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        Path sources = folder.resolve("sources");
        Folder.copySample(sources);
        int serial = 9800;
        for (Hidden hidden : Hidden.values()) {
            List<Child> pair = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                String number = InventedNumber.from("050515", serial);
                serial = Integer.parseInt(number.substring(6)) + 1;
                pair.add(new Child(number, hidden.who));
            }
            hidden.item.accept(pair.get(0));
            PAIRS.put(hidden, pair);
        }
        JSON.writeValue(sources.resolve("personer.json").toFile(), PERSONS);
        JSON.writeValue(sources.resolve("sager.json").toFile(), CASES);
        JSON.writeValue(sources.resolve("aftaler.json").toFile(), BOOKINGS);
        JSON.writeValue(sources.resolve("elever.json").toFile(), PUPILS);
        Path policy = folder.resolve("policy.yaml");
        policy(policy);
        Path keys = ISSUER.writeKeys(folder.resolve("issuer.json"));
        server = TestServer.startIn(
                folder,
                "access.issuers=" + TestIssuer.NAME + " " + keys,
                "access.token-endpoint=https://issuer.example.org/token",
                "server.rate.per-user=0",
                "disclosure.policy=" + policy);
    }

    /** The built-in one, which names the organisations that take part. */
    private static void policy(Path file) throws IOException {
        try (var in = HiddenIsNoItemTest.class.getResourceAsStream("/policy/disclosure.yaml")) {
            Files.write(file, in.readAllBytes());
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String uuid() {
        return UUID.randomUUID().toString();
    }

    private static ObjectNode read(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    // ---- the questions

    /** Each a method and a path; a form after a blank is posted. */
    private static List<String> questions() {
        List<String> questions = new ArrayList<>();
        for (String type : List.of("EpisodeOfCare", "Appointment", "CareTeam", "Patient")) {
            String name = type.equals("Patient") ? "_id={id}" : "patient={id}";
            List<String> more = new ArrayList<>(List.of(
                    "",
                    "&_summary=count",
                    "&_summary=true",
                    "&_count=1",
                    "&_total=none",
                    "&_total=accurate",
                    "&_sort=-_lastUpdated",
                    "&_elements=identifier",
                    "&_lastUpdated=ge2020-01-01",
                    "&_format=xml"));
            switch (type) {
                case "EpisodeOfCare" ->
                    more.addAll(List.of(
                            "&_include=EpisodeOfCare:patient&_include=EpisodeOfCare:organization&_include=EpisodeOfCare:care-manager",
                            "&_include=*",
                            "&status=active",
                            "&type=familie",
                            "&date=ge2020-01-01",
                            "&identifier=urn:uuid:{case}",
                            "&_id={caseId}"));
                case "Appointment" ->
                    more.addAll(List.of(
                            "&_include=Appointment:actor",
                            "&_include=Appointment:location",
                            "&status=booked",
                            "&date=ge2020-01-01",
                            "&specialty=394587001",
                            "&service-category=MunicipalityAppointment",
                            "&identifier={booking}",
                            "&_id={bookingId}"));
                case "CareTeam" ->
                    more.addAll(List.of("&_include=CareTeam:participant", "&status=active", "&date=ge2020-01-01"));
                default -> {}
            }
            for (String each : more) {
                questions.add("GET " + type + "?" + name + each);
                questions.add("POST " + type + "/_search " + name + each);
            }
            questions.add("HEAD " + type + "?" + name);
            questions.add("POST " + type + "/_search "
                    + (type.equals("Patient") ? "identifier={number}" : "patient.identifier={number}"));
        }
        for (String method : List.of("GET ", "HEAD ")) {
            questions.addAll(List.of(
                    method + "Patient/{id}",
                    method + "Patient/{id}/$everything",
                    method + "CareTeam/{team}",
                    method + "EpisodeOfCare/{caseId}",
                    method + "Appointment/{bookingId}"));
        }
        questions.add("GET Patient/{id}/$everything?_summary=count");
        questions.add("GET Patient/{id}/$everything?_format=xml");
        return questions;
    }

    @ParameterizedTest
    @EnumSource
    void whatIsHiddenLooksLikeWhatIsNotThereInEveryForm(Hidden hidden) {
        Child has = PAIRS.get(hidden).get(0);
        Child hasNot = PAIRS.get(hidden).get(1);
        String token = token(hidden);
        int disclosed = 0;
        for (String question : questions()) {
            List<String> one = told(question, has, token);
            List<String> other = told(question, hasNot, token);

            assertThat(one).as(hidden + ": " + question).isEqualTo(other);
            disclosed += one.get(0).equals("200") ? 1 : 0;
        }
        assertThat(disclosed).as("a refusal of all would prove nothing").isGreaterThan(30);
    }

    private static String token(Hidden hidden) {
        Map<String, @Nullable Object> claims = TestIssuer.claims(server.base(), Instant.now());
        claims.put("role", hidden.role());
        claims.put("organisation", hidden.organisation());
        return ISSUER.sign(claims);
    }

    /** Status, headers and body of the answer, and of all pages after it, the ids made alike. */
    private static List<String> told(String question, Child child, String token) {
        List<String> told = new ArrayList<>();
        Answer answer = ask(filled(question, child), token);
        add(told, answer);
        answer.header("ETag").ifPresent(tag -> {
            if (question.startsWith("GET ")) {
                String path = filled(question, child).split(" ")[1];
                told.add("304? "
                        + send("GET", path, Optional.empty(), token, "If-None-Match", tag)
                                .status());
            }
        });
        Optional<String> next = next(answer);
        for (int page = 0; next.isPresent() && page < 10; page++) {
            Answer further = send("GET", next.get(), Optional.empty(), token);
            add(told, further);
            next = next(further);
        }
        return told;
    }

    private static Optional<String> next(Answer answer) {
        return answer.status() == 200 && answer.body().startsWith("{") ? answer.link("next") : Optional.empty();
    }

    private static Answer ask(String filled, String token) {
        String[] parts = filled.split(" ");
        return send(parts[0], parts[1], parts.length > 2 ? Optional.of(parts[2]) : Optional.empty(), token);
    }

    private static Answer send(String method, String path, Optional<String> form, String token, String... headers) {
        List<String> all = new ArrayList<>(List.of("Authorization", "Bearer " + token));
        all.addAll(List.of(headers));
        form.ifPresent(it -> all.addAll(List.of("Content-Type", "application/x-www-form-urlencoded")));
        return server.sendUnrecorded(
                path, method, form.map(it -> it.getBytes(StandardCharsets.UTF_8)), all.toArray(String[]::new));
    }

    private static String filled(String question, Child child) {
        PersonNumber number = PersonNumber.parse(child.number).orElseThrow();
        UUID booking = UUID.nameUUIDFromBytes(child.hiddenBooking.getBytes(StandardCharsets.UTF_8));
        return question.replace("{id}", server.ids().ofPerson(Purpose.PATIENT, number))
                .replace("{team}", server.ids().ofPerson(Purpose.CARE_TEAM, number))
                .replace("{caseId}", server.ids().ofItem(Purpose.CASE, number, UUID.fromString(child.hiddenCase)))
                .replace("{bookingId}", server.ids().ofItem(Purpose.APPOINTMENT, number, booking))
                .replace("{case}", child.hiddenCase)
                .replace("{booking}", child.hiddenBooking)
                .replace("{number}", child.number);
    }

    private static void add(List<String> told, Answer answer) {
        told.add(String.valueOf(answer.status()));
        Map<String, String> headers = new TreeMap<>();
        answer.headers().forEach((name, values) -> headers.put(name, values.toString()));
        headers.computeIfPresent("etag", (name, value) -> value.replaceAll("[0-9a-f]+-[0-9a-f]+", "TAG"));
        headers.computeIfPresent("x-request-id", (name, value) -> "ID");
        headers.remove("date");
        told.add(alike(headers.toString()));
        told.add(alike(answer.body()));
    }

    private static String alike(String text) {
        return text.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UUID")
                .replaceAll("[a-z2-7]{26,}", "ID")
                .replaceAll("050515(-?)\\d{4}", "NUMBER");
    }
}

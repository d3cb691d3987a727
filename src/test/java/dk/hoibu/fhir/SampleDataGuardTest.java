package dk.hoibu.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dk.hoibu.fhir.access.Grants;
import dk.hoibu.fhir.source.Faults;
import dk.hoibu.fhir.source.booking.sample.SampleAppointmentOverview;
import dk.hoibu.fhir.source.caseindex.sample.SampleCaseIndex;
import dk.hoibu.fhir.source.folder.DataFolder;
import dk.hoibu.fhir.source.organisation.sample.SampleMunicipalOrganisation;
import dk.hoibu.fhir.source.person.sample.SamplePersonRegister;
import dk.hoibu.fhir.source.school.sample.SampleSchoolRegister;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the repository to numbers that can be nobody's, and the built-in sample to references that lead somewhere. */
final class SampleDataGuardTest {

    private static final Set<String> UNKNOWN_UNITS =
            Set.of("3f471351-1c78-4941-8875-fc4b1cf7a20c", "b6ae5f25-a634-4ab7-868b-d60008da7875");
    private static final Set<String> UNKNOWN_USERS = Set.of("a4a29f9b-4d6d-4214-8ee5-a58aafb686e3");
    private static final Set<String> UNKNOWN_SOR_IDS = Set.of("9903311000016008");
    private static final Set<String> UNKNOWN_INSTITUTIONS = Set.of("999999");
    private static final Set<String> UNKNOWN_CLINICS = Set.of("990999");
    private static final Set<String> OWNERS_OUTSIDE_THE_PILOT = Set.of("29189498");

    private static final Path SAMPLE = Path.of("src", "main", "resources", "sample");
    private static final Pattern TIME = Pattern.compile("today([+-]P([0-9]+[YMWD])+)?(@[0-9]{2}:[0-9]{2}(:[0-9]{2})?)?"
            + "|[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:]{8}([+-][0-9]{2}:[0-9]{2})?)?");

    private final JsonNode persons = json("personer.json");
    private final JsonNode cases = json("sager.json");
    private final JsonNode appointments = json("aftaler.json");
    private final JsonNode units = json("organisationsenheder.json");
    private final JsonNode staff = json("brugere.json");
    private final JsonNode institutions = json("institutioner.json");
    private final JsonNode pupils = json("elever.json");
    private final List<NamedCsvRecord> sor = csv("sor.csv");

    @Test
    void noNumberInTheRepositoryCanBeAPersons() throws IOException {
        List<String> suspicious = new ArrayList<>();
        for (Path folder : List.of(Path.of("src"), Path.of("docs"))) {
            for (Path file : filesUnder(folder)) {
                RegisterNumbers.personNumbersIn(Files.readString(file, StandardCharsets.ISO_8859_1)).stream()
                        .filter(RegisterNumbers::couldBeAPersons)
                        .forEach(number -> suspicious.add(file.toString()));
            }
        }
        assertThat(suspicious).isEmpty();
    }

    @Test
    void aNumberThatPassesModulus11IsFoundHoweverItIsWritten() {
        String passing = IntStream.range(0, 10)
                .mapToObj(last -> "311212999" + last)
                .filter(number -> RegisterNumbers.couldBeAPersons(number))
                .findFirst()
                .orElseThrow();
        String hyphenated = passing.substring(0, 6) + "-" + passing.substring(6);

        assertThat(RegisterNumbers.personNumbersIn("{\"cpr\": \"" + passing + "\"}"))
                .containsExactly(passing);
        assertThat(RegisterNumbers.personNumbersIn("urn:oio:cpr-nr:" + passing)).containsExactly(passing);
        assertThat(RegisterNumbers.personNumbersIn(hyphenated + ".")).containsExactly(passing);
        assertThat(RegisterNumbers.personNumbersIn("cpr-" + passing)).containsExactly(passing);
        assertThat(RegisterNumbers.personNumbersIn("4" + passing)).isEmpty();
    }

    @Test
    void inventedPersonsAreBornOnTheDayTheirNumberSaysOrOnARelativeOne() {
        for (JsonNode person : persons) {
            String number = person.path("personnummer").textValue();
            String born = person.path("foedselsdato").textValue();
            String sex = person.path("koen").textValue();
            if (!born.startsWith("today")) {
                assertThat(number).startsWith(born.substring(8) + born.substring(5, 7) + born.substring(2, 4));
            }
            assertThat(sex).isEqualTo((number.charAt(9) - '0') % 2 == 0 ? "K" : "M");
        }
    }

    @Test
    void noSorIdCanBeARealUnits() {
        assertThat(sorIds())
                .isNotEmpty()
                .allSatisfy(id -> assertThat(RegisterNumbers.verhoeffPasses(id)).isFalse());
        assertThat(RegisterNumbers.verhoeffPasses("394588006"))
                .as("a real SNOMED CT code")
                .isTrue();
    }

    @Test
    void everyLocationNumberIsAWellFormedGln() {
        Set<String> numbers = union(texts(units, "lokationsnummer"), column("EanLocationCode"));
        assertThat(numbers).isNotEmpty().allSatisfy(number -> {
            assertThat(number).hasSize(13);
            assertThat(RegisterNumbers.glnPasses(number)).isTrue();
        });
    }

    @Test
    void everyCvrNumberPassesModulus11() {
        Set<String> numbers = union(
                texts(units, "cvr"),
                texts(institutions, "cvr"),
                texts(cases, "CVR-Nummer"),
                OWNERS_OUTSIDE_THE_PILOT,
                column("InstitutionOwnerCvrNumberId"));
        assertThat(numbers).isNotEmpty().allSatisfy(number -> {
            assertThat(number).hasSize(8);
            assertThat(RegisterNumbers.cvrPasses(number)).isTrue();
        });
    }

    @Test
    void noTwoRecordsShareAnId() {
        List<String> ids = Stream.of(
                        list(cases, "UUIDIdentifikator"),
                        list(appointments, "documentId"),
                        list(units, "uuid"),
                        list(staff, "uuid"),
                        list(persons, "personnummer"),
                        list(institutions, "institutionNumber"),
                        sor.stream().map(row -> row.getField("SorId")).toList())
                .flatMap(List::stream)
                .toList();
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void everyMunicipalReferenceResolvesButThoseMeantNotTo() {
        Set<String> known = texts(units, "uuid");
        Set<String> referred =
                union(actors("Organisation", "OrgEnhed"), texts(units, "overordnetEnhed"), texts(staff, "enhed"));
        assertThat(difference(referred, known)).isEqualTo(UNKNOWN_UNITS);
        assertThat(difference(actors("Bruger"), texts(staff, "uuid"))).isEqualTo(UNKNOWN_USERS);
        assertThat(difference(texts(cases, "CVR-Nummer"), texts(units, "cvr"))).isEqualTo(OWNERS_OUTSIDE_THE_PILOT);
        assertThat(difference(texts(institutions, "cvr"), texts(units, "cvr"))).isEmpty();
    }

    @Test
    void everyHealthReferenceResolvesButThoseMeantNotTo() {
        Set<String> known = union(column("SorId"), texts(units, "sor"));
        Set<String> above =
                union(column("ParentSorId"), column("HealthInstitutionSorId"), column("InstitutionOwnerSorId"));
        assertThat(difference(texts(appointments, "sor"), known)).isEqualTo(UNKNOWN_SOR_IDS);
        assertThat(difference(above, column("SorId"))).isEmpty();
        assertThat(difference(texts(persons, "ydernummer"), column("ProviderId")))
                .isEqualTo(UNKNOWN_CLINICS);
    }

    @Test
    void everyPersonAndInstitutionReferredToIsThere() {
        Set<String> known = texts(persons, "personnummer");
        Set<String> parties = texts(cases, "ReferenceID").stream()
                .filter(reference -> reference.startsWith("urn:oio:cpr-nr:"))
                .map(reference -> reference.substring("urn:oio:cpr-nr:".length()))
                .collect(Collectors.toSet());
        Set<String> referred = union(
                parties,
                texts(appointments, "cpr"),
                texts(pupils, "civilRegistrationNumber"),
                texts(persons, "gaeldendePersonnummer"));
        assertThat(difference(referred, known)).isEmpty();
        assertThat(difference(texts(pupils, "institutionNumber"), texts(institutions, "institutionNumber")))
                .isEqualTo(UNKNOWN_INSTITUTIONS);
    }

    @Test
    void everyTimeIsIsoOrRelativeAndOnlyBirthDatesAndTheNightsOfTheClocksAreFixed() {
        Set<String> times = Stream.of("FraTidspunkt", "TilTidspunkt", "OprettetTidspunkt", "StsTidspunkt")
                .flatMap(field -> texts(cases, field).stream())
                .collect(Collectors.toSet());
        assertThat(times).allMatch(time -> time.startsWith("today"));
        Set<String> wallTimes = union(texts(appointments, "low"), texts(appointments, "high"));
        assertThat(wallTimes).allMatch(time -> time.startsWith("today") || time.startsWith("2035-"));
        assertThat(union(times, wallTimes, texts(persons, "foedselsdato"))).allMatch(TIME.asMatchPredicate());
    }

    @Test
    void theAdaptersReadEveryRecord() {
        Clock clock = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);
        DataFolder folder = DataFolder.builtIn();
        Faults faults = new Faults();
        SamplePersonRegister register = new SamplePersonRegister(folder, clock, faults);
        SampleCaseIndex index = new SampleCaseIndex(folder, clock, faults);
        SampleAppointmentOverview overview = new SampleAppointmentOverview(folder, clock, faults);
        SampleSchoolRegister schools = new SampleSchoolRegister(folder, clock, faults);
        SampleMunicipalOrganisation organisation = new SampleMunicipalOrganisation(folder, clock, faults);
        Set<String> casesRead = new TreeSet<>();
        for (String number : texts(persons, "personnummer")) {
            assertThat(register.person(Grants.citizen(number)).join()).isPresent();
            overview.appointmentsOf(Grants.citizen(number)).join();
            if (!number.matches(".*[A-Z].*")) {
                index.casesOf(Grants.citizen(number))
                        .join()
                        .items()
                        .forEach(c -> casesRead.add(c.uuid().toString()));
                schools.attendancesOf(Grants.citizen(number)).join();
            }
        }
        assertThat(casesRead).isEqualTo(texts(cases, "UUIDIdentifikator"));
        assertThat(organisation.allUnits(Grants.directory()).join().items()).hasSize(units.size());
        assertThat(organisation.allEmployees(Grants.directory()).join().items()).hasSize(staff.size() - 1);
        assertThat(schools.allInstitutions(Grants.directory()).join().items()).hasSize(institutions.size());
    }

    private Set<String> sorIds() {
        return union(column("SorId"), texts(units, "sor"), texts(appointments, "sor"));
    }

    /** The UUIDs of the actors of these types in the cases. */
    private Set<String> actors(String... types) {
        return cases.findValues("Sagsaktoer").stream()
                .flatMap(JsonNode::valueStream)
                .filter(actor -> List.of(types).contains(actor.path("Type").textValue()))
                .map(actor -> actor.path("ReferenceID").textValue())
                .filter(reference -> !reference.startsWith("urn:"))
                .collect(Collectors.toSet());
    }

    private Set<String> column(String name) {
        return sor.stream()
                .map(row -> row.getField(name))
                .filter(value -> !value.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Every value of that field, at any depth. */
    private static Set<String> texts(JsonNode records, String field) {
        return new TreeSet<>(list(records, field));
    }

    private static List<String> list(JsonNode records, String field) {
        return records.findValuesAsText(field);
    }

    @SafeVarargs
    private static Set<String> union(Set<String>... sets) {
        Set<String> all = new TreeSet<>();
        for (Set<String> set : sets) {
            all.addAll(set);
        }
        return all;
    }

    private static Set<String> difference(Set<String> some, Set<String> others) {
        return some.stream().filter(value -> !others.contains(value)).collect(Collectors.toSet());
    }

    private static List<Path> filesUnder(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static JsonNode json(String name) {
        try {
            return new ObjectMapper().readTree(SAMPLE.resolve(name).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<NamedCsvRecord> csv(String name) {
        try (CsvReader<NamedCsvRecord> reader =
                CsvReader.builder().fieldSeparator(';').ofNamedCsvRecord(SAMPLE.resolve(name))) {
            return reader.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

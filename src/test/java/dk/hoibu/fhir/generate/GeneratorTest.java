package dk.hoibu.fhir.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dk.hoibu.fhir.domain.PersonNumber;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the generator writes, looked at from outside: a folder for 2,000 children is read back. */
class GeneratorTest {

    private static final int CHILDREN = 2_000;
    private static final String CPR_URN = "urn:oio:cpr-nr:";

    @TempDir
    static Path folder;

    private static Generated generated;
    private static WrittenFolder written;

    @BeforeAll
    static void generate() throws IOException {
        generated = generate(CHILDREN, 1, folder);
        written = WrittenFolder.read(folder);
    }

    @Test
    void theSameNumberAndSeedGiveTheSameBytes(@TempDir Path again, @TempDir Path other) throws IOException {
        generate(CHILDREN, 1, again);
        generate(CHILDREN, 2, other);

        assertThat(contents(again)).isEqualTo(contents(folder));
        assertThat(contents(other).get("sager.json"))
                .isNotEqualTo(contents(folder).get("sager.json"));
    }

    @Test
    void everyRecordIsALineOfItsOwn() throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("sources/personer.json"), StandardCharsets.UTF_8);

        assertThat(lines).hasSize(CHILDREN + 2);
        assertThat(lines.get(0)).isEqualTo("[");
        assertThat(lines.get(1)).startsWith("{").endsWith("},");
        assertThat(lines.get(CHILDREN)).startsWith("{").endsWith("}");
        assertThat(lines.get(CHILDREN + 1)).isEqualTo("]");
    }

    @Test
    void noNumberCanBeAPersons() {
        Set<String> numbers = WrittenFolder.values(written.persons(), "personnummer");

        assertThat(numbers)
                .hasSize(CHILDREN)
                .allMatch(number -> PersonNumber.parse(number).isPresent());
        assertThat(numbers).noneMatch(CheckDigits::cprPasses);
        assertThat(numbers).allMatch(number -> number.substring(6).compareTo("9800") > 0);
    }

    @Test
    void aNumberTellsBirthDateAndGender() {
        DateTimeFormatter inNumber = DateTimeFormatter.ofPattern("ddMMyy");
        assertThat(written.persons()).allSatisfy(person -> {
            String number = text(person, "personnummer");
            LocalDate birthDate = LocalDate.parse(text(person, "foedselsdato"));
            assertThat(number).startsWith(inNumber.format(birthDate));
            assertThat(birthDate).isBetween("2008-11-01", "2026-10-31");
            assertThat(text(person, "koen")).isEqualTo((number.charAt(9) - '0') % 2 == 0 ? "K" : "M");
        });
    }

    @Test
    void noInventedUnitCanBeMistakenForARealOne() {
        assertThat(written.sorValues("SorId")).hasSize(written.sor().size()).noneMatch(CheckDigits::verhoeffPasses);
        assertThat(written.sorValues("EanLocationCode"))
                .allMatch(CheckDigits::glnPasses)
                .allMatch(gln -> gln.startsWith("952"));
        assertThat(WrittenFolder.values(written.institutions(), "institutionNumber"))
                .hasSize(written.institutions().size())
                .allMatch(number -> number.matches("9[0-9]{5}|G9[0-9]{4}"));
        assertThat(WrittenFolder.values(
                        written.staff(), "adresser", "adresseTekst", has("adresseRolleTitel", "Telefon")))
                .allMatch(phone -> phone.matches("\\+45 0\\d \\d\\d \\d\\d \\d\\d"));
    }

    @Test
    void everyUnitAndMemberOfStaffHasItsPlace() {
        Set<String> units = WrittenFolder.values(written.units(), "uuid");

        assertThat(units).hasSize(written.units().size());
        assertThat(units).containsAll(WrittenFolder.values(written.units(), "overordnetEnhed"));
        assertThat(units).containsAll(WrittenFolder.values(written.staff(), "harMedlemskab", "enhed", any -> true));
        assertThat(written.sorValues("SorId"))
                .containsAll(written.sorValues("ParentSorId"))
                .containsAll(written.sorValues("InstitutionOwnerSorId"));
    }

    @Test
    void everyChildBelongsSomewhere() {
        Set<String> clinics = written.sor().stream()
                .filter(row -> row.getField("ToDate").isEmpty())
                .map(row -> row.getField("ProviderId"))
                .collect(Collectors.toSet());

        assertThat(clinics).containsAll(WrittenFolder.values(written.persons(), "ydernummer"));
        assertThat(WrittenFolder.values(written.units(), "kommunekode"))
                .containsAll(WrittenFolder.values(written.persons(), "kommunekode"));
        assertThat(WrittenFolder.values(written.persons(), "personnummer"))
                .containsAll(WrittenFolder.values(written.pupils(), "civilRegistrationNumber"))
                .containsAll(WrittenFolder.values(written.bookings(), "cpr"));
        assertThat(WrittenFolder.values(written.institutions(), "institutionNumber"))
                .containsAll(WrittenFolder.values(written.pupils(), "institutionNumber"));
    }

    @Test
    void everyCaseAndAppointmentNamesWhoIsThere() {
        Set<String> known = new HashSet<>(WrittenFolder.values(written.units(), "uuid"));
        known.addAll(WrittenFolder.values(written.staff(), "uuid"));
        Set<String> parties = WrittenFolder.values(written.persons(), "personnummer").stream()
                .map(CPR_URN::concat)
                .collect(Collectors.toSet());
        List<JsonNode> performers = written.bookings().stream()
                .map(booking -> booking.get("performer"))
                .toList();

        assertThat(known).containsAll(WrittenFolder.values(written.cases(), "Sagsaktoer", "ReferenceID", any -> true));
        assertThat(parties)
                .containsAll(WrittenFolder.values(
                        written.cases(),
                        "Sagspart",
                        "ReferenceID",
                        party -> text(party, "ReferenceID").startsWith(CPR_URN)));
        assertThat(written.sorValues("SorId")).containsAll(WrittenFolder.values(performers, "sor"));
    }

    @Test
    void theProportionsAreTheCountrys() {
        Set<String> withCase =
                WrittenFolder.values(written.cases(), "Sagspart", "ReferenceID", has("Rolle", "Primær part"));
        Set<String> withPsychiatry = WrittenFolder.values(
                written.bookings().stream()
                        .filter(has("practiceSetting", "394588006"))
                        .toList(),
                "cpr");
        List<JsonNode> hidden = written.persons().stream()
                .filter(p -> p.has("adressebeskyttelse"))
                .toList();

        assertThat(withCase.size()).isBetween(CHILDREN * 11 / 100, CHILDREN * 17 / 100);
        assertThat(withPsychiatry.size()).isBetween(CHILDREN * 25 / 1000, CHILDREN * 55 / 1000);
        assertThat(hidden.size()).isBetween(CHILDREN * 5 / 1000, CHILDREN * 25 / 1000);
        assertThat(written.pupils().size()).isBetween(CHILDREN * 80 / 100, CHILDREN * 95 / 100);
        assertThat(written.staff().size()).isBetween(CHILDREN / 70, CHILDREN / 50);
    }

    @Test
    void eachRuleHasSomethingToHideButMostCasesAreShown() {
        List<JsonNode> cases = written.cases();

        assertThat(count(cases, sagsklasse("34.10.30"))).as("denied subject").isPositive();
        assertThat(count(cases, sagsklasse("32.18.04")))
                .as("irrelevant subject")
                .isPositive();
        assertThat(count(cases, sagsklasse("27.24.03"))).as("old subject").isPositive();
        assertThat(count(cases, c -> c.has("Sikkerhedsprofil")))
                .as("security profile")
                .isPositive();
        assertThat(count(cases, any("Sagsklasse", has("Rolle", "Visningsklasse"))))
                .isPositive();
        assertThat(count(cases, has("Foelsomhed", "VIP_SAGER"))).isPositive();
        assertThat(count(cases, any("Fremdrift", has("FremdriftStatusKode", "Afsluttet"))))
                .isBetween(cases.size() / 12L, cases.size() / 4L);
    }

    @Test
    void theExampleHasSomethingOfEverything() {
        String number = generated.example().value();
        List<JsonNode> cases = written.cases().stream()
                .filter(any("Sagspart", has("ReferenceID", CPR_URN + number).and(has("Rolle", "Primær part"))))
                .toList();

        assertThat(WrittenFolder.values(cases, "Sagsklasse", "BrugervendtNoegle", has("Rolle", "Primær klasse")))
                .anyMatch(kle -> kle.startsWith("17.03"))
                .anyMatch(kle -> kle.matches("(27|34)\\..*"));
        assertThat(written.bookings())
                .anyMatch(has("cpr", number).and(b -> text(b, "low").startsWith("today+")));
        assertThat(written.pupils()).anyMatch(has("civilRegistrationNumber", number));
    }

    @Test
    void aSingleChildIsTheExample(@TempDir Path one) throws IOException {
        Generated alone = generate(1, 1, one);

        assertThat(WrittenFolder.values(WrittenFolder.read(one).persons(), "personnummer"))
                .containsExactly(alone.example().value());
    }

    @Test
    void manyChildrenLiveInAllOfTheCountry() {
        List<Municipality> all = Municipality.forChildren(Municipality.PILOT_ONLY_BELOW);

        assertThat(all)
                .hasSize(98)
                .extracting(Municipality::cvr)
                .doesNotHaveDuplicates()
                .allMatch(CheckDigits::cvrPasses);
        assertThat(all)
                .extracting(Municipality::code)
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("0\\d{3}"));
        assertThat(Municipality.forChildren(Municipality.PILOT_ONLY_BELOW - 1))
                .extracting(Municipality::place)
                .containsExactly("Aalborg", "Brønderslev", "Jammerbugt", "Rebild", "Thisted");
    }

    @Test
    void numbersLastForTheWholeCountrysChildren() {
        int aDaysBirths = 260;
        Births births = new Births(1);
        births.nextDay(Randomness.ofSeed(1));
        Set<String> numbers = new HashSet<>();
        for (int i = 0; i < aDaysBirths; i++) {
            numbers.add(births.nextNumber(i % 2 == 0));
        }

        assertThat(numbers).hasSize(aDaysBirths).noneMatch(CheckDigits::cprPasses);
    }

    @Test
    void progressIsToldToTheEnd(@TempDir Path other) {
        List<Integer> told = new ArrayList<>();
        new Generator(2_500, 1, other, told::add).generate();

        assertThat(told).containsExactly(1_000, 2_000, 2_500);
    }

    @Test
    void aBrokenRunLeavesNothing(@TempDir Path other) {
        Generator broken = new Generator(2_000, 1, other, children -> {
            throw new UncheckedIOException(new IOException("disk full"));
        });

        assertThatThrownBy(broken::generate).hasRootCauseMessage("disk full");
        assertThat(other).isEmptyDirectory();
    }

    private static Generated generate(int children, long seed, Path folder) {
        return new Generator(children, seed, folder, written -> {}).generate();
    }

    private static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder.resolve("sources"))) {
            for (Path file : files.toList()) {
                contents.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        assertThat(contents).hasSize(9).containsKey("test-data.txt");
        return contents;
    }

    private static Predicate<JsonNode> sagsklasse(String kle) {
        return any("Sagsklasse", has("BrugervendtNoegle", kle));
    }

    private static Predicate<JsonNode> any(String list, Predicate<JsonNode> wanted) {
        return node -> WrittenFolder.stream(node.path(list)).anyMatch(wanted);
    }

    private static Predicate<JsonNode> has(String field, String value) {
        return node -> node.path(field).asText().equals(value);
    }

    private static long count(List<JsonNode> records, Predicate<JsonNode> wanted) {
        return records.stream().filter(wanted).count();
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText();
    }
}

package dk.hoibu.fhir.audit.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.hoibu.fhir.audit.AccessFacts;
import dk.hoibu.fhir.audit.Asked;
import dk.hoibu.fhir.audit.Asker;
import dk.hoibu.fhir.audit.Asker.Organisation;
import dk.hoibu.fhir.audit.Asker.Register;
import dk.hoibu.fhir.audit.Child;
import dk.hoibu.fhir.audit.Ledger.Event;
import dk.hoibu.fhir.audit.Outcome;
import dk.hoibu.fhir.audit.Told;
import dk.hoibu.fhir.audit.citizen.CitizenLine.Who;
import dk.hoibu.fhir.domain.PersonNumber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom the citizen's log conceals. */
class CitizenLogTest {

    private static final PersonNumber LARS = PersonNumber.parse("0505159995").orElseThrow();

    /** A clinic of a region. */
    private static final Organisations REGISTERS = wanted -> new Organisations.Found(
            Map.of(
                    "sor:9901911000016008",
                    new Organisations.Known("Lægerne i Pandrup", Set.of("sor:9900511000016008", "cvr:29190941"))),
            true);

    @TempDir
    Path folder;

    private static Event access(Register register, String number) {
        return access(register, number, "EpisodeOfCare");
    }

    private static Event access(Register register, String number, String what) {
        return Event.of(new AccessFacts(
                Instant.parse("2026-06-10T08:00:00Z"),
                new Asked(Asked.Interaction.SEARCH, what),
                Outcome.shown(),
                Told.nothing(200),
                Optional.of(new Child.Opaque("abc")),
                new Asker(
                        new Asker.Client(Optional.of("client"), "192.0.2.1"),
                        Optional.of(new Asker.User(
                                "https://issuer.example", "u1", Optional.of("gp"), Optional.of("Inger Test"))),
                        Optional.of(new Organisation(register, number, Optional.empty()))),
                Optional.empty(),
                "request-1",
                Optional.empty()));
    }

    private static CitizenLine line(Set<String> staffOf, Set<String> units, Organisations registers, Event access) {
        ConfiguredConcealment lists = new ConfiguredConcealment(staffOf, units, Optional.empty());
        return new CitizenRules(lists, new NationalPseudonym())
                .log(LARS, registers)
                .lines(List.of(access))
                .get(0);
    }

    private static boolean isNamed(Set<String> staffOf) {
        return line(staffOf, Set.of(), REGISTERS, access(Register.SOR, "9901911000016008"))
                .who()
                .equals(new Who.Named("Inger Test"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EpisodeOfCare?patient=abc | Besvaret. Intet om barnet blev vist.",
                "EpisodeOfCare?patient=abc&_summary=count | Vist: hvor mange der er, og ikke hvilke.",
                "EpisodeOfCare?_count=0&patient=abc | Vist: hvor mange der er, og ikke hvilke.",
                "EpisodeOfCare?patient=abc&_count=01 | Besvaret. Intet om barnet blev vist."
            })
    void whoIsToldHowManyCasesThereAreIsToldSomething(String what, String result) {
        Event access = access(Register.SOR, "9901911000016008", what);

        assertThat(line(Set.of(), Set.of(), REGISTERS, access).result()).isEqualTo(result);
    }

    @Test
    void anOrganisationStandsForAllThatIsBelowIt() {
        assertThat(isNamed(Set.of("sor:9901911000016008"))).isFalse();
        assertThat(isNamed(Set.of("sor:9900511000016008"))).as("the unit above").isFalse();
        assertThat(isNamed(Set.of("cvr:29190941"))).as("the owner").isFalse();
        assertThat(isNamed(Set.of("all"))).isFalse();
        assertThat(isNamed(Set.of("cvr:29189439", "sor:9901011000016009"))).isTrue();
        assertThat(isNamed(Set.of())).isTrue();
    }

    @Test
    void aConcealedUnitIsNotToldNorItsStaff() {
        CitizenLine line = line(Set.of(), Set.of("cvr:29190941"), REGISTERS, access(Register.SOR, "9901911000016008"));
        assertThat(line.who()).isEqualTo(new Who.Nameless(true));
        assertThat(line.where().organisation()).isEmpty();
        assertThat(line.words()).noneMatch(words -> words.contains("Pandrup") || words.contains("9901911000016008"));
    }

    @Test
    void whoMayBeMeantIsConcealedWhileARegisterIsSilent() {
        Organisations silent = wanted -> new Organisations.Found(Map.of(), false);
        Event access = access(Register.SOR, "9901911000016008");
        assertThat(line(Set.of("cvr:29190941"), Set.of(), silent, access).who()).isEqualTo(new Who.Nameless(true));
        assertThat(line(Set.of(), Set.of(), silent, access).who()).isEqualTo(new Who.Named("Inger Test"));
        assertThat(line(Set.of(), Set.of(), silent, access).where().words()).isEqualTo("SOR-nummer 9901911000016008");
    }

    @Test
    void theSaltIsReadAnewAndNothingIsToldWithoutIt() throws IOException {
        Path file = Files.writeString(folder.resolve("salt"), "c2FsdGZyYUlkc2Fz\n");
        ConfiguredConcealment lists = new ConfiguredConcealment(Set.of("all"), Set.of(), Optional.of(file));
        assertThat(lists.salt()).contains("c2FsdGZyYUlkc2Fz");
        Files.writeString(file, "YW5kZXQ=");
        assertThat(lists.salt()).contains("YW5kZXQ=");
        Files.writeString(file, " \n");
        assertThatThrownBy(lists::salt).isInstanceOf(ConcealmentUnknown.class);
        Files.delete(file);
        assertThatThrownBy(() -> new CitizenRules(lists, new NationalPseudonym()).log(LARS, REGISTERS))
                .isInstanceOf(ConcealmentUnknown.class);
    }

    @Test
    void whatIsNoOrganisationIsRefused() {
        assertThatThrownBy(() -> new ConfiguredConcealment(Set.of("29190941"), Set.of(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ConfiguredConcealment(Set.of(), Set.of("all"), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

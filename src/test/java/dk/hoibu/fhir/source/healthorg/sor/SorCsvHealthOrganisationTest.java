package dk.hoibu.fhir.source.healthorg.sor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.hoibu.fhir.domain.Phone;
import dk.hoibu.fhir.source.Faults;
import dk.hoibu.fhir.source.SettableClock;
import dk.hoibu.fhir.source.folder.TestFolder;
import dk.hoibu.fhir.source.healthorg.HealthOrganisation;
import dk.hoibu.fhir.source.healthorg.HealthOrganisationContract;
import dk.hoibu.fhir.source.healthorg.HealthUnit;
import dk.hoibu.fhir.source.healthorg.HealthUnit.Kind;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SorCsvHealthOrganisationTest implements HealthOrganisationContract {

    private static final String HEADER = "SorId;SorType;EntityName;EntityTypeName;ParentSorId;HealthInstitutionSorId;"
            + "InstitutionOwnerSorId;InstitutionOwnerCvrNumberId;ProviderId;EanLocationCode;"
            + "PrioritizedEntitySpeciality1Id;PrioritizedEntitySpeciality1Name;VirtualAddressTelephoneNumber;"
            + "VirtualAddressEmailAddress;FromDate;ToDate;LastChanged;SomethingElse\n";
    private static final String REGION_LINE =
            "900002000016009;IE;Region Nordjylland;region;;;900002000016009;29190941;;"
                    + "5790000000000;;;00 00 00 01;post@example.dk;2007-01-01;;2026-01-02;x\n";
    private static final String CLINIC_LINE = "900003000016009;SI;Lægerne på Ø;lægepraksis;900003000016009;;"
            + "900002000016009;99999999;000001;;408443003;almen medicin;00 00 00 02;;today-P1Y;today;"
            + "2026-01-02T03:04:05+01:00;x\n";
    private static final String CLOSED_LINE =
            "900004000016009;SI;Lukket;lægepraksis;;;;;000002;;;;;;2007-01-01;" + "2026-06-09;;x\n";
    private static final String FILE = HEADER + REGION_LINE + CLINIC_LINE + CLOSED_LINE;

    @TempDir
    private Path folder;

    @Override
    public HealthOrganisation source(Clock clock, Faults faults) {
        return source(FILE.getBytes(StandardCharsets.UTF_8), clock, faults);
    }

    private HealthOrganisation source(String file) {
        return source(file.getBytes(StandardCharsets.UTF_8), CLOCK, new Faults());
    }

    private HealthOrganisation source(byte[] file, Clock clock, Faults faults) {
        return SorCsvHealthOrganisation.in(
                new TestFolder(folder).with("sor.csv", file).open(), clock, faults);
    }

    @Test
    void readsEveryColumnAndInheritsFromTheUnitAboveWhatTheUnitHasNot() {
        assertThat(units(source(), CLINIC).items())
                .containsExactly(new HealthUnit(
                        CLINIC,
                        "Lægerne på Ø",
                        Kind.CLINIC,
                        Optional.of(REGION),
                        Optional.of("99999999"),
                        Optional.of("408443003"),
                        Optional.of("000001"),
                        Optional.empty(),
                        Optional.of("5790000000000"),
                        List.of(
                                new Phone(Phone.Kind.TELEPHONE, "00 00 00 02"),
                                new Phone(Phone.Kind.EMAIL, "post@example.dk")),
                        true,
                        Optional.of(Instant.parse("2026-01-02T02:04:05Z"))));
    }

    @Test
    void inheritsOverSeveralUnitsAndStopsWhereTheyGoRoundInACircle() {
        String circle = HEADER
                + "900003000016009;OE;Afsnit;x;900004000016009;;;;;;;;;;;;;x\n"
                + "900004000016009;OE;Afdeling;x;900005000016009;;;;;;;;;;;;;x\n"
                + "900005000016009;OE;Center;x;900003000016009;;;;;;;;00 00 00 05;;;;;x\n";

        assertThat(units(source(circle), CLINIC).items())
                .flatExtracting(HealthUnit::contacts)
                .containsExactly(new Phone(Phone.Kind.TELEPHONE, "00 00 00 05"));
    }

    @ParameterizedTest
    @CsvSource({
        "region, IE, REGION",
        "Region, SI, OTHER",
        "psykiatrisk afdeling, OE, PSYCHIATRIC_UNIT",
        "Psykiatrisk sygehus, SI, PSYCHIATRIC_UNIT",
        "lægepraksis, SI, CLINIC",
        "almen medicin, SI, CLINIC",
        "Sygehus, SI, HOSPITAL",
        "universitetshospital, HI, HOSPITAL",
        "apotek, SI, OTHER"
    })
    void tellsWhatAUnitIsByTheNameOfItsType(String typeName, String sorType, Kind kind) {
        String line = CLINIC_LINE.replace(";SI;", ';' + sorType + ';').replace("lægepraksis", typeName);

        assertThat(units(source(HEADER + line), CLINIC).items())
                .extracting(HealthUnit::kind)
                .containsExactly(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "Region Nordjylland, DK-81",
        "Region Midtjylland, DK-82",
        "Region Syddanmark, DK-83",
        "Region Hovedstaden, DK-84",
        "Region Sjælland, DK-85"
    })
    void knowsTheCodesOfTheRegions(String name, String code) {
        assertThat(units(source(FILE.replace("Region Nordjylland", name)), REGION)
                        .items())
                .extracting(HealthUnit::regionCode)
                .containsExactly(Optional.of(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {";", ",", "\t"})
    void readsAnyUsualSeparator(String separator) {
        assertThat(units(source(FILE.replace(";", separator)), CLINIC, REGION, CLOSED_CLINIC)
                        .items())
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "windows-1252"})
    void readsEitherEncoding(String encoding) {
        HealthOrganisation source = source(FILE.getBytes(Charset.forName(encoding)), CLOCK, new Faults());

        assertThat(units(source, CLINIC).items()).extracting(HealthUnit::name).containsExactly("Lægerne på Ø");
    }

    @Test
    void readsAFileThatStartsWithAByteOrderMarkAndHasWindowsLineBreaks() {
        assertThat(units(source("\uFEFF" + FILE.replace("\n", "\r\n")), CLINIC).items())
                .hasSize(1);
    }

    @Test
    void unwrapsWhatExcelHasWrapped() {
        String wrapped =
                FILE.replace("900003000016009;SI", "=\"900003000016009\";SI").replace("000001", "\"=\"\"000001\"\"\"");

        assertThat(units(source(wrapped), CLINIC).items())
                .extracting(HealthUnit::providerNumber)
                .containsExactly(Optional.of("000001"));
    }

    @Test
    void aUnitIsOpenUntilTheEndOfItsLastDay() {
        SettableClock clock = new SettableClock("2026-06-09T23:59:59+02:00");
        HealthOrganisation source = source(clock, new Faults());
        assertThat(units(source, CLOSED_CLINIC).items())
                .extracting(HealthUnit::active)
                .containsExactly(true);

        clock.set("2026-06-10T00:00:00+02:00");
        assertThat(units(source, CLOSED_CLINIC).items())
                .extracting(HealthUnit::active)
                .containsExactly(false);
    }

    @Test
    void aUnitIsNotOpenBeforeItsFirstDay() {
        assertThat(units(source(FILE.replace("today-P1Y;today", "today+P1D;")), CLINIC)
                        .items())
                .extracting(HealthUnit::active)
                .containsExactly(false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ToDate;       | TilDate;      | sor.csv: column ToDate is missing",
                "today-P1Y     | in May        | sor.csv: line 3: FromDate is not a time",
                "Lægerne på Ø  | ''            | sor.csv: line 3: EntityName is missing",
                "900003000016009;SI | 900002000016009;SI | sor.csv: line 3: SorId is no number, or comes twice",
                "900003000016009;SI | X;SI     | sor.csv: line 3: SorId is no number, or comes twice",
                "Lægerne på Ø  | a;b           | sor.csv: a line has too few or too many fields, or a quote is not closed"
            })
    void refusesToStartOnAFileItCannotUnderstandAndSaysWhere(String right, String wrong, String message) {
        assertThatThrownBy(() -> source(FILE.replace(right, wrong)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void readsAFileOutsideADataFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("SorEntity_daily.csv"), FILE);

        assertThat(units(SorCsvHealthOrganisation.of(file, CLOCK, new Faults()), CLINIC)
                        .items())
                .hasSize(1);
    }

    @Test
    void namesTheFileThatIsMissing() {
        assertThatThrownBy(
                        () -> SorCsvHealthOrganisation.of(folder.resolve("SorEntity_daily.csv"), CLOCK, new Faults()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("SorEntity_daily.csv is missing");
    }
}

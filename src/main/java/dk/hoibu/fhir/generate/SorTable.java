package dk.hoibu.fhir.generate;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dk.hoibu.fhir.generate.Hospital.Specialty;
import dk.hoibu.fhir.generate.Hospital.Ward;
import dk.hoibu.fhir.generate.Town.Clinic;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Writes {@code sor.csv}, in the columns of SorEntity_daily.csv. */
final class SorTable implements Closeable {

    private static final String[] COLUMNS = {
        "SorId",
        "SorType",
        "EntityName",
        "EntityTypeName",
        "ParentSorId",
        "HealthInstitutionSorId",
        "InstitutionOwnerSorId",
        "InstitutionOwnerCvrNumberId",
        "ProviderId",
        "EanLocationCode",
        "PrioritizedEntitySpeciality1Id",
        "PrioritizedEntitySpeciality1Name",
        "VirtualAddressTelephoneNumber",
        "VirtualAddressEmailAddress",
        "FromDate",
        "ToDate",
        "LastChanged"
    };

    private static final String CLOSED = "today-P400D";

    private final CsvWriter csv;
    private int units = 0;

    SorTable(Path file) throws IOException {
        csv = CsvWriter.builder()
                .fieldSeparator(';')
                .lineDelimiter(LineDelimiter.LF)
                .build(file, StandardCharsets.UTF_8);
        csv.writeRecord(COLUMNS);
    }

    void write(Hospital hospital) {
        Region region = hospital.region();
        Map<String, String> owner = Map.of(
                "InstitutionOwnerSorId", hospital.regionSor(),
                "InstitutionOwnerCvrNumberId", region.cvr());
        write(
                owner,
                Map.of(
                        "SorId",
                        hospital.regionSor(),
                        "SorType",
                        "IE",
                        "EntityName",
                        region.title(),
                        "EntityTypeName",
                        "region"));
        write(
                owner,
                Map.of(
                        "SorId",
                        hospital.sor(),
                        "SorType",
                        "HI",
                        "EntityName",
                        "Psykiatrien, " + region.title(),
                        "EntityTypeName",
                        "hospital",
                        "ParentSorId",
                        hospital.regionSor(),
                        "VirtualAddressTelephoneNumber",
                        hospital.phone()));
        for (Ward ward : hospital.units()) {
            write(owner, hospital, ward);
        }
        write(owner, hospital, hospital.other());
    }

    void write(Clinic clinic) {
        write(
                specialty(Specialty.GENERAL_PRACTICE),
                Map.of(
                        "SorId", clinic.sor(),
                        "SorType", "SI",
                        "EntityName", clinic.name(),
                        "ProviderId", clinic.provider(),
                        "EanLocationCode", clinic.gln(),
                        "VirtualAddressTelephoneNumber", clinic.phone(),
                        "ToDate", clinic.open() ? "" : CLOSED));
    }

    private void write(Map<String, String> owner, Hospital hospital, Ward ward) {
        write(
                owner,
                specialty(ward.specialty()),
                Map.of(
                        "SorId", ward.sor(),
                        "SorType", "OE",
                        "EntityName", ward.name(),
                        "ParentSorId", hospital.sor(),
                        "HealthInstitutionSorId", hospital.sor(),
                        "EanLocationCode", ward.gln(),
                        "VirtualAddressTelephoneNumber", ward.phone(),
                        "ToDate", ward.open() ? "" : CLOSED));
    }

    private static Map<String, String> specialty(Specialty specialty) {
        return Map.of(
                "EntityTypeName", specialty.unitType(),
                "PrioritizedEntitySpeciality1Id", specialty.code(),
                "PrioritizedEntitySpeciality1Name", specialty.title());
    }

    /** A line with what the parts say; no two say the same column. */
    @SafeVarargs
    private void write(Map<String, String>... parts) {
        String[] line = new String[COLUMNS.length];
        for (int column = 0; column < COLUMNS.length; column++) {
            line[column] = switch (COLUMNS[column]) {
                case "FromDate" -> "2010-01-01";
                case "LastChanged" -> "today-P20D";
                default -> value(COLUMNS[column], parts);
            };
        }
        csv.writeRecord(line);
        units++;
    }

    @SafeVarargs
    private static String value(String column, Map<String, String>... parts) {
        for (Map<String, String> part : parts) {
            if (part.containsKey(column)) {
                return part.getOrDefault(column, "");
            }
        }
        return "";
    }

    int units() {
        return units;
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}

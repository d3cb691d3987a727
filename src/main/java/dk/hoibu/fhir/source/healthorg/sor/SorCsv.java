package dk.hoibu.fhir.source.healthorg.sor;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dk.hoibu.fhir.source.folder.UnreadableRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The daily file's table in the shapes people hand it on in: any usual separator, any usual encoding, saved by Excel or
 * not.
 */
final class SorCsv {

    private static final List<String> COLUMNS = List.of(
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
            "LastChanged");

    private SorCsv() {}

    /**
     * Every line below the header.
     *
     * @throws UnreadableRecord when a column is missing, a line has too few or too many fields, or a SOR id is no
     *     number or comes twice
     */
    static List<SorRow> rows(byte[] file) {
        String text = decode(file);
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(separator(text))
                .missingFieldStrategy(FieldMismatchStrategy.STRICT)
                .extraFieldStrategy(FieldMismatchStrategy.STRICT)
                .ofCsvRecord(text)) {
            return rows(reader.iterator());
        } catch (CsvParseException e) {
            throw new UnreadableRecord("a line has too few or too many fields, or a quote is not closed");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<SorRow> rows(Iterator<CsvRecord> lines) {
        Map<String, Integer> places = lines.hasNext() ? places(lines.next()) : Map.of();
        for (String column : COLUMNS) {
            if (!places.containsKey(column)) {
                throw new UnreadableRecord("column " + column + " is missing");
            }
        }
        List<SorRow> rows = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        while (lines.hasNext()) {
            SorRow row = row(lines.next(), places);
            if (!row.sor().matches("[0-9]+") || !seen.add(row.sor())) {
                throw new UnreadableRecord("line " + row.line() + ": SorId is no number, or comes twice");
            }
            rows.add(row);
        }
        return rows;
    }

    private static Map<String, Integer> places(CsvRecord header) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < header.getFieldCount(); i++) {
            places.put(unwrap(header.getField(i)), i);
        }
        return places;
    }

    private static SorRow row(CsvRecord line, Map<String, Integer> places) {
        Map<String, String> fields = new HashMap<>();
        for (String column : COLUMNS) {
            String value = unwrap(line.getField(places.getOrDefault(column, 0)));
            if (!value.isEmpty()) {
                fields.put(column, value);
            }
        }
        return new SorRow(line.getStartingLineNumber(), fields);
    }

    /** Without the {@code ="..."} that makes Excel keep long numbers as they are. */
    private static String unwrap(String field) {
        String plain = field.strip();
        boolean wrapped = plain.startsWith("=\"") && plain.endsWith("\"") && plain.length() > 2;
        return wrapped ? plain.substring(2, plain.length() - 1).strip() : plain;
    }

    /** The separator that the header has most of. */
    private static char separator(String text) {
        String header = text.lines().findFirst().orElse("");
        char best = ';';
        for (char candidate : new char[] {',', '\t'}) {
            if (count(header, candidate) > count(header, best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(character -> character == wanted).count();
    }

    private static String decode(byte[] file) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException notUtf8) {
            return new String(file, Charset.forName("windows-1252"));
        }
    }
}

package dk.hoibu.fhir.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks for numbers of known persons in whatever a server has written, in every form that somebody may write one in. */
final class NumberScan {

    private static final String BETWEEN = "(?:[^0-9A-Za-z]|%[0-9A-Fa-f]{2}){0,5}";
    private static final String SERIAL = "([0-9][0-9A-Za-z]{2}[0-9])";

    /** With the year in two digits, and in four. Looking ahead finds what overlaps. */
    private static final List<Pattern> FORMS = Stream.of("", "(?:18|19|20)")
            .map(century -> Pattern.compile("(?=([0-9]{2})" + BETWEEN + "([0-9]{2})" + BETWEEN + century + "([0-9]{2})"
                    + BETWEEN + SERIAL + ")"))
            .toList();

    private final Set<String> numbers;

    NumberScan(Set<String> numbers) {
        this.numbers = Set.copyOf(numbers);
    }

    /** For the persons of the built-in sample, and those whom the server of that folder serves. */
    static NumberScan of(Path folder) {
        Set<String> numbers = new HashSet<>();
        try (InputStream sample = NumberScan.class.getResourceAsStream("/sample/personer.json")) {
            add(new ObjectMapper().readTree(sample), numbers);
            Path own = folder.resolve("sources").resolve("personer.json");
            if (Files.exists(own)) {
                add(new ObjectMapper().readTree(own.toFile()), numbers);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new NumberScan(numbers);
    }

    private static void add(JsonNode persons, Set<String> numbers) {
        persons.forEach(person -> numbers.add(person.path("personnummer").asText()));
    }

    Set<String> in(byte[] bytes) {
        String text = inOurDigits(new String(bytes, StandardCharsets.ISO_8859_1));
        Set<String> found = new TreeSet<>();
        for (Pattern form : FORMS) {
            Matcher matcher = form.matcher(text);
            while (matcher.find()) {
                String number = matcher.group(1) + matcher.group(2) + matcher.group(3) + matcher.group(4);
                if (numbers.contains(number)) {
                    found.add(number);
                }
            }
        }
        return found;
    }

    /** Digits of full width are three bytes each in UTF-8. */
    private static String inOurDigits(String text) {
        String plain = text;
        for (int digit = 0; digit < 10 && text.contains("\u00ef\u00bc"); digit++) {
            plain = plain.replace("\u00ef\u00bc" + (char) (0x90 + digit), String.valueOf(digit));
        }
        return plain;
    }

    /** Where numbers stand in the files of a server's folder, but for what it was given to serve. */
    List<String> inFolder(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> !file.startsWith(folder.resolve("sources")))
                    .flatMap(file -> inFile(file).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In that file, and those that an SQLite file has beside it. */
    List<String> beside(Path file) {
        try (Stream<Path> files = Files.list(file.getParent())) {
            return files.filter(one -> one.getFileName()
                            .toString()
                            .startsWith(file.getFileName().toString()))
                    .flatMap(one -> inFile(one).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> inFile(Path file) {
        try {
            return Files.isRegularFile(file)
                    ? in(Files.readAllBytes(file)).stream()
                            .map(number -> number + " in " + file)
                            .toList()
                    : List.of();
        } catch (NoSuchFileException e) {
            // a write-ahead log goes with the last connection
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In any column of any table of a PostgreSQL database, as its administrator sees them. */
    List<String> inDatabase(String url) {
        List<String> found = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(
                    "SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) FROM information_schema.tables"
                            + " WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')")) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            for (String table : tables) {
                inTable(statement, table, found);
            }
        } catch (SQLException e) {
            throw new AssertionError("the database cannot be looked at", e);
        }
        return found;
    }

    private void inTable(Statement statement, String table, List<String> found) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int column = 1; column <= columns; column++) {
                    Object value = rows.getObject(column);
                    byte[] bytes = value instanceof byte[] raw
                            ? raw
                            : String.valueOf(value).getBytes(StandardCharsets.UTF_8);
                    String place = table + "." + rows.getMetaData().getColumnName(column);
                    in(bytes).forEach(number -> found.add(number + " in " + place));
                }
            }
        }
    }
}

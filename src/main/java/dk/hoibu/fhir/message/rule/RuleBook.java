package dk.hoibu.fhir.message.rule;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All rules, and the sets of codes they name, as {@code rules.csv} and {@code codes.csv} have them. */
public final class RuleBook {

    /**
     * A rule with what it is about.
     *
     * @param profile what it belongs to, {@code -} if to all of FHIR
     * @param where the path from the profile's element, {@code -} if about the whole
     * @param must what {@link Must} understands; {@code check} or {@code -} for a rule that is written in Java
     * @param ground why a message is refused that the official validator accepts; empty when it refuses it too
     */
    record Row(Rule rule, String profile, String where, String must, String ground) {}

    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final Map<String, Map<String, Set<String>>> sets = new HashMap<>();

    /** The one that is built into this program. */
    public RuleBook() {
        for (NamedCsvRecord line : read("rules.csv")) {
            Rule rule = new Rule(
                    line.getField("id"),
                    Severity.valueOf(line.getField("severity").toUpperCase(java.util.Locale.ROOT)),
                    Detail.valueOf(line.getField("detail")),
                    line.getField("danish"),
                    line.getField("english"));
            Row row = new Row(
                    rule,
                    line.getField("profile"),
                    line.getField("where"),
                    line.getField("must"),
                    line.getField("ground"));
            if (rows.put(rule.id(), row) != null) {
                throw new IllegalStateException("two rules are named " + rule.id());
            }
        }
        for (NamedCsvRecord line : read("codes.csv")) {
            sets.computeIfAbsent(line.getField("set"), set -> new TreeMap<>())
                    .computeIfAbsent(line.getField("system"), system -> new HashSet<>())
                    .addAll(List.of(line.getField("codes").split(" ")));
        }
    }

    private static List<NamedCsvRecord> read(String name) {
        try (InputStream in = RuleBook.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks " + name);
            }
            return CsvReader.builder()
                    .fieldSeparator(';')
                    .ofNamedCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .stream()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /** All, in the order of the file. */
    public List<Rule> rules() {
        return rows.values().stream().map(Row::rule).toList();
    }

    /**
     * The one of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public Rule rule(String id) {
        Row row = rows.get(id);
        if (row == null) {
            throw new IllegalArgumentException("no rule is named " + id);
        }
        return row.rule();
    }

    /** Why what breaks it is refused though the official validator accepts it; empty when that refuses it too, or it is only warned of. */
    public String ground(Rule rule) {
        Row row = rows.get(rule.id());
        return row == null ? "" : row.ground();
    }

    /** Those of a profile that are no Java. */
    List<Row> of(String profile) {
        List<Row> found = new ArrayList<>();
        for (Row row : rows.values()) {
            if (row.profile().equals(profile)
                    && !row.must().equals("check")
                    && !row.must().equals("-")) {
                found.add(row);
            }
        }
        return found;
    }

    /** The profiles that rules belong to. */
    Set<String> profiles() {
        Set<String> names = new HashSet<>();
        rows.values().forEach(row -> names.add(row.profile()));
        return names;
    }

    /** The codes of a set, by their system. */
    Map<String, Set<String>> codes(String set) {
        Map<String, Set<String>> codes = sets.get(set);
        if (codes == null) {
            throw new IllegalArgumentException("no set of codes is named " + set);
        }
        return codes;
    }
}

package dk.hoibu.fhir.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The records of a data folder as the files have them, read without any of the server's code. For the oracle. */
final class Folder {

    static final List<String> FILES = List.of(
            "personer.json",
            "sager.json",
            "aftaler.json",
            "organisationsenheder.json",
            "brugere.json",
            "sor.csv",
            "institutioner.json",
            "elever.json");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ZoneId DENMARK = ZoneId.of("Europe/Copenhagen");
    private static final Pattern RELATIVE = Pattern.compile("today(?:([+-])(P[0-9YMWD]+))?(?:@([0-9:]+))?");

    final Map<String, JsonNode> persons = new TreeMap<>();
    final Map<String, List<JsonNode>> casesByNumber = new HashMap<>();
    final Map<String, List<JsonNode>> bookingsByNumber = new HashMap<>();
    final Map<String, List<JsonNode>> pupilsByNumber = new HashMap<>();
    final Map<String, JsonNode> staff = new HashMap<>();
    final Map<String, JsonNode> institutions = new HashMap<>();
    final Set<String> sor;
    final Set<String> clinics;
    final LocalDate today = LocalDate.now(DENMARK);

    private Folder(Path sources) {
        read(sources, "personer").forEach(it -> persons.put(text(it, "personnummer"), it));
        for (JsonNode it : read(sources, "sager")) {
            list(it, "Sagspart")
                    .map(part -> text(part, "ReferenceID"))
                    .filter(urn -> urn.startsWith("urn:oio:cpr-nr:"))
                    .map(urn -> urn.substring("urn:oio:cpr-nr:".length()))
                    .distinct()
                    .forEach(number -> add(casesByNumber, number, it));
        }
        read(sources, "aftaler").forEach(it -> add(bookingsByNumber, text(it, "cpr"), it));
        read(sources, "elever").forEach(it -> add(pupilsByNumber, text(it, "civilRegistrationNumber"), it));
        read(sources, "brugere").stream()
                .filter(it -> !text(it, "brugerTypeTitel").equals("NPE"))
                .forEach(it -> staff.put(text(it, "uuid"), it));
        read(sources, "institutioner").forEach(it -> institutions.put(text(it, "institutionNumber"), it));
        sor = column(sources, 0);
        clinics = column(sources, 8);
    }

    static Folder in(Path folder) {
        return new Folder(folder.resolve("sources"));
    }

    /** Writes the built-in sample's files to {@code sources}. */
    static void copySample(Path sources) {
        try {
            Files.createDirectories(sources);
            for (String file : FILES) {
                try (InputStream in = Folder.class.getResourceAsStream("/sample/" + file)) {
                    Files.write(sources.resolve(file), in.readAllBytes());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> read(Path sources, String name) {
        try {
            List<JsonNode> records = new ArrayList<>();
            JSON.readTree(sources.resolve(name + ".json").toFile()).forEach(records::add);
            return records;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> column(Path sources, int column) {
        try (Stream<String> lines = Files.lines(sources.resolve("sor.csv"))) {
            return Set.copyOf(lines.skip(1)
                    .map(line -> line.split(";", -1)[column])
                    .filter(value -> !value.isEmpty())
                    .distinct()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(Map<String, List<JsonNode>> map, String key, JsonNode value) {
        map.computeIfAbsent(key, it -> new ArrayList<>()).add(value);
    }

    static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }

    static Stream<JsonNode> list(JsonNode node, String field) {
        return StreamSupport.stream(node.path(field).spliterator(), false);
    }

    /** The person that a number leads to today; empty when the register does not know it. */
    Optional<JsonNode> person(String number) {
        JsonNode person = persons.get(number);
        while (person != null && person.has("gaeldendePersonnummer")) {
            person = persons.get(text(person, "gaeldendePersonnummer"));
        }
        return Optional.ofNullable(person);
    }

    LocalDate date(String text) {
        return when(text).toLocalDate();
    }

    Instant instant(String text) {
        boolean offset = text.matches(".*T.*(Z|[+-]\\d\\d:\\d\\d)");
        return offset
                ? OffsetDateTime.parse(text).toInstant()
                : when(text).atZone(DENMARK).toInstant();
    }

    private LocalDateTime when(String text) {
        Matcher relative = RELATIVE.matcher(text);
        if (!relative.matches()) {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay()
                    : LocalDateTime.parse(text.replaceAll("(Z|[+-]\\d\\d:\\d\\d)$", ""));
        }
        LocalDate day = today;
        if (relative.group(2) != null) {
            Period period = Period.parse(relative.group(2));
            day = relative.group(1).equals("+") ? day.plus(period) : day.minus(period);
        }
        return day.atTime(relative.group(3) == null ? LocalTime.MIDNIGHT : LocalTime.parse(relative.group(3)));
    }

    /** From when a part of a case holds: from the case's creation when it does not say. */
    Instant from(JsonNode part, JsonNode whole) {
        if (part.has("FraTidspunkt")) {
            return instant(text(part, "FraTidspunkt"));
        }
        return whole.has("OprettetTidspunkt") ? instant(text(whole, "OprettetTidspunkt")) : Instant.MIN;
    }

    Instant until(JsonNode part) {
        return part.has("TilTidspunkt") ? instant(text(part, "TilTidspunkt")) : Instant.MAX;
    }
}

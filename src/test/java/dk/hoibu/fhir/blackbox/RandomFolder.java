package dk.hoibu.fhir.blackbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.hoibu.fhir.access.PolicyModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Writes a data folder of children so mixed that every rule has much to decide; units and staff are the sample's. Nobody in it exists. */
final class RandomFolder {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> MUNICIPALITIES = Map.of(
            "29189420", "90b865ac-40b7-47ab-a625-06cbec45ec95",
            "29189439", "f329f8d3-b334-4dc7-8469-7362d66e2390",
            "29189463", "f4455242-14be-45ab-a778-09fdc899a183");

    private final RandomGenerator random;
    private final List<String> kle;
    private final Folder sample;
    private final ArrayNode persons = JSON.createArrayNode();
    private final ArrayNode cases = JSON.createArrayNode();
    private final ArrayNode bookings = JSON.createArrayNode();
    private final ArrayNode pupils = JSON.createArrayNode();
    private final List<String> numbers = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();

    private RandomFolder(RandomGenerator random, List<String> kle, Folder sample) {
        this.random = random;
        this.kle = kle;
        this.sample = sample;
    }

    /** {@code kle}: the subjects that cases are about, most of them. */
    static void write(Path folder, int children, List<String> kle, RandomGenerator random) {
        Path sources = folder.resolve("sources");
        Folder.copySample(sources);
        RandomFolder writer = new RandomFolder(random, kle, Folder.in(folder));
        for (int i = 0; i < children; i++) {
            writer.child(i);
        }
        try {
            JSON.writeValue(sources.resolve("personer.json").toFile(), writer.persons);
            JSON.writeValue(sources.resolve("sager.json").toFile(), writer.cases);
            JSON.writeValue(sources.resolve("aftaler.json").toFile(), writer.bookings);
            JSON.writeValue(sources.resolve("elever.json").toFile(), writer.pupils);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void child(int i) {
        int age = random.nextInt(4) == 0 ? random.nextInt(13, 26) : random.nextInt(0, 18);
        LocalDate birth = sample.today.minusYears(age).minusDays(random.nextInt(3) == 0 ? 0 : random.nextInt(365));
        String number = number(birth, i);
        ObjectNode person = person(number, birth, i);
        persons.add(person);
        String past = numbers.isEmpty() ? number : any(numbers);
        if (i % 25 == 24) {
            // the number before this one
            String former = number(birth, i + 1000);
            persons.add(person(former, birth, i).put("status", 60).put("gaeldendePersonnummer", number));
        }
        numbers.add(number);
        for (int n = random.nextInt(5); n > 0; n--) {
            cases.add(careCase(number, past, i));
        }
        for (int n = random.nextInt(3); n > 0; n--) {
            bookings.add(booking(number));
        }
        if (random.nextInt(5) > 0) {
            pupil(number);
        }
    }

    private String number(LocalDate birth, int i) {
        String day = "%02d%02d%02d".formatted(birth.getDayOfMonth(), birth.getMonthValue(), birth.getYear() % 100);
        String number = InventedNumber.from(day, 9800 + i % 150);
        while (!taken.add(number)) {
            number = InventedNumber.from(day, Integer.parseInt(number.substring(6)) + 1);
        }
        return number;
    }

    private ObjectNode person(String number, LocalDate birth, int i) {
        ObjectNode person = JSON.createObjectNode()
                .put("personnummer", number)
                .put("fornavn", "Barn" + i)
                .put("efternavn", "Efternavn" + i + "Testesen")
                .put("foedselsdato", birth.toString())
                .put("koen", "K")
                .put("status", random.nextInt(25) == 0 ? 90 : 1);
        if (random.nextInt(7) == 0) {
            person.putObject("adressebeskyttelse").put("startdato", "today-P1Y").put("beskyttet", true);
        }
        if (random.nextInt(5) > 0) {
            person.put("ydernummer", any(sample.clinics.stream().sorted().toList()));
        }
        return person;
    }

    private ObjectNode careCase(String number, String other, int i) {
        ObjectNode record = JSON.createObjectNode()
                .put("UUIDIdentifikator", uuid())
                .put("StsTidspunkt", "today-P2D@03:10")
                .put("LivscyklusKode", random.nextInt(14) == 0 ? "Passiveret" : "Importeret")
                .put("Titel", "HEMMELIG TITEL")
                .put("OprettetTidspunkt", "today-P300D@09:15");
        if (random.nextInt(14) > 0) {
            record.put("Foelsomhed", any(PolicyModel.LEVELS));
        }
        progress(record.putArray("Fremdrift"));
        actors(record.putArray("Sagsaktoer"), i);
        boolean primary = random.nextInt(10) > 0;
        ArrayNode parties = record.putArray("Sagspart");
        parties.addObject()
                .put("Rolle", primary ? "Primær part" : "Sekundær part")
                .put("ReferenceID", "urn:oio:cpr-nr:" + number);
        if (!primary && !other.equals(number)) {
            parties.addObject().put("Rolle", "Primær part").put("ReferenceID", "urn:oio:cpr-nr:" + other);
        }
        classes(record.putArray("Sagsklasse"));
        if (random.nextInt(9) == 0) {
            ObjectNode profile = record.putArray("Sikkerhedsprofil").addObject().put("ReferenceID", uuid());
            profile.put("FraTidspunkt", any(List.of("today-P100D", "today+P30D")));
            if (random.nextInt(3) == 0) {
                profile.put("FraTidspunkt", "today-P100D").put("TilTidspunkt", "today-P10D");
            }
        }
        return record;
    }

    private void progress(ArrayNode progress) {
        switch (random.nextInt(6)) {
            case 0 ->
                progress.addObject().put("FremdriftStatusKode", "Opstaaet").put("FraTidspunkt", "today+P10D");
            case 1 -> {
                progress.addObject()
                        .put("FremdriftStatusKode", "Oplyst")
                        .put("FraTidspunkt", "today-P300D")
                        .put("TilTidspunkt", "today-P20D");
                progress.addObject().put("FremdriftStatusKode", "Afsluttet").put("FraTidspunkt", "today-P20D");
            }
            case 2 ->
                progress.addObject()
                        .put("FremdriftStatusKode", random.nextBoolean() ? "Opstaaet" : "Oplyst")
                        .put("FraTidspunkt", "today-P300D")
                        .put("TilTidspunkt", random.nextBoolean() ? "today-P20D" : "today+P20D");
            default ->
                progress.addObject().put("FremdriftStatusKode", "Opstaaet").put("FraTidspunkt", "today-P200D");
        }
    }

    private void actors(ArrayNode actors, int i) {
        String cvr = any(PolicyModel.CVR);
        ObjectNode owner = actors.addObject()
                .put("Rolle", "Ejer")
                .put("Type", "Organisation")
                .put("ReferenceID", MUNICIPALITIES.getOrDefault(cvr, uuid()))
                .put("FuldtNavn", "Kommunen");
        if (random.nextInt(15) > 0) {
            owner.put("CVR-Nummer", cvr);
        }
        if (random.nextInt(4) > 0) {
            boolean known = random.nextInt(5) > 0;
            actors.addObject()
                    .put("Rolle", "Primær behandler")
                    .put("Type", "Bruger")
                    .put(
                            "ReferenceID",
                            known ? any(sample.staff.keySet().stream().sorted().toList()) : uuid())
                    .put("FuldtNavn", known ? "Navn I Sagen" + i : "Kunisagen Hansen" + i);
        }
    }

    private void classes(ArrayNode classes) {
        if (random.nextInt(15) > 0) {
            classes.addObject()
                    .put("Rolle", "Primær klasse")
                    .put("BrugervendtNoegle", random.nextInt(12) == 0 ? "34.10.30" : any(kle));
        }
        classes.addObject().put("Rolle", "Handlingsklasse").put("BrugervendtNoegle", "G01");
        if (random.nextInt(10) == 0) {
            classes.addObject()
                    .put("Rolle", any(List.of("Visningsklasse", "Sikkerhedsklasse", "Noget ukendt")))
                    .put("BrugervendtNoegle", "X1");
        }
    }

    private ObjectNode booking(String number) {
        ObjectNode record = JSON.createObjectNode()
                .put("cpr", number)
                .put("encounterId", uuid())
                .put("documentId", uuid())
                .put("availabilityStatus", random.nextInt(8) == 0 ? "Deprecated" : "Approved")
                .put("effectiveTime", "today-P20D@08:30")
                .put("code", any(PolicyModel.KINDS));
        if (random.nextInt(8) > 0) {
            record.put("practiceSetting", random.nextInt(4) == 0 ? any(PolicyModel.SPECIALTIES) : "394588006");
        }
        switch (random.nextInt(5)) {
            case 0 -> {}
            case 1 -> record.put("low", "today-P3D@10:00").put("high", "today-P3D@11:00");
            default -> record.put("low", "today+P" + random.nextInt(2, 60) + "D@10:00");
        }
        record.putObject("performer")
                .put("sor", random.nextInt(5) == 0 ? any(PolicyModel.SOR) : "9900811000016001")
                .put("name", "Afdelingen");
        return record;
    }

    private void pupil(String number) {
        ObjectNode record = pupils.addObject()
                .put("civilRegistrationNumber", number)
                .put(
                        "institutionNumber",
                        any(sample.institutions.keySet().stream().sorted().toList()))
                .put("role", "Elev")
                .put("schoolYear", "current");
        if (random.nextInt(8) == 0) {
            record.put("protected", true);
        }
        if (random.nextInt(8) == 0) {
            record.put("toDate", "today-P10D");
        }
    }

    private String uuid() {
        return new UUID(
                        random.nextLong() & ~0xf000L | 0x4000L,
                        random.nextLong() & 0x3fffffffffffffffL | Long.MIN_VALUE)
                .toString();
    }

    private String any(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }
}

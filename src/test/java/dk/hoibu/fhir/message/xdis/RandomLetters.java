package dk.hoibu.fhir.message.xdis;

import dk.hoibu.fhir.message.xdis.XdisLetter.AcknowledgementCode;
import dk.hoibu.fhir.message.xdis.XdisLetter.Address;
import dk.hoibu.fhir.message.xdis.XdisLetter.Binary;
import dk.hoibu.fhir.message.xdis.XdisLetter.Envelope;
import dk.hoibu.fhir.message.xdis.XdisLetter.EpisodeStatus;
import dk.hoibu.fhir.message.xdis.XdisLetter.Heading;
import dk.hoibu.fhir.message.xdis.XdisLetter.IdentifierCode;
import dk.hoibu.fhir.message.xdis.XdisLetter.LetterText;
import dk.hoibu.fhir.message.xdis.XdisLetter.Link;
import dk.hoibu.fhir.message.xdis.XdisLetter.ObjectCode;
import dk.hoibu.fhir.message.xdis.XdisLetter.Party;
import dk.hoibu.fhir.message.xdis.XdisLetter.Person;
import dk.hoibu.fhir.message.xdis.XdisLetter.Priority;
import dk.hoibu.fhir.message.xdis.XdisLetter.Reference;
import dk.hoibu.fhir.message.xdis.XdisLetter.StatusCode;
import dk.hoibu.fhir.message.xdis.XdisLetter.Sup;
import dk.hoibu.fhir.message.xdis.XdisLetter.Target;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes any letter the schema allows, the odd ones more often than life does. The same seed makes the same letter. */
final class RandomLetters {

    private static final List<String> WORDS = List.of(
            "Børn",
            "og",
            "Unge",
            "Ærøskøbing",
            "afd.",
            "A",
            "/",
            "Æ-Ø",
            "O'Hara",
            "\"kaldet\"",
            "&",
            "<b>",
            "–",
            "\uD83C\uDF92",
            "1.5",
            "Medicin");
    private static final List<LocalDateTime> ODD_TIMES = List.of(
            LocalDateTime.parse("2026-03-29T02:30"),
            LocalDateTime.parse("2026-10-25T02:30"),
            LocalDateTime.parse("2025-12-31T23:59"),
            LocalDateTime.parse("2026-01-01T00:00"));
    private static final List<String> CPR =
            List.of("0505059996", "0505109990", "0505159995", "0505209996", "0505239996");

    private final SplittableRandom random;

    RandomLetters(long seed) {
        random = new SplittableRandom(seed);
    }

    XdisLetter letter() {
        return new XdisLetter(
                pick(Edition.values()),
                new Envelope(time(), id(), pick(AcknowledgementCode.values())),
                new Heading(
                        id(), flag() ? "XDIS91" : "X", time(), pick(StatusCode.values()), sometimes(() -> text(35))),
                party(true),
                party(false),
                person(),
                sometimes(() -> pick(Priority.values())),
                sometimes(() -> flag() ? pick(Category.values()).danish() : text(70)),
                Stream.generate(() -> new LetterText(prose(), flag()))
                        .limit(random.nextInt(4))
                        .toList(),
                IntStream.range(0, random.nextInt(5))
                        .mapToObj(i -> new Reference(text(70), target(i)))
                        .toList(),
                flag());
    }

    boolean flag() {
        return random.nextBoolean();
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    private String id() {
        StringBuilder id = new StringBuilder();
        int length = 1 + random.nextInt(14);
        while (id.length() < length) {
            id.append("ABCabc0123456789.-".charAt(random.nextInt(18)));
        }
        return random.nextInt(10) == 0 ? "Nr/" + random.nextInt(100) + " æ" : id.toString();
    }

    private LocalDateTime time() {
        return random.nextInt(6) == 0
                ? ODD_TIMES.get(random.nextInt(ODD_TIMES.size()))
                : LocalDateTime.parse("2020-01-01T00:00").plusMinutes(random.nextInt(4_000_000));
    }

    private Party party(boolean sender) {
        IdentifierCode code = pick(IdentifierCode.values());
        String ean = ean();
        String identifier = switch (code) {
            case SORKODE -> flag() ? "99" + (100_000_000 + random.nextInt(800_000_000)) + "16005" : "123";
            case LOKATIONSNUMMER -> flag() ? ean.substring(0, Math.min(17, ean.length())) : "5790009902171";
            case SYGEHUSAFDELINGSNUMMER, YDERNUMMER, KOMMUNENUMMER, AMT -> Integer.toString(random.nextInt(1_000_000));
        };
        return new Party(
                ean,
                identifier,
                code,
                sender ? Optional.of(text(35)) : sometimes(() -> text(35)),
                sometimes(() -> text(35)),
                sometimes(() -> text(35)),
                address(),
                sender ? sometimes(() -> flag() ? "99 00 19 88" : text(25)) : Optional.empty(),
                sender ? sometimes(() -> "boerne_ungdomspsykiatri") : Optional.empty());
    }

    private String ean() {
        return switch (random.nextInt(4)) {
            case 0 -> "5790009901822";
            case 1 -> "5790009902171";
            case 2 -> "57900099" + random.nextInt(10_000, 100_000);
            default -> "lok" + random.nextInt(1000);
        };
    }

    private Address address() {
        return new Address(
                sometimes(() -> text(35)),
                sometimes(() -> text(35)),
                sometimes(() -> text(35)),
                sometimes(() -> "9000"));
    }

    private Person person() {
        boolean alternative = random.nextInt(4) == 0;
        return new Person(
                alternative
                        ? (flag() ? "0505201AB6" : "ERSTATNR0" + random.nextInt(10))
                        : CPR.get(random.nextInt(CPR.size())),
                alternative,
                text(70),
                sometimes(() -> text(70)),
                address(),
                sometimes(() -> text(35)),
                pick(EpisodeStatus.values()));
    }

    private Target target(int place) {
        return switch (random.nextInt(4)) {
            case 0 -> new Link(flag() ? "https://example.org/" + place + "?a=b&c=d" : "file:///etc/passwd");
            case 1 -> new Sup();
            default ->
                new Binary(
                        "objekt-" + place,
                        pick(ObjectCode.values()),
                        pick(FileKind.values()),
                        1 + random.nextInt(100_000));
        };
    }

    /** A line as long as that at most. */
    String text(int most) {
        StringBuilder text = new StringBuilder(WORDS.get(random.nextInt(WORDS.size())));
        for (int words = random.nextInt(8); words > 0; words--) {
            String word = " " + WORDS.get(random.nextInt(WORDS.size()));
            if (Fields.length(text + word) <= most) {
                text.append(word);
            }
        }
        return text.toString();
    }

    /** Lines, blanks and marks in any order. */
    String prose() {
        StringBuilder text = new StringBuilder();
        for (int pieces = random.nextInt(12); pieces > 0; pieces--) {
            text.append(
                    switch (random.nextInt(8)) {
                        case 0 -> "\n";
                        case 1 -> "  ";
                        case 2 -> "<Bold>" + text(10) + "</Bold>";
                        case 3 -> "\n-- " + text(20) + " / læge / tlf. 99001988 / 2026-03-01 14:05";
                        default -> text(40) + " ";
                    });
        }
        return text.toString();
    }

    private <T> T pick(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private <T> Optional<T> sometimes(Supplier<T> value) {
        return flag() ? Optional.of(value.get()) : Optional.empty();
    }
}

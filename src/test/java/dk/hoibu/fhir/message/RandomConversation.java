package dk.hoibu.fhir.message;

import dk.hoibu.fhir.conformance.R4Validator;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.message.ack.Party;
import dk.hoibu.fhir.message.build.Author;
import dk.hoibu.fhir.message.build.BuiltMessage;
import dk.hoibu.fhir.message.build.Composer;
import dk.hoibu.fhir.message.build.Content;
import dk.hoibu.fhir.message.build.DraftMessage;
import dk.hoibu.fhir.message.build.Earlier;
import dk.hoibu.fhir.message.build.Participant;
import dk.hoibu.fhir.message.build.PersonName;
import dk.hoibu.fhir.message.build.Postmark;
import dk.hoibu.fhir.message.build.Role;
import dk.hoibu.fhir.message.build.Route;
import dk.hoibu.fhir.message.build.Subject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Identifier;

/** Messages nobody thought of: drafts with anything a draft may have, answered and forwarded as often as it comes. The same seed makes the same ones. */
final class RandomConversation {

    private static final List<Party> PARTIES = List.of(
            new Party("9901711000016001", "5790009901549", Optional.of("Lægerne Torvet")),
            new Party("9900711000016003", "5790009901334", Optional.of("Børne- og Ungdomspsykiatrisk Afdeling")),
            new Party("9900511000016008", "5790009901198", Optional.empty()),
            new Party("9901511000016006", "5790009901471", Optional.of("Aalborg \"Universitets\" & <hospital>")));
    private static final List<String> CATEGORIES = List.of(
            "alcohol-and-drug-treatment",
            "assistive-devices",
            "carecoordination",
            "decease",
            "discharge",
            "examination-results",
            "healthcare",
            "home-care-assessment",
            "medicine",
            "nursing",
            "outpatient",
            "psychiatry-social-disability",
            "regarding-referral",
            "telemedicine",
            "training",
            "acute-ambulant",
            "extended-care-responsibility",
            "other");
    /** The types of files that may be attached, and how each begins. */
    private static final Map<String, String> TYPES = Map.of(
            "application/pdf", "%PDF-1.7\n",
            "image/gif", "GIF89a",
            "image/jpeg", "\u00ff\u00d8\u00ff",
            "image/png", "\u0089PNG\r\n\u001a\n",
            "image/tiff", "II*\0",
            "image/bmp", "BM");

    private static final List<String> WORDS = List.of(
            "barnet",
            "møde",
            "Lars'",
            "skole",
            "\"citat\"",
            "5 < 7",
            "a & b",
            "æøå ÆØÅ",
            "–",
            "\n",
            "\n\n",
            "\t",
            "😀",
            "é",
            "100 %",
            "\\n",
            "https://www.example.dk/?a=1&b=2",
            "(se bilag)",
            "1.",
            "…",
            "מ",
            "¤");
    private static final List<Role> ROLES = List.of(
            new Role.Worded("Psykolog & <koordinator>"),
            new Role.Worded("Sundhedsplejerske"),
            new Role.Coded(
                    "http://medcomfhir.dk/ig/terminology/CodeSystem/medcom-core-PractitionerRolesSKSadministrativ",
                    "psykolog"),
            new Role.Coded(
                    "http://medcomfhir.dk/ig/terminology/CodeSystem/medcom-core-PractitionerRolesSKSadministrativ",
                    "sygeplejerske"));

    private final Random random;
    private final Composer composer = new Composer("https://hoibu.dk/fhir");
    private Instant now = Instant.parse("2026-03-20T08:00:00Z");

    RandomConversation(long seed) {
        this.random = new Random(seed);
    }

    /** The messages of one conversation, the first one first, up to {@code most}. */
    List<Bundle> messages(int most) {
        List<Bundle> messages = new ArrayList<>();
        Party from = one(PARTIES);
        Party to = other(from);
        messages.add(composer.fresh(draft(true), subject(), new Route(from, to), mark())
                .bundle());
        while (messages.size() < most && random.nextInt(6) > 0) {
            Bundle last = messages.get(messages.size() - 1);
            messages.add(next(last, messages).bundle());
        }
        return messages;
    }

    private BuiltMessage next(Bundle last, List<Bundle> before) {
        Earlier earlier = Earlier.of(read(last));
        if (random.nextInt(3) == 0) {
            before.forEach(one -> earlier.fill(Earlier.of(read(one))));
            Set<String> segments = new HashSet<>(earlier.segments());
            if (random.nextBoolean()) {
                segments.removeIf(one -> random.nextInt(3) == 0);
            }
            Party forwards = random.nextBoolean() ? earlier.receiver() : earlier.sender();
            return composer.forward(draft(false), earlier, segments, new Route(forwards, other(forwards)), mark());
        }
        boolean own = random.nextInt(5) == 0;
        Route route =
                own ? new Route(earlier.sender(), earlier.receiver()) : new Route(earlier.receiver(), earlier.sender());
        return composer.reply(draft(false), earlier, route, mark());
    }

    /** Half of them written and read as XML, as the store may have them. */
    private Bundle read(Bundle message) {
        var context = R4Validator.CONTEXT;
        boolean xml = random.nextBoolean();
        var parser = xml ? context.newXmlParser() : context.newJsonParser();
        String text = parser.encodeResourceToString(message);
        return parser.setOverrideResourceIdWithBundleEntryFullUrl(false).parseResource(Bundle.class, text);
    }

    private DraftMessage draft(boolean first) {
        Optional<String> category = first || random.nextInt(4) == 0 ? Optional.of(one(CATEGORIES)) : Optional.empty();
        boolean referral = category.equals(Optional.of("regarding-referral"));
        boolean topic = category.equals(Optional.of("other")) || random.nextBoolean();
        return new DraftMessage(
                category,
                topic ? Optional.of(words(6).replace('\n', ' ').replace('\t', ' ')) : Optional.empty(),
                referral && random.nextBoolean()
                        ? Optional.of(random.nextBoolean() ? "routine" : "asap")
                        : Optional.empty(),
                new Author(name(), one(ROLES), random.nextBoolean() ? "99001819" : "+4599001936"),
                contents(),
                participant(),
                participant(),
                random.nextInt(3) == 0 ? Optional.of(encounter()) : Optional.empty());
    }

    private List<Content> contents() {
        List<Content> contents = new ArrayList<>(List.of(new Content.Text(words(1 + random.nextInt(60)))));
        while (random.nextInt(3) > 0) {
            contents.add(random.nextInt(contents.size() + 1), content());
        }
        return contents;
    }

    private Content content() {
        String title = "Bilag " + random.nextInt(100) + (random.nextBoolean() ? ".PDF" : " <nyt> & \"gammelt\"");
        return switch (random.nextInt(3)) {
            case 0 -> new Content.Text(words(1 + random.nextInt(20)));
            case 1 -> new Content.Link(title, "https://www.example.dk/" + random.nextInt(1000));
            default -> {
                String type = one(TYPES.keySet().stream().sorted().toList());
                yield new Content.Document(
                        title,
                        type,
                        file(TYPES.get(type)),
                        random.nextBoolean()
                                ? Optional.of(
                                        new DateTimeType("2026-02-0" + (1 + random.nextInt(9)) + "T10:00:00+01:00"))
                                : Optional.empty());
            }
        };
    }

    private byte[] file(String beginning) {
        byte[] start = beginning.getBytes(StandardCharsets.ISO_8859_1);
        byte[] data = new byte[start.length + random.nextInt(3000)];
        random.nextBytes(data);
        System.arraycopy(start, 0, data, 0, start.length);
        return data;
    }

    private Optional<Participant> participant() {
        return switch (random.nextInt(4)) {
            case 0 -> Optional.of(new Participant.Team(words(2).strip().replace('\n', ' ') + " team"));
            case 1 -> Optional.of(new Participant.Somebody(name(), one(ROLES)));
            default -> Optional.empty();
        };
    }

    private Encounter encounter() {
        Encounter encounter = new Encounter();
        if (random.nextBoolean()) {
            encounter.setStatus(EncounterStatus.FINISHED);
            encounter.setClass_(new Coding()
                    .setSystem("http://terminology.hl7.org/CodeSystem/v3-ActCode")
                    .setCode("IMP"));
        }
        Identifier identifier = random.nextBoolean()
                ? new Identifier()
                        .setSystem("https://www.esundhed.dk/Registre/Landspatientregisteret")
                        .setValue("urn:uuid:fc60e762-b13b-5773-865e-67f3907bdcc7")
                : new Identifier()
                        .setSystem("https://sor2.sum.dsdn.dk/#id=9900711000016003")
                        .setValue(id());
        encounter.addEpisodeOfCare().setIdentifier(identifier);
        return encounter;
    }

    private Subject subject() {
        List<Subject.Numbered> numbers = new ArrayList<>();
        if (random.nextInt(4) > 0) {
            numbers.add(new Subject.Numbered(Systems.CPR, "0505159995"));
        }
        if (numbers.isEmpty() || random.nextInt(4) == 0) {
            numbers.add(new Subject.Numbered(Systems.X_ECPR, "0505201AB6"));
        }
        return new Subject(numbers, name());
    }

    private PersonName name() {
        return PersonName.of(one(List.of("Mette Prøve", "Æ", "Ole & Søn <Prøvesen>", "Anna Maria Å. Prøve-Sen")));
    }

    private String words(int many) {
        StringBuilder text = new StringBuilder("Ord");
        for (int i = 0; i < many; i++) {
            text.append(random.nextInt(8) == 0 ? "" : " ").append(one(WORDS));
        }
        return text.append('.').toString();
    }

    private Party other(Party party) {
        List<Party> others =
                PARTIES.stream().filter(one -> !one.sor().equals(party.sor())).toList();
        return one(others);
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private Postmark mark() {
        now = now.plusSeconds(1 + random.nextInt(200_000));
        String zone = random.nextBoolean() ? "Europe/Copenhagen" : "UTC";
        return new Postmark(id(), id(), OffsetDateTime.ofInstant(now, ZoneId.of(zone)), this::id);
    }

    private String id() {
        return UUID.nameUUIDFromBytes(Long.toString(random.nextLong()).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}

package dk.hoibu.fhir.property;

import dk.hoibu.fhir.access.KleSubject;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.domain.Phone;
import dk.hoibu.fhir.domain.Validity;
import dk.hoibu.fhir.generate.MadeUpNumbers;
import dk.hoibu.fhir.source.booking.Booking;
import dk.hoibu.fhir.source.caseindex.CareCase;
import dk.hoibu.fhir.source.healthorg.HealthUnit;
import dk.hoibu.fhir.source.organisation.Employee;
import dk.hoibu.fhir.source.organisation.Unit;
import dk.hoibu.fhir.source.person.Person;
import dk.hoibu.fhir.source.school.Attendance;
import dk.hoibu.fhir.source.school.Institution;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Makes any record the ports allow, the odd ones more often than life does. The same seed makes the same records. */
public final class Samples {

    /** Where a run begins; {@code -Dhoibu.seed} repeats one that failed. */
    private static final long FIRST_SEED = Long.getLong("hoibu.seed", 20_261_121L);

    private static final List<String> PILOT_CVR = List.of("29189420", "29189501", "29189439", "29189560", "29189463");
    private static final List<String> ODD_TEXTS = List.of(
            "Familieafdelingen",
            "Børn & Unge, Østergård på Ærø",
            "Café Renée",
            "Skolen \uD83C\uDF92",
            "O'Hara \"kaldet\" Åse",
            "<script>alert('x')</script>",
            "a/b|c,d\\e$f;g%h&amp;",
            "To  mellemrum",
            "Ａ全角",
            "L".repeat(244));
    /** How many samples a property is tried on; more with {@code -Dhoibu.records=N}. */
    static final int RECORDS = Integer.getInteger("hoibu.records", 1000);

    /** How many samples are put before the validator, which takes its time; more with {@code -Dhoibu.validated=N}. */
    static final int VALIDATED = Integer.getInteger("hoibu.validated", 60);

    private static final List<Instant> ODD_TIMES = List.of(
            Instant.parse("2026-03-29T00:59:59.999Z"),
            Instant.parse("2026-03-29T01:00:00Z"),
            Instant.parse("2026-10-25T00:30:00Z"),
            Instant.parse("2026-10-25T01:30:00Z"),
            Instant.parse("2025-12-31T23:00:00Z"),
            Instant.parse("1999-12-31T23:59:59.999999999Z"));

    private final SplittableRandom random;
    private int institutions;

    public Samples(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Runs {@code property} on that many samples; the seed of the first that fails is in the failure. */
    public static void each(int count, Consumer<Samples> property) {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + count; seed++) {
            try {
                property.accept(new Samples(seed));
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("repeat with -Dhoibu.seed=" + seed + ": " + failure.getMessage(), failure);
            }
        }
    }

    /** A text, odd in some way, that ends with a word no other text has. */
    public String text() {
        return oneOf(ODD_TEXTS) + " " + word();
    }

    public String word() {
        return random.ints(10, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    public boolean flag() {
        return random.nextBoolean();
    }

    public <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    public <E extends Enum<E>> E oneOf(E[] all) {
        return all[random.nextInt(all.length)];
    }

    public <T> Optional<T> perhaps(Supplier<T> made) {
        return flag() ? Optional.of(made.get()) : Optional.empty();
    }

    /** None to three, seldom many. */
    public <T> List<T> some(Supplier<T> made) {
        int count = random.nextInt(20) == 0 ? 25 : random.nextInt(4);
        return Stream.generate(made).limit(count).toList();
    }

    public UUID uuid() {
        return new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() >>> 2 | 0x8000_0000_0000_0000L);
    }

    public Instant instant() {
        return random.nextInt(4) == 0
                ? oneOf(ODD_TIMES)
                : Instant.ofEpochSecond(random.nextLong(315_532_800L, 2_051_222_400L), random.nextLong(1_000_000_000L));
    }

    public LocalDate day() {
        return LocalDate.of(1980, 1, 1).plusDays(random.nextInt(20_000));
    }

    public String cvr() {
        return oneOf(PILOT_CVR);
    }

    public String sor() {
        return MadeUpNumbers.sor(random);
    }

    public PersonNumber cpr() {
        return new PersonNumber(MadeUpNumbers.cpr(random), PersonNumber.Kind.CPR);
    }

    public PersonNumber personNumber() {
        return random.nextInt(4) > 0
                ? cpr()
                : new PersonNumber(
                        MadeUpNumbers.cpr(random).substring(0, 6) + (flag() ? "1" : "7") + "XY" + random.nextInt(10),
                        PersonNumber.Kind.REPLACEMENT);
    }

    public Person person() {
        return new Person(
                personNumber(),
                some(this::personNumber),
                perhaps(this::text),
                perhaps(this::text),
                LocalDate.of(1900, 1, 1).plusDays(random.nextInt(47_000)),
                oneOf(Person.Gender.values()),
                oneOf(List.of(1, 3, 5, 7, 20, 30, 50, 60, 70, 80, 90)),
                flag(),
                perhaps(() -> "0851"),
                perhaps(() -> "099" + random.nextInt(100, 1000)),
                perhaps(this::instant),
                Set.copyOf(some(this::personNumber)));
    }

    public Phone phone() {
        Phone.Kind kind = oneOf(Phone.Kind.values());
        String number = "+45 99 00 " + random.nextInt(10, 100) + " " + random.nextInt(10, 100);
        return new Phone(kind, kind == Phone.Kind.EMAIL ? "æøå." + word() + "@example.org" : number);
    }

    public Unit unit() {
        return flag() ? unit(oneOf(Unit.Kind.values())) : unit(oneOf(Unit.Kind.values()), uuid());
    }

    public Unit unit(Unit.Kind kind, UUID... parent) {
        return new Unit(
                uuid(),
                text(),
                kind,
                cvr(),
                kind == Unit.Kind.MUNICIPALITY ? perhaps(() -> "0851") : Optional.empty(),
                List.of(parent).stream().findFirst(),
                flag(),
                some(this::phone),
                some(this::contactPoint),
                perhaps(() -> MadeUpNumbers.gln(random)),
                perhaps(this::sor),
                perhaps(this::text),
                perhaps(this::instant));
    }

    public Unit.ContactPoint contactPoint() {
        return new Unit.ContactPoint(text(), oneOf(List.of("17.03.04", "34.10.10", "34.15.25")), some(this::phone));
    }

    public Employee employee() {
        return new Employee(
                uuid(), text(), flag(), flag(), some(this::phone), some(this::membership), perhaps(this::instant));
    }

    public Employee.Membership membership() {
        LocalDate start = day();
        return new Employee.Membership(uuid(), text(), start, perhaps(() -> start.plusDays(random.nextInt(-3, 3000))));
    }

    public HealthUnit healthUnit() {
        return new HealthUnit(
                sor(),
                text(),
                oneOf(HealthUnit.Kind.values()),
                perhaps(this::sor),
                perhaps(this::cvr),
                perhaps(this::specialty),
                perhaps(() -> "099" + random.nextInt(100, 1000)),
                perhaps(() -> "DK-81"),
                perhaps(() -> MadeUpNumbers.gln(random)),
                some(this::phone),
                flag(),
                perhaps(this::instant));
    }

    public String specialty() {
        return oneOf(List.of("394588006", "394587001", "408443003", "394577000"));
    }

    public Institution institution() {
        return new Institution(
                (flag() ? "9" : "G") + (90_000 + institutions++),
                text(),
                oneOf(Institution.Kind.values()),
                cvr(),
                some(this::phone),
                flag(),
                perhaps(this::instant));
    }

    public Attendance attendance(String institution) {
        return new Attendance(
                institution,
                oneOf(Attendance.Role.values()),
                "2025-2026",
                perhaps(this::day),
                perhaps(this::day),
                flag());
    }

    public Booking booking() {
        Optional<OffsetDateTime> start = perhaps(this::time);
        return new Booking(
                flag() ? uuid().toString() : word(),
                oneOf(List.of(
                        uuid().toString(),
                        uuid().toString().toUpperCase(Locale.ROOT),
                        "1.2.208.184^" + word(),
                        "1-2-3-4-" + random.nextInt(10))),
                instant(),
                perhaps(this::instant),
                "RegionalAppointment",
                perhaps(this::specialty),
                start,
                perhaps(() -> start.orElseGet(this::time).plusMinutes(random.nextInt(-30, 2000))),
                place(),
                perhaps(this::place),
                flag(),
                perhaps(this::word));
    }

    private OffsetDateTime time() {
        return instant().atOffset(oneOf(List.of(ZoneOffset.UTC, ZoneOffset.ofHours(1), ZoneOffset.ofHours(2))));
    }

    private Booking.Place place() {
        return new Booking.Place(sor(), text());
    }

    public CareCase careCase(PersonNumber child) {
        return new CareCase(
                uuid(),
                perhaps(this::text),
                perhaps(() -> oneOf(CareCase.Sensitivity.values())),
                perhaps(this::instant),
                instant(),
                word(),
                some(() -> new CareCase.Progress(oneOf(CareCase.Status.values()), validity())),
                some(this::actor),
                some(() -> new CareCase.Party(
                        oneOf(CareCase.PartyRole.values()), "urn:oio:cpr-nr:" + cpr().value(), validity())),
                some(() -> new CareCase.Classification(
                        oneOf(CareCase.ClassRole.values()), perhaps(() -> "G01" + word()), validity())),
                some(this::validity),
                perhaps(this::uuid));
    }

    private CareCase.Actor actor() {
        return new CareCase.Actor(
                oneOf(CareCase.ActorRole.values()),
                oneOf(CareCase.ActorType.values()),
                reference(),
                perhaps(this::text),
                perhaps(this::cvr),
                validity());
    }

    public CareCase.Reference reference() {
        return flag()
                ? CareCase.Reference.of(uuid())
                : CareCase.Reference.of(
                        oneOf(List.of("urn:oio:kmd:sag:administrativenhed:LOSID:", "urn:oio:kmd:sag:racfid:"))
                                + word());
    }

    private Validity validity() {
        return flag() ? Validity.since(instant()) : Validity.ALWAYS;
    }

    public KleSubject subject() {
        return new KleSubject(
                oneOf(List.of("17.03.04", "27.24.03", "34.10.10", "34.15.25")),
                perhaps(this::text),
                oneOf(KleSubject.Area.values()),
                flag());
    }
}

package dk.hoibu.fhir;

import dk.hoibu.fhir.access.AccessDecision;
import dk.hoibu.fhir.access.AccessRule;
import dk.hoibu.fhir.access.DirectoryGrant;
import dk.hoibu.fhir.access.Requester;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.domain.Phone;
import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.fhir.Problem;
import dk.hoibu.fhir.message.ack.Party;
import dk.hoibu.fhir.message.build.PersonName;
import dk.hoibu.fhir.message.build.ReadDraft;
import dk.hoibu.fhir.message.http.Registers;
import dk.hoibu.fhir.overview.Overviews;
import dk.hoibu.fhir.overview.SourceCalls;
import dk.hoibu.fhir.overview.Sources;
import dk.hoibu.fhir.source.Findings;
import dk.hoibu.fhir.source.SourceId;
import dk.hoibu.fhir.source.healthorg.HealthUnit;
import dk.hoibu.fhir.source.organisation.Unit;
import dk.hoibu.fhir.source.person.Person;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** What drafts of messages leave out: from SOR and FK Organisation who sends and receives, from CPR what people are called. */
final class RegistersOfDrafts implements Registers {

    /** A chain of units longer than this is taken for a mistake in the register. */
    private static final int MAX_LEVELS = 8;

    private final Sources sources;
    private final SourceCalls calls;
    private final AccessRule access;
    private final Overviews overviews;
    private final Ids ids;

    RegistersOfDrafts(Sources sources, SourceCalls calls, AccessRule access, Overviews overviews, Ids ids) {
        this.sources = sources;
        this.calls = calls;
        this.access = access;
        this.overviews = overviews;
        this.ids = ids;
    }

    @Override
    public Found organisation(Requester requester, ReadDraft.Organisation named) {
        if (!(access.directory(requester) instanceof AccessDecision.Granted<DirectoryGrant> granted)) {
            return Missing.NOT_NOW;
        }
        String sor = named.sor().or(named::id).orElse("");
        Found found = sor.matches("[0-9]{6,18}") ? health(granted.grant(), sor) : Missing.UNKNOWN;
        if (found == Missing.UNKNOWN) {
            return named.id().isPresent() && !sor.matches("[0-9]+")
                    ? byUuid(granted.grant(), named.id().get())
                    : bySor(granted.grant(), sor);
        }
        return found;
    }

    private Found health(DirectoryGrant grant, String sor) {
        return climb(
                one -> ask(SourceId.HEALTH_ORGANISATION, () -> sources.health().units(grant, Set.of(one))),
                sor,
                RegistersOfDrafts::step);
    }

    private Found byUuid(DirectoryGrant grant, String id) {
        try {
            return municipal(grant, UUID.fromString(id).toString());
        } catch (IllegalArgumentException noUuid) {
            return Missing.UNKNOWN;
        }
    }

    /** A municipal unit with a SOR id that only FK Organisation tells of. */
    private Found bySor(DirectoryGrant grant, String sor) {
        Optional<List<Unit>> all = ask(
                SourceId.MUNICIPAL_ORGANISATION, () -> sources.municipalities().allUnits(grant));
        if (all.isEmpty()) {
            return Missing.NOT_NOW;
        }
        return all.get().stream()
                .filter(unit -> unit.sor().equals(Optional.of(sor)))
                .findFirst()
                .map(unit -> municipal(grant, unit.uuid().toString()))
                .orElse(Missing.UNKNOWN);
    }

    private Found municipal(DirectoryGrant grant, String uuid) {
        return climb(
                one -> ask(
                        SourceId.MUNICIPAL_ORGANISATION,
                        () -> sources.municipalities().units(grant, Set.of(UUID.fromString(one)))),
                uuid,
                RegistersOfDrafts::step);
    }

    /** One unit on the way up. */
    private record Step(
            boolean active,
            String name,
            Optional<String> sor,
            Optional<String> gln,
            Optional<String> parent,
            List<Phone> contacts) {}

    private static Step step(HealthUnit unit) {
        return new Step(
                unit.active(), unit.name(), Optional.of(unit.sor()), unit.gln(), unit.parent(), unit.contacts());
    }

    private static Step step(Unit unit) {
        return new Step(
                unit.active(),
                unit.name(),
                unit.sor(),
                unit.gln(),
                unit.parent().map(UUID::toString),
                unit.contacts());
    }

    /** Up to the first with both numbers. The register writes a number on those below too, so it is the uppermost that has it. */
    private static <T> Found climb(Function<String, Optional<List<T>>> register, String start, Function<T, Step> read) {
        Optional<Step> first = Optional.empty();
        Optional<Step> best = Optional.empty();
        Optional<String> next = Optional.of(start);
        for (int level = 0; level < MAX_LEVELS && next.isPresent(); level++) {
            Optional<List<T>> found = register.apply(next.get());
            if (found.isEmpty()) {
                return Missing.NOT_NOW;
            }
            Optional<Step> step = found.get().stream().findFirst().map(read).filter(Step::active);
            if (step.isEmpty()
                    || best.isPresent() && !step.get().gln().equals(best.get().gln())) {
                break;
            }
            first = first.or(() -> step);
            best = isReachable(step.get()) ? step : best;
            next = step.get().parent();
        }
        return best.isEmpty() || first.isEmpty() ? Missing.UNKNOWN : reachable(first.get(), best.get());
    }

    private static boolean isReachable(Step step) {
        return step.gln().isPresent()
                && step.sor().filter(sor -> sor.length() > 10).isPresent();
    }

    private static Found reachable(Step first, Step best) {
        try {
            Party party = new Party(best.sor().orElseThrow(), best.gln().orElseThrow(), Optional.of(best.name()));
            Optional<String> within = first.equals(best) ? Optional.empty() : Optional.of(first.name());
            return new Reachable(party, within, phone(first).or(() -> phone(best)));
        } catch (IllegalArgumentException malformed) {
            return Missing.UNKNOWN;
        }
    }

    private static Optional<String> phone(Step step) {
        return step.contacts().stream()
                .filter(contact -> contact.kind() != Phone.Kind.EMAIL)
                .map(contact -> contact.value().replaceAll("[\\s-]", ""))
                .filter(number -> number.matches("\\+?[0-9]{3,20}"))
                .findFirst();
    }

    /** Empty when the register does not answer. */
    private <T> Optional<List<T>> ask(
            SourceId source, java.util.function.Supplier<CompletableFuture<Findings<T>>> question) {
        return calls.ask(source, question).join().value().map(Findings::items);
    }

    @Override
    public Optional<PersonName> name(Requester requester, PersonNumber number) {
        try {
            return overviews
                    .person(requester, number)
                    .person()
                    .filter(person -> !person.nameAndAddressProtected())
                    .flatMap(RegistersOfDrafts::name);
        } catch (Problem refused) {
            return Optional.empty();
        }
    }

    private static Optional<PersonName> name(Person person) {
        List<String> given = person.given()
                .map(it -> Arrays.asList(it.strip().split("\\s+")))
                .orElse(List.of());
        return person.family().filter(family -> !family.isBlank()).map(family -> new PersonName(given, family));
    }

    @Override
    public Optional<PersonNumber> number(String patientId) {
        return ids.person(Ids.Purpose.PATIENT, patientId);
    }
}

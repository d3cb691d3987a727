package dk.hoibu.fhir.blackbox;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import dk.hoibu.fhir.blackbox.Oracle.SeenBooking;
import dk.hoibu.fhir.blackbox.Oracle.SeenCase;
import dk.hoibu.fhir.blackbox.Oracle.Sight;
import dk.hoibu.fhir.blackbox.RandomUser.Granted;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.EpisodeOfCare;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** One random question to a server: what it was, what must come, and what came, each in lines that can be compared. */
final class OracleCase {

    private static final FhirContext FHIR = FhirContext.forR4();
    private static final String CPR = "urn:oid:1.2.208.176.1.2|";
    private static final Set<String> ALL = Set.of("case", "appointment", "school", "gp");
    private static final List<String> KINDS = List.of(
            "EpisodeOfCare",
            "EpisodeOfCare",
            "EpisodeOfCare",
            "EpisodeOfCare",
            "Appointment",
            "Appointment",
            "CareTeam",
            "CareTeam",
            "Patient",
            "everything",
            "everything",
            "read EpisodeOfCare",
            "read EpisodeOfCare",
            "read Appointment",
            "read CareTeam",
            "read Patient");
    private static final List<String> PRESENTATIONS = List.of(
            "", "", "", "count", "pages", "xml", "elements", "no total", "sort", "head", "none match", "include");

    private final OracleServer server;
    private final RandomGenerator random;
    private final String number;
    private final RandomUser user;
    private final String token;
    private final String kind;
    private String presentation;
    private String path = "";
    private Optional<String> form = Optional.empty();
    private final List<String> filter = new ArrayList<>();
    private Predicate<SeenCase> caseFilter = it -> !it.status().equals("finished");
    private Predicate<SeenBooking> bookingFilter = it -> true;
    private boolean teamFilter = true;
    private @Nullable String itemAsked;

    OracleCase(OracleServer server, RandomGenerator random) {
        this.server = server;
        this.random = random;
        this.number = random.nextInt(25) == 0 ? "0101019999" : one(server.children());
        this.user = RandomUser.any(random, number, server.children());
        this.token = user.token(
                server.issuer(),
                server.server().base(),
                user.context() == null ? null : server.patientId(user.context()));
        this.kind = one(KINDS);
        this.presentation = one(PRESENTATIONS);
        if (kind.startsWith("read ")) {
            read(kind.substring(5));
        } else if (kind.equals("everything")) {
            path = "Patient/" + server.patientId(number) + "/$everything";
            keep("", "count", "xml", "head", "none match");
        } else {
            search();
        }
    }

    private void keep(String... possible) {
        if (!List.of(possible).contains(presentation)) {
            presentation = "";
        }
    }

    private String one(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** The number of the child that it is about. */
    String number() {
        return number;
    }

    /** The number in force of that child. */
    String numberInForce() {
        return current();
    }

    /** Another child than the one it is about, for whom the application was opened, and whom a scope has looked at. */
    Optional<String> opened() {
        return user.scopes().stream().anyMatch(Granted::patient) && !number.equals(user.context())
                ? Optional.ofNullable(user.context())
                : Optional.empty();
    }

    /** How many of the child's cases each rule hides; empty when no case is asked for, or nothing is told of the child. */
    Optional<Map<String, Integer>> hiddenCases() {
        boolean asked = Set.of("EpisodeOfCare", "CareTeam", "everything", "read CareTeam", "read EpisodeOfCare")
                .contains(kind);
        Sight sight = server.oracle().see(user.asker(), number, Set.of("case"));
        boolean told =
                sight.known() && !sight.closed() && server.oracle().policy().opens(user.asker(), "case");
        return asked && told && current().matches("\\d{10}")
                ? Optional.of(server.oracle().hiddenCases(user.asker(), number))
                : Optional.empty();
    }

    // ---- the question

    private void read(String type) {
        keep("", "xml", "head", "none match");
        String id = switch (type) {
            case "EpisodeOfCare" -> {
                itemAsked = item(server.oracle().folder().casesByNumber.get(current()), "UUIDIdentifikator");
                yield server.caseId(number, itemAsked);
            }
            case "Appointment" -> {
                itemAsked = item(server.oracle().folder().bookingsByNumber.get(current()), "encounterId");
                yield server.bookingId(number, itemAsked);
            }
            case "CareTeam" -> server.teamId(number);
            default -> server.patientId(number);
        };
        path = type + "/" + id;
    }

    private String current() {
        return server.oracle()
                .folder()
                .person(number)
                .map(it -> Folder.text(it, "personnummer"))
                .orElse(number);
    }

    private String item(@Nullable List<com.fasterxml.jackson.databind.JsonNode> all, String field) {
        return all == null
                ? new java.util.UUID(random.nextLong(), random.nextLong()).toString()
                : Folder.text(all.get(random.nextInt(all.size())), field);
    }

    private void search() {
        switch (kind) {
            case "EpisodeOfCare" -> caseFilter();
            case "Appointment" -> bookingFilter();
            case "CareTeam" -> {
                if (random.nextInt(4) == 0) {
                    teamFilter = random.nextBoolean();
                    filter.add("status=" + (teamFilter ? "active" : "inactive"));
                }
            }
            default -> keep("", "count", "xml", "no total", "head", "none match");
        }
        present();
        name();
    }

    private void caseFilter() {
        switch (random.nextInt(7)) {
            case 0 -> statuses("active");
            case 1 -> statuses("active,finished,planned");
            case 2 -> statuses("finished");
            case 3 -> {
                String area = one(List.of("familie", "ppr", "dagtilbud-støtte"));
                filter.add("type=" + TestServer.encode(area));
                caseFilter = caseFilter.and(it -> it.area().equals(area));
            }
            case 4 -> {
                String kle = one(List.copyOf(new TreeSet<>(Oracle.AREAS.keySet())));
                filter.add("type=" + kle);
                caseFilter = caseFilter.and(it -> kle.equals(it.kle()));
            }
            case 5 -> {
                String uuid = item(server.oracle().folder().casesByNumber.get(current()), "UUIDIdentifikator");
                filter.add("identifier=" + TestServer.encode("urn:ietf:rfc:3986|urn:uuid:" + uuid));
                caseFilter = caseFilter.and(it -> it.uuid().equals(uuid));
            }
            default -> {}
        }
    }

    private void statuses(String statuses) {
        filter.add("status=" + statuses);
        caseFilter = it -> List.of(statuses.split(",")).contains(it.status());
    }

    private void bookingFilter() {
        switch (random.nextInt(4)) {
            case 0 -> {
                String status = one(List.of("booked", "proposed"));
                filter.add("status=" + status);
                bookingFilter = it -> it.status().equals(status);
            }
            case 1 -> {
                var day = server.oracle().folder().today.plusDays(random.nextInt(40));
                Instant from = day.atStartOfDay(ZoneId.of("Europe/Copenhagen")).toInstant();
                filter.add("date=ge" + day);
                bookingFilter = it -> it.start() != null && !it.start().isBefore(from);
            }
            case 2 -> filter.add("specialty=394588006");
            default -> {}
        }
    }

    private void present() {
        switch (presentation) {
            case "count" -> filter.add("_summary=count");
            case "pages" -> filter.add("_count=1");
            case "elements" -> filter.add("_elements=identifier,status");
            case "no total" -> filter.add("_total=none");
            case "sort" -> filter.add("_sort=" + (random.nextBoolean() ? "-" : "") + "_lastUpdated");
            case "include" -> {
                if (kind.equals("EpisodeOfCare")) {
                    filter.add("_include=EpisodeOfCare:patient");
                    filter.add("_include=EpisodeOfCare:care-manager");
                    filter.add("_include:iterate=PractitionerRole:practitioner");
                } else {
                    filter.add("_include=" + kind + ":patient");
                }
            }
            default -> {}
        }
    }

    /** Names the child in one of the ways there are; or not at all, when the application was opened for it. */
    private void name() {
        String id = server.patientId(number);
        boolean patient = kind.equals("Patient");
        boolean getOnly = presentation.equals("head") || presentation.equals("none match");
        List<String> names =
                new ArrayList<>(patient ? List.of("_id=" + id) : List.of("patient=" + id, "patient=Patient/" + id));
        if (kind.equals("Appointment")) {
            names.add("actor=Patient/" + id);
        } else if (kind.equals("CareTeam")) {
            names.add("subject=" + id);
        }
        if (!getOnly && random.nextBoolean()) {
            String identifier =
                    TestServer.encode(random.nextBoolean() && number.matches("\\d+") ? CPR + number : number);
            filter.add((patient ? "identifier=" : one(List.of("patient.identifier=", "patient:identifier=")))
                    + identifier);
            form = Optional.of(String.join("&", filter));
        } else {
            List<Granted> covering = user.covering(kind, true);
            boolean launched = number.equals(user.context())
                    && !covering.isEmpty()
                    && covering.stream().allMatch(Granted::patient);
            if (!launched || random.nextBoolean()) {
                filter.add(one(names));
            }
            if (!getOnly && random.nextInt(3) == 0) {
                form = Optional.of(String.join("&", filter));
            }
        }
        path = form.isPresent() ? kind + "/_search" : kind + (filter.isEmpty() ? "" : "?") + String.join("&", filter);
    }

    // ---- what must come

    /** The status alone, or the status and every line of what is disclosed. */
    List<String> expected() {
        String type = kind.equals("everything") ? "Patient" : kind.replace("read ", "");
        boolean search = KINDS.indexOf(kind) < KINDS.indexOf("everything");
        List<Granted> covering = user.covering(type, search);
        if (covering.isEmpty()) {
            return List.of("403");
        }
        if (!user.isAbout(covering, number)) {
            return List.of(search ? "403" : "404");
        }
        if (!server.oracle().policy().welcomes(user.asker())) {
            return List.of("403");
        }
        Set<String> parts = parts(type);
        Sight sight = server.oracle().see(user.asker(), number, parts);
        if (!sight.known()) {
            return type.equals("Patient") && search ? List.of("200", "total " + total(0, true)) : List.of("404");
        }
        if (search) {
            return searched(type, covering, sight);
        }
        return kind.equals("everything") ? everything(covering, sight) : isRead(type, covering, sight);
    }

    private Set<String> parts(String type) {
        if (kind.equals("everything")) {
            return ALL;
        }
        return switch (type) {
            case "EpisodeOfCare" -> Set.of("case");
            case "Appointment" -> Set.of("appointment");
            case "CareTeam" -> ALL;
            default -> Set.of();
        };
    }

    private String total(int count, boolean told) {
        return told && !presentation.equals("no total") ? String.valueOf(count) : "none";
    }

    private List<String> searched(String type, List<Granted> covering, Sight sight) {
        List<String> lines = switch (type) {
            case "EpisodeOfCare" ->
                cases(sight, covering).filter(caseFilter).map(OracleCase::line).toList();
            case "Appointment" ->
                bookings(sight, covering)
                        .filter(bookingFilter)
                        .map(it -> "appointment " + it.id())
                        .toList();
            case "CareTeam" ->
                teamFilter && user.shows(covering, number, must -> false) ? team(sight) : List.<String>of();
            default -> List.of("patient " + (sight.named() ? "named" : "unnamed"));
        };
        boolean whole = type.equals("Patient") || sight.whole() && RandomUser.isWhole(covering);
        int count = type.equals("CareTeam") ? Math.min(1, lines.size()) : lines.size();
        List<String> all = new ArrayList<>(List.of("200", "total " + total(count, whole)));
        if (!presentation.equals("count")) {
            // of a team with none of its members told, nobody can say how many there are
            (presentation.equals("elements")
                            ? lines.stream().map(OracleCase::bare).distinct()
                            : lines.stream())
                    .forEach(all::add);
            if (presentation.equals("include") && !lines.isEmpty()) {
                included(type, covering, sight).forEach(all::add);
            }
        }
        return all;
    }

    private List<String> included(String type, List<Granted> covering, Sight sight) {
        List<String> lines = new ArrayList<>();
        if (user.shows(user.covering("Patient", false), number, must -> false)) {
            lines.add("patient " + (sight.named() ? "named" : "unnamed"));
        }
        boolean staff = user.shows(user.covering("PractitionerRole", false), number, must -> false)
                && user.shows(user.covering("Practitioner", false), number, must -> false);
        if (type.equals("EpisodeOfCare") && staff) {
            cases(sight, covering)
                    .filter(caseFilter)
                    .map(SeenCase::manager)
                    .filter(name -> name != null && !name.equals(Oracle.NAMELESS))
                    .distinct()
                    .forEach(name -> lines.add("staff " + name));
        }
        return lines;
    }

    private List<String> everything(List<Granted> covering, Sight sight) {
        List<String> lines = new ArrayList<>();
        if (!user.shows(covering, number, must -> false)) {
            return List.of("404");
        }
        List<Granted> forCases = user.covering("EpisodeOfCare", false);
        List<Granted> forBookings = user.covering("Appointment", false);
        List<Granted> forTeam = user.covering("CareTeam", false);
        List<String> team = user.shows(forTeam, number, must -> false) ? team(sight) : List.of();
        lines.add("patient " + (sight.named() ? "named" : "unnamed"));
        cases(sight, forCases).filter(caseFilter).map(OracleCase::line).forEach(lines::add);
        bookings(sight, forBookings).map(it -> "appointment " + it.id()).forEach(lines::add);
        int count = lines.size() + Math.min(1, team.size());
        boolean whole =
                sight.whole() && Stream.of(forCases, forBookings, forTeam).allMatch(RandomUser::isWhole);
        List<String> all = new ArrayList<>(List.of("200", "total " + total(count, whole)));
        if (!presentation.equals("count")) {
            all.addAll(lines);
            all.addAll(team);
        }
        return all;
    }

    private List<String> isRead(String type, List<Granted> covering, Sight sight) {
        List<String> lines = switch (type) {
            case "EpisodeOfCare" ->
                cases(sight, covering)
                        .filter(it -> it.uuid().equals(itemAsked) && current().equals(number))
                        .map(OracleCase::line)
                        .toList();
            case "Appointment" ->
                bookings(sight, covering)
                        .filter(it -> it.id().equals(itemAsked) && current().equals(number))
                        .map(it -> "appointment " + it.id())
                        .toList();
            case "CareTeam" -> user.shows(covering, number, must -> false) ? team(sight) : List.<String>of();
            default -> List.of("patient " + (sight.named() ? "named" : "unnamed"));
        };
        List<String> all = new ArrayList<>(List.of(lines.isEmpty() ? "404" : "200"));
        all.addAll(lines);
        return all;
    }

    private Stream<SeenCase> cases(Sight sight, List<Granted> covering) {
        return sight.cases().stream()
                .filter(it -> user.shows(covering, number, must -> must.equals(it.status()) || must.equals(it.area())));
    }

    private Stream<SeenBooking> bookings(Sight sight, List<Granted> covering) {
        return sight.bookings().stream().filter(it -> user.shows(covering, number, must -> must.equals(it.status())));
    }

    private List<String> team(Sight sight) {
        Set<String> lines = new TreeSet<>();
        sight.cases().stream().filter(it -> !it.status().equals("finished")).forEach(it -> {
            lines.add("member " + it.area());
            if (it.manager() != null) {
                lines.add("member sagsbehandler " + it.manager());
            }
        });
        sight.bookings().stream()
                .filter(it -> server.oracle().folder().sor.contains(it.unit()))
                .forEach(it -> lines.add("member psykiatri " + it.unit()));
        sight.places().forEach(it -> lines.add("member place " + it));
        if (sight.gp()) {
            lines.add("member almen-praksis");
        }
        return List.copyOf(lines);
    }

    private static String line(SeenCase it) {
        return "case " + it.uuid() + " " + it.status() + " " + it.area() + " " + it.kle() + " " + it.manager();
    }

    private static String bare(String line) {
        return line.startsWith("case ")
                ? line.replaceAll("(case \\S+ \\S+).*", "$1")
                : line.replaceAll("member.*", "team");
    }

    // ---- what came

    List<String> found() {
        List<String> lines = new ArrayList<>();
        if (presentation.equals("head")) {
            return head();
        }
        if (kind.equals("everything") && presentation.equals("count")) {
            path += "?_summary=count";
        }
        Answer answer = ask("GET", path);
        lines.add(String.valueOf(answer.status()));
        lines.addAll(leaks(answer));
        if (answer.status() != 200) {
            return lines;
        }
        if (presentation.equals("none match")) {
            lines.addAll(again(answer));
        }
        Resource resource = resource(answer);
        if (resource instanceof Bundle bundle) {
            lines.add("total " + (bundle.hasTotal() ? bundle.getTotal() : "none"));
            boolean any = true;
            for (int pages = 0; any; pages++) {
                bundle.getEntry().forEach(entry -> lines.addAll(lines(entry.getResource())));
                any = bundle.getLink("next") != null && pages < 50;
                if (any) {
                    Answer next = server.ask("GET", bundle.getLink("next").getUrl(), Optional.empty(), token);
                    lines.addAll(leaks(next));
                    bundle = (Bundle) resource(next);
                }
            }
        } else {
            lines.addAll(lines(resource));
        }
        return presentation.equals("elements")
                ? lines.stream().map(OracleCase::bare).distinct().toList()
                : lines;
    }

    private Answer ask(String method, String path, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        if (presentation.equals("xml")) {
            all.addAll(List.of("Accept", "application/fhir+xml"));
        }
        return server.ask(form.isPresent() ? "POST" : method, path, form, token, all.toArray(String[]::new));
    }

    /** What a HEAD tells must be what a GET tells. */
    private List<String> head() {
        Answer head = ask("HEAD", path);
        Answer get = ask("GET", path);
        List<String> lines = new ArrayList<>();
        presentation = "";
        lines.addAll(found());
        for (String header : List.of("Content-Length", "ETag", "Content-Type")) {
            if (!head.header(header).equals(get.header(header))) {
                lines.add("HEAD tells another " + header);
            }
        }
        if (head.status() != get.status() || head.bytes().length > 0) {
            lines.add("HEAD answers " + head.status());
        }
        return lines;
    }

    private List<String> again(Answer answer) {
        String tag = answer.header("ETag").orElse("none");
        Answer same = ask("GET", path, "If-None-Match", tag);
        Answer other = ask("GET", path, "If-None-Match", "W/\"0-0\"");
        return same.status() == 304 && same.bytes().length == 0 && other.status() == 200
                ? List.of()
                : List.of("ETag " + tag + " gives " + same.status() + ", another " + other.status());
    }

    /** Anything of any child that this one who asks may not see of this child. */
    private List<String> leaks(Answer answer) {
        Sight sight = server.oracle().see(user.asker(), number, ALL);
        Sight casesAlone = server.oracle().see(user.asker(), number, Set.of("case"));
        Set<String> allowed = new TreeSet<>();
        if (server.oracle().policy().welcomes(user.asker()) && answer.status() == 200) {
            Stream.of(sight, casesAlone).forEach(it -> it.cases().forEach(c -> allowed.add(c.uuid())));
            sight.bookings().forEach(it -> allowed.add(it.id()));
            server.oracle().folder().person(number).ifPresent(it -> {
                allowed.add(current());
                server.oracle().folder().persons.forEach((former, record) -> {
                    if (Folder.text(record, "gaeldendePersonnummer").equals(current())) {
                        allowed.add(former);
                    }
                });
                if (sight.named()) {
                    Stream.of("fornavn", "mellemnavn", "efternavn")
                            .forEach(field -> allowed.addAll(
                                    List.of(Folder.text(it, field).split(" "))));
                }
            });
        }
        Set<String> found = server.secretsIn(answer.body() + answer.headers());
        found.removeAll(allowed);
        return found.stream().map(secret -> "leaked " + secret).toList();
    }

    private static Resource resource(Answer answer) {
        IParser parser = answer.body().startsWith("<") ? FHIR.newXmlParser() : FHIR.newJsonParser();
        return (Resource) parser.parseResource(answer.body());
    }

    private List<String> lines(Resource resource) {
        if (resource instanceof EpisodeOfCare it) {
            return List.of(line(new SeenCase(
                    it.getIdentifierFirstRep().getValue().replace("urn:uuid:", ""),
                    it.getStatus().toCode(),
                    it.getTypeFirstRep().getCodingFirstRep().getCode(),
                    it.getType().size() < 2
                            ? null
                            : it.getType().get(1).getCodingFirstRep().getCode(),
                    it.hasCareManager() ? it.getCareManager().getDisplay() : null)));
        }
        if (resource instanceof Appointment it) {
            return List.of("appointment " + it.getIdentifierFirstRep().getValue());
        }
        if (resource instanceof Patient it) {
            return List.of("patient "
                    + (it.getName().stream().anyMatch(name -> name.hasFamily() || name.hasGiven())
                            ? "named"
                            : "unnamed"));
        }
        if (resource instanceof Practitioner it) {
            return kind.equals("EpisodeOfCare")
                    ? List.of("staff " + it.getNameFirstRep().getText())
                    : List.of();
        }
        if (resource instanceof CareTeam it) {
            return it.getParticipant().isEmpty()
                    ? List.of("member")
                    : it.getParticipant().stream()
                            .map(OracleCase::member)
                            .distinct()
                            .toList();
        }
        return List.of();
    }

    private static String member(CareTeam.CareTeamParticipantComponent it) {
        String role = it.getRoleFirstRep().getCodingFirstRep().getCode();
        String id = it.getMember().getReferenceElement().getIdPart();
        return switch (role) {
            case "sagsbehandler" ->
                "member sagsbehandler " + it.getMember().getDisplay().replaceAll(",.*", "");
            case "skole", "dagtilbud" -> "member place " + id;
            case "psykiatri" -> "member psykiatri " + id;
            default -> "member " + role;
        };
    }

    @Override
    public String toString() {
        return path + " " + form.orElse("") + " [" + presentation + "] by " + user.asker() + " scopes " + user.text()
                + " opened for " + user.context() + ", about " + number;
    }
}

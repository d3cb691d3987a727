package dk.hoibu.fhir.search;

import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.fhir.TestIds;
import dk.hoibu.fhir.search.SearchDefinition.ChildParam;
import dk.hoibu.fhir.search.SearchDefinition.Scope;
import dk.hoibu.fhir.source.SettableClock;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** A small server's worth of definitions to search in: one type of each scope. */
final class Things {

    static final String BASE = "http://127.0.0.1:8080/fhir";
    static final Ids IDS = TestIds.known();
    static final PersonNumber LARS = PersonNumber.parse("0505159995").orElseThrow();
    static final PersonNumber GITTE = PersonNumber.parse("0505109990").orElseThrow();
    static final String LARS_ID = IDS.ofPerson(Ids.Purpose.PATIENT, LARS);

    static final SearchDefinition<Patient> PATIENT = new SearchDefinition<>(
            "Patient",
            Patient.class,
            Scope.PERSON,
            List.of(),
            List.of(id(), SearchParam.token("identifier", "", p -> List.of())),
            List.of(),
            "_id",
            List.of(),
            "");

    static final SearchDefinition<Appointment> APPOINTMENT = new SearchDefinition<>(
            "Appointment",
            Appointment.class,
            Scope.CHILD,
            List.of(
                    new ChildParam("patient", true, Set.of("Patient")),
                    new ChildParam("actor", false, Set.of("Patient", "HealthcareService"))),
            List.of(
                    id(),
                    SearchParam.token(
                                    "status",
                                    "",
                                    (Appointment a) -> List.of(new SearchValue.Token(
                                            "s", a.getStatus().toCode())))
                            .ofSystems("s")
                            .ofCodes("booked", "proposed"),
                    SearchParam.date(
                            "date",
                            "",
                            (Appointment a) -> a.hasStart()
                                    ? List.of(new SearchValue.Span(
                                            a.getStart(), new Date(a.getStart().getTime() + 1000)))
                                    : List.of()),
                    SearchParam.reference(
                            "actor",
                            "",
                            Set.of("Patient", "HealthcareService"),
                            (Appointment a) -> actors(a)
                                    .map(actor -> new SearchValue.Link(actor.getReference()))
                                    .toList())),
            List.of(new IncludeParam<>(
                    "patient", Set.of("Patient"), a -> actors(a).toList())),
            "date",
            List.of(),
            "");

    static final SearchDefinition<Organization> ORGANISATION = new SearchDefinition<>(
            "Organization",
            Organization.class,
            Scope.DIRECTORY,
            List.of(),
            List.of(
                    id(),
                    SearchParam.string(
                            "name",
                            "",
                            (Organization o) -> Stream.concat(
                                            Stream.of(o.getName()).filter(name -> name != null),
                                            o.getAlias().stream().map(alias -> alias.getValue()))
                                    .map(SearchValue.Words::new)
                                    .toList()),
                    SearchParam.token(
                            "identifier",
                            "",
                            (Organization o) -> o.getIdentifier().stream()
                                    .map(it -> new SearchValue.Token(it.getSystem(), it.getValue()))
                                    .toList()),
                    SearchParam.reference(
                            "partof",
                            "",
                            Set.of("Organization"),
                            (Organization o) -> o.hasPartOf()
                                    ? List.of(new SearchValue.Link(o.getPartOf().getReference()))
                                    : List.of())),
            List.of(new IncludeParam<>("partof", Set.of("Organization"), o -> List.of(o.getPartOf()))),
            "_id",
            List.of(),
            "");

    static final Map<String, SearchDefinition<?>> ALL =
            Map.of("Patient", PATIENT, "Appointment", APPOINTMENT, "Organization", ORGANISATION);

    private Things() {}

    static QueryParser parser() {
        return new QueryParser(
                ALL,
                IDS,
                BASE,
                50,
                1000,
                type -> Set.of("id", "name", "status"),
                new SettableClock("2026-06-10T12:00:00+02:00"));
    }

    static <R extends Resource> Query<R> get(SearchDefinition<R> definition, String... parameters) {
        return parser().parse(definition, new Request(parameters(parameters), false));
    }

    static <R extends Resource> Query<R> post(SearchDefinition<R> definition, String... parameters) {
        return parser().parse(definition, new Request(parameters(parameters), true));
    }

    /** {@code name=value}, one string each. */
    static Map<String, List<String>> parameters(String... all) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String parameter : all) {
            String[] halves = parameter.split("=", 2);
            parameters.computeIfAbsent(halves[0], name -> new ArrayList<>()).add(halves[1]);
        }
        return parameters;
    }

    static Organization organisation(String id, String name) {
        Organization organization = new Organization();
        organization.setId("Organization/" + id);
        return organization.setName(name);
    }

    private static <R extends Resource> SearchParam<R> id() {
        return SearchParam.token(
                "_id",
                "",
                r -> List.of(new SearchValue.Token(null, r.getIdElement().getIdPart())));
    }

    private static Stream<Reference> actors(Appointment appointment) {
        return appointment.getParticipant().stream().map(p -> p.getActor());
    }

    /** The ids that match, in no order. */
    static List<String> matching(Query<Organization> query, Organization... all) {
        return Stream.of(all)
                .filter(resource -> query.filters().stream().allMatch(filter -> filter.test(resource)))
                .map(resource -> resource.getIdElement().getIdPart())
                .toList();
    }
}

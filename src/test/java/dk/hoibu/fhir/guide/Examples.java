package dk.hoibu.fhir.guide;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.hoibu.fhir.message.Correspondence;
import dk.hoibu.fhir.message.OwnMessage;
import dk.hoibu.fhir.source.SourceId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The examples of the guide: answers of the real server about children of the built-in sample (docs/sample-data.md), and what the audit is
 * to remember of such.
 */
final class Examples {

    private static final String LARS = "0505159995";
    private static final String RIKKE = "0505209996";
    private static final String BO = "0212159995";
    private static final String AYA = "0505239996";
    private static final String VIGGA = "1206149990";
    private static final String LUNA = "1512159996";
    private static final String RAVN = "1710159995";
    private static final String MALTHE = "0512149989";

    private final ExampleServer server;
    private final List<Example> examples = new ArrayList<>();

    private Examples(ExampleServer server) {
        this.server = server;
    }

    /** All, in the order in which the guide lists them. {@code folder} is for the server's files. */
    static List<Example> of(Path folder) {
        try (ExampleServer server = new ExampleServer(folder)) {
            Examples examples = new Examples(server);
            examples.children();
            examples.cases();
            examples.appointments();
            examples.organisations();
            examples.staff();
            examples.answers();
            examples.outcomes();
            examples.audit();
            examples.messages();
            examples.whatTheyReferTo();
            return List.copyOf(examples.examples);
        }
    }

    private void children() {
        add("Lars, a child", "The child of most examples.", find(LARS, "Patient", "Lars"));
        add(
                "Rikke, a protected child",
                "Name and address are protected: the number, and no name.",
                find(RIKKE, "Patient", ""));
        add(
                "Luna, whose number was changed",
                "The former number is in link, since dk-core allows one CPR identifier.",
                find(LUNA, "Patient", ""));
    }

    private void cases() {
        add(
                "Family case about Lars",
                "An open case in Jammerbugt, with the unit and the caseworker to call.",
                find(LARS, "EpisodeOfCare", "34.10.10"));
        add("PPR case about Lars", "An open case in Aalborg.", find(LARS, "EpisodeOfCare", "17.03.04"));
        add(
                "Closed case about Lars",
                "Shown only to those who ask for closed cases.",
                first("EpisodeOfCare?status=finished&patient=" + server.patientId(LARS), "EpisodeOfCare", ""));
        add("The people around Lars", "Whom to call, with telephone numbers.", find(LARS, "CareTeam", ""));
    }

    private void appointments() {
        add("Appointment for Lars", "At the ambulatory in Aalborg, in 14 days.", find(LARS, "Appointment", ""));
        add(
                "Appointment at a time that is a guide only",
                "With the extension hoibu-guided-time.",
                find(VIGGA, "Appointment", "hoibu-guided-time"));
        add(
                "Appointment in a series",
                "With the extension hoibu-appointment-series.",
                find(VIGGA, "Appointment", "hoibu-appointment-series"));
        add(
                "Appointment without a time yet",
                "Proposed: the time is still to come.",
                find(VIGGA, "Appointment", "\"proposed\""));
        add("Ambulatory as a service", "The performer of an appointment.", find(LARS, "HealthcareService", ""));
        add("Meeting place", "Where the appointment is.", find(LARS, "Location", ""));
    }

    private void organisations() {
        add("Jammerbugt", "A municipality.", find(LARS, "Organization", "\"Jammerbugt Kommune\""));
        add("Family team in Pandrup", "A municipal unit.", find(LARS, "Organization", "\"Familieteam Pandrup\""));
        add(
                "Unit that only a case names",
                "FK Organisation does not know it: the name is from the case, the telephone the municipality's.",
                find(MALTHE, "Organization", "urn:oio:kmd"));
        add("GP clinic", "The child's general practitioner.", find(LARS, "Organization", "\"Lægerne i Pandrup\""));
        add("School", "With the CVR number of its owner.", find(LARS, "Organization", "\"Østerlund Skole\""));
        add("Daycare", "A daycare institution.", find(AYA, "Organization", "\"dagtilbud\""));
        add(
                "Child and adolescent psychiatry",
                "The ambulatory as an organisation.",
                find(LARS, "Organization", "\"psykiatri\""));
        add("Region", "A region.", first("Organization?type=region", "Organization", ""));
    }

    private void staff() {
        add(
                "Mette's work in the family team",
                "A caseworker's membership of a unit, with the telephone there.",
                find(LARS, "PractitionerRole", "Familieteam Pandrup"));
        add("Mette, a caseworker", "The person, by name.", find(LARS, "Practitioner", "Mette"));
        add(
                "Caseworker whose identity is concealed",
                "Unit and function, and nothing that tells who it is.",
                find(RAVN, "PractitionerRole", ""));
    }

    private void answers() {
        String lars = server.patientId(LARS);
        answer("everything-lars", "All about Lars", "The whole answer of $everything.", server.everything(LARS));
        answer(
                "cases-with-units",
                "Cases with their units and caseworkers",
                "A search with _include.",
                server.get("EpisodeOfCare?patient=" + lars
                        + "&_include=EpisodeOfCare:organization&_include=EpisodeOfCare:care-manager"));
        answer(
                "partial",
                "Answer from which something is missing",
                "The appointment overview did not answer: no total, and an entry that says so.",
                server.getWithout(SourceId.APPOINTMENTS, "Patient/" + lars + "/$everything"));
        answer(
                "hidden-case",
                "Cases of Bo, who has one that must not be shown",
                "The same answer as for a child without a case: empty, total 0.",
                server.get("EpisodeOfCare?patient=" + server.patientId(BO)));
        answer(
                "protected-child",
                "All about Rikke, a protected child",
                "No name and no school, and an entry that says that they are withheld.",
                server.everything(RIKKE));
        answer(
                "count",
                "Number of cases of Lars",
                "A search with _summary=count.",
                server.get("EpisodeOfCare?_summary=count&patient=" + lars));
        answer(
                "patient-by-number",
                "Lars, found by his number",
                "The answer to POST Patient/_search.",
                server.search("Patient", "identifier", "urn:oid:1.2.208.176.1.2|" + LARS));
    }

    private void outcomes() {
        answer(
                "cpr-in-url",
                "Refusal of a CPR number in a URL",
                "Status 400: numbers are sent in the body of POST _search.",
                server.get("Patient?identifier=" + LARS));
        ObjectNode partial =
                server.getWithout(SourceId.CASE_INDEX, "Patient/" + server.patientId(LARS) + "/$everything");
        answer(
                "source-missing",
                "Entry that says which source is missing",
                "The case index did not answer: what there is may not be all.",
                pick(partial, "OperationOutcome", "source-missing"));
        answer(
                "nothing-answered",
                "No answer, since the source did not answer",
                "Status 503: not the same as no case.",
                server.getWithout(SourceId.CASE_INDEX, "EpisodeOfCare?patient=" + server.patientId(LARS)));
    }

    private void audit() {
        AuditExamples made = new AuditExamples(server.patientId(LARS));
        answer(
                "shown",
                "Search for cases of Lars, answered",
                "Who was shown what: a general practitioner at Lægerne i Pandrup, on the child's treatment.",
                made.shown());
        answer(
                "refused",
                "Read of Lars's record, refused by a rule",
                "Somebody in Jammerbugt whose name is concealed. The outcome is 8, and names the rule.",
                made.refused());
        answer(
                "login",
                "A token for a view of Lars, given",
                "Who was let in: the view that Lars's doctor opened from their record system, for an hour.",
                made.login());
        List<ObjectNode> told = made.toldToTheCitizen();
        answer(
                "told-concealed",
                "Search for cases of Lars, told to the citizen",
                "The doctor's name is concealed: a pseudonym stands in its place.",
                told.get(0));
        answer(
                "told-refused",
                "Refused read of Lars's record, told to the citizen",
                "That it was refused is told; by which rule is not.",
                told.get(1));
        answer(
                "alarm",
                "An alarm: a user asked about unusually many children",
                "Somebody should look into it. It is about no one child, and discloses nothing.",
                made.alarm());
    }

    /** A message, what is answered of it, and the thread that it and its reply make; under their own Bundle.ids, since ours are drawn. */
    private void messages() {
        AtomicInteger next = new AtomicInteger();
        Correspondence correspondence =
                new Correspondence(() -> "7c0f3c6e-8f0b-4f6e-9d0a-%012x".formatted(next.incrementAndGet()));
        OwnMessage first =
                correspondence.first("Vi vil gerne aftale et møde om Lars.\nHilsen Mette", "2026-06-08T09:30:00+02:00");
        OwnMessage reply =
                correspondence.reply(first, "Det passer os fint på torsdag kl. 10.", "2026-06-09T13:05:00+02:00");
        String id = server.process(first.text());
        String last = server.process(reply.text());
        Map<String, String> names =
                Map.of(id, first.at("/id").asText(), last, reply.at("/id").asText());
        add(
                "A message from child and adolescent psychiatry",
                "What it says, with its signature.",
                named(server.get("Communication/" + id), names));
        answer(
                "thread",
                "A thread of a message and its reply",
                "The answer to $thread: all that was said, then each message.",
                named(server.get("Communication/" + id + "/$thread"), names));
        add("The message as it came", "MedCom's CareCommunication, byte for byte.", server.get("Bundle/" + id));
        add("The reply as it came", "MedCom's CareCommunication, byte for byte.", server.get("Bundle/" + last));
    }

    private static ObjectNode named(ObjectNode answer, Map<String, String> names) {
        String text = answer.toString();
        for (Map.Entry<String, String> name : names.entrySet()) {
            text = text.replace(name.getKey(), name.getValue());
        }
        return PrettyJson.read(text);
    }

    /** Every resource that an example refers to is an example too: the guide's own check follows each reference. */
    private void whatTheyReferTo() {
        Set<String> there = new HashSet<>();
        examples.forEach(example -> there.add(example.reference()));
        for (int i = 0; i < examples.size(); i++) {
            for (String reference : references(examples.get(i).resource())) {
                if (there.add(reference)) {
                    ObjectNode resource = server.get(reference);
                    add(label(resource), "What other examples refer to.", resource);
                }
            }
        }
    }

    private static Set<String> references(JsonNode node) {
        Set<String> found = new TreeSet<>();
        if (node.path("type").asText().equals("message")) {
            // what a message refers to is in it
            return found;
        }
        for (JsonNode reference : node.findValues("reference")) {
            if (reference.isTextual() && reference.asText().matches("[A-Z][A-Za-z]+/.+")) {
                found.add(reference.asText());
            }
        }
        return found;
    }

    private static String label(ObjectNode resource) {
        String type = resource.path("resourceType").asText();
        JsonNode name = resource.path("name");
        String text = name.isTextual() ? name.asText() : name.at("/0/text").asText();
        return text.isEmpty() ? type + " that others refer to" : text;
    }

    private void add(String name, String description, ObjectNode resource) {
        examples.add(new Example(name, description, resource));
    }

    private void answer(String id, String name, String description, ObjectNode resource) {
        examples.add(Example.named(id, name, description, resource));
    }

    private ObjectNode find(String cpr, String type, String text) {
        return pick(server.everything(cpr), type, text);
    }

    private ObjectNode first(String path, String type, String text) {
        return pick(server.get(path), type, text);
    }

    /** The first resource of a type in a Bundle with {@code text} somewhere in it. */
    private static ObjectNode pick(ObjectNode bundle, String type, String text) {
        for (JsonNode entry : bundle.path("entry")) {
            JsonNode resource = entry.path("resource");
            boolean ofType = resource.path("resourceType").asText().equals(type);
            if (ofType && resource.toString().contains(text)) {
                return (ObjectNode) resource;
            }
        }
        throw new AssertionError("no " + type + " with " + text + " in " + bundle);
    }
}

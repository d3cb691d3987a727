package dk.hoibu.fhir.message.build;

import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.conformance.R4Validator;
import dk.hoibu.fhir.fhir.Systems;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hl7.fhir.r4.model.Communication;
import org.junit.jupiter.api.Test;

/** What a client may write as a draft, and what it is told when something is wrong with it. */
class DraftReaderTest {

    private static final String WHOLE = """
            {"resourceType": "Communication", "status": "in-progress",
             "contained": [
               {"resourceType": "PractitionerRole", "id": "mig", "practitioner": {"reference": "#navn"},
                "code": [{"text": "Psykolog"}], "telecom": [{"system": "phone", "value": "99 00 18 19"}]},
               {"resourceType": "Practitioner", "id": "navn", "name": [{"text": "Mette Prøve"}]},
               {"resourceType": "CareTeam", "id": "team", "name": "Familieteamet"}],
             "identifier": [{"system": "https://epj.example.dk/udkast", "value": "17"}],
             "category": [{"coding": [{"code": "carecoordination"}]}],
             "subject": {"identifier": {"system": "urn:oid:1.2.208.176.1.2", "value": "050515-9995"}},
             "topic": {"text": "Møde"},
             "recipient": [{"identifier": {"system": "urn:oid:1.2.208.176.1.1", "value": "9901711000016001"}},
                           {"reference": "#team"}],
             "sender": {"reference": "#mig"},
             "payload": [{"contentString": "Linje et\\r\\nlinje to"},
                         {"contentAttachment": {"contentType": "application/pdf", "data": "JVBERi0xLjcK", "title": "Plan"}}]}
            """;
    private static final Signer NOBODY = new Signer(Optional.empty(), Optional.empty(), Optional.empty());

    private static Communication draft(UnaryOperator<String> change) {
        String json = change.apply(WHOLE);
        assertThat(json).as("something was changed").isNotNull();
        return R4Validator.CONTEXT.newJsonParser().parseResource(Communication.class, json);
    }

    private static ReadDraft read(UnaryOperator<String> change) {
        return DraftReader.read(draft(change), Activity.NEW, NOBODY);
    }

    /** The names of what is wrong, with where. */
    private static List<String> faults(String part, String instead) {
        assertThat(WHOLE).contains(part);
        return read(json -> json.replace(part, instead)).faults().stream()
                .map(one -> one.rule().id() + " " + one.where())
                .toList();
    }

    @Test
    void aWholeDraftSaysEverything() {
        ReadDraft read = read(UnaryOperator.identity());

        assertThat(read.faults()).isEmpty();
        DraftMessage message = read.message().orElseThrow();
        assertThat(message.category()).contains("carecoordination");
        assertThat(message.topic()).contains("Møde");
        assertThat(message.author())
                .isEqualTo(
                        new Author(new PersonName(List.of("Mette"), "Prøve"), new Role.Worded("Psykolog"), "99001819"));
        assertThat(message.contents().get(0)).isEqualTo(new Content.Text("Linje et\nlinje to"));
        assertThat(message.to()).contains(new Participant.Team("Familieteamet"));
        assertThat(read.receiver().flatMap(ReadDraft.Organisation::sor)).contains("9901711000016001");
        assertThat(read.subject().orElseThrow().numbers())
                .containsExactly(new Subject.Numbered(Systems.CPR, "0505159995"));
        assertThat(read.key()).contains("https://epj.example.dk/udkast|17");
    }

    @Test
    void whoSignsIsTakenFromTheTokenWhereTheDraftDoesNotSay() {
        Signer signer = new Signer(
                Optional.of(PersonName.of("Anne Prøve")),
                Optional.of(new Role.Worded("Læge")),
                Optional.of("99001936"));
        ReadDraft read = DraftReader.read(
                draft(json -> json.replace("\"sender\": {\"reference\": \"#mig\"},", "")), Activity.NEW, signer);

        assertThat(read.message().orElseThrow().author().name().whole()).isEqualTo("Anne Prøve");
    }

    @Test
    void receiverAndSubjectMayBeResourcesOfThisServer() {
        ReadDraft read = read(json -> json.replace(
                        "{\"identifier\": {\"system\": \"urn:oid:1.2.208.176.1.1\", \"value\": \"9901711000016001\"}}",
                        "{\"reference\": \"Organization/abc\"}")
                .replace(
                        "{\"identifier\": {\"system\": \"urn:oid:1.2.208.176.1.2\", \"value\": \"050515-9995\"}}",
                        "{\"reference\": \"https://x.dk/fhir/Patient/p1\"}"));

        assertThat(read.faults()).isEmpty();
        assertThat(read.receiver().flatMap(ReadDraft.Organisation::id)).contains("abc");
        assertThat(read.subject().flatMap(ReadDraft.Citizen::id)).contains("p1");
    }

    @Test
    void aReplySaysNoMoreThanItsText() {
        Communication draft = new Communication();
        draft.addPayload().setContent(new org.hl7.fhir.r4.model.StringType("Svar"));
        Signer signer = new Signer(
                Optional.of(PersonName.of("Anne Prøve")),
                Optional.of(new Role.Worded("Læge")),
                Optional.of("99001936"));

        assertThat(DraftReader.read(draft, Activity.REPLY, signer).faults()).isEmpty();
    }

    @Test
    void eachThingThatIsMissingOrTooMuchIsToldWithItsPlace() {
        assertThat(faults(
                        "\"identifier\": {\"system\": \"urn:oid:1.2.208.176.1.1\", \"value\": \"9901711000016001\"}",
                        "\"reference\": \"#team\""))
                .contains("draft-receiver Communication.recipient");
        assertThat(faults("carecoordination\"}]}]", "carecoordination\"}]}, {\"text\": \"x\"}]"))
                .containsExactly("draft-category Communication.category");
        assertThat(faults("\"value\": \"050515-9995\"", "\"value\": \"\""))
                .contains("draft-subject Communication.subject");
        assertThat(faults("Linje et\\r\\nlinje to", "\\u0007"))
                .contains("draft-characters Communication.payload[0].content");
        assertThat(faults("{\"contentString\": \"Linje et\\r\\nlinje to\"},", ""))
                .containsExactly("draft-text Communication.payload");
        assertThat(faults("\"title\": \"Plan\"", "\"language\": \"da\""))
                .containsExactly("draft-attachment Communication.payload[1].content");
        assertThat(faults("\"name\": [{\"text\": \"Mette Prøve\"}]", "\"gender\": \"female\""))
                .containsExactly("draft-author-name Communication.sender");
        assertThat(faults("\"code\": [{\"text\": \"Psykolog\"}],", ""))
                .containsExactly("draft-author-role Communication.sender");
        assertThat(faults("99 00 18 19", "ring bare")).containsExactly("draft-author-phone Communication.sender");
        assertThat(faults("\"name\": \"Familieteamet\"", "\"status\": \"active\""))
                .containsExactly("draft-participant Communication.recipient[1]");
        assertThat(faults("\"topic\": {", "\"priority\": \"stat\", \"topic\": {"))
                .containsExactly("draft-priority Communication.priority");
        assertThat(faults("\"topic\": {", "\"note\": [{\"text\": \"x\"}], \"topic\": {"))
                .containsExactly("draft-element Communication.note");
        assertThat(faults("\"topic\": {", "\"encounter\": {\"reference\": \"Encounter/1\"}, \"topic\": {"))
                .containsExactly("draft-episode Communication.encounter");
        assertThat(faults("\"contained\": [", "\"contained\": [{\"resourceType\": \"Observation\", \"id\": \"o\"},"))
                .containsExactly("draft-element Communication.contained[0]");
    }
}

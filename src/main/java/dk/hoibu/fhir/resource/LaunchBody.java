package dk.hoibu.fhir.resource;

import dk.hoibu.fhir.access.Organisation;
import dk.hoibu.fhir.access.Register;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.fhir.Message;
import dk.hoibu.fhir.fhir.Problem;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.launch.Launch;
import dk.hoibu.fhir.launch.Opener;
import dk.hoibu.fhir.log.CprPattern;
import dk.hoibu.fhir.resource.BodyParameters.Slot;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;

/** What stands in the bodies of the launch operations (OperationDefinition hoibu-launch, hoibu-launch-context), read into the words of launches. */
final class LaunchBody {

    private static final int MOST_CONTEXT = 10;

    static final List<Slot> LAUNCH = List.of(
            Slot.required("patient", "Identifier"),
            Slot.required("user", "Identifier"),
            Slot.required("organization", "Identifier"),
            Slot.required("client", "string"),
            Slot.optional("purpose", "code"),
            Slot.optional("intent", "string"),
            new Slot("context", "Reference", false, MOST_CONTEXT),
            Slot.optional("correlation", "string"));

    static final List<Slot> CONTEXT = List.of(
            Slot.required("handle", "string"),
            Slot.required("client", "string"),
            Slot.required("user", "Identifier"),
            Slot.required("organization", "Identifier"));

    private static final String CLIENT = "[!-~]{1,255}";
    private static final String NAME = "\\P{Cntrl}{1,255}";
    private static final String PURPOSE = "[A-Z][A-Z0-9_]{1,31}";
    private static final String INTENT = "[A-Za-z0-9._:/\\-]{1,128}";
    private static final String CORRELATION = "[A-Za-z0-9.\\-]{1,64}";

    private final BodyParameters body;

    private LaunchBody(BodyParameters body) {
        this.body = body;
    }

    /** @throws Problem 400 when the parameters are not those of {@code slots} */
    static LaunchBody of(Parameters parameters, List<Slot> slots) {
        return new LaunchBody(BodyParameters.of(parameters, slots));
    }

    /** @throws Problem 422 at the first value that cannot be; whether anybody has the number is not looked at */
    Launch launch(Ids ids, String base) {
        PersonNumber child = body.person("patient");
        return new Launch(
                child,
                opener(),
                worded("purpose", PURPOSE, "v3-PurposeOfUse"),
                worded("intent", INTENT, INTENT),
                body.references("context").stream()
                        .map(reference -> aboutChild(reference, child, ids, base))
                        .distinct()
                        .toList(),
                worded("correlation", CORRELATION, CORRELATION));
    }

    /** @throws Problem 422 at the first value that cannot be */
    Opener opener() {
        String client = worded("client", CLIENT, "client id").orElseThrow();
        return new Opener(client, user(), organisation());
    }

    /** What the browser carried; may be any text. */
    String handle() {
        return body.text("handle").orElse("");
    }

    private Opener.User user() {
        Identifier identifier = body.one("user", Identifier.class);
        if (!identifier.hasValue()
                || identifier.getValue().isBlank()
                || !identifier.getValue().matches(NAME)) {
            throw BodyParameters.invalid("user", "Identifier.value");
        }
        return new Opener.User(Optional.ofNullable(identifier.getSystem()), identifier.getValue());
    }

    private Organisation organisation() {
        Identifier identifier = body.one("organization", Identifier.class);
        String system = identifier.hasSystem() ? identifier.getSystem() : "";
        String value = identifier.hasValue() ? identifier.getValue() : "";
        try {
            return switch (system) {
                case Systems.SOR -> new Organisation(Register.SOR, value);
                case Systems.CVR, Systems.CVR_OID -> new Organisation(Register.CVR, value);
                default -> throw new IllegalArgumentException("no register of organisations");
            };
        } catch (IllegalArgumentException notOne) {
            throw BodyParameters.invalid("organization", Systems.SOR + "|..., " + Systems.CVR + "|...");
        }
    }

    /** The text of that parameter, which may get into logs and addresses: of the form {@code pattern}, and without a person number. */
    private Optional<String> worded(String name, String pattern, String expected) {
        Optional<String> text = body.text(name);
        if (text.isPresent() && (!text.get().matches(pattern) || CprPattern.isIn(text.get()))) {
            throw BodyParameters.invalid(name, expected);
        }
        return text;
    }

    /** The case referred to: our ids hold their child, so that no source need be asked and none tells whether it is there. */
    private static String aboutChild(Reference reference, PersonNumber child, Ids ids, String base) {
        String given = reference.hasReference() ? reference.getReference() : "";
        String relative = given.startsWith(base + "/") ? given.substring(base.length() + 1) : given;
        String type = "EpisodeOfCare/";
        boolean own = relative.startsWith(type)
                && ids.item(Ids.Purpose.CASE, relative.substring(type.length()))
                        .filter(item -> item.child().equals(child))
                        .isPresent();
        if (!own) {
            throw Problem.inBody(422, BodyParameters.path("context"), IssueType.VALUE, Message.LAUNCH_CONTEXT_FOREIGN);
        }
        return relative;
    }
}

package dk.hoibu.fhir.resource;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import dk.hoibu.fhir.access.Identity;
import dk.hoibu.fhir.access.Journal;
import dk.hoibu.fhir.access.Role;
import dk.hoibu.fhir.fhir.Caller;
import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.fhir.Message;
import dk.hoibu.fhir.fhir.Problem;
import dk.hoibu.fhir.launch.Launch;
import dk.hoibu.fhir.launch.LaunchDesk;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/**
 * {@code $launch}, by which a record system says for which child a view is to be opened, and {@code $launch-context}, by which the
 * authorization server learns it. Neither looks at the child: a number of nobody's is treated as any.
 */
public final class LaunchOperations {

    /** Lets a record system prepare launches for its organisation. */
    static final String CREATE = "https://hoibu.dk/fhir/scope/launch.create";

    /** Lets an authorization server learn what a launch is about. */
    static final String REDEEM = "https://hoibu.dk/fhir/scope/launch.redeem";

    private static final Set<String> FORMATS = Set.of("_format", "_pretty");

    private final LaunchDesk desk;
    private final Ids ids;
    private final FhirContext context;
    private final String base;

    LaunchOperations(LaunchDesk desk, Ids ids, FhirContext context, String base) {
        this.desk = desk;
        this.ids = ids;
        this.context = context;
        this.base = base;
    }

    @Operation(name = "$launch", manualRequest = true)
    public Parameters launch(RequestDetails details) {
        Optional<Identity> asking = permitted(details, CREATE);
        if (asking.isPresent() && asking.get().role() != Role.EHR) {
            throw Problem.refused();
        }
        Launch launch = body(details, LaunchBody.LAUNCH).launch(ids, base);
        note(launch, details);
        if (asking.isPresent() && !asking.get().organisation().equals(launch.organisation())) {
            throw Problem.inBody(
                    403, BodyParameters.path("organization"), IssueType.FORBIDDEN, Message.LAUNCH_ORGANISATION_FOREIGN);
        }
        Parameters answer = new Parameters();
        answer.addParameter("handle", new StringType(desk.handOut(launch)));
        answer.addParameter("expiresIn", new PositiveIntType((int) LaunchDesk.LIFETIME.toSeconds()));
        return answer;
    }

    @Operation(name = "$launch-context", manualRequest = true)
    public Parameters launchContext(RequestDetails details) {
        Optional<Identity> asking = permitted(details, REDEEM);
        if (asking.isPresent() && asking.get().role().worksWithChildren()) {
            throw Problem.refused();
        }
        LaunchBody body = body(details, LaunchBody.CONTEXT);
        Launch launch = desk.redeem(body.handle(), body.opener())
                .orElseThrow(() -> Problem.of(404, IssueType.NOTFOUND, Message.LAUNCH_HANDLE_REFUSED));
        note(launch, details);
        Parameters answer = new Parameters();
        answer.addParameter("patient", new IdType(ids.ofPerson(Ids.Purpose.PATIENT, launch.child())));
        launch.purpose().ifPresent(purpose -> answer.addParameter("purpose", new CodeType(purpose)));
        launch.intent().ifPresent(intent -> answer.addParameter("intent", new StringType(intent)));
        launch.context().forEach(reference -> answer.addParameter("context", new Reference(reference)));
        launch.correlation().ifPresent(id -> answer.addParameter("correlation", new StringType(id)));
        return answer;
    }

    /** For the audit. */
    private static void note(Launch launch, RequestDetails details) {
        Journal journal = Caller.of(details).requester().journal();
        journal.asked(launch.child());
        launch.correlation().ifPresent(journal::launched);
    }

    /** Who asks; empty where nobody is asked for a token. */
    private static Optional<Identity> permitted(RequestDetails details, String scope) {
        Optional<Identity> asking = Caller.of(details).requester().identity();
        if (asking.isPresent() && !asking.get().scopes().has(scope)) {
            throw Problem.insufficientScope();
        }
        details.getParameters().keySet().stream()
                .filter(name -> !FORMATS.contains(name))
                .findFirst()
                .ifPresent(Presentation::refuse);
        return asking;
    }

    private LaunchBody body(RequestDetails details, List<BodyParameters.Slot> slots) {
        return LaunchBody.of(OperationBody.read(details.loadRequestContents(), context), slots);
    }
}

package dk.hoibu.fhir.message.http;

import ca.uhn.fhir.context.FhirContext;
import dk.hoibu.fhir.access.Identity;
import dk.hoibu.fhir.access.Journal;
import dk.hoibu.fhir.fhir.Caller;
import dk.hoibu.fhir.fhir.Message;
import dk.hoibu.fhir.fhir.Problem;
import dk.hoibu.fhir.message.build.Activity;
import dk.hoibu.fhir.message.build.DraftReader;
import dk.hoibu.fhir.message.build.DraftRules;
import dk.hoibu.fhir.message.build.PersonName;
import dk.hoibu.fhir.message.build.ReadDraft;
import dk.hoibu.fhir.message.build.Role;
import dk.hoibu.fhir.message.build.Signer;
import dk.hoibu.fhir.message.http.Registers.Reachable;
import dk.hoibu.fhir.message.reception.AnswerText;
import dk.hoibu.fhir.message.rule.Finding;
import dk.hoibu.fhir.message.wire.MessageFormat;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** Makes messages of drafts over HTTP, and sends them: new ones, replies and forwards. Safe for use by many threads. */
public final class Drafting {

    private static final Set<String> KNOWN = Set.of("_format", "_pretty", "dryRun", "segment");

    private static final Finding NO_SENDER = new Finding(DraftRules.SENDER, "Communication.sender");

    /** What is no letter with a page attached. */
    private static final long LARGE = 1L << 20;

    private static final int LARGE_AT_ONCE = 2;
    private static final int PATIENCE_SECONDS = 20;

    private final Semaphore room = new Semaphore(LARGE_AT_ONCE, true);
    private final DraftBody bodies;
    private final Registers registers;
    private final Outgoing outgoing;
    private final AnswerText text;
    private final String base;

    public Drafting(FhirContext context, Registers registers, Outgoing outgoing, AnswerText text, String base) {
        this.bodies = new DraftBody(context);
        this.registers = registers;
        this.outgoing = outgoing;
        this.text = text;
        this.base = base;
    }

    /** {@code about}: the message that is answered or forwarded, by our id; empty for a new one. */
    void take(Activity activity, String about, HttpServletRequest request, HttpServletResponse response, Caller caller)
            throws IOException {
        MessageAccess.sends(caller);
        requireKnown(request, activity);
        long length = request.getContentLengthLong();
        if (length >= 0 && length < LARGE && activity != Activity.FORWARD) {
            send(activity, about, request, response, caller);
            return;
        }
        awaitRoom();
        try {
            send(activity, about, request, response, caller);
        } finally {
            room.release();
        }
    }

    /** A document is in memory several times over while a message is made of it. */
    private void awaitRoom() {
        try {
            if (room.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw Problem.of(503, IssueType.TRANSIENT, Message.MESSAGES_UNAVAILABLE);
    }

    private void send(
            Activity activity, String about, HttpServletRequest request, HttpServletResponse response, Caller caller)
            throws IOException {
        Optional<Identity> asking = MessageAccess.sends(caller);
        boolean dry = dryRun(request);
        byte[] body = bodies.bytes(request);
        Communication draft = bodies.draft(body, request.getContentType());
        Optional<Reachable> unit = asking.map(identity -> own(caller, identity));
        ReadDraft read = DraftReader.read(draft, activity, signer(asking, unit));
        Reachable sender = unit.isPresent() ? unit.get() : named(caller, read);
        Order order = new Order(activity, about, read, sender, segments(request), body, dry);
        Outgoing.Result result = outgoing.send(order, caller);
        write(result, order, request, response, caller);
    }

    private static void requireKnown(HttpServletRequest request, Activity activity) {
        request.getParameterMap().keySet().stream()
                .filter(name -> !KNOWN.contains(name) || name.equals("segment") && activity != Activity.FORWARD)
                .findFirst()
                .ifPresent(name -> {
                    throw Problem.of(400, IssueType.NOTSUPPORTED, Message.NOT_SUPPORTED);
                });
    }

    private static boolean dryRun(HttpServletRequest request) {
        String value = request.getParameter("dryRun");
        if (value != null && !value.equals("true") && !value.equals("false")) {
            throw Problem.parameter("dryRun", IssueType.INVALID, Message.UNSUPPORTED_VALUE, "dryRun", "true, false");
        }
        return "true".equals(value);
    }

    /** Which segments are to be forwarded; empty for all. */
    private static Set<String> segments(HttpServletRequest request) {
        String[] named = request.getParameterMap().get("segment");
        return named == null
                ? Set.of()
                : Set.copyOf(List.of(named).stream().distinct().toList());
    }

    /** The organisation of whoever asks, which is the one that sends. */
    private Reachable own(Caller caller, Identity identity) {
        Optional<String> sor = MessageAccess.sor(identity);
        if (sor.isEmpty()) {
            throw Problem.refused();
        }
        return reachable(caller, new ReadDraft.Organisation(sor, Optional.empty()));
    }

    /** Where nobody is asked who they are, the draft says it. */
    private Reachable named(Caller caller, ReadDraft read) {
        if (read.sender().isEmpty()) {
            throw new Refused(List.of(NO_SENDER));
        }
        return reachable(caller, read.sender().get());
    }

    private Reachable reachable(Caller caller, ReadDraft.Organisation organisation) {
        Registers.Found found = registers.organisation(caller.requester(), organisation);
        if (found instanceof Reachable reachable) {
            return reachable;
        }
        if (found == Registers.Missing.NOT_NOW) {
            throw Problem.of(503, IssueType.TRANSIENT, Message.MESSAGES_UNAVAILABLE);
        }
        throw new Refused(List.of(NO_SENDER));
    }

    private static Signer signer(Optional<Identity> asking, Optional<Reachable> unit) {
        return new Signer(
                asking.flatMap(Identity::name).filter(name -> !name.isBlank()).map(PersonName::of),
                asking.flatMap(identity -> words(identity.role())).map(Role.Worded::new),
                unit.flatMap(Reachable::phone));
    }

    /** What somebody is called who signs a message; empty for what nobody is employed as. */
    private static Optional<String> words(dk.hoibu.fhir.access.Role role) {
        return switch (role) {
            case GP -> Optional.of("Læge");
            case PSYCHIATRIST -> Optional.of("Psykiater");
            case PPR -> Optional.of("Medarbejder i PPR");
            case CASEWORKER -> Optional.of("Sagsbehandler");
            case MUNICIPAL_SYSTEM, MESSAGE_HANDLER, EHR, AUDITOR, OPERATOR -> Optional.empty();
        };
    }

    private void write(
            Outgoing.Result result,
            Order order,
            HttpServletRequest request,
            HttpServletResponse response,
            Caller caller)
            throws IOException {
        MessageFormat wanted = Wanted.by(request).orElse(MessageFormat.JSON);
        Journal journal = caller.requester().journal();
        result.id().ifPresent(id -> {
            journal.shown("Bundle/" + id);
            response.setHeader(result.isNew() ? "Location" : "Content-Location", base + "/Bundle/" + id);
        });
        journal.shown("MessageHeader/" + result.headerId());
        result.person()
                .ifPresent(person -> journal.lookedUp(
                        person, "messages", order.dry() ? "draft-tried" : result.isNew() ? "sent-new" : "sent-again"));
        journal.answered();
        response.setStatus(result.isNew() ? 201 : 200);
        Handing.write(response, wanted, text.in(wanted, result.message(), MessageFormat.JSON.mediaType()));
    }

    /** Tells what is wrong with a draft. */
    void refuse(Refused refused, HttpServletRequest request, HttpServletResponse response, Caller caller)
            throws IOException {
        MessageFormat wanted = Wanted.by(request).orElse(MessageFormat.JSON);
        caller.requester().journal().lookedUp("messages", "draft-refused");
        caller.requester().journal().answered();
        response.setStatus(422);
        Handing.write(response, wanted, text.of(Faults.of(refused.faults()), wanted));
    }

    /** A draft that no message can be made of. */
    static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient List<Finding> faults;

        Refused(List<Finding> faults) {
            super("a draft is refused");
            this.faults = List.copyOf(faults);
        }

        List<Finding> faults() {
            return faults;
        }
    }

    /**
     * What is to be sent.
     *
     * @param about our id of the message it answers or forwards
     * @param segments which of that message's segments go along in a forward; empty for all
     * @param dry whether nothing is to be sent
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Order(
            Activity activity,
            String about,
            ReadDraft draft,
            Reachable sender,
            Set<String> segments,
            byte[] body,
            boolean dry) {}
}

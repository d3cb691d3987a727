package dk.hoibu.fhir.message.http;

import dk.hoibu.fhir.access.Journal;
import dk.hoibu.fhir.fhir.Caller;
import dk.hoibu.fhir.fhir.Message;
import dk.hoibu.fhir.fhir.Problem;
import dk.hoibu.fhir.message.reception.AnswerText;
import dk.hoibu.fhir.message.reception.Incoming;
import dk.hoibu.fhir.message.reception.Letters;
import dk.hoibu.fhir.message.reception.Outcome;
import dk.hoibu.fhir.message.reception.Outcome.Acknowledged;
import dk.hoibu.fhir.message.reception.Outcome.Noted;
import dk.hoibu.fhir.message.reception.Outcome.Unacknowledged;
import dk.hoibu.fhir.message.reception.Reception;
import dk.hoibu.fhir.message.reception.Replies;
import dk.hoibu.fhir.message.reception.Sending;
import dk.hoibu.fhir.message.wire.Intake;
import dk.hoibu.fhir.message.wire.MessageFormat;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** Takes messages in over HTTP, as FHIR's messaging says: who can be acknowledged gets 200 and the acknowledgement, whatever its verdict. */
public final class Handing {

    /** What letters of the old format come as; messages mostly say that they are FHIR. */
    private static final Pattern OLD = Pattern.compile("(?i)\\s*(text|application)/xml\\s*(;.*)?");

    private static final int PIECE = 64 << 10;

    /** What is read and thrown away of a message that is too long, so that its sender reads the answer. */
    private static final long POURED = 8L << 20;

    private final Reception reception;
    private final AnswerText text;
    private final Letters letters;
    private final String base;

    /** {@code letters}: takes letters of the old format from message service handlers. */
    public Handing(Reception reception, AnswerText text, Letters letters, String base) {
        this.reception = reception;
        this.text = text;
        this.letters = letters;
        this.base = base;
    }

    void take(HttpServletRequest request, HttpServletResponse response, Caller caller, boolean creating)
            throws IOException {
        Predicate<String> mayHandIn = MessageAccess.mayHandIn(caller);
        requireNoParameters(request);
        String type = request.getContentType() == null ? "" : request.getContentType();
        MessageFormat format = Wanted.of(type).orElseThrow(Handing::unsupported);
        BufferedInputStream in = new BufferedInputStream(request.getInputStream(), PIECE);
        if (OLD.matcher(type).matches() && MessageAccess.mayBringLetters(caller) && letters.isOne(in)) {
            takeLetter(in, caller.requester().journal(), response, Wanted.by(request));
            return;
        }
        requireUtf8(type);
        if (request.getContentLengthLong() > Intake.LONGEST + POURED) {
            throw Problem.of(413, IssueType.TOOLONG, Message.BODY_TOO_LARGE, Intake.LONGEST);
        }
        Sending sending =
                new Sending(caller.requester(), mayHandIn, MessageAccess.handsOver(caller), type, Wanted.by(request));
        try (Incoming incoming = reception.begin(format)) {
            read(in, incoming);
            Outcome outcome = incoming.end(sending);
            note(outcome.traces(), caller.requester().journal());
            if (outcome instanceof Acknowledged it) {
                acknowledge(it, response, creating);
            } else if (outcome instanceof Unacknowledged it) {
                refuse(it, sending.answerIn().orElse(format), response);
            } else if (outcome instanceof Noted it) {
                MessageFormat wanted = sending.answerIn().orElse(format);
                write(response, wanted, text.of(it.outcome(), wanted));
            }
        }
    }

    private void takeLetter(
            BufferedInputStream in, Journal journal, HttpServletResponse response, Optional<MessageFormat> wanted)
            throws IOException {
        Letters.Result result;
        try {
            result = letters.take(in, traces -> note(traces, journal));
        } catch (IOException broken) {
            throw Problem.of(400, IssueType.INVALID, Message.BAD_REQUEST);
        }
        journal.answered();
        switch (result) {
            case KEPT ->
                write(
                        response,
                        wanted.orElse(MessageFormat.XML),
                        text.of(Replies.outcome(), wanted.orElse(MessageFormat.XML)));
            case NOT_NOW -> throw Problem.of(503, IssueType.TRANSIENT, Message.MESSAGES_UNAVAILABLE);
            case USELESS -> throw Problem.of(422, IssueType.INVALID, Message.BAD_REQUEST);
        }
    }

    private static void requireNoParameters(HttpServletRequest request) {
        request.getParameterMap().keySet().stream()
                .filter(name -> !name.equals("_format") && !name.equals("_pretty"))
                .findFirst()
                .ifPresent(name -> {
                    throw Problem.of(400, IssueType.NOTSUPPORTED, Message.NOT_SUPPORTED);
                });
    }

    static Problem unsupported() {
        return Problem.of(
                415,
                IssueType.NOTSUPPORTED,
                Message.UNSUPPORTED_MEDIA_TYPE,
                "application/fhir+json, application/fhir+xml");
    }

    static void requireUtf8(String contentType) {
        String plain = contentType.toLowerCase(Locale.ROOT).replaceAll("[\\s\"]", "");
        if (plain.contains("charset=") && !plain.matches(".*charset=utf-?8(;.*)?")) {
            throw unsupported();
        }
    }

    private static void read(InputStream in, Incoming incoming) {
        byte[] piece = new byte[PIECE];
        try {
            boolean wanted = true;
            for (int many = in.read(piece); many >= 0 && wanted; many = in.read(piece)) {
                wanted = incoming.take(piece, 0, many);
            }
            long left = POURED;
            for (int many = wanted ? -1 : in.read(piece); many >= 0 && left > 0; many = in.read(piece)) {
                left -= many;
            }
        } catch (IOException broken) {
            // a sender that stops in the middle has handed in nothing
            throw Problem.of(400, IssueType.INVALID, Message.BAD_REQUEST);
        }
    }

    /** For the audit: whom it was about, which message it was, and how it went. */
    private static void note(Outcome.Traces traces, Journal journal) {
        traces.person().ifPresent(journal::asked);
        traces.person()
                .ifPresentOrElse(
                        person -> journal.lookedUp(person, "messages", traces.event()),
                        () -> journal.lookedUp("messages", traces.event()));
        traces.id().ifPresent(id -> journal.shown("Bundle/" + id));
        traces.headerId().ifPresent(id -> journal.shown("MessageHeader/" + id));
        journal.answered();
    }

    private void acknowledge(Acknowledged it, HttpServletResponse response, boolean creating) throws IOException {
        response.setStatus(creating && it.isNew() ? 201 : 200);
        Optional<String> where = it.traces().id().map(id -> base + "/Bundle/" + id);
        where.ifPresent(address -> response.setHeader(creating ? "Location" : "Content-Location", address));
        write(response, it.format(), it.body());
    }

    private void refuse(Unacknowledged it, MessageFormat format, HttpServletResponse response) throws IOException {
        response.setStatus(
                switch (it.fault()) {
                    case UNREADABLE -> 400;
                    case WRONG -> 422;
                    case TOO_LONG -> 413;
                    case OURS -> 503;
                });
        write(response, format, text.of(it.outcome(), format));
    }

    static void write(HttpServletResponse response, MessageFormat format, byte[] body) throws IOException {
        response.setContentType(format.mediaType() + ";charset=UTF-8");
        response.getOutputStream().write(body);
    }
}

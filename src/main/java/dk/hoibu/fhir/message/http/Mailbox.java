package dk.hoibu.fhir.message.http;

import dk.hoibu.fhir.access.Identity;
import dk.hoibu.fhir.access.Journal;
import dk.hoibu.fhir.access.Scope.Action;
import dk.hoibu.fhir.audit.ChildMarks;
import dk.hoibu.fhir.fhir.Caller;
import dk.hoibu.fhir.fhir.Message;
import dk.hoibu.fhir.fhir.Problem;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.http.Backstop;
import dk.hoibu.fhir.http.Desk;
import dk.hoibu.fhir.message.reception.AnswerText;
import dk.hoibu.fhir.message.store.KeptMessage;
import dk.hoibu.fhir.message.store.MessageQuery;
import dk.hoibu.fhir.message.store.MessageQuery.Mark;
import dk.hoibu.fhir.message.store.MessageQuery.Moment;
import dk.hoibu.fhir.message.store.MessageQuery.Place;
import dk.hoibu.fhir.message.store.MessageQuery.Span;
import dk.hoibu.fhir.message.store.MessageQuery.Stretch;
import dk.hoibu.fhir.message.store.MessageStore;
import dk.hoibu.fhir.message.view.CommunicationView;
import dk.hoibu.fhir.message.view.Names;
import dk.hoibu.fhir.message.view.Standing;
import dk.hoibu.fhir.message.view.ThreadView;
import dk.hoibu.fhir.message.wire.MessageFormat;
import dk.hoibu.fhir.search.MessageSearch;
import dk.hoibu.fhir.search.MessageSearchParser;
import dk.hoibu.fhir.search.Request;
import dk.hoibu.fhir.search.Times;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;

/** Finds and reads messages for the organisations that sent or received them; of others there is nothing to see. */
public final class Mailbox {

    /** A message up to here is written in the other format on request; that takes all of it in memory. */
    private static final long CONVERTED = 8L << 20;

    private final MessageStore store;
    private final MessageSearchParser parser;
    private final CommunicationView view;
    private final ChildMarks marks;
    private final AnswerText text;
    private final OrganisationNames register;
    private final Standings standings;
    private final LastLook last;

    /** {@code alarm} is told of answers that were about to go out and must not. */
    public Mailbox(
            MessageStore store,
            MessageSearchParser parser,
            CommunicationView view,
            ChildMarks marks,
            AnswerText text,
            OrganisationNames register,
            Backstop.Alarm alarm) {
        this.store = store;
        this.parser = parser;
        this.view = view;
        this.marks = marks;
        this.text = text;
        this.register = register;
        this.standings = new Standings(store);
        this.last = new LastLook(alarm);
    }

    /** The message as it came, by our id or its own Bundle.id. */
    void message(String id, HttpServletRequest request, HttpServletResponse response, Caller caller)
            throws IOException {
        Optional<String> organisation = MessageAccess.seenBy(caller, "Bundle", Action.READ);
        requireOnly(request);
        KeptMessage message = one(Mark.ID, id, organisation)
                .or(() -> one(Mark.BUNDLE_ID, id, organisation))
                .orElseThrow(Problem::notFound);
        last.require(message, caller);
        note(message, caller);
        MessageFormat came = Wanted.of(message.facts().contentType()).orElseThrow();
        MessageFormat wanted = Wanted.by(request).orElse(came);
        if (wanted != came) {
            convert(message, came, wanted, response);
            return;
        }
        response.setContentType(message.facts().contentType());
        request.setAttribute(Desk.Large.class.getName(), new Stored(store, message));
    }

    private void convert(KeptMessage message, MessageFormat came, MessageFormat wanted, HttpServletResponse response)
            throws IOException {
        if (message.size() > CONVERTED) {
            throw Problem.of(406, IssueType.NOTSUPPORTED, Message.NOT_ACCEPTABLE);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        store.copy(message.id(), all);
        Handing.write(response, wanted, text.in(wanted, all.toByteArray(), came.mediaType()));
    }

    private record Stored(MessageStore store, KeptMessage message) implements Desk.Large {

        @Override
        public long length() {
            return message.size();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            store.copy(message.id(), out);
        }
    }

    void communication(String id, HttpServletRequest request, HttpServletResponse response, Caller caller)
            throws IOException {
        Optional<String> organisation = MessageAccess.seenBy(caller, "Communication", Action.READ);
        requireOnly(request);
        KeptMessage message = one(Mark.ID, id, organisation).orElseThrow(Problem::notFound);
        write(message, organisation, Action.READ, request, response, caller);
    }

    private void write(
            KeptMessage message,
            Optional<String> organisation,
            Action action,
            HttpServletRequest request,
            HttpServletResponse response,
            Caller caller)
            throws IOException {
        List<Communication> shown = shown(List.of(message), organisation, caller);
        last.require(shown, caller, action);
        caller.requester().journal().answered();
        write(shown.get(0), request, response);
    }

    private void write(Resource answer, HttpServletRequest request, HttpServletResponse response) throws IOException {
        MessageFormat format = Wanted.by(request).orElse(MessageFormat.JSON);
        Handing.write(response, format, text.of(answer, format));
    }

    /** Notes whether the organisation that it came to has read it; again is no more than once. */
    void mark(String id, boolean read, HttpServletRequest request, HttpServletResponse response, Caller caller)
            throws IOException {
        Optional<String> organisation = MessageAccess.seenBy(caller, "Communication", Action.UPDATE);
        requireOnly(request);
        KeptMessage message = one(Mark.ID, id, organisation).orElseThrow(Problem::notFound);
        String receiver = message.facts().receiver().sor();
        if (organisation.isPresent() && !organisation.get().equals(receiver)) {
            throw Problem.refused();
        }
        store.mark(message.id(), receiver, read);
        write(message, organisation, Action.UPDATE, request, response, caller);
    }

    /** The thread that a message is of, as far as whoever asks sent or received it. */
    void thread(String id, HttpServletRequest request, HttpServletResponse response, Caller caller) throws IOException {
        Optional<String> organisation = MessageAccess.seenBy(caller, "Communication", Action.READ);
        requireOnly(request);
        KeptMessage message = one(Mark.ID, id, organisation).orElseThrow(Problem::notFound);
        List<ThreadView.Told> told = new ThreadMessages(store)
                .of(message.facts().thread(), organisation)
                .orElseThrow(() -> Problem.of(413, IssueType.TOOCOSTLY, Message.THREAD_TOO_LONG));
        List<KeptMessage> messages = told.stream().map(ThreadView.Told::message).toList();
        ThreadView.Seen seen = new ThreadView(view)
                .of(told, standings.of(messages, organisation), new NamesOnce(register, caller.requester()));
        Journal journal = caller.requester().journal();
        seen.persons().forEach(journal::asked);
        messages.forEach(one -> journal.shown("Communication/" + one.id()));
        last.require(seen.bundle(), caller, Action.READ);
        journal.answered();
        write(seen.bundle(), request, response);
    }

    private Optional<KeptMessage> one(Mark mark, String value, Optional<String> organisation) {
        List<KeptMessage> found = store.page(
                new MessageQuery(organisation, Map.of(mark, List.of(value)), List.of(), Optional.empty(), 2));
        // two senders may have used one Bundle.id
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private static void requireOnly(HttpServletRequest request) {
        request.getParameterMap().keySet().stream()
                .filter(name -> !name.equals("_format") && !name.equals("_pretty"))
                .findFirst()
                .ifPresent(name -> {
                    throw Problem.of(400, IssueType.NOTSUPPORTED, Message.NOT_SUPPORTED);
                });
    }

    void search(HttpServletRequest request, HttpServletResponse response, Caller caller) throws IOException {
        Optional<String> organisation = MessageAccess.seenBy(caller, "Communication", Action.SEARCH);
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> parameters.put(name, Arrays.asList(values)));
        MessageSearch search =
                parser.parse(new Request(parameters, request.getMethod().equals("POST"), holder(caller)));
        search.subject().ifPresent(person -> caller.requester().journal().asked(person));
        List<KeptMessage> found = store.page(query(search, organisation));
        List<KeptMessage> page = found.subList(0, Math.min(found.size(), search.count()));
        Bundle bundle = new Bundle().setType(Bundle.BundleType.SEARCHSET);
        bundle.addLink().setRelation("self").setUrl(parser.link(search));
        if (found.size() > page.size()) {
            bundle.addLink().setRelation("next").setUrl(parser.link(search.after(place(page.get(page.size() - 1)))));
        }
        bundle.getMeta().addProfile(Systems.ANSWER_PROFILE);
        List<Communication> shown = shown(page, organisation, caller);
        for (int i = 0; i < page.size(); i++) {
            bundle.addEntry()
                    .setFullUrl(view.address("Communication", page.get(i)))
                    .setResource(shown.get(i))
                    .getSearch()
                    .setMode(Bundle.SearchEntryMode.MATCH);
        }
        last.require(bundle, caller, Action.SEARCH);
        caller.requester().journal().answered();
        write(bundle, request, response);
    }

    private static String holder(Caller caller) {
        Optional<Identity> who = caller.requester().identity();
        return who.map(it -> String.join("\n", it.issuer(), it.subject(), it.clientId()))
                .orElse("");
    }

    /** One more than the page, to know whether there is another. */
    private MessageQuery query(MessageSearch search, Optional<String> organisation) {
        Map<Mark, List<String>> any = new EnumMap<>(Mark.class);
        search.any().forEach((mark, values) -> any.put(Mark.valueOf(mark.name()), List.copyOf(values)));
        search.subject().ifPresent(person -> any.put(Mark.SUBJECT, List.of(marks.of(person))));
        List<Span> spans = new ArrayList<>();
        search.times()
                .forEach((name, times) ->
                        spans.add(new Span(name.equals("sent") ? Moment.SENT : Moment.RECEIVED, stretches(times))));
        return new MessageQuery(
                organisation, search.unread(), any, spans, search.after().map(Mailbox::place), search.count() + 1);
    }

    private static List<Stretch> stretches(Times times) {
        return times.latestFirst().stream()
                .map(it -> new Stretch(it.start(), it.end()))
                .toList();
    }

    private static String place(KeptMessage message) {
        return message.facts().received().toEpochMilli() + " " + message.id();
    }

    private static Place place(String text) {
        String[] parts = text.split(" ", 2);
        return new Place(Instant.ofEpochMilli(Long.parseLong(parts[0])), UUID.fromString(parts[1]));
    }

    /** As they go out, each noted for the audit. */
    private List<Communication> shown(List<KeptMessage> messages, Optional<String> organisation, Caller caller) {
        Standing standing = standings.of(messages, organisation);
        Names names = new NamesOnce(register, caller.requester());
        Journal journal = caller.requester().journal();
        List<Communication> shown = new ArrayList<>();
        for (KeptMessage message : messages) {
            CommunicationView.Seen seen = view.of(message, store.skeleton(message.id()), standing, names);
            seen.person().ifPresent(journal::asked);
            journal.shown("Communication/" + message.id());
            shown.add(seen.communication());
        }
        return shown;
    }

    /** For the audit. */
    private void note(KeptMessage message, Caller caller) {
        Journal journal = caller.requester().journal();
        view.person(message, store.skeleton(message.id())).ifPresent(journal::asked);
        journal.shown("Bundle/" + message.id());
        journal.answered();
    }
}

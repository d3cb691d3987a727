package dk.hoibu.fhir.message.http;

import dk.hoibu.fhir.access.Identity;
import dk.hoibu.fhir.access.Journal;
import dk.hoibu.fhir.access.Scope.Action;
import dk.hoibu.fhir.audit.ChildMarks;
import dk.hoibu.fhir.fhir.Caller;
import dk.hoibu.fhir.fhir.Message;
import dk.hoibu.fhir.fhir.Problem;
import dk.hoibu.fhir.fhir.Systems;
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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** Finds and reads messages for the organisations that sent or received them; of others there is nothing to see. */
public final class Mailbox {

    private static final String STATES = Systems.BASE + "/CodeSystem/message-state";

    /** A message up to here is written in the other format on request; that takes all of it in memory. */
    private static final long CONVERTED = 8L << 20;

    private final MessageStore store;
    private final MessageSearchParser parser;
    private final CommunicationView view;
    private final ChildMarks marks;
    private final AnswerText text;

    public Mailbox(
            MessageStore store, MessageSearchParser parser, CommunicationView view, ChildMarks marks, AnswerText text) {
        this.store = store;
        this.parser = parser;
        this.view = view;
        this.marks = marks;
        this.text = text;
    }

    /** The message as it came, by our id or its own Bundle.id. */
    void message(String id, HttpServletRequest request, HttpServletResponse response, Caller caller)
            throws IOException {
        Optional<String> organisation = MessageAccess.seenBy(caller, "Bundle", Action.READ);
        requireOnly(request);
        KeptMessage message = one(Mark.ID, id, organisation)
                .or(() -> one(Mark.BUNDLE_ID, id, organisation))
                .orElseThrow(Problem::notFound);
        note(message, "Bundle", caller);
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
        write(message, organisation, request, response, caller);
    }

    private void write(
            KeptMessage message,
            Optional<String> organisation,
            HttpServletRequest request,
            HttpServletResponse response,
            Caller caller)
            throws IOException {
        Communication communication = noted(message, caller);
        tag(List.of(communication), List.of(message), organisation);
        MessageFormat format = Wanted.by(request).orElse(MessageFormat.JSON);
        Handing.write(response, format, text.of(communication, format));
    }

    /** Notes whether the organisation that it came to has read it. */
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
        write(message, organisation, request, response, caller);
    }

    /** Tells the organisation that they came to which it has not read; nobody else. */
    private void tag(List<Communication> shown, List<KeptMessage> messages, Optional<String> organisation) {
        Map<String, Set<UUID>> came = new LinkedHashMap<>();
        for (KeptMessage message : messages) {
            String receiver = message.facts().receiver().sor();
            if (organisation.isEmpty() || organisation.get().equals(receiver)) {
                came.computeIfAbsent(receiver, sor -> new HashSet<>()).add(message.id());
            }
        }
        Set<UUID> unread = new HashSet<>();
        came.forEach((receiver, ids) -> {
            unread.addAll(ids);
            unread.removeAll(store.readBy(receiver, ids));
        });
        for (int i = 0; i < shown.size(); i++) {
            if (unread.contains(messages.get(i).id())) {
                shown.get(i).getMeta().addTag().setSystem(STATES).setCode("unread");
            }
        }
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
        List<Communication> shown =
                page.stream().map(message -> noted(message, caller)).toList();
        tag(shown, page, organisation);
        for (int i = 0; i < page.size(); i++) {
            bundle.addEntry()
                    .setFullUrl(view.address("Communication", page.get(i)))
                    .setResource(shown.get(i))
                    .getSearch()
                    .setMode(Bundle.SearchEntryMode.MATCH);
        }
        caller.requester().journal().answered();
        MessageFormat format = Wanted.by(request).orElse(MessageFormat.JSON);
        Handing.write(response, format, text.of(bundle, format));
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

    private Communication noted(KeptMessage message, Caller caller) {
        CommunicationView.Seen seen = seen(message);
        note(message, seen, "Communication", caller);
        return seen.communication();
    }

    private CommunicationView.Seen seen(KeptMessage message) {
        return view.of(message, store.skeleton(message.id()));
    }

    private void note(KeptMessage message, String type, Caller caller) {
        note(message, seen(message), type, caller);
    }

    /** For the audit. */
    private static void note(KeptMessage message, CommunicationView.Seen seen, String type, Caller caller) {
        Journal journal = caller.requester().journal();
        seen.person().ifPresent(journal::asked);
        journal.shown(type + "/" + message.id());
        journal.answered();
    }
}

package dk.hoibu.fhir.resource;

import dk.hoibu.fhir.access.AccessDecision;
import dk.hoibu.fhir.access.AccessRule;
import dk.hoibu.fhir.access.Requester;
import dk.hoibu.fhir.access.Role;
import dk.hoibu.fhir.access.Scope.Action;
import dk.hoibu.fhir.audit.AccessFacts;
import dk.hoibu.fhir.audit.ChildMarks;
import dk.hoibu.fhir.audit.FactsCodec;
import dk.hoibu.fhir.audit.Ledger;
import dk.hoibu.fhir.audit.Observer;
import dk.hoibu.fhir.audit.trail.AuditTrail;
import dk.hoibu.fhir.audit.trail.AuditUnavailable;
import dk.hoibu.fhir.audit.trail.KeptEntry;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Caller;
import dk.hoibu.fhir.fhir.Message;
import dk.hoibu.fhir.fhir.Problem;
import dk.hoibu.fhir.mapping.AuditEvents;
import dk.hoibu.fhir.mapping.Targets;
import dk.hoibu.fhir.search.AuditSearch;
import dk.hoibu.fhir.search.AuditSearchParser;
import dk.hoibu.fhir.search.Request;
import dk.hoibu.fhir.search.Searcher;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** Answers auditors what has been asked of this server; that they asked is written down like all else. Safe for use by many threads. */
final class AuditReading {

    private static final String TYPE = "AuditEvent";

    /**
     * What is read.
     *
     * @param trail where it is kept
     * @param marks what children are known by there
     * @param observer whose it is
     */
    record Log(AuditTrail trail, ChildMarks marks, Observer observer) {}

    private final Log log;
    private final AuditPages pages;
    private final AuditSearchParser parser;
    private final AccessRule access;
    private final Permits permits;
    private final AuditEvents events;

    AuditReading(Log log, AuditSearchParser parser, AccessRule access, Permits permits, Targets targets) {
        this.log = log;
        this.pages = new AuditPages(log.trail(), log.marks());
        this.parser = parser;
        this.access = access;
        this.permits = permits;
        this.events = new AuditEvents(targets, log.observer());
    }

    /** @throws Problem 403 for all but auditors; 404 when there is no such event */
    AuditEvent read(String id, Caller caller) {
        Permit permit = permitted(caller, Action.READ);
        Optional<AccessFacts> facts = AuditSearchParser.eventId(id)
                .flatMap(uuid -> asked(() -> log.trail().find(uuid)))
                .filter(AuditReading::isEvent)
                .map(kept -> FactsCodec.read(kept.entry().payload()));
        Optional<PersonNumber> child = facts.flatMap(events::child);
        child.ifPresent(number -> about(number, caller));
        return facts.map(it -> events.of(id, it))
                .filter(event -> permit.isAbout(child) && permit.shows(event, child))
                .orElseThrow(Problem::notFound);
    }

    /** What is only about to be done is no event yet: what comes of it is one of its own. */
    static boolean isEvent(KeptEntry kept) {
        return !kept.entry().marks().type().equals(Ledger.INTENT);
    }

    /** @throws Problem 403 for all but auditors; 400 for what is not understood */
    AuditSearch parse(Request request, Caller caller) {
        Permit permit = permitted(caller, Action.SEARCH);
        AuditSearch search = parser.parse(
                permit.onlyChild().map(child -> narrowed(request, child.id())).orElse(request));
        search.child().ifPresent(number -> about(number, caller));
        if (!permit.isAbout(search.child())) {
            throw Problem.refused();
        }
        return search;
    }

    /** For an application that was opened for one child, a search that names nobody is about that child. */
    private static Request narrowed(Request request, String child) {
        boolean named = request.parameters().keySet().stream()
                .anyMatch(name -> name.equals("_page") || name.matches("(patient|entity)\\b.*"));
        if (named) {
            return request;
        }
        Map<String, List<String>> parameters = new LinkedHashMap<>(request.parameters());
        parameters.put("patient", List.of(child));
        return new Request(parameters, request.fromBody(), request.holder());
    }

    /** A page of events; without a total, since to count millions takes as long as there are. */
    Bundle search(AuditSearch search, Caller caller) {
        Permit permit = permitted(caller, Action.SEARCH);
        AuditPages.Page page = page(search);
        Bundle bundle = new Bundle().setType(Bundle.BundleType.SEARCHSET);
        bundle.addLink().setRelation("self").setUrl(parser.link(search));
        page.next().ifPresent(place -> bundle.addLink().setRelation("next").setUrl(parser.link(search.after(place))));
        for (KeptEntry kept : page.entries()) {
            if (!isEvent(kept)) {
                continue;
            }
            AccessFacts facts = FactsCodec.read(kept.entry().payload());
            AuditEvent event = events.of(kept.entry().id().toString(), facts);
            if (permit.shows(event, events.child(facts))) {
                bundle.addEntry()
                        .setFullUrl(log.observer().address() + "/" + Searcher.key(event))
                        .setResource(event)
                        .getSearch()
                        .setMode(Bundle.SearchEntryMode.MATCH);
            }
        }
        return bundle;
    }

    /** @throws Problem 503 when the log cannot be read now */
    AuditPages.Page page(AuditSearch search) {
        return asked(() -> pages.of(search));
    }

    Observer observer() {
        return log.observer();
    }

    /** Where nobody is asked who they are, there is nobody real in the log either. */
    Permit permitted(Caller caller, Action action) {
        Permit permit = permits.require(caller, TYPE, action);
        Requester requester = caller.requester();
        boolean known = access.directory(requester) instanceof AccessDecision.Granted;
        boolean auditor = requester.identity().stream().allMatch(who -> who.role() == Role.AUDITOR);
        if (!known || !auditor) {
            throw Problem.refused();
        }
        return permit;
    }

    /** So that the request is written down as one about the child. */
    void about(PersonNumber child, Caller caller) {
        if (access.citizen(caller.requester(), child) instanceof AccessDecision.Refused) {
            throw Problem.refused();
        }
    }

    /** With the child's present id: the one kept may be made with a former key. */
    AuditEvent event(String id, AccessFacts facts) {
        return events.of(id, facts);
    }

    private static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (AuditUnavailable unavailable) {
            throw Problem.of(503, IssueType.TRANSIENT, Message.AUDIT_UNREADABLE);
        }
    }
}

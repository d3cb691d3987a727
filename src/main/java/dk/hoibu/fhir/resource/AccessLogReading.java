package dk.hoibu.fhir.resource;

import dk.hoibu.fhir.access.Scope.Action;
import dk.hoibu.fhir.audit.AccessFacts;
import dk.hoibu.fhir.audit.FactsCodec;
import dk.hoibu.fhir.audit.Ledger.Event;
import dk.hoibu.fhir.audit.citizen.CitizenLine;
import dk.hoibu.fhir.audit.citizen.CitizenLog;
import dk.hoibu.fhir.audit.citizen.CitizenRules;
import dk.hoibu.fhir.audit.citizen.ConcealmentUnknown;
import dk.hoibu.fhir.audit.citizen.Organisations;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Caller;
import dk.hoibu.fhir.fhir.Message;
import dk.hoibu.fhir.fhir.Problem;
import dk.hoibu.fhir.mapping.AccessLogMapper;
import dk.hoibu.fhir.mapping.Targets;
import dk.hoibu.fhir.search.AuditSearch;
import dk.hoibu.fhir.search.AuditSearchParser;
import dk.hoibu.fhir.search.Request;
import dk.hoibu.fhir.search.Searcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * Answers auditors the log of one child as its citizen may see it: a view of the events, made anew each time and kept nowhere. Safe for use by
 * many threads.
 */
final class AccessLogReading {

    /** The operation, which page links are sealed for: nothing else can be asked with them. */
    static final String OPERATION = "$access-log";

    private final AuditReading reading;
    private final AuditSearchParser parser;
    private final CitizenRules rules;
    private final Function<Caller, Organisations> registers;
    private final Targets targets;

    /** {@code registers} is what the caller may look organisations up in. */
    AccessLogReading(
            AuditReading reading,
            AuditSearchParser parser,
            CitizenRules rules,
            Function<Caller, Organisations> registers,
            Targets targets) {
        this.reading = reading;
        this.parser = parser;
        this.rules = rules;
        this.registers = registers;
        this.targets = targets;
    }

    /** @throws Problem 403 for all who may not read any log */
    void require(Caller caller) {
        reading.permitted(caller, Action.READ);
    }

    /**
     * A page of {@code child}'s log, newest first and without a total.
     *
     * @param parameters {@code date}, {@code _count} or {@code _page}
     * @throws Problem 403 for all but auditors; 400 for what is not understood; 503 when the log, or whom to conceal, is not known now
     */
    Bundle read(PersonNumber child, Map<String, List<String>> parameters, String holder, Caller caller) {
        Permit permit = reading.permitted(caller, Action.READ);
        reading.about(child, caller);
        if (!permit.isAbout(Optional.of(child))) {
            throw Problem.refused();
        }
        AuditSearch search = search(child, parameters, holder);
        AuditPages.Page page = reading.page(search);
        List<Event> accesses = page.entries().stream()
                .filter(AuditReading::isEvent)
                .map(kept -> new Event(
                        kept.entry().id(), FactsCodec.read(kept.entry().payload())))
                .filter(access -> CitizenLog.isAccess(access.facts()))
                .filter(access ->
                        permit.shows(reading.event(access.id().toString(), access.facts()), Optional.of(child)))
                .toList();
        Bundle bundle = new Bundle().setType(Bundle.BundleType.SEARCHSET);
        String path = targets.patient(child) + "/" + OPERATION;
        bundle.addLink().setRelation("self").setUrl(parser.childLink(path, search));
        page.next()
                .ifPresent(place ->
                        bundle.addLink().setRelation("next").setUrl(parser.childLink(path, search.after(place))));
        view(child, accesses, caller)
                .forEach(event -> bundle.addEntry()
                        .setFullUrl(reading.observer().address() + "/" + Searcher.key(event))
                        .setResource(event)
                        .getSearch()
                        .setMode(Bundle.SearchEntryMode.MATCH));
        return bundle;
    }

    private AuditSearch search(PersonNumber child, Map<String, List<String>> parameters, String holder) {
        Map<String, List<String>> all = new LinkedHashMap<>(parameters);
        if (!parameters.containsKey("_page")) {
            all.put("patient", List.of(targets.patient(child)));
        }
        AuditSearch search = parser.parse(new Request(all, true, holder), OPERATION);
        if (!search.child().equals(Optional.of(child))) {
            throw Problem.parameter("_page", IssueType.INVALID, Message.BAD_PAGE_LINK);
        }
        return search;
    }

    private List<AuditEvent> view(PersonNumber child, List<Event> accesses, Caller caller) {
        List<CitizenLine> lines = lines(child, accesses, caller);
        List<AuditEvent> view = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            AccessFacts facts = accesses.get(i).facts();
            view.add(AccessLogMapper.toFhir(lines.get(i), facts, targets.patient(child), reading.observer()));
        }
        return view;
    }

    private List<CitizenLine> lines(PersonNumber child, List<Event> accesses, Caller caller) {
        try {
            CitizenLog log = rules.log(child, registers.apply(caller));
            return log.lines(accesses);
        } catch (ConcealmentUnknown unknown) {
            throw Problem.of(503, IssueType.TRANSIENT, Message.CONCEALMENT_UNKNOWN);
        }
    }
}

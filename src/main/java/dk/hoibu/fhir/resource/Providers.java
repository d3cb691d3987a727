package dk.hoibu.fhir.resource;

import ca.uhn.fhir.context.FhirContext;
import dk.hoibu.fhir.access.AccessDecision;
import dk.hoibu.fhir.access.AccessRule;
import dk.hoibu.fhir.access.DirectoryGrant;
import dk.hoibu.fhir.audit.ChildMarks;
import dk.hoibu.fhir.audit.Observer;
import dk.hoibu.fhir.audit.citizen.CitizenRules;
import dk.hoibu.fhir.audit.citizen.Organisations;
import dk.hoibu.fhir.audit.trail.AuditTrail;
import dk.hoibu.fhir.fhir.Caller;
import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.fhir.Problem;
import dk.hoibu.fhir.fhir.Terminology;
import dk.hoibu.fhir.launch.LaunchDesk;
import dk.hoibu.fhir.mapping.Targets;
import dk.hoibu.fhir.overview.Overviews;
import dk.hoibu.fhir.overview.SourceCalls;
import dk.hoibu.fhir.overview.Sources;
import dk.hoibu.fhir.search.AuditSearchParser;
import dk.hoibu.fhir.search.QueryParser;
import dk.hoibu.fhir.search.SearchDefinition;
import dk.hoibu.fhir.search.Searcher;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Resource;

/** Makes all providers, for HAPI to register. */
public final class Providers {

    /**
     * How answers are made.
     *
     * @param defaultCount page size when the client names none
     * @param maxCount the largest page size
     * @param caseNumbers whether municipalities' own case numbers are shown
     * @param closedCases whether closed cases are shown to who asks for them
     */
    public record Options(int defaultCount, int maxCount, boolean caseNumbers, boolean closedCases) {}

    private Providers() {}

    public static List<Object> all(
            FhirContext context,
            Overviews overviews,
            Sources sources,
            SourceCalls calls,
            AccessRule access,
            Guide guide,
            Ids ids,
            Terminology terms,
            String base,
            Options options,
            LaunchDesk launches,
            AuditTrail trail,
            ChildMarks marks,
            CitizenRules citizens,
            Clock clock) {
        Targets targets = new Targets(ids);
        Map<String, SearchDefinition<?>> definitions = Definitions.with(guide);
        Elements elements = new Elements(context, definitions.keySet());
        ChildResources child = new ChildResources(targets, terms, options.caseNumbers(), clock);
        Directory directory = new Directory(sources, calls, access, targets, terms, clock);
        QueryParser parser = new QueryParser(
                definitions, ids, base, options.defaultCount(), options.maxCount(), elements::of, clock);
        Permits permits = new Permits(
                definitions,
                parser,
                ids,
                (requester, number) -> child.related(overviews.of(requester, number, Needs.EVERYTHING))
                        .keySet());
        CurrentUser user = new CurrentUser(directory, permits, ids, terms, base);
        Reads reads =
                new Reads(overviews, child, directory, guide, targets, terms, permits, user, options.closedCases());
        Answers answers = new Answers(
                overviews,
                child,
                directory,
                guide,
                parser,
                new Searcher(definitions, ids, base),
                targets,
                terms,
                permits,
                base,
                options.closedCases());
        List<Object> providers = new ArrayList<>();
        definitions.values().stream()
                .filter(definition -> definition.scope() != SearchDefinition.Scope.AUDIT)
                .forEach(definition -> providers.add(provider(definition, answers, reads, elements)));
        AuditSearchParser auditParser = new AuditSearchParser(
                AuditDefinitions.EVENT, ids, base, options.defaultCount(), options.maxCount(), elements::of, clock);
        AuditReading.Log log = new AuditReading.Log(trail, marks, Observer.at(base));
        AuditReading auditReading = new AuditReading(log, auditParser, access, permits, targets);
        providers.add(new AuditProvider(auditReading, elements));
        AccessLogReading accessLog = new AccessLogReading(
                auditReading, auditParser, citizens, caller -> registers(sources, calls, access, caller), targets);
        providers.add(new AccessLogOperation(accessLog, ids, context));
        providers.add(new EverythingOperation(answers, elements, context));
        providers.add(new LaunchOperations(launches, ids, context, base));
        return providers;
    }

    private static Organisations registers(Sources sources, SourceCalls calls, AccessRule access, Caller caller) {
        if (access.directory(caller.requester()) instanceof AccessDecision.Granted<DirectoryGrant> yes) {
            return new RegisteredOrganisations(sources.municipalities(), sources.health(), calls, yes.grant());
        }
        throw Problem.refused();
    }

    private static <R extends Resource> TypeProvider<R> provider(
            SearchDefinition<R> definition, Answers answers, Reads reads, Elements elements) {
        return new TypeProvider<>(definition, answers, reads, elements);
    }
}

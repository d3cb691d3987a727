package dk.hoibu.fhir.resource;

import dk.hoibu.fhir.access.Scope;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Caller;
import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.fhir.Ids.Purpose;
import dk.hoibu.fhir.fhir.Problem;
import dk.hoibu.fhir.fhir.Terminology;
import dk.hoibu.fhir.mapping.Targets;
import dk.hoibu.fhir.overview.Overview;
import dk.hoibu.fhir.overview.Overviews;
import dk.hoibu.fhir.source.SourceId;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.EpisodeOfCare.EpisodeOfCareStatus;
import org.hl7.fhir.r4.model.Resource;

/** Answers reads of single resources, which cannot say what is missing: what cannot be vouched for is an error. */
final class Reads {

    private final Overviews overviews;
    private final ChildResources child;
    private final Directory directory;
    private final Guide guide;
    private final Targets targets;
    private final Needs needs;
    private final Permits permits;
    private final CurrentUser user;
    private final boolean closedOnRequest;

    Reads(
            Overviews overviews,
            ChildResources child,
            Directory directory,
            Guide guide,
            Targets targets,
            Terminology terms,
            Permits permits,
            CurrentUser user,
            boolean closedOnRequest) {
        this.permits = permits;
        this.user = user;
        this.overviews = overviews;
        this.child = child;
        this.directory = directory;
        this.guide = guide;
        this.targets = targets;
        this.needs = new Needs(terms);
        this.closedOnRequest = closedOnRequest;
    }

    /** The resource; 404 when there is none, 503 when it cannot be told. */
    Resource read(String type, String id, Caller caller) {
        if (user.isNamed(type, id, caller)) {
            Resource resource = user.read(id, caller).orElseThrow(Problem::notFound);
            resource.setId(type + "/" + id);
            return resource;
        }
        Permit permit = permits.require(caller, type, Scope.Action.READ);
        if (guide.types().contains(type)) {
            return guide.one(type, id)
                    .filter(resource -> permit.shows(resource, Optional.empty()))
                    .orElseThrow(Problem::notFound);
        }
        String current = targets.ids().renewed(type, id);
        Optional<PersonNumber> owner = owner(type, current);
        if (owner.isPresent() && !permit.isAbout(owner)) {
            throw Problem.notFound();
        }
        Optional<Resource> found = find(type, current, owner, caller).filter(resource -> permit.shows(resource, owner));
        // the id asked for is the id answered, also when a key rotation gave the resource a newer one
        found.ifPresent(resource -> resource.setId(type + "/" + id));
        return found.orElseThrow(Problem::notFound);
    }

    private Optional<Resource> find(String type, String id, Optional<PersonNumber> owner, Caller caller) {
        if (owner.isPresent()) {
            return ofChild(type, id, owner.get(), caller);
        }
        Directory.Found found = directory.one(caller.requester(), type, id);
        if (found.resources().isEmpty() && !found.gaps().isEmpty()) {
            throw needs.nothingAnswered(found.gaps());
        }
        return found.resources().stream().findFirst();
    }

    /** Whose it is, for ids that hold a child. */
    private Optional<PersonNumber> owner(String type, String id) {
        Ids ids = targets.ids();
        return switch (type) {
            case "Patient" -> ids.person(Purpose.PATIENT, id);
            case "CareTeam" -> ids.person(Purpose.CARE_TEAM, id);
            case "EpisodeOfCare" -> ids.item(Purpose.CASE, id).map(Ids.ChildItem::child);
            case "Appointment" -> ids.item(Purpose.APPOINTMENT, id).map(Ids.ChildItem::child);
            case "Organization" -> ids.item(Purpose.CASE_UNIT, id).map(Ids.ChildItem::child);
            case "PractitionerRole" -> ids.item(Purpose.CASE_MANAGER, id).map(Ids.ChildItem::child);
            case "Practitioner" -> ids.item(Purpose.CASE_MANAGER_PERSON, id).map(Ids.ChildItem::child);
            case "HealthcareService" -> ids.item(Purpose.APPOINTMENT_UNIT, id).map(Ids.ChildItem::child);
            default -> Optional.empty();
        };
    }

    private Optional<Resource> ofChild(String type, String id, PersonNumber number, Caller caller) {
        Overview overview = overviews.of(caller.requester(), number, Needs.parts(type));
        if (!overview.known()) {
            return Optional.empty();
        }
        needs.require(overview, SourceId.PERSONS);
        Optional<Resource> found = inOverview(type, id, overview);
        // one resource cannot say what is missing, so nothing may be that could matter to it
        boolean anythingMissing = type.equals("CareTeam") || found.isEmpty();
        if (anythingMissing && !overview.gaps().isEmpty()) {
            throw needs.nothingAnswered(overview.gaps());
        }
        return found;
    }

    private Optional<Resource> inOverview(String type, String id, Overview overview) {
        Stream<? extends Resource> resources = switch (type) {
            case "Patient" -> Stream.of(child.patient(overview));
            case "EpisodeOfCare" ->
                child.cases(overview).stream()
                        .filter(episode -> closedOnRequest || episode.getStatus() != EpisodeOfCareStatus.FINISHED);
            case "Appointment" -> child.bookings(overview).stream();
            case "CareTeam" -> child.network(overview).stream();
            default -> child.related(overview).values().stream();
        };
        return resources
                .filter(resource -> resource.fhirType().equals(type))
                .filter(resource -> resource.getIdElement().getIdPart().equals(id)
                        || type.equals("Patient")
                        || type.equals("CareTeam"))
                .<Resource>map(resource -> resource)
                .findFirst();
    }
}
